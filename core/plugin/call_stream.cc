#include "core/plugin/call_stream.h"

namespace helhet::plugin {
namespace {

constexpr std::chrono::seconds kStartTimeout{5};  // The child listens already; this is a matter of milliseconds.

}  // namespace

CallStream::CallStream(const std::shared_ptr<grpc::Channel>& channel, const std::string& method) : stub_(channel) {
  call_ = stub_.PrepareCall(&context_, "/helhet.plugin.v1.Connector/" + method, &queue_);
  Begin(kStart);
  call_->StartCall(Tag(kStart));
  started_ = Await(kStart, kStartTimeout) == Step::kDone;
}

CallStream::~CallStream() {
  if (!finished_) {
    context_.TryCancel();
    if (!states_[kFinish].under_way) {
      Begin(kFinish);
      call_->Finish(&status_, Tag(kFinish));
    }
  }
  queue_.Shutdown();
  void* tag;
  bool ok;
  while (queue_.Next(&tag, &ok)) {
  }
}

CallStream::Step CallStream::Await(Operation operation, std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::system_clock::now() + timeout;
  while (states_[operation].under_way) {
    void* tag;
    bool ok;
    if (queue_.AsyncNext(&tag, &ok, deadline) != grpc::CompletionQueue::GOT_EVENT) return Step::kTimeout;
    *static_cast<State*>(tag) = {false, ok};
  }
  return states_[operation].ok ? Step::kDone : Step::kEnded;
}

CallStream::Step CallStream::Send(const google::protobuf::MessageLite& message, std::chrono::milliseconds timeout) {
  if (!started_) return Step::kEnded;
  const std::string bytes = message.SerializeAsString();
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer buffer(&slice, 1);
  Begin(kSend);
  call_->Write(buffer, Tag(kSend));
  return Await(kSend, timeout);
}

CallStream::Step CallStream::Receive(std::chrono::milliseconds timeout) {
  if (!started_) return Step::kEnded;
  if (!states_[kReceive].under_way) {
    Begin(kReceive);
    call_->Read(&received_, Tag(kReceive));
  }
  return Await(kReceive, timeout);
}

CallStream::Step CallStream::EndSending(std::chrono::milliseconds timeout) {
  if (!started_) return Step::kEnded;
  Begin(kEndSending);
  call_->WritesDone(Tag(kEndSending));
  return Await(kEndSending, timeout);
}

grpc::Status CallStream::Finish(std::chrono::milliseconds timeout) {
  if (!states_[kFinish].under_way) {
    Begin(kFinish);
    call_->Finish(&status_, Tag(kFinish));
  }
  if (Await(kFinish, timeout) == Step::kTimeout) {
    return {grpc::StatusCode::DEADLINE_EXCEEDED, "the call does not end"};
  }
  finished_ = true;
  return status_;
}

}  // namespace helhet::plugin
