#include "core/api/server.h"

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include "core/api/hub_service.h"
#include "core/api/limits.h"
#include "core/api/testing/raw_call.h"
#include "core/api/testing/test_server.h"
#include "helhet/plugin/v1/connector.grpc.pb.h"

namespace helhet::api {
namespace {

using grpc::StatusCode;
using security::Role;

// A server with HubService alone.
class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    server_.server().Add<v1::HubService>(hub_);
    server_.Start();
    channel_ = server_.Channel();
    stub_ = v1::HubService::NewStub(channel_);
  }
  grpc::Status GetStatus(const std::string& authorization, v1::GetStatusResponse* response = nullptr) {
    v1::GetStatusResponse ignored;
    return stub_->GetStatus(ContextWith(authorization).get(), {}, response == nullptr ? &ignored : response);
  }

  TestServer server_;
  HubService hub_{server_.server().gate(), server_.tokens(), {"0.1.0", "sqlite test", kTestNowUs, {}}, [] { return kTestNowUs; }};
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::HubService::Stub> stub_;
};

TEST_F(ServerTest, TellsItsHealthToAnybody) {
  const RawAnswer answer = RawCall(channel_, "/grpc.health.v1.Health/Check", "", "");
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  EXPECT_EQ(answer.messages.at(0), "\x08\x01");  // HealthCheckResponse{status: SERVING}
}

