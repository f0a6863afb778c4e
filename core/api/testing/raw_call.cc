#include "core/api/testing/raw_call.h"

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>

namespace helhet::api {
namespace {

std::string TextOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string text;
  if (!buffer.Dump(&slices).ok()) return text;
  for (const grpc::Slice& slice : slices) text.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return text;
}

}  // namespace

RawAnswer RawCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& path, const std::string& request,
                  const std::string& authorization, size_t most_messages) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  if (!authorization.empty()) context.AddMetadata("authorization", authorization);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(&context, path, &queue);
  // One step at a time; a step that fails leaves the status for Finish to tell.
  const auto step = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  RawAnswer answer;
  call->StartCall(nullptr);
  if (step()) {
    const grpc::Slice slice(request);
    call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
    step();
    while (answer.messages.size() < most_messages) {
      grpc::ByteBuffer message;
      call->Read(&message, nullptr);
      if (!step()) break;
      answer.messages.push_back(TextOf(message));
    }
    if (answer.messages.size() == most_messages) context.TryCancel();
  }
  call->Finish(&answer.status, nullptr);
  step();
  return answer;
}

}  // namespace helhet::api
