#include "core/api/testing/test_server.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "core/configuration/documents.h"

namespace helhet::api {

// Certificates hold by the real clock, as both ends of TLS look at it.
TestServer::TestServer() {
  const int64_t now_us = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  auto tls = security::PrepareTlsIdentity(folder_.path(), *security::ServerNames({}), now_us);
  EXPECT_TRUE(tls.ok()) << tls.status().message();
  if (tls.ok()) tls_ = *std::move(tls);
}

Status TestServer::TryStart(const std::string& address) { return server_.Start({address, tls_}); }

void TestServer::Start() {
  const Status started = TryStart();
  ASSERT_TRUE(started.ok()) << started.message();
}

std::shared_ptr<grpc::Channel> TestServer::Channel() const {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = tls_.authority_pem;
  return grpc::CreateChannel(server_.address(), grpc::SslCredentials(options));
}

std::string TestServer::Bearer(const std::string& municipality_id, security::Role role, const std::vector<std::string>& groups) {
  const auto issued = tokens_.Issue({municipality_id, "a test", role, 0, groups});
  EXPECT_TRUE(issued.ok()) << issued.status().message();
  return "Bearer " + issued->token;
}

void TestServer::AddMunicipality(const std::string& municipality_id) {
  const auto connection = database_.Connect();
  store::TenantStore store(*connection, municipality_id);
  model::v1::Municipality municipality;
  municipality.set_municipality_id(municipality_id);
  municipality.set_name("Kommune " + municipality_id);
  const Status saved = store.InTransaction([&] {
    return configuration::SaveDocument(store, "municipality", municipality_id, configuration::ToJson(municipality), "", kTestNowUs).status();
  });
  EXPECT_TRUE(saved.ok()) << saved.message();
}

std::unique_ptr<grpc::ClientContext> ContextWith(const std::string& authorization) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  if (!authorization.empty()) context->AddMetadata("authorization", authorization);
  return context;
}

}  // namespace helhet::api
