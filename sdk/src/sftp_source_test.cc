// Documents by SFTP, from a real OpenSSH server.
#include <chrono>

#include "document_fixture.h"
#include "helhet/testing/ssh_server.h"
#include "helhet/testing/stream_proxy.h"

namespace helhet::sdk {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class SftpSourceTest : public DocumentFixture {
 protected:
  static void SetUpTestSuite() {
    std::string pattern = (fs::temp_directory_path() / "helhet-sshd-XXXXXX").string();
    server_folder_ = mkdtemp(pattern.data());
    server_ = new testing::SshServer(server_folder_);
  }
  static void TearDownTestSuite() {
    delete server_;
    fs::remove_all(server_folder_);
  }

  SftpSourceTest() {
    settings_ = {{"sftp", {{"address", server_->address()}, {"user", testing::SshServer::user()},
                           {"path", inbox().string()}, {"host_key", server_->host_key()}}}};
    secrets_["private_key"] = server_->known_key();
  }

  Reading ReadAll(const std::string& checkpoint = "", size_t count = SIZE_MAX) { return Read(settings_, checkpoint, count); }

  static inline std::string server_folder_;
  static inline testing::SshServer* server_ = nullptr;
  json settings_;
};

TEST_F(SftpSourceTest, ReadsFilesBelowTheFolderAndInZipFiles) {
  Write(inbox() / "a.xml", "a");
  Write(inbox() / "2023/b.xml", "b");
  Write(inbox() / "2023/c.xml.part", "x");
  Write(inbox() / ".skjult.xml", "x");
  WriteZip(inbox() / "2023/d.zip", {{"1.xml", "1"}, {"2.xml", "2"}});
  fs::create_symlink(inbox() / "a.xml", inbox() / "link.xml");
  const Reading reading = ReadAll();
  ASSERT_TRUE(reading.status.ok()) << reading.status.message();
  const std::map<std::string, std::string> expected = {
      {"a.xml", "a"}, {"2023/b.xml", "b"}, {"2023/d.zip!1.xml", "1"}, {"2023/d.zip!2.xml", "2"}};
  EXPECT_EQ(reading.bytes, expected);
  EXPECT_EQ(host_.acquired().at(0).host(), "127.0.0.1");
}

TEST_F(SftpSourceTest, ReadsOnlyWhatIsNewFromItsCheckpoint) {
  Write(inbox() / "a.xml", "a");
  const Reading first = ReadAll();
  const Reading again = ReadAll(first.end);
  EXPECT_EQ(again.locators, Names{});
  EXPECT_EQ(again.end, first.end);
  Write(inbox() / "b.xml", "b");
  fs::last_write_time(inbox() / "b.xml", fs::last_write_time(inbox() / "a.xml") + std::chrono::seconds(5));
  EXPECT_EQ(ReadAll(first.end).locators, Names{"b.xml"});
}

TEST_F(SftpSourceTest, ReadsAnEmptyFileAndAnEmptyFolder) {
  EXPECT_TRUE(ReadAll().status.ok());
  Write(inbox() / "tom.xml", "");
  EXPECT_EQ(ReadAll().bytes.at("tom.xml"), "");
}

TEST_F(SftpSourceTest, TakesARelativePathFromWhereTheLoginEndsUp) {
  settings_["sftp"]["path"] = fs::relative(inbox(), getenv("HOME") == nullptr ? "/" : getenv("HOME")).string();
  Write(inbox() / "a.xml", "a");
  EXPECT_EQ(ReadAll().locators, Names{"a.xml"});
}

TEST_F(SftpSourceTest, RefusesAHostWithAnotherKeyAndTellsBoth) {
  // The key of another server, of the same kind.
  settings_["sftp"]["host_key"] =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
  Write(inbox() / "a.xml", "a");
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(reading.status.reason(), "host_key_changed");
  EXPECT_EQ(reading.status.setting(), "settings.sftp.host_key");
  // Published beside that key: docs.github.com, "GitHub's SSH key fingerprints".
  EXPECT_NE(reading.status.message().find("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"), std::string::npos)
      << reading.status.message();
  const std::string shown = "the host's key is ssh-ed25519 SHA256:";
  const size_t at = reading.status.message().find(shown);
  ASSERT_NE(at, std::string::npos) << reading.status.message();
  settings_["sftp"]["host_key"] = reading.status.message().substr(at + shown.size() - 7, 50);
  EXPECT_TRUE(ReadAll().status.ok()) << "the fingerprint that is shown is the host's";
}

TEST_F(SftpSourceTest, AsksForTheKindOfHostKeyThatIsStated) {
  settings_["sftp"]["host_key"] = "sftp.example.no " + server_->rsa_host_key();
  EXPECT_TRUE(ReadAll().status.ok()) << ReadAll().status.message();
}

TEST_F(SftpSourceTest, RefusesAHostKeyThatIsNone) {
  settings_["sftp"]["host_key"] = "ssh-ed25519 tull";
  EXPECT_EQ(ReadAll().status.reason(), "host_key_unreadable");
}

TEST_F(SftpSourceTest, RefusesAnAddressWithMoreThanHostAndPort) {
  for (const char* address : {"sftp://helhet@127.0.0.1:22", "sftp://127.0.0.1/ut", "ssh://127.0.0.1", "127.0.0.1:22", ""}) {
    settings_["sftp"]["address"] = address;
    EXPECT_EQ(ReadAll().status.setting(), "settings.sftp.address") << address;
  }
}

TEST_F(SftpSourceTest, LogsInWithAnRsaKeyAndWithAKeyUnderAPassphrase) {
  secrets_["private_key"] = server_->known_rsa_key();
  EXPECT_TRUE(ReadAll().status.ok()) << ReadAll().status.message();
  secrets_["private_key"] = server_->locked_key();
  EXPECT_EQ(ReadAll().status.reason(), "private_key_unreadable");
  secrets_["private_key_passphrase"] = testing::kLockedKeyPassphrase;
  EXPECT_TRUE(ReadAll().status.ok()) << ReadAll().status.message();
}

TEST_F(SftpSourceTest, SaysWhenTheLoginIsRefused) {
  secrets_["private_key"] = server_->unknown_key();
  EXPECT_EQ(ReadAll().status.code(), StatusCode::kUnauthenticated);
  secrets_ = {{"password", "feil"}};
  const Status status = ReadAll().status;
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(status.reason(), "sftp_login_refused");
  EXPECT_EQ(status.message().find("feil"), std::string::npos) << "the password is in the message";
  secrets_ = {};
  EXPECT_EQ(ReadAll().status.code(), StatusCode::kUnauthenticated);
  secrets_ = {{"private_key", "-----BEGIN tull"}};
  EXPECT_EQ(ReadAll().status.setting(), "secrets.private_key");
}

// The server takes one password and no key.
class SftpPasswordTest : public SftpSourceTest, public ::testing::WithParamInterface<testing::PasswordForm> {
 protected:
  SftpPasswordTest() : asking_(inbox().parent_path() / "sshd", GetParam()) {
    settings_["sftp"]["address"] = asking_.address();
    settings_["sftp"]["host_key"] = asking_.host_key();
    Write(inbox() / "a.xml", "a");
  }
  testing::SshServer asking_;
};

TEST_P(SftpPasswordTest, LogsInWithThePassword) {
  secrets_ = {{"password", testing::kUserPassword}};
  const Reading reading = ReadAll();
  ASSERT_TRUE(reading.status.ok()) << reading.status.message();
  EXPECT_EQ(reading.locators, Names{"a.xml"});
}

TEST_P(SftpPasswordTest, TriesThePasswordWhereTheKeyIsNotLetIn) {
  secrets_["private_key"] = asking_.unknown_key();
  secrets_["password"] = testing::kUserPassword;
  EXPECT_EQ(ReadAll().locators, Names{"a.xml"});
}

TEST_P(SftpPasswordTest, IsRefusedWithAnotherPassword) {
  secrets_ = {{"password", "sesam"}};
  const Status status = ReadAll().status;
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(status.reason(), "sftp_login_refused");
  EXPECT_EQ(status.message().find("sesam"), std::string::npos) << "the password is in the message";
}

INSTANTIATE_TEST_SUITE_P(Forms, SftpPasswordTest, ::testing::Values(testing::PasswordForm::kPassword, testing::PasswordForm::kQuestion),
                         [](const auto& info) { return info.param == testing::PasswordForm::kPassword ? "Password" : "Question"; });

TEST_F(SftpSourceTest, SaysWhenThePathIsNotThere) {
  settings_["sftp"]["path"] = (inbox() / "borte").string();
  EXPECT_EQ(ReadAll().status.setting(), "settings.sftp.path");
}

TEST_F(SftpSourceTest, SaysUnavailableWhenNobodyAnswers) {
  settings_["sftp"]["address"] = "sftp://127.0.0.1:1";
  const Status status = ReadAll().status;
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_EQ(status.error_class(), ErrorClass::kTransient);
}

TEST_F(SftpSourceTest, RefusesATooLargeFileWithoutFetchingIt) {
  Write(inbox() / "stor.xml", std::string(1001, 'x'));
  Write(inbox() / "liten.xml", std::string(1000, 'x'));
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.refused.at("stor.xml"), "too_large");
  EXPECT_EQ(reading.bytes.at("liten.xml").size(), 1000u);
  EXPECT_EQ(ReadAll(reading.end).locators, Names{}) << "refused once";
}

