// How the connector logs in, and where its credential goes.
#include <filesystem>

#include "archive_fixture.h"
#include "helhet/testing/loopback_server.h"
#include "helhet/testing/peer_process.h"

namespace helhet::noark5 {
namespace {

class LoginTest : public ArchiveTest {
 protected:
  LoginTest() : ArchiveTest({"--user", "arkivar:passord"}) { SeedProcedure(); }
};

TEST_F(LoginTest, ATokenIsAskedForAtTheEndpointThatTheArchiveNames) {
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 1u);
}

TEST_F(LoginTest, AClientThatIsNotKnownIsToldSo) {
  secrets_["client_secret"] = "feil";
  const Status status = Read();
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(status.reason(), "token_refused");
  EXPECT_EQ(status.message().find("feil"), std::string::npos) << status.message();
}

TEST_F(LoginTest, ATokenThatIsTooOldIsRenewedOnce) {
  archive_.Control("faults", {{{"do", "expire_tokens"}, {"on", "arkivstruktur/dokumentbeskrivelse/"}}});
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 1u);
}

TEST_F(LoginTest, AnArchiveThatTakesNoTokenIsToldSo) {
  archive_.Control("faults", {{{"do", "answer_instead"}, {"on", "arkivstruktur/dokumentbeskrivelse/"}, {"times", 2}, {"status", 401},
                               {"body", R"({"feil": {"kode": 401, "beskrivelse": "brukeren er sperret"}})"}}});
  const Status status = Read();
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated);
  EXPECT_NE(status.message().find("brukeren er sperret"), std::string::npos) << status.message();
}

TEST_F(LoginTest, ByUserAndPassword) {
  settings_["auth"] = {{"style", "basic"}, {"user", "arkivar"}};
  secrets_ = {{"password", "passord"}};
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 1u);
}

TEST_F(LoginTest, WithAWrongPasswordIsToldSo) {
  settings_["auth"] = {{"style", "basic"}, {"user", "arkivar"}};
  secrets_ = {{"password", "feil"}};
  const Status status = Read();
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(status.reason(), "http_401");
}

// A certificate for loopback that only the file itself vouches for.
struct Certificate {
  Certificate() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-noark5-XXXXXX").string();
    folder = mkdtemp(pattern.data());
    testing::PeerProcess::Run({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                               "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", Key(), "-out", File()});
  }
  ~Certificate() { std::filesystem::remove_all(folder); }
  std::string File() const { return folder + "/certificate.pem"; }
  std::string Key() const { return folder + "/key.pem"; }

  std::string folder;
};

class OverTlsTest : protected Certificate, public ArchiveTest {
 protected:
  OverTlsTest() : ArchiveTest({"--certificate", File(), "--key", Key()}) { SeedProcedure(); }
};

TEST_F(OverTlsTest, ReadsFromAnArchiveWhoseCertificateTheSettingsVouchFor) {
  settings_["ca_file"] = File();
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 1u);
}

TEST_F(OverTlsTest, GivesNoSecretToAnArchiveThatNobodyVouchesFor) {
  EXPECT_EQ(Read().reason(), "certificate_not_trusted");
  EXPECT_EQ(archive_.Control("requests"), json::array());
}

class NoPasswordsTest : public ArchiveTest {};

TEST_F(NoPasswordsTest, AStyleThatTheArchiveDoesNotOfferIsToldSo) {
  settings_["auth"] = {{"style", "basic"}, {"user", "arkivar"}};
  secrets_ = {{"password", "passord"}};
  const Status status = Read();
  EXPECT_EQ(status.reason(), "login_not_offered");
  EXPECT_EQ(status.setting(), "settings.auth.style");
}

TEST_F(NoPasswordsTest, ASecretThatIsMissingIsToldByName) {
  secrets_.clear();
  EXPECT_EQ(Configure().setting(), "secrets.client_secret");
  settings_["auth"]["user"] = "kari";
  secrets_ = {{"client_secret", "hemmelig"}};
  EXPECT_EQ(Configure().setting(), "secrets.password");
}

// An archive that the test plays: it says where its login is.
class PlayedArchiveTest : public ::testing::Test {
 protected:
  PlayedArchiveTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-noark5-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    server_ = std::make_unique<testing::LoopbackServer>(testing::LoopbackServer::Kind::kPlain, folder_,
                                                        [this](const std::string& request) { return Answer(request); });
    token_endpoint_ = server_->url() + "/token";
  }
  ~PlayedArchiveTest() override { std::filesystem::remove_all(folder_); }

  std::string Answer(const std::string& request) const {
    const auto links = [&](const std::string& relation, const std::string& path) {
      return json{{"_links", {{"https://rel.arkivverket.no/noark5/v5/api/" + relation, {{"href", server_->url() + path}}}}}}.dump();
    };
    if (request.starts_with("GET /discovery")) return Ok(json{{"token_endpoint", token_endpoint_}, {"token_endpoint_auth_methods_supported", {"client_secret_post"}}}.dump());
    if (request.starts_with("POST /token")) return Ok(R"({"access_token": "bevis", "expires_in": 3600})");
    return Ok(request.find("Authorization:") == std::string::npos ? links("login/oidc/", "/discovery") : links("arkivstruktur/", "/structure"));
  }
  static std::string Ok(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
  }
  Status Check(const json& more = json::object()) {
    json settings = {{"url", server_->url() + "/api"}, {"auth", {{"client_id", "helhet"}, {"user", "kari"}}}};
    settings.update(more);
    const Status status = connector_.Configure(settings.dump(), {{"client_secret", "hemmelig"}, {"password", "p&ssord"}});
    return status.ok() ? connector_.Check().status() : status;
  }
  std::string PostedForm() const {
    for (const std::string& request : server_->requests()) {
      if (request.starts_with("POST /token")) return request.substr(request.find("\r\n\r\n") + 4);
    }
    return "";
  }

  std::string folder_;
  std::string token_endpoint_;
  std::unique_ptr<testing::LoopbackServer> server_;
  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
};

TEST_F(PlayedArchiveTest, AUserOfItsOwnGetsATokenByPasswordAndTheClientGoesWhereItIsWanted) {
  (void)Check();
  EXPECT_EQ(PostedForm(), "grant_type=password&client_id=helhet&client_secret=hemmelig&username=kari&password=p%26ssord");
}

TEST_F(PlayedArchiveTest, NoCredentialGoesToALoginServiceThatTheSettingsDoNotName) {
  token_endpoint_ = "http://localhost:1/token";
  const Status status = Check();
  EXPECT_EQ(status.reason(), "other_host");
  EXPECT_EQ(status.setting(), "settings.login_hosts");
  EXPECT_EQ(PostedForm(), "");
}

TEST_F(PlayedArchiveTest, ALoginServiceThatTheSettingsNameIsAsked) {
  token_endpoint_ = "http://localhost:1/token";
  // Nobody answers there.
  EXPECT_EQ(Check({{"login_hosts", {"http://localhost:1"}}}).reason(), "http_connection");
}

}  // namespace
}  // namespace helhet::noark5
