// Between gRPC calls and the plugin's table.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include <grpcpp/support/status.h>

#include "core/plugin/host/call.h"
#include "helhet/plugin_abi.h"

namespace helhet::plugin_host {

// The plugin's host: helhet_host over the call under way. Serve and all that the plugin does in it run on
// one thread; the functions of the table may be called from any while it runs.
class Bridge {
 public:
  explicit Bridge(const helhet_plugin& plugin);
  ~Bridge();
  Bridge(const Bridge&) = delete;
  Bridge& operator=(const Bridge&) = delete;

  // False when the plugin could make no instance.
  bool Create();
  // Runs a call; the status that it is to end with.
  grpc::Status Serve(const std::shared_ptr<Call>& call);

 private:
  helhet_status Run(Call& call);
  helhet_status Emit(std::string_view message);
  helhet_status Progress(std::string_view message);
  helhet_status Acquire(std::string_view message);
  grpc::Status Outcome(helhet_status code) const;

  static helhet_host TableFor(Bridge* bridge);

  const helhet_plugin& plugin_;
  const helhet_host table_;
  void* instance_ = nullptr;

  std::shared_ptr<Call> call_;       // the call under way
  std::string problem_;              // what the plugin said of its failure
  std::atomic<uint64_t> sent_ = 0;   // messages emitted in it
  std::atomic<uint64_t> requests_ = 0;
  std::atomic<int64_t> progress_at_ms_ = 0;
  std::mutex problem_mutex_;
  std::mutex emit_mutex_;
};

}  // namespace helhet::plugin_host
