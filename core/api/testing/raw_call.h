// Calls by path and bytes, for tests that go over all methods, or speak services that have no stub here.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <string>
#include <vector>

namespace helhet::api {

// What came of a call.
struct RawAnswer {
  grpc::Status status;
  std::vector<std::string> messages;
};

// Sends one message to a method of any kind, and reads until the call ends or `most_messages` have come; a
// call that has not ended by then is left. `authorization` is that metadata; empty sends none.
RawAnswer RawCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& path, const std::string& request,
                  const std::string& authorization, size_t most_messages = 100);

}  // namespace helhet::api
