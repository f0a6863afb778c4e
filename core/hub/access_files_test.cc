#include "core/hub/access_files.h"

#include <gtest/gtest.h>

#include "core/security/private_file.h"
#include "core/security/testing/temporary_folder.h"
#include "core/store/testing/test_database.h"

namespace helhet::hub {
namespace {

constexpr int64_t kDayUs = 86'400'000'000;

class AccessFilesTest : public testing::Test {
 protected:
  void Ensure() {
    const Status status = EnsureAdministrator(tokens_, folder_.path());
    ASSERT_TRUE(status.ok()) << status.message();
  }
  std::string Token() {
    std::string token = *security::ReadPrivateFile(folder_ / kAdministratorTokenFile);
    token.pop_back();  // the line's end
    return token;
  }

  int64_t now_us_ = 20'000 * kDayUs;
  security::TemporaryFolder folder_;
  store::TestDatabase database_{store::Backend::kSqlite};
  security::TokenRegistry tokens_{database_.factory(), [this] { return now_us_; }};
};

TEST_F(AccessFilesTest, TheFirstStartWritesAnAdministratorsToken) {
  Ensure();
  const auto identity = tokens_.Authenticate(Token());
  ASSERT_TRUE(identity.ok()) << identity.status().message();
  EXPECT_TRUE(identity->whole_hub());
  EXPECT_EQ(identity->role, security::Role::kAdministrator);
}

TEST_F(AccessFilesTest, LaterStartsKeepIt) {
  Ensure();
  const std::string token = Token();
  Ensure();
  EXPECT_EQ(Token(), token);
}

TEST_F(AccessFilesTest, ItIsRenewedInItsLastMonth) {
  Ensure();
  const std::string token = Token();
  now_us_ += (security::kDefaultTokenDays - 29) * kDayUs;
  Ensure();
  EXPECT_NE(Token(), token);
  EXPECT_TRUE(tokens_.Authenticate(Token()).ok());
}

TEST_F(AccessFilesTest, ATokenThatTheStoreDoesNotKnowIsReplaced) {
  ASSERT_TRUE(security::WritePrivateFile(folder_ / kAdministratorTokenFile, "helhet.-.0123.4567\n").ok());
  Ensure();
  EXPECT_TRUE(tokens_.Authenticate(Token()).ok());
}

TEST_F(AccessFilesTest, AFileThatWasRemovedIsNotMadeAgainWhileSomebodyCanAdminister) {
  Ensure();
  std::filesystem::remove(folder_ / kAdministratorTokenFile);
  Ensure();
  EXPECT_FALSE(std::filesystem::exists(folder_ / kAdministratorTokenFile));
  now_us_ += security::kDefaultTokenDays * kDayUs;
  Ensure();
  EXPECT_TRUE(std::filesystem::exists(folder_ / kAdministratorTokenFile));
}

TEST_F(AccessFilesTest, ATokenThatOthersMayReadStopsTheStart) {
  Ensure();
  std::filesystem::permissions(folder_ / kAdministratorTokenFile, std::filesystem::perms(0644));
  EXPECT_EQ(EnsureAdministrator(tokens_, folder_.path()).reason(), "file_mode");
}

}  // namespace
}  // namespace helhet::hub
