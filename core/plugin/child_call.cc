#include "core/plugin/child_call.h"

#include <grpcpp/support/proto_buffer_reader.h>

#include "core/plugin/problem.h"
#include "helhet/limits.h"

namespace helhet::plugin {
namespace {

// From a broken connection to the end of the process behind it.
constexpr std::chrono::milliseconds kDyingTime{500};

// Codes that gRPC gives by itself when the other side is gone.
bool MayBeGone(grpc::StatusCode code) {
  return code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::UNKNOWN ||
         code == grpc::StatusCode::INTERNAL || code == grpc::StatusCode::CANCELLED;
}

}  // namespace

Status ExplainFailure(Child& child, const grpc::Status& status) {
  if (status.error_details().empty()) {
    // The kernel takes a while over a large process: one that was killed is told of by why, be it still dying.
    if (MayBeGone(status.error_code()) && (child.WaitEnded(kDyingTime) || child.killed())) return child.HowItEnded();
    if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) {
      return ResourceExhausted(child.terms().plugin + ": sent a message over the limit of " +
                               std::to_string(limits::kMessageBytes >> 20) + " MiB")
          .WithReason("plugin_flood")
          .WithRemedy("tell the plugin's maker")
          .WithClass(ErrorClass::kPlugin);
    }
  }
  return FromCall(status, child.terms().plugin);
}

ChildCall::ChildCall(std::shared_ptr<Child> child, std::shared_ptr<CallState> state,
                     const std::shared_ptr<grpc::Channel>& channel, const std::string& method)
    : child_(std::move(child)), state_(std::move(state)), stream_(channel, method) {}

ChildCall::~ChildCall() {
  if (!ended_) Cancel();
  state_->busy = false;
}

void ChildCall::Cancel() {
  cancelled_ = true;
  state_->broken = true;  // The connector may be at work for a while yet, so it takes no other call.
  stream_.Cancel();
  child_->LetGo();
}

Status ChildCall::Send(const google::protobuf::MessageLite& message) {
  return stream_.Send(message, deadlines().hang) == CallStream::Step::kTimeout ? Hung() : OkStatus();
}

Result<bool> ChildCall::Receive(google::protobuf::MessageLite* message, std::chrono::milliseconds patience) {
  switch (stream_.Receive(patience)) {
    case CallStream::Step::kEnded: return false;
    case CallStream::Step::kTimeout: return Hung();
    case CallStream::Step::kDone: break;
  }
  grpc::ProtoBufferReader reader(&stream_.bytes());
  if (!reader.status().ok() || !message->ParseFromZeroCopyStream(&reader)) {
    return Refuse("plugin_rubbish", "sent bytes that are no " + message->GetTypeName());
  }
  return true;
}

Status ChildCall::EndSending() {
  return stream_.EndSending(deadlines().hang) == CallStream::Step::kTimeout ? Hung() : OkStatus();
}

Status ChildCall::End() {
  const grpc::Status status = stream_.Finish(deadlines().hang);
  ended_ = true;
  if (status.ok()) return OkStatus();
  if (cancelled_) return Cancelled(child_->terms().plugin + ": cancelled").WithReason("cancelled");
  if (status.error_details().empty()) state_->broken = true;
  return ExplainFailure(*child_, status);
}

Status ChildCall::Hung() {
  state_->broken = true;
  child_->Kill(Verdict::kHang, deadlines().hang);
  child_->WaitEnded();
  return child_->HowItEnded();
}

Status ChildCall::Refuse(const char* reason, const std::string& why) {
  state_->broken = true;
  child_->Kill(Verdict::kLetGo, {});
  return Internal(child_->terms().plugin + ": " + why)
      .WithReason(reason)
      .WithRemedy("tell the plugin's maker")
      .WithClass(ErrorClass::kPlugin);
}

}  // namespace helhet::plugin
