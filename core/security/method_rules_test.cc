#include "core/security/method_rules.h"

#include <gtest/gtest.h>

#include "helhet/api/v1/a3_service.pb.h"
#include "helhet/api/v1/benefit_service.pb.h"
#include "helhet/api/v1/configuration_service.pb.h"
#include "helhet/api/v1/connector_service.pb.h"
#include "helhet/api/v1/hub_service.pb.h"
#include "helhet/api/v1/measure_service.pb.h"
#include "helhet/api/v1/quarantine_service.pb.h"
#include "helhet/plugin/v1/connector.pb.h"

namespace helhet::security {
namespace {

using google::protobuf::ServiceDescriptor;

std::vector<const ServiceDescriptor*> ApiServices() {
  return {
      api::v1::ListA3sRequest::descriptor()->file()->service(0),
      api::v1::ListBenefitsRequest::descriptor()->file()->service(0),
      api::v1::ApplyConfigurationRequest::descriptor()->file()->service(0),
      api::v1::ListRunsRequest::descriptor()->file()->service(0),
      api::v1::GetStatusRequest::descriptor()->file()->service(0),
      api::v1::GetSeriesRequest::descriptor()->file()->service(0),
      api::v1::MapCodeRequest::descriptor()->file()->service(0),
  };
}

std::vector<MethodRule> WithoutRuleOf(std::string_view method) {
  std::vector<MethodRule> rules = AllMethodRules();
  std::erase_if(rules, [&](const MethodRule& rule) { return rule.method == method; });
  return rules;
}

TEST(MethodRulesTest, CoverEveryMethodOfTheApi) {
  const auto table = RuleTable::Make(AllMethodRules(), ApiServices());
  EXPECT_TRUE(table.ok()) << table.status().message();
}

TEST(MethodRulesTest, AMethodWithoutARuleIsNamed) {
  for (const ServiceDescriptor* service : ApiServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const std::string method = service->full_name() + "/" + service->method(i)->name();
      const auto table = RuleTable::Make(WithoutRuleOf(method), ApiServices());
      ASSERT_FALSE(table.ok()) << method;
      EXPECT_EQ(table.status().message(), "roles: " + method + " has no rule");
    }
  }
}

TEST(MethodRulesTest, AServiceThatNobodyThoughtOfIsRefusedMethodByMethod) {
  const auto table = RuleTable::Make(AllMethodRules(), {plugin::v1::ReadRequest::descriptor()->file()->service(0)});
  ASSERT_FALSE(table.ok());
  for (const char* method : {"Describe", "Configure", "Check", "Discover", "Read", "Write"}) {
    EXPECT_NE(table.status().message().find(std::string("helhet.plugin.v1.Connector/") + method + " has no rule"), std::string::npos);
  }
}

TEST(MethodRulesTest, ARuleForAMethodThatIsGoneIsNamed) {
  std::vector<MethodRule> rules = AllMethodRules();
  rules.push_back({"helhet.api.v1.HubService/Dance", 1, Scope::kHub});
  const auto table = RuleTable::Make(rules, ApiServices());
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.status().message(), "roles: helhet.api.v1.HubService/Dance has a rule and does not exist");
}

TEST(MethodRulesTest, AScopeThatTheRequestDoesNotHaveIsRefused) {
  for (const Scope wrong : {Scope::kHub, Scope::kEachResource}) {
    std::vector<MethodRule> rules = WithoutRuleOf("helhet.api.v1.ConnectorService/ListRuns");
    rules.push_back({"helhet.api.v1.ConnectorService/ListRuns", 1, wrong});
    EXPECT_FALSE(RuleTable::Make(rules, ApiServices()).ok());
  }
  std::vector<MethodRule> rules = WithoutRuleOf("helhet.api.v1.HubService/GetStatus");
  rules.push_back({"helhet.api.v1.HubService/GetStatus", 1, Scope::kMunicipality});
  EXPECT_FALSE(RuleTable::Make(rules, ApiServices()).ok());
}

TEST(MethodRulesTest, OnlyHealthIsOpenToAnybody) {
  for (const MethodRule& rule : AllMethodRules()) {
    EXPECT_EQ(rule.roles == 0, rule.method.starts_with("grpc.health.v1.Health/")) << rule.method;
  }
}

TEST(MethodRulesTest, ARecipientCallsNothing) {
  for (const MethodRule& rule : AllMethodRules()) EXPECT_FALSE(Holds(rule.roles, Role::kRecipient)) << rule.method;
}

TEST(MethodRulesTest, ARepresentativeSeesSheetsAndFiguresAndNotTheRecordsBehind) {
  const auto may = [](std::string_view method) {
    for (const MethodRule& rule : AllMethodRules()) {
      if (rule.method == method) return Holds(rule.roles, Role::kRepresentative);
    }
    ADD_FAILURE() << method;
    return false;
  };
  EXPECT_TRUE(may("helhet.api.v1.A3Service/GetA3"));
  EXPECT_TRUE(may("helhet.api.v1.MeasureService/GetSeries"));
  EXPECT_FALSE(may("helhet.api.v1.MeasureService/ExplainFigure"));
  EXPECT_FALSE(may("helhet.api.v1.QuarantineService/GetQuarantined"));
}

TEST(RolesTest, HaveNamesThatAreReadBack) {
  for (uint32_t bit = 0; bit < 9; ++bit) {
    const Role role = static_cast<Role>(1u << bit);
    EXPECT_EQ(*ParseRole(RoleName(role)), role);
  }
  const auto unknown = ParseRole("king");
  EXPECT_EQ(unknown.status().code(), StatusCode::kInvalidArgument);
  EXPECT_NE(unknown.status().message().find("decision_maker"), std::string::npos);
}

}  // namespace
}  // namespace helhet::security
