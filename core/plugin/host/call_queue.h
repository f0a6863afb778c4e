// The gRPC service of the host: any method, any bytes, one call at a time.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include <grpcpp/generic/async_generic_service.h>

#include "core/plugin/host/call.h"

namespace helhet::plugin_host {

// Hands calls from gRPC's threads to the plugin's, one at a time.
class CallQueue : public grpc::CallbackGenericService {
 public:
  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override;

  // Waits for the next call; null when the host is to end. A call is under way until Finished(), which comes
  // before its End: the hub may begin the next as soon as it sees that.
  std::shared_ptr<Call> Next();
  void Finished();
  // Cancels what is under way; Next then returns null.
  void Close();

 private:
  void Offer(std::shared_ptr<Call> call);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<Call> current_;
  bool taken_ = false;
  bool closed_ = false;
};

}  // namespace helhet::plugin_host