TEST_F(SftpSourceTest, LeavesAFileThatWasWrittenToSinceItWasListed) {
  Write(inbox() / "a.xml", "a");
  Write(inbox() / "b.xml", "b");
  const auto parsed = Settings::Parse(settings_.dump(), secrets_, "5037", "test", "");
  auto source = DocumentSource::Open(*parsed, {}, host_.host());
  ASSERT_TRUE(source.ok()) << source.status().message();
  Write(inbox() / "a.xml", "lengre enn før");
  EXPECT_EQ((*source->Next())->locator, "b.xml");
  EXPECT_FALSE(source->Next()->has_value());
  ASSERT_EQ(host_.log().size(), 1u) << "it is told";
  EXPECT_EQ(ReadAll(source->checkpoint()).bytes.at("a.xml"), "lengre enn før");
}

TEST_F(SftpSourceTest, GoesThroughTheHubsProxy) {
  testing::StreamProxy proxy(inbox().parent_path());
  proxy_socket_ = proxy.socket_path();
  Write(inbox() / "a.xml", "a");
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.locators, Names{"a.xml"}) << reading.status.message();
  EXPECT_EQ("sftp://" + proxy.targets().at(0), server_->address());
}

TEST_F(SftpSourceTest, GoesOnWhereATransferWasCutOff) {
  testing::StreamProxy proxy(inbox().parent_path());
  proxy_socket_ = proxy.socket_path();
  limit_bytes_ = 4u << 20;
  std::string content(3'000'000, 'x');
  for (size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i * 2654435761u >> 13);
  Write(inbox() / "stor.bin", content);
  proxy.CutAfter(1'200'000, 2);
  const Reading reading = ReadAll();
  ASSERT_TRUE(reading.status.ok()) << reading.status.message();
  EXPECT_TRUE(reading.bytes.at("stor.bin") == content) << reading.bytes.at("stor.bin").size();
  EXPECT_EQ(proxy.connections(), 3) << "1.2 MB brought by the first, 1.2 by the second, the rest by the third";
}

