// Maskinporten against a peer in another language, with another library for cryptography, that keeps every rule.
#include "helhet/maskinporten.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "helhet/http_transport.h"
#include "helhet/testing/fake_host.h"
#include "maskinporten_peer.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::rest {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class MaskinportenTest : public ::testing::Test {
 protected:
  using Options = std::vector<std::string>;

  static void SetUpTestSuite() {
    std::string pattern = (fs::temp_directory_path() / "helhet-maskinporten-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    MaskinportenPeer::MakeKeys(folder_);
  }
  static void TearDownTestSuite() { fs::remove_all(folder_); }

  MaskinportenTest() {
    host_.set_now_us(MaskinportenPeer::kNowSeconds * 1'000'000);
    auth_ = {{"style", "maskinporten"}, {"audience", "https://test.maskinporten.no/"}, {"client_id", "levanger"},
             {"scope", "ks:fiks skatt:les"}, {"certificates", ReadFile("client.pem")}};
    secrets_["private_key"] = ReadFile("client.key");
  }

  static std::string ReadFile(const std::string& name) {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // A peer that knows the client as it is, but for these options.
  void Serve(const Options& options = {}, int64_t now_s = MaskinportenPeer::kNowSeconds) {
    Options all = {"--scope", "ks:fiks", "--scope", "skatt:les", "--now", std::to_string(now_s)};
    all.insert(all.end(), options.begin(), options.end());
    peer_ = std::make_unique<MaskinportenPeer>(folder_, all);
  }

  Status Configure() {
    auth_["token_url"] = peer_ ? peer_->url() + "/token" : "https://test.maskinporten.no/token";
    const json settings = {{"url", (peer_ ? peer_->url() : "https://api.example.no") + "/api"}, {"auth", auth_}, {"kind", "order"},
                           {"fields", {{"number", {{"column", "nr"}}}}}};
    return connector_.Configure(settings.dump(), secrets_);
  }
  Status Read() {
    const Status status = Configure();
    return status.ok() ? connector_.Read() : status;
  }
  // What the peer says of the grant.
  std::string Refusal() {
    const Status status = Read();
    EXPECT_EQ(status.code(), StatusCode::kUnauthenticated) << status.message();
    return status.message().substr(std::min(status.message().rfind(": ") + 2, status.message().size()));
  }
  sdk::MaskinportenClient Client() const {
    sdk::MaskinportenClient client;
    client.audience = auth_["audience"];
    client.client_id = auth_["client_id"];
    client.scope = auth_["scope"];
    client.certificates = auth_.value("certificates", "");
    client.private_key = sdk::Secret(secrets_.at("private_key"));
    return client;
  }

  static inline fs::path folder_;
  std::unique_ptr<MaskinportenPeer> peer_;
  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
  json auth_;
  std::map<std::string, std::string> secrets_;
};

TEST_F(MaskinportenTest, IsLetInByItsEnterpriseCertificate) {
  Serve();
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
}

TEST_F(MaskinportenTest, IsLetInByARegisteredKey) {
  auth_.erase("certificates");
  auth_["key_id"] = "levanger-2024";
  Serve();
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
  auth_["key_id"] = "levanger-2023";
  EXPECT_EQ(Refusal(), "unknown kid");
}

TEST_F(MaskinportenTest, UsesAGrantOnceAndATokenUntilItExpires) {
  Serve();
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const size_t calls = host_.acquired().size();
  ASSERT_TRUE(connector_.Read().ok());
  EXPECT_EQ(host_.acquired().size(), calls + 1) << "the second read asks the service alone";
  // A new connector needs a new token, with another grant in the same second.
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
}

TEST_F(MaskinportenTest, IsHeldToUsingAGrantOnce) {
  Serve();
  const auto grant = sdk::SignMaskinportenGrant(Client(), host_.host().now_us());
  ASSERT_TRUE(grant.ok()) << grant.status().message();
  sdk::HttpTransport http(sdk::HttpTransport::Options{});
  const sdk::HttpRequest request{.url = peer_->url() + "/token",
                                 .body = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + *grant,
                                 .content_type = "application/x-www-form-urlencoded"};
  EXPECT_EQ(http.Send(request, host_.host())->status, 200);
  const auto again = http.Send(request, host_.host());
  EXPECT_EQ(again->status, 400);
  EXPECT_NE(again->body.find("jti has been used"), std::string::npos) << again->body;
}

TEST_F(MaskinportenTest, KeepsWithinTheLongestTimeThatIsAllowed) {
  Serve({"--longest", "110"});
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
  Serve({"--longest", "109"});
  EXPECT_EQ(Refusal(), "valid for more than 109 s") << "the peer does look";
}

TEST_F(MaskinportenTest, SaysWhenTheClocksDiffer) {
  Serve({}, MaskinportenPeer::kNowSeconds + 10);
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
  for (const int64_t seconds : {-11, 11}) {
    Serve({}, MaskinportenPeer::kNowSeconds + seconds);
    EXPECT_EQ(Refusal(), "iat is not now") << seconds;
  }
}

TEST_F(MaskinportenTest, SaysWhatTheClientMayNot) {
  Serve();
  auth_["scope"] = "ks:fiks altinn:alt";
  EXPECT_EQ(Refusal(), "scope is not granted to the client");
  auth_["scope"] = "ks:fiks";
  auth_["client_id"] = "steinkjer";
  EXPECT_EQ(Refusal(), "unknown iss");
  auth_["client_id"] = "levanger";
  auth_["audience"] = "https://maskinporten.no/";
  EXPECT_EQ(Refusal(), "wrong aud");
}

TEST_F(MaskinportenTest, NamesTheResourceAndTheOneOnWhoseBehalf) {
  Serve({"--resource", "https://api.example.no/", "--consumer", "938587051"});
  EXPECT_EQ(Refusal(), "wrong resource");
  auth_["resources"] = {"https://api.example.no/"};
  EXPECT_EQ(Refusal(), "no delegation from consumer_org");
  auth_["consumer_organisation_number"] = "938587051";
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
}

TEST_F(MaskinportenTest, IsNotLetInByACertificateThatNobodyVouchesFor) {
  Serve();
  auth_["certificates"] = ReadFile("stranger.pem") + ReadFile("ca.pem");
  secrets_["private_key"] = ReadFile("stranger.key");
  EXPECT_EQ(Refusal(), "certificate is not issued by a trusted authority");
  auth_["certificates"] = ReadFile("stranger.pem");
  EXPECT_EQ(Refusal(), "x5c is not the full chain");
}

TEST_F(MaskinportenTest, IsNotLetInWithAnothersKey) {
  Serve();
  auth_.erase("certificates");
  auth_["key_id"] = "levanger-2024";
  secrets_["private_key"] = ReadFile("stranger.key");
  EXPECT_EQ(Refusal(), "signature is wrong");
}

TEST_F(MaskinportenTest, SaysBeforeItAsksThatACertificateHasExpired) {
  Serve();
  auth_["certificates"] = ReadFile("expired.pem");
  const Status status = Read();
  EXPECT_EQ(status.reason(), "certificate_expired");
  EXPECT_EQ(status.setting(), "settings.auth.certificates");
}

TEST_F(MaskinportenTest, RefusesSettingsThatCannotWork) {
  auth_["certificates"] = ReadFile("stranger.pem");
  EXPECT_EQ(Configure().setting(), "settings.auth.certificates") << "the certificate is not that of the key";
  auth_["certificates"] = "tull";
  EXPECT_EQ(Configure().setting(), "settings.auth.certificates");
  auth_["key_id"] = "levanger-2024";
  EXPECT_EQ(Configure().setting(), "settings.auth.key_id") << "both";
  auth_.erase("certificates");
  secrets_["private_key"] = "-----BEGIN tull";
  EXPECT_EQ(Configure().setting(), "secrets.private_key");
}

}  // namespace
}  // namespace helhet::rest
