// One gRPC call on its way through the host, between gRPC's threads and the thread that the plugin runs on.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <grpcpp/generic/async_generic_service.h>

namespace helhet::plugin_host {

// gRPC calls the On... functions from threads of its own; everything else is for the plugin's threads.
// Thread-safe. Owned by whoever serves it and by gRPC, until both have let go.
class Call : public grpc::ServerGenericBidiReactor {
 public:
  // `ready` is told when the first message is there, or that there is none.
  static Call* Begin(grpc::GenericCallbackServerContext* context, std::function<void(std::shared_ptr<Call>)> ready);

  // The rpc's name: `Read`.
  const std::string& method() const { return method_; }
  // The first message, raw.
  const std::string& first() const { return first_; }

  // Sends one message, `head` and `body` in a row. Blocks while the one before is on its way. False when the
  // call is cancelled.
  bool Send(std::string_view head, std::string_view body);
  // As Send, but leaves it be when the one before is still on its way.
  bool SendIfIdle(std::string_view head, std::string_view body);
  // The next message of a Write; none at the end or when cancelled.
  std::optional<std::string> Receive();

  // Blocks until fewer than `window` of `sent` batches are unacknowledged. False when cancelled.
  bool WaitForWindow(uint64_t sent, uint64_t window);
  // Blocks until the request is granted. False when cancelled.
  bool WaitForGrant(uint64_t request_id);
  uint64_t acknowledged() const;
  bool cancelled() const;
  // Makes the call cancelled from this side: the hub is gone.
  void Cancel();

  // Ends the call; nobody may use it after. Waits for what is on its way.
  void End(const grpc::Status& status);

 private:
  Call(grpc::GenericCallbackServerContext* context, std::function<void(std::shared_ptr<Call>)> ready);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override { Cancel(); }
  void OnDone() override { self_.reset(); }

  void StartSend(std::string_view head, std::string_view body);
  void TakeReadRequest(std::string_view message);
  bool is_read() const { return method_ == "Read"; }

  const std::string method_;
  std::function<void(std::shared_ptr<Call>)> ready_;
  std::string first_;
  std::shared_ptr<Call> self_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  grpc::ByteBuffer incoming_;
  grpc::ByteBuffer outgoing_;
  bool begun_ = false;
  bool sending_ = false;
  bool cancelled_ = false;
  bool half_closed_ = false;
  bool ended_ = false;
  uint64_t acknowledged_ = 0;
  std::set<uint64_t> granted_;
  std::deque<std::string> inbox_;
};

}  // namespace helhet::plugin_host
