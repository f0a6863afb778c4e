#include "core/plugin/child_connection.h"

#include <grpcpp/grpcpp.h>

#include "core/plugin/child_read.h"
#include "core/plugin/child_write.h"
#include "core/plugin/egress_proxy.h"
#include "core/plugin/launch_protocol.h"
#include "helhet/limits.h"

namespace helhet::plugin {
namespace {

std::shared_ptr<grpc::Channel> Dial(const std::string& socket) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(limits::kMessageBytes);
  arguments.SetMaxSendMessageSize(limits::kMessageBytes);
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytes);
  // Each child is a server of its own; and a proxy of the hub's surroundings is none for it.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel("unix:" + socket, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

ChildParts::ChildParts() = default;
ChildParts::ChildParts(ChildParts&&) noexcept = default;
ChildParts::~ChildParts() = default;

ChildConnection::ChildConnection(ChildParts parts, const std::string& socket, RateLimiter& limiter)
    : parts_(std::move(parts)), limiter_(limiter), channel_(Dial(socket)), stub_(v1::Connector::NewStub(channel_)) {}

ChildConnection::~ChildConnection() { parts_.child->LetGo(); }

Status ChildConnection::BeginCall() {
  if (state_->broken) return FailedPrecondition(parts_.child->terms().plugin + ": its process is given up");
  if (state_->busy.exchange(true)) {
    return FailedPrecondition(parts_.child->terms().plugin + ": a call is under way");
  }
  parts_.child->GrantProcessorTime();
  return OkStatus();
}

template <typename Request, typename Response>
Result<Response> ChildConnection::CallOnce(Method<Request, Response> method, const Request& request) {
  HELHET_RETURN_IF_ERROR(BeginCall());
  Child& child = *parts_.child;
  const auto patience = child.terms().deadlines.call;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + patience);
  Response response;
  const grpc::Status status = (stub_.get()->*method)(&context, request, &response);
  state_->busy = false;
  if (status.ok()) return response;
  if (status.error_details().empty()) state_->broken = true;
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) child.Kill(Verdict::kHang, patience);
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED && child.WaitEnded()) return child.HowItEnded();
  return ExplainFailure(child, status);
}

Status ChildConnection::Describe() {
  HELHET_ASSIGN_OR_RETURN(description_, CallOnce(&v1::Connector::Stub::Describe, v1::DescribeRequest()));
  return OkStatus();
}

Status ChildConnection::Configure(const v1::ConfigureRequest& request) {
  return CallOnce(&v1::Connector::Stub::Configure, request).status();
}

Result<std::string> ChildConnection::Check() {
  HELHET_ASSIGN_OR_RETURN(auto response, CallOnce(&v1::Connector::Stub::Check, v1::CheckRequest()));
  return response.summary();
}

Result<v1::DiscoverResponse> ChildConnection::Discover() {
  return CallOnce(&v1::Connector::Stub::Discover, v1::DiscoverRequest());
}

Result<std::unique_ptr<ChildCall>> ChildConnection::BeginStream(const char* method) {
  HELHET_RETURN_IF_ERROR(BeginCall());
  return std::make_unique<ChildCall>(parts_.child, state_, channel_, method);
}

Result<std::unique_ptr<ReadSession>> ChildConnection::Read(const v1::ReadStart& start) {
  HELHET_ASSIGN_OR_RETURN(auto call, BeginStream("Read"));
  auto session = std::make_unique<ChildRead>(std::move(call), limiter_, parts_.hosts);
  HELHET_RETURN_IF_ERROR(session->Begin(start));
  return std::unique_ptr<ReadSession>(std::move(session));
}

Result<std::unique_ptr<WriteSession>> ChildConnection::Write() {
  HELHET_ASSIGN_OR_RETURN(auto call, BeginStream("Write"));
  return std::unique_ptr<WriteSession>(std::make_unique<ChildWrite>(std::move(call)));
}

}  // namespace helhet::plugin
