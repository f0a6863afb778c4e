#include "core/security/authoriser.h"

#include <gtest/gtest.h>

#include "core/store/testing/test_database.h"
#include "helhet/api/v1/configuration_service.pb.h"
#include "helhet/api/v1/connector_service.pb.h"
#include "helhet/api/v1/hub_service.pb.h"

namespace helhet::security {
namespace {

class AuthoriserTest : public testing::Test {
 protected:
  AuthoriserTest() {
    reader_ = Bearer("5037", Role::kReader);
    operator_ = Bearer("5037", Role::kOperator);
    hub_operator_ = Bearer("*", Role::kOperator);
    hub_administrator_ = Bearer("*", Role::kAdministrator);
    administrator_ = Bearer("5037", Role::kAdministrator);
  }
  std::string Bearer(const std::string& municipality_id, Role role) {
    return "Bearer " + tokens_.Issue({municipality_id, "a test", role})->token;
  }
  static Result<RuleTable> Rules() {
    return RuleTable::Make(AllMethodRules(), {api::v1::ListRunsRequest::descriptor()->file()->service(0),
                                              api::v1::ApplyConfigurationRequest::descriptor()->file()->service(0),
                                              api::v1::GetStatusRequest::descriptor()->file()->service(0)});
  }
  static api::v1::ListRunsRequest RunsOf(const std::string& municipality_id) {
    api::v1::ListRunsRequest request;
    request.set_municipality_id(municipality_id);
    return request;
  }
  static constexpr char kListRuns[] = "/helhet.api.v1.ConnectorService/ListRuns";
  static constexpr char kRunConnector[] = "/helhet.api.v1.ConnectorService/RunConnector";

  store::TestDatabase database_{store::Backend::kSqlite};
  TokenRegistry tokens_{database_.factory(), [] { return int64_t{1}; }};
  RuleTable rules_ = *Rules();
  Authoriser authoriser_{rules_, tokens_};
  std::string reader_, operator_, hub_operator_, hub_administrator_, administrator_;
};

TEST_F(AuthoriserTest, RefusesACallWithoutAToken) {
  for (const std::string& authorization : {std::string(), std::string("Bearer "), std::string("Basic abc"), reader_.substr(7)}) {
    const Status status = authoriser_.MayCall(kListRuns, authorization);
    EXPECT_EQ(status.code(), StatusCode::kUnauthenticated) << authorization;
    EXPECT_EQ(status.reason(), "token_missing");
  }
}

TEST_F(AuthoriserTest, TakesTheSchemeInAnyCase) { EXPECT_TRUE(authoriser_.MayCall(kListRuns, "bearer " + reader_.substr(7)).ok()); }

TEST_F(AuthoriserTest, RefusesARoleThatMayNotCallAndSaysWhoMay) {
  EXPECT_TRUE(authoriser_.MayCall(kListRuns, reader_).ok());
  EXPECT_TRUE(authoriser_.MayCall(kRunConnector, operator_).ok());
  const Status status = authoriser_.MayCall(kRunConnector, reader_);
  EXPECT_EQ(status.code(), StatusCode::kPermissionDenied);
  EXPECT_EQ(status.message(),
            "helhet.api.v1.ConnectorService/RunConnector: role reader may not call it; these may: administrator, operator");
}

TEST_F(AuthoriserTest, LetsAnybodyAskAboutHealth) { EXPECT_TRUE(authoriser_.MayCall("/grpc.health.v1.Health/Check", "").ok()); }

TEST_F(AuthoriserTest, TellsOfAMethodThatIsNotThereOnlyToThoseWhoMayAsk) {
  EXPECT_EQ(authoriser_.MayCall("/helhet.api.v1.HubService/Dance", "").code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(authoriser_.MayCall("/helhet.api.v1.HubService/Dance", reader_).code(), StatusCode::kUnimplemented);
  EXPECT_EQ(authoriser_.MayCall("", reader_).code(), StatusCode::kUnimplemented);
}

TEST_F(AuthoriserTest, RefusesAnotherMunicipality) {
  EXPECT_TRUE(authoriser_.MayAsk(RunsOf("5037"), reader_).ok());
  const auto identity = authoriser_.MayAsk(RunsOf("5006"), reader_);
  EXPECT_EQ(identity.status().code(), StatusCode::kPermissionDenied);
  EXPECT_EQ(identity.status().reason(), "other_municipality");
  EXPECT_TRUE(authoriser_.MayAsk(RunsOf("5006"), hub_operator_).ok());
}

TEST_F(AuthoriserTest, RefusesARequestThatNamesNoMunicipalityAndMust) {
  EXPECT_EQ(authoriser_.MayAsk(RunsOf(""), hub_operator_).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(AuthoriserTest, LetsAListOfAllMunicipalitiesThrough) {
  const auto identity = authoriser_.MayAsk(api::v1::ListConnectorsRequest(), operator_);
  ASSERT_TRUE(identity.ok());
  EXPECT_EQ(identity->municipality_id, "5037");
}

TEST_F(AuthoriserTest, RefusesAnApplyIfOneResourceIsAnothers) {
  api::v1::ApplyConfigurationRequest request;
  request.add_resources()->set_municipality_id("5037");
  EXPECT_TRUE(authoriser_.MayAsk(request, operator_).ok());
  request.add_resources()->set_municipality_id("5006");
  EXPECT_EQ(authoriser_.MayAsk(request, operator_).status().code(), StatusCode::kPermissionDenied);
  EXPECT_TRUE(authoriser_.MayAsk(request, hub_operator_).ok());
  request.add_resources();
  EXPECT_EQ(authoriser_.MayAsk(request, hub_operator_).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(AuthoriserTest, OnlyTheWholeHubsAdministratorMakesTokensForTheWholeHub) {
  api::v1::CreateTokenRequest request;
  request.set_municipality_id("*");
  EXPECT_EQ(authoriser_.MayAsk(request, administrator_).status().code(), StatusCode::kPermissionDenied);
  EXPECT_TRUE(authoriser_.MayAsk(request, hub_administrator_).ok());
}

TEST_F(AuthoriserTest, RefusesARequestOfNoMethod) {
  EXPECT_EQ(authoriser_.MayAsk(api::v1::ListRunsResponse(), hub_administrator_).status().code(), StatusCode::kInternal);
}

}  // namespace
}  // namespace helhet::security
