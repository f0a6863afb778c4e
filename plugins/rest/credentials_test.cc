// How requests prove who asks.
#include "rest_fixture.h"

namespace helhet::rest {
namespace {

class CredentialsTest : public RestTest {};

TEST_F(CredentialsTest, SendsAnApiKeyInAHeaderOrAParameter) {
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "[]"); };
  secrets_["api_key"] = "hemmelig/1";
  settings_["auth"] = {{"style", "api_key"}, {"header", "X-Api-Key"}};
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_NE(server_->requests().back().find("X-Api-Key: hemmelig/1\r\n"), std::string::npos);
  settings_["auth"] = {{"style", "api_key"}, {"parameter", "key"}};
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(Asked().back(), "/orders?key=hemmelig%2f1");
}

TEST_F(CredentialsTest, SendsABearerTokenOrAPassword) {
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "[]"); };
  secrets_ = {{"token", "abc"}, {"password", "passord"}};
  settings_["auth"] = {{"style", "bearer"}};
  ASSERT_TRUE(Read().ok());
  EXPECT_NE(server_->requests().back().find("Authorization: Bearer abc\r\n"), std::string::npos);
  settings_["auth"] = {{"style", "basic"}, {"user", "helhet"}};
  ASSERT_TRUE(Read().ok());
  EXPECT_NE(server_->requests().back().find("Authorization: Basic aGVsaGV0OnBhc3NvcmQ=\r\n"), std::string::npos);
}

TEST_F(CredentialsTest, WantsTheSecretOfItsStyle) {
  for (const auto& [style, secret] : std::map<std::string, std::string>{{"api_key", "api_key"}, {"bearer", "token"}, {"basic", "password"},
                                                                      {"oauth2", "client_secret"}, {"maskinporten", "private_key"}}) {
    settings_["auth"] = {{"style", style}, {"header", "X"}, {"user", "u"}, {"token_url", "https://a.no/token"}, {"client_id", "c"}, {"scope", "s"}};
    EXPECT_EQ(Configure().setting(), "secrets." + secret) << style;
  }
}

TEST_F(CredentialsTest, GetsATokenByClientCredentialsAndKeepsIt) {
  secrets_["client_secret"] = "s&1";
  settings_["auth"] = {{"style", "oauth2"}, {"token_url", server_->url() + "/token"}, {"client_id", "helhet"}, {"scope", "a b"},
                       {"client_authentication", "form"}, {"further", {{{"name", "tenant_id"}, {"value", "5037"}}}}};
  handler_ = [](const std::string& path, const std::string&) {
    return path == "/token" ? Answer("200 OK", R"({"access_token": "t1", "expires_in": 3600})") : Answer("200 OK", "[]");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  plugin::v1::ReadStart start;
  ASSERT_TRUE(connector_.Read(start).ok());
  EXPECT_EQ(Asked(), (Names{"/token", "/orders", "/orders"}));
  const std::string& asked = server_->requests().at(0);
  EXPECT_TRUE(asked.ends_with("grant_type=client_credentials&scope=a%20b&client_id=helhet&client_secret=s%261&tenant_id=5037")) << asked;
  EXPECT_NE(server_->requests().at(1).find("Authorization: Bearer t1\r\n"), std::string::npos);
  // 29 s before its end the token is not used any more.
  host_.set_now_us(1'700'000'000'000'000 + 3'571'000'000);
  ASSERT_TRUE(connector_.Read(start).ok());
  EXPECT_EQ(Asked().size(), 5u);
}

TEST_F(CredentialsTest, AsksForATokenAgainWhenItIsRefusedOnce) {
  secrets_["client_secret"] = "s";
  settings_["auth"] = {{"style", "oauth2"}, {"token_url", server_->url() + "/token"}, {"client_id", "helhet"}};
  int tokens = 0;
  handler_ = [&](const std::string& path, const std::string& request) {
    if (path == "/token") return Answer("200 OK", json{{"access_token", "t" + std::to_string(++tokens)}, {"expires_in", 3600}}.dump());
    return request.find("Bearer t1") == std::string::npos ? Answer("200 OK", "[]") : Answer("401 Unauthorized", "");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(tokens, 2);
  EXPECT_NE(server_->requests().at(0).find("Authorization: Basic aGVsaGV0OnM=\r\n"), std::string::npos) << "echo -n helhet:s | base64";
  handler_ = [&](const std::string& path, const std::string&) {
    return path == "/token" ? Answer("200 OK", R"({"access_token": "t", "expires_in": 3600})") : Answer("401 Unauthorized", "");
  };
  EXPECT_EQ(Read().code(), StatusCode::kUnauthenticated) << "and not for ever";
}

TEST_F(CredentialsTest, SaysWhyThereIsNoToken) {
  secrets_["client_secret"] = "hemmelig";
  settings_["auth"] = {{"style", "oauth2"}, {"token_url", server_->url() + "/token"}, {"client_id", "helhet"}};
  handler_ = [](const std::string&, const std::string&) {
    return Answer("400 Bad Request", R"({"error": "invalid_client", "error_description": "unknown client"})");
  };
  const Status status = Read();
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(status.reason(), "token_refused");
  EXPECT_NE(status.message().find("invalid_client: unknown client"), std::string::npos) << status.message();
  EXPECT_EQ(status.message().find("hemmelig"), std::string::npos);
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "<html>"); };
  EXPECT_EQ(Read().reason(), "token_unreadable");
}

}  // namespace
}  // namespace helhet::rest