TEST_F(ServerTest, ListsItsServicesToThoseWhoMayRead) {
  const std::string list_services("\x3a\x01*");  // ServerReflectionRequest{list_services: "*"}
  const std::string path = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
  EXPECT_EQ(RawCall(channel_, path, list_services, "").status.error_code(), StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(RawCall(channel_, path, list_services, server_.Bearer("5037", Role::kRecipient)).status.error_code(), StatusCode::PERMISSION_DENIED);
  const RawAnswer answer = RawCall(channel_, path, list_services, server_.Bearer("5037", Role::kReader));
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  EXPECT_NE(answer.messages.at(0).find("helhet.api.v1.HubService"), std::string::npos);
}

TEST_F(ServerTest, AnswersAKnownTokenAndRefusesOthers) {
  server_.AddMunicipality("5037");
  v1::GetStatusResponse response;
  const grpc::Status known = GetStatus(server_.Bearer("*", Role::kReader), &response);
  ASSERT_TRUE(known.ok()) << known.error_message();
  EXPECT_EQ(response.version(), "0.1.0");
  EXPECT_EQ(response.start_time(), "2024-10-04T00:00:00Z");
  ASSERT_EQ(response.municipalities_size(), 1);
  EXPECT_EQ(response.municipalities(0).municipality().name(), "Kommune 5037");

  EXPECT_EQ(GetStatus("").error_code(), StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(GetStatus("Bearer helhet.-.0123.4567").error_code(), StatusCode::UNAUTHENTICATED);
}

// gRPC keeps one AuthContext for a connection: an identity kept there would pass from caller to caller.
TEST_F(ServerTest, KeepsCallersOnOneConnectionApart) {
  server_.AddMunicipality("5037");
  server_.AddMunicipality("5006");
  const auto municipalities = [&](const std::string& authorization) {
    v1::GetStatusResponse response;
    EXPECT_TRUE(GetStatus(authorization, &response).ok());
    std::string seen;
    for (const auto& one : response.municipalities()) seen += one.municipality().municipality_id() + " ";
    return seen;
  };
  const std::string all = server_.Bearer("*", Role::kAdministrator);
  const std::string one = server_.Bearer("5006", Role::kReader);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(municipalities(all), "5006 5037 ");
    EXPECT_EQ(municipalities(one), "5006 ");
    EXPECT_EQ(GetStatus("").error_code(), StatusCode::UNAUTHENTICATED);
  }
}

TEST_F(ServerTest, RefusesACallWithTwoTokens) {
  auto context = ContextWith(server_.Bearer("*", Role::kAdministrator));
  context->AddMetadata("authorization", server_.Bearer("5037", Role::kReader));
  v1::GetStatusResponse response;
  EXPECT_EQ(stub_->GetStatus(context.get(), {}, &response).error_code(), StatusCode::UNAUTHENTICATED);
}

TEST_F(ServerTest, MakesATokenThatIsGoodAtOnce) {
  server_.AddMunicipality("5037");
  v1::CreateTokenRequest request;
  request.set_municipality_id("5037");
  request.set_title("rapport");
  request.set_role("reader");
  request.set_days(10);
  v1::CreateTokenResponse response;
  const grpc::Status made = stub_->CreateToken(ContextWith(server_.Bearer("*", Role::kAdministrator)).get(), request, &response);
  ASSERT_TRUE(made.ok()) << made.error_message();
  EXPECT_EQ(response.expire_time(), "2024-10-14T00:00:00Z");
  EXPECT_TRUE(GetStatus("Bearer " + response.token()).ok());
}

TEST_F(ServerTest, MakesNoTokenForAMunicipalityThatIsNotThereOrARoleThatIsNone) {
  const std::string administrator = server_.Bearer("*", Role::kAdministrator);
  v1::CreateTokenRequest request;
  request.set_municipality_id("5037");
  request.set_title("rapport");
  request.set_role("reader");
  v1::CreateTokenResponse response;
  EXPECT_EQ(stub_->CreateToken(ContextWith(administrator).get(), request, &response).error_code(), StatusCode::NOT_FOUND);
  server_.AddMunicipality("5037");
  request.set_role("king");
  const grpc::Status status = stub_->CreateToken(ContextWith(administrator).get(), request, &response);
  EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
  plugin::v1::Problem problem;
  ASSERT_TRUE(problem.ParseFromString(status.error_details()));
  EXPECT_EQ(problem.code(), "role_unknown");
  EXPECT_EQ(problem.setting(), "role");
  EXPECT_EQ(problem.problem_class(), plugin::v1::PROBLEM_CLASS_CONFIGURATION);
  EXPECT_EQ(problem.what(), status.error_message());
}

TEST_F(ServerTest, RefusesAMessageAboveTheLimit) {
  if (!kLargeMessages) GTEST_SKIP() << kNoLargeMessages;
  v1::CreateTokenRequest request;
  request.set_municipality_id("*");
  request.set_title(std::string(limits::kMessageBytes, 'x'));
  v1::CreateTokenResponse response;
  const std::string administrator = server_.Bearer("*", Role::kAdministrator);
  EXPECT_EQ(stub_->CreateToken(ContextWith(administrator).get(), request, &response).error_code(), StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(ServerTest, RefusesMetadataAboveTheLimit) {
  EXPECT_FALSE(GetStatus("Bearer " + std::string(limits::kMetadataBytes, 'x')).ok());
  EXPECT_TRUE(GetStatus(server_.Bearer("*", Role::kReader)).ok());
}

TEST_F(ServerTest, DoesNotBeginWhatIsLateAlready) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->AddMetadata("authorization", server_.Bearer("*", Role::kReader));
  context->set_deadline(std::chrono::system_clock::now() - std::chrono::seconds(1));
  v1::GetStatusResponse response;
  EXPECT_EQ(stub_->GetStatus(context.get(), {}, &response).error_code(), StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(ServerTest, TellsThoseWhoMayAskThatAMethodIsNotThere) {
  const std::string path = "/helhet.api.v1.HubService/Dance";
  EXPECT_EQ(RawCall(channel_, path, "", "").status.error_code(), StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(RawCall(channel_, path, "", server_.Bearer("5037", Role::kReader)).status.error_code(), StatusCode::UNIMPLEMENTED);
}

TEST_F(ServerTest, IsGoneWhenStopped) {
  server_.server().Stop();
  EXPECT_EQ(GetStatus(server_.Bearer("*", Role::kReader)).error_code(), StatusCode::UNAVAILABLE);
}

TEST_F(ServerTest, TwoServersCannotHaveOneAddress) {
  TestServer other;
  const Status status = other.TryStart(server_.server().address());
  EXPECT_EQ(status.code(), helhet::StatusCode::kUnavailable);
  EXPECT_EQ(status.setting(), "listen");
}

// The version that a client gets when it offers at most this one; empty when the server refuses.
std::string HandshakeUpTo(int version, const std::string& address) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context, version);
  BIO* connection = BIO_new_ssl_connect(context);
  SSL* ssl = nullptr;
  BIO_get_ssl(connection, &ssl);
  const unsigned char http2[] = {2, 'h', '2'};
  SSL_set_alpn_protos(ssl, http2, sizeof(http2));
  BIO_set_conn_hostname(connection, address.c_str());
  const std::string agreed = BIO_do_connect(connection) == 1 ? SSL_get_version(ssl) : "";
  BIO_free_all(connection);
  SSL_CTX_free(context);
  return agreed;
}

TEST_F(ServerTest, SpeaksTls12AndLaterAndNothingOlder) {
  EXPECT_EQ(HandshakeUpTo(TLS1_3_VERSION, server_.server().address()), "TLSv1.3");
  EXPECT_EQ(HandshakeUpTo(TLS1_2_VERSION, server_.server().address()), "TLSv1.2");
  EXPECT_EQ(HandshakeUpTo(TLS1_1_VERSION, server_.server().address()), "");
}

TEST(ServerStartTest, AMethodWithoutARuleKeepsTheServerFromStarting) {
  TestServer server;
  plugin::v1::Connector::Service nobody_thought_of_it;
  server.server().Add<plugin::v1::Connector>(nobody_thought_of_it);
  const Status status = server.TryStart();
  EXPECT_EQ(status.code(), helhet::StatusCode::kFailedPrecondition);
  EXPECT_NE(status.message().find("helhet.plugin.v1.Connector/Read has no rule"), std::string::npos);
  EXPECT_EQ(server.server().address(), "");
}

}  // namespace
}  // namespace helhet::api
