#include "core/security/tls_identity.h"

#include <gtest/gtest.h>

#include "core/security/private_file.h"
#include "core/security/testing/temporary_folder.h"

namespace helhet::security {
namespace {

constexpr int64_t kDayUs = 86'400'000'000;
constexpr int64_t kNowUs = 20'000 * kDayUs;  // 2024-10-04

class TlsIdentityTest : public testing::Test {
 protected:
  Result<TlsIdentity> Prepare(int64_t now_us = kNowUs, const std::vector<std::string>& extra = {}) {
    HELHET_ASSIGN_OR_RETURN(const auto names, ServerNames(extra));
    return PrepareTlsIdentity(folder_ / "tls", names, now_us);
  }
  std::filesystem::perms ModeOf(const char* name) { return std::filesystem::status(folder_ / "tls" / name).permissions(); }

  TemporaryFolder folder_;
};

TEST_F(TlsIdentityTest, ServerIsSignedByTheAuthorityThatWasMade) {
  const auto identity = Prepare();
  ASSERT_TRUE(identity.ok()) << identity.status().message();
  EXPECT_TRUE(identity->renewed);
  EXPECT_TRUE(BelongsTogether(identity->server, identity->authority_pem, kNowUs));
  EXPECT_TRUE(ReadCertificate(identity->authority_pem)->is_authority);
  EXPECT_FALSE(ReadCertificate(identity->server.certificate_pem)->is_authority);
}

TEST_F(TlsIdentityTest, ServerIsNotTrustedUnderAnotherAuthority) {
  const auto identity = Prepare();
  const auto other = MakeAuthority("other", kNowUs);
  EXPECT_FALSE(BelongsTogether(identity->server, other->certificate_pem, kNowUs));
}

TEST_F(TlsIdentityTest, AnswersToLoopbackTheHostsNameAndThoseOfTheOperator) {
  const auto identity = Prepare(kNowUs, {"Hub.Levanger.example", "10.0.0.5", "0:0:0:0:0:0:0:1"});
  ASSERT_TRUE(identity.ok()) << identity.status().message();
  const auto names = ReadCertificate(identity->server.certificate_pem)->names;
  EXPECT_EQ(names, *ServerNames({"hub.levanger.example", "10.0.0.5"}));
  for (const char* name : {"localhost", "127.0.0.1", "::1", "hub.levanger.example", "10.0.0.5"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
  }
}

TEST_F(TlsIdentityTest, RefusesANameThatIsNone) {
  for (const char* name : {"", "a b", "x,email:y", "hub:443"}) {
    EXPECT_EQ(ServerNames({name}).status().code(), StatusCode::kInvalidArgument) << name;
  }
}

TEST_F(TlsIdentityTest, KeysAreReadByTheirOwnerOnly) {
  ASSERT_TRUE(Prepare().ok());
  EXPECT_EQ(ModeOf("ca.key"), std::filesystem::perms(0600));
  EXPECT_EQ(ModeOf("server.pem"), std::filesystem::perms(0600));
  EXPECT_EQ(ModeOf(""), std::filesystem::perms(0700));
}

TEST_F(TlsIdentityTest, StaysTheSameFromStartToStart) {
  const auto first = Prepare();
  const auto second = Prepare();
  EXPECT_FALSE(second->renewed);
  EXPECT_EQ(first->server.certificate_pem, second->server.certificate_pem);
  EXPECT_EQ(first->server.key_pem, second->server.key_pem);
  EXPECT_EQ(first->authority_pem, second->authority_pem);
}

TEST_F(TlsIdentityTest, IsRenewedWhenLessThanThirtyDaysAreLeft) {
  ASSERT_TRUE(Prepare().ok());
  EXPECT_FALSE(Prepare(kNowUs + (kServerDays - kRenewalDays) * kDayUs)->renewed);
  const int64_t late_us = kNowUs + (kServerDays - kRenewalDays) * kDayUs + 1'000'000;
  const auto renewed = Prepare(late_us);
  EXPECT_TRUE(renewed->renewed);
  EXPECT_TRUE(BelongsTogether(renewed->server, renewed->authority_pem, late_us));
}

TEST_F(TlsIdentityTest, IsRenewedWhenNamesChange) {
  const auto first = Prepare();
  const auto second = Prepare(kNowUs, {"hub.example"});
  EXPECT_TRUE(second->renewed);
  EXPECT_EQ(first->authority_pem, second->authority_pem);
}

TEST_F(TlsIdentityTest, IsRenewedWhenItsKeyIsAnothers) {
  const auto first = Prepare();
  const auto other = MakeAuthority("other", kNowUs);
  ASSERT_TRUE(WritePrivateFile(folder_ / "tls" / "server.pem", other->key_pem + first->server.certificate_pem).ok());
  EXPECT_TRUE(Prepare()->renewed);
}

TEST_F(TlsIdentityTest, ServesWithoutTheAuthoritysKeyUntilItMustBeRenewed) {
  ASSERT_TRUE(Prepare().ok());
  std::filesystem::remove(folder_ / "tls" / "ca.key");
  EXPECT_TRUE(Prepare().ok());
  EXPECT_EQ(Prepare(kNowUs, {"hub.example"}).status().reason(), "authority_key_missing");
}

TEST_F(TlsIdentityTest, NeverOutlivesTheAuthority) {
  ASSERT_TRUE(Prepare().ok());
  const int64_t last_month_us = kNowUs + (kAuthorityDays - 10) * kDayUs;
  const auto late = Prepare(last_month_us);
  ASSERT_TRUE(late.ok());
  EXPECT_EQ(ReadCertificate(late->server.certificate_pem)->not_after_us, ReadCertificate(late->authority_pem)->not_after_us);
  EXPECT_EQ(Prepare(kNowUs + (kAuthorityDays + 1) * kDayUs).status().reason(), "authority_ended");
}

TEST_F(TlsIdentityTest, RefusesAnAuthoritysKeyThatOthersMayRead) {
  ASSERT_TRUE(Prepare().ok());
  std::filesystem::permissions(folder_ / "tls" / "ca.key", std::filesystem::perms(0644));
  EXPECT_EQ(Prepare().status().reason(), "file_mode");
}

}  // namespace
}  // namespace helhet::security
