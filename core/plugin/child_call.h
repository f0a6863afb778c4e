// A streaming call to a child: what reads and writes have in common.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "core/plugin/call_stream.h"
#include "core/plugin/child.h"
#include "helhet/status.h"

namespace helhet::plugin {

// What a connection and its call know together.
struct CallState {
  std::atomic<bool> busy = false;    // a call is under way
  std::atomic<bool> broken = false;  // no other call can be made
};

// Why a call failed: what the connector says of it, else how its process ended, else what gRPC says.
Status ExplainFailure(Child& child, const grpc::Status& status);

// Used from one thread, but for Cancel. Every failure leaves the child broken, unless the connector itself
// told of it.
class ChildCall {
 public:
  ChildCall(std::shared_ptr<Child> child, std::shared_ptr<CallState> state,
            const std::shared_ptr<grpc::Channel>& channel, const std::string& method);
  // Cancels what has not ended.
  ~ChildCall();

  // OK also when the other side has ended the call: Receive then tells, after what is still on its way.
  Status Send(const google::protobuf::MessageLite& message);
  // False at the end: End says how it went.
  Result<bool> Receive(google::protobuf::MessageLite* message, std::chrono::milliseconds patience);
  Status EndSending();
  // The call's outcome, when Receive has said false.
  Status End();
  // Ends the child, as it does not keep to the contract: `why` follows the plugin's name.
  Status Refuse(const char* reason, const std::string& why);
  // From any thread.
  void Cancel();
  bool cancelled() const { return cancelled_; }

  const Deadlines& deadlines() const { return child_->terms().deadlines; }

 private:
  Status Hung();

  const std::shared_ptr<Child> child_;
  const std::shared_ptr<CallState> state_;
  CallStream stream_;
  std::atomic<bool> cancelled_ = false;
  bool ended_ = false;
};

}  // namespace helhet::plugin