TEST_F(SftpSourceTest, ConnectsAgainWhenTheConnectionFellWhileADocumentWasRead) {
  testing::StreamProxy proxy(inbox().parent_path());
  Write(inbox() / "a.xml", "a");
  Write(inbox() / "b.xml", "b");
  const auto parsed = Settings::Parse(settings_.dump(), secrets_, "5037", "test", proxy.socket_path());
  auto source = DocumentSource::Open(*parsed, {}, host_.host());
  ASSERT_TRUE(source.ok()) << source.status().message();
  EXPECT_EQ((*source->Next())->locator, "a.xml");
  proxy.CutNow();
  const auto second = source->Next();
  ASSERT_TRUE(second.ok()) << second.status().message();
  EXPECT_EQ((*second)->bytes, "b");
  EXPECT_EQ(proxy.connections(), 2);
}

TEST_F(SftpSourceTest, SaysUnavailableWhenEveryConnectionIsCutAtOnce) {
  testing::StreamProxy proxy(inbox().parent_path());
  proxy_socket_ = proxy.socket_path();
  Write(inbox() / "a.xml", "a");
  proxy.CutAfter(500, 100);
  EXPECT_EQ(ReadAll().status.code(), StatusCode::kUnavailable);
}

TEST_F(SftpSourceTest, EndsWhenTheCallIsCancelled) {
  Write(inbox() / "a.xml", "a");
  host_.Cancel();
  EXPECT_EQ(ReadAll().status.code(), StatusCode::kCancelled);
}

}  // namespace
}  // namespace helhet::sdk
