// A streaming call to a connector, as bytes and with a deadline for every step.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <google/protobuf/message_lite.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

namespace helhet::plugin {

// Used from one thread, but for Cancel. Bytes rather than messages, so that rubbish is told from an end.
class CallStream {
 public:
  enum class Step { kDone, kEnded, kTimeout };

  // Begins the call. `channel` must outlive it.
  CallStream(const std::shared_ptr<grpc::Channel>& channel, const std::string& method);
  // Cancels what has not ended, and waits for gRPC to let go.
  ~CallStream();

  // kEnded: the other side takes no more, and Finish says why.
  Step Send(const google::protobuf::MessageLite& message, std::chrono::milliseconds timeout);
  // kDone: bytes() holds the next message. kEnded: there are no more, and Finish says why.
  Step Receive(std::chrono::milliseconds timeout);
  grpc::ByteBuffer& bytes() { return received_; }
  // Says that nothing more will be sent.
  Step EndSending(std::chrono::milliseconds timeout);
  // Waits for the call's status; DEADLINE_EXCEEDED when it does not come in time.
  grpc::Status Finish(std::chrono::milliseconds timeout);
  void Cancel() { context_.TryCancel(); }

 private:
  // Operations that can be under way; each has its own tag.
  enum Operation { kStart, kReceive, kSend, kEndSending, kFinish, kOperations };
  struct State {
    bool under_way = false;
    bool ok = false;
  };

  void Begin(Operation operation) { states_[operation] = {true, false}; }
  Step Await(Operation operation, std::chrono::milliseconds timeout);
  void* Tag(Operation operation) { return &states_[operation]; }

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  grpc::GenericStub stub_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
  State states_[kOperations];
  grpc::ByteBuffer received_;
  grpc::Status status_;
  bool started_ = false;
  bool finished_ = false;
};

}  // namespace helhet::plugin
