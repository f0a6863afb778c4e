#include "core/security/token_registry.h"

#include <gtest/gtest.h>

#include "core/store/testing/test_database.h"

namespace helhet::security {
namespace {

constexpr int64_t kDayUs = 86'400'000'000;

class TokenRegistryTest : public testing::TestWithParam<store::Backend> {
 protected:
  IssuedToken Issue(const std::string& municipality_id = "5037", Role role = Role::kReader, int days = 0) {
    auto issued = registry_.Issue({municipality_id, "a test", role, days});
    EXPECT_TRUE(issued.ok()) << issued.status().message();
    return *issued;
  }

  int64_t now_us_ = 20'000 * kDayUs;
  store::TestDatabase database_{GetParam()};
  TokenRegistry registry_{database_.factory(), [this] { return now_us_; }};
};

INSTANTIATE_TEST_SUITE_P(Stores, TokenRegistryTest, store::BothBackends(), store::BackendName);

TEST_P(TokenRegistryTest, KnowsATokenThatItMade) {
  const IssuedToken issued = Issue("5037", Role::kOwner);
  const auto identity = registry_.Authenticate(issued.token);
  ASSERT_TRUE(identity.ok()) << identity.status().message();
  EXPECT_EQ(identity->municipality_id, "5037");
  EXPECT_EQ(identity->token_id, issued.token_id);
  EXPECT_EQ(identity->role, Role::kOwner);
  EXPECT_FALSE(identity->whole_hub());
}

TEST_P(TokenRegistryTest, KnowsTheGroupsOfItsHolder) {
  const auto issued = registry_.Issue({"5037", "a test", Role::kRepresentative, 0, {"tillitsvalgte", "Formannskapet, 2023–2027"}});
  ASSERT_TRUE(issued.ok()) << issued.status().message();
  EXPECT_EQ(registry_.Authenticate(issued->token)->groups, (std::vector<std::string>{"tillitsvalgte", "Formannskapet, 2023–2027"}));
  EXPECT_TRUE(registry_.Authenticate(Issue().token)->groups.empty());
}

TEST_P(TokenRegistryTest, KnowsATokenOfTheWholeHub) {
  const auto identity = registry_.Authenticate(Issue("*", Role::kAdministrator).token);
  ASSERT_TRUE(identity.ok());
  EXPECT_TRUE(identity->whole_hub());
  EXPECT_TRUE(identity->MaySee("5037"));
}

TEST_P(TokenRegistryTest, StoresNoTokenOnlyItsHash) {
  const IssuedToken issued = Issue();
  const auto connection = database_.Connect();
  ASSERT_TRUE(connection->BindTenant("*").ok());
  const std::string secret = issued.token.substr(issued.token.rfind('.') + 1);
  EXPECT_EQ(secret.size(), 64u);
  ASSERT_TRUE(connection->Query("SELECT * FROM api_token", {}, [&](const store::Row& row) {
    for (const store::Value& value : row) EXPECT_EQ(store::AsText(value).find(secret), std::string::npos);
    return OkStatus();
  }).ok());
}

TEST_P(TokenRegistryTest, RefusesATokenWithAnyPartChanged) {
  const std::string token = Issue().token;
  for (size_t i = 0; i < token.size(); i += 5) {
    std::string changed = token;
    changed[i] = changed[i] == '0' ? '1' : '0';
    const auto identity = registry_.Authenticate(changed);
    EXPECT_EQ(identity.status().code(), StatusCode::kUnauthenticated) << changed;
  }
}

TEST_P(TokenRegistryTest, RefusesATokenMovedToAnotherMunicipality) {
  std::string token = Issue("5037").token;
  token.replace(token.find("5037"), 4, "5006");
  EXPECT_EQ(registry_.Authenticate(token).status().code(), StatusCode::kUnauthenticated);
  token.replace(token.find("5006"), 4, "-");
  EXPECT_EQ(registry_.Authenticate(token).status().code(), StatusCode::kUnauthenticated);
}

TEST_P(TokenRegistryTest, RefusesWhatIsNoToken) {
  for (const char* text : {"", ".", "..", "helhet", "helhet.", "helhet..", "helhet...", "helhet.5037", "x.5037.a.b", "helhet.*.a.b"}) {
    EXPECT_EQ(registry_.Authenticate(text).status().code(), StatusCode::kUnauthenticated) << text;
  }
  EXPECT_EQ(registry_.Authenticate(std::string(100'000, '.')).status().code(), StatusCode::kUnauthenticated);
}

TEST_P(TokenRegistryTest, RefusesATokenThatHasEndedAndNamesItWithoutShowingIt) {
  const IssuedToken issued = Issue("5037", Role::kReader, 10);
  now_us_ += 10 * kDayUs - 1;
  EXPECT_TRUE(registry_.Authenticate(issued.token).ok());
  now_us_ += 1;
  const auto identity = registry_.Authenticate(issued.token);
  EXPECT_EQ(identity.status().code(), StatusCode::kUnauthenticated);
  EXPECT_NE(identity.status().message().find(issued.token_id), std::string::npos);
  EXPECT_EQ(identity.status().message().find(issued.token), std::string::npos);
}

TEST_P(TokenRegistryTest, MakesADifferentTokenEachTime) { EXPECT_NE(Issue().token, Issue().token); }

TEST_P(TokenRegistryTest, RefusesARequestOutOfBounds) {
  const TokenRequest good{"5037", "a test", Role::kReader, 30};
  EXPECT_TRUE(registry_.Issue(good).ok());
  TokenRequest bad = good;
  bad.days = kLongestTokenDays + 1;
  EXPECT_EQ(registry_.Issue(bad).status().setting(), "days");
  bad = good;
  bad.days = -1;
  EXPECT_EQ(registry_.Issue(bad).status().setting(), "days");
  bad = good;
  bad.title.clear();
  EXPECT_EQ(registry_.Issue(bad).status().setting(), "title");
  bad.title.assign(kTokenTitleBytes + 1, 'x');
  EXPECT_EQ(registry_.Issue(bad).status().setting(), "title");
  bad = good;
  bad.municipality_id.clear();
  EXPECT_EQ(registry_.Issue(bad).status().setting(), "municipality_id");
  for (const std::vector<std::string>& groups : std::vector<std::vector<std::string>>{
           {""}, {"to\nlinjer"}, {std::string(kTokenGroupBytes + 1, 'x')}, std::vector<std::string>(kTokenGroups + 1, "g")}) {
    bad = good;
    bad.groups = groups;
    EXPECT_EQ(registry_.Issue(bad).status().setting(), "groups");
  }
}

TEST_P(TokenRegistryTest, TellsWhetherSomebodyMayAdministerTheWholeHub) {
  Issue("5037", Role::kAdministrator);
  Issue("*", Role::kOperator);
  EXPECT_FALSE(*registry_.HasAdministrator(0));
  const IssuedToken administrator = Issue("*", Role::kAdministrator, 40);
  EXPECT_TRUE(*registry_.HasAdministrator(30));
  EXPECT_FALSE(*registry_.HasAdministrator(40));
  EXPECT_TRUE(registry_.IsAdministrator(administrator.token, 30));
  EXPECT_FALSE(registry_.IsAdministrator(administrator.token, 40));
}

}  // namespace
}  // namespace helhet::security
