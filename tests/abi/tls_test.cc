// HTTPS from a confined child: through the hub's proxy, with what it may read of the system's certificates.
#include <chrono>
#include <fstream>

#include "core/security/x509.h"
#include "tests/abi/children.h"
#include "tests/ssb_server/test_server.h"

namespace helhet::plugin {
namespace {

// Where Debian's package ca-certificates puts all that the system trusts.
constexpr char kSystemAuthorities[] = "/etc/ssl/certs/ca-certificates.crt";

class TlsTest : public ChildrenTest {
 protected:
  TlsTest() {
    const int64_t now_us = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch()).count();
    const auto authority = security::MakeAuthority("an authority of the test", now_us);
    EXPECT_OK(authority.status());
    const auto server = security::IssueServerCertificate(*authority, {"127.0.0.1"}, now_us);
    EXPECT_OK(server.status());
    std::ofstream(folder() / "authority.pem") << authority->certificate_pem;
    std::ofstream(folder() / "server.pem") << server->certificate_pem << server->key_pem;
    server_ = std::make_unique<ssb::TestServer>(folder() / "server.pem");
  }

  // What the connector ssb says of the server, with one more setting.
  Result<std::string> Check(const std::string& setting) {
    HELHET_ASSIGN_OR_RETURN(const auto connection,
                            supervisor().StartNew(Instance("ssb", R"({"base_url": ")" + server_->url() + R"(", )" + setting +
                                                                      R"("tables": [{"id": "07459"}]})")));
    return connection->Check();
  }

 private:
  std::unique_ptr<ssb::TestServer> server_;
};

TEST_F(TlsTest, TrustsTheStatedAuthority) {
  const auto summary = Check(R"("ca_file": ")" + (folder() / "authority.pem").string() + R"(", )");
  ASSERT_OK(summary.status());
  EXPECT_THAT(*summary, ::testing::HasSubstr("07459"));
}

// Without them it would not come so far as to look at the server's certificate.
TEST_F(TlsTest, HoldsTheServerAgainstTheSystemsAuthorities) {
  if (!std::filesystem::exists(kSystemAuthorities)) GTEST_SKIP() << "no certificate bundle of the system here";
  EXPECT_EQ(Check("").status().reason(), "certificate_not_trusted");
}

TEST_F(TlsTest, SaysThatAFileOfAuthoritiesCannotBeRead) {
  std::ofstream(folder() / "rubbish.pem") << "rubbish";
  EXPECT_EQ(Check(R"("ca_file": ")" + (folder() / "rubbish.pem").string() + R"(", )").status().reason(), "authorities_unreadable");
}

}  // namespace
}  // namespace helhet::plugin
