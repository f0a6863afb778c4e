#include "core/api/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include "core/api/limits.h"

namespace helhet::api {
namespace {

int Milliseconds(std::chrono::milliseconds duration) { return static_cast<int>(duration.count()); }

std::shared_ptr<grpc::ServerCredentials> CredentialsOf(const security::TlsIdentity& tls, const security::Authoriser& authoriser) {
  grpc::SslServerCredentialsOptions options;  // TLS 1.2 and 1.3
  options.pem_key_cert_pairs.push_back({tls.server.key_pem, tls.server.certificate_pem});
  auto credentials = grpc::SslServerCredentials(options);
  credentials->SetAuthMetadataProcessor(security::ProcessorOf(authoriser));
  return credentials;
}

void SetLimits(grpc::ServerBuilder& builder) {
  grpc::ResourceQuota quota("api");
  quota.Resize(limits::kMemoryBytes);
  quota.SetMaxThreads(limits::kThreads);
  builder.SetResourceQuota(quota);
  builder.SetMaxReceiveMessageSize(limits::kMessageBytes);
  builder.SetMaxSendMessageSize(limits::kMessageBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, limits::kMetadataBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, limits::kConcurrentStreams);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, Milliseconds(limits::kHandshake));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, Milliseconds(limits::kKeepalive));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Milliseconds(limits::kKeepaliveTimeout));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, Milliseconds(limits::kClientKeepalive));
  // Two hubs on one port would each get some of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

}  // namespace

Server::Server(security::TokenRegistry& tokens, store::DatabaseFactory& database, std::vector<security::MethodRule> rules)
    : stated_rules_(std::move(rules)), authoriser_(rules_, tokens), gate_(authoriser_, database) {}

Server::~Server() { Stop(); }

Status Server::CheckRules() {
  std::vector<const google::protobuf::ServiceDescriptor*> descriptors;
  for (const NamedService& service : services_) {
    const auto* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service.full_name);
    if (descriptor == nullptr) return Internal("roles: service " + service.full_name + " has no descriptor").WithClass(ErrorClass::kHub);
    descriptors.push_back(descriptor);
  }
  HELHET_ASSIGN_OR_RETURN(rules_, security::RuleTable::Make(stated_rules_, descriptors));
  return OkStatus();
}

Status Server::Start(const Listening& listening) {
  HELHET_RETURN_IF_ERROR(CheckRules());
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  SetLimits(builder);
  int port = 0;
  builder.AddListeningPort(listening.address, CredentialsOf(listening.tls, authoriser_), &port);
  for (const NamedService& service : services_) builder.RegisterService(service.service);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port == 0) {
    server_.reset();
    return Unavailable("api: cannot listen on " + listening.address + ": the address is taken, or not this machine's")
        .WithReason("listen").WithSetting("listen").WithClass(ErrorClass::kConfiguration);
  }
  address_ = listening.address.substr(0, listening.address.rfind(':')) + ":" + std::to_string(port);
  return OkStatus();
}

void Server::Stop() {
  if (server_ == nullptr) return;
  if (auto* health = server_->GetHealthCheckService(); health != nullptr) health->SetServingStatus(false);
  server_->Shutdown(std::chrono::system_clock::now() + limits::kShutdown);
  server_.reset();
}

}  // namespace helhet::api
