// The configuration of the model case: taken by the hub's own rules, in step with the generated data, and with
// what is left wrong on purpose.
#include <gtest/gtest.h>

#include <set>

#include "helhet/model/v1/a3.pb.h"
#include "helhet/model/v1/benefit.pb.h"
#include "helhet/model/v1/measure.pb.h"
#include "helhet/model/v1/organisation.pb.h"
#include "helhet/model/v1/purchasing_rules.pb.h"
#include "municipalities.h"
#include "other_bodies.h"
#include "stated_config.h"

namespace helhet::model_case {
namespace {

using Names = std::set<std::string>;

const configuration::Resources& TheConfig() {
  static const Result<configuration::Resources> resources = ReadConfig("/data");
  EXPECT_TRUE(resources.ok()) << resources.status().message();
  return *resources;
}

const model::v1::A3& TheDeepDive() {
  static const std::vector<model::v1::A3> sheets = Of<model::v1::A3>(TheConfig(), "5037");
  for (const model::v1::A3& sheet : sheets) {
    if (sheet.a3_id() == "avtalelojalitet") return sheet;
  }
  return sheets.front();
}

class ModelCaseConfig : public testing::TestWithParam<std::string> {
 protected:
  template <typename Message>
  std::vector<Message> All() const { return Of<Message>(TheConfig(), GetParam()); }
};

TEST_P(ModelCaseConfig, IsTakenByTheHubsOwnRules) { EXPECT_EQ(FaultsOf(TheConfig(), GetParam()), ""); }

TEST_P(ModelCaseConfig, HasAMarkedMunicipalityConnectorsMeasuresAndBothTemplates) {
  ASSERT_EQ(All<model::v1::Municipality>().size(), 1u);
  EXPECT_TRUE(All<model::v1::Municipality>().front().is_example());
  EXPECT_EQ(All<model::v1::Connector>().size(), GetParam() == "5037" ? 6u : 5u) << "Levanger's documents beside the five";
  EXPECT_EQ(All<model::v1::A3Template>().size(), 2u);
  EXPECT_GE(All<model::v1::Measure>().size(), 10u);
  for (const model::v1::Measure& measure : All<model::v1::Measure>()) {
    EXPECT_FALSE(measure.definition().empty() || measure.title_nn().empty() || measure.title_en().empty()) << measure.measure_id();
  }
}

TEST_P(ModelCaseConfig, KnowsEveryCodeOfTheGeneratedDocumentsButTheDepartmentNotEntered) {
  Names codes;
  for (const model::v1::Unit& unit : All<model::v1::Unit>()) {
    for (const auto& code : unit.codes()) codes.insert(code.code());
  }
  for (const Municipality& municipality : Municipalities()) {
    if (municipality.number != GetParam()) continue;
    EXPECT_EQ(All<model::v1::Municipality>().front().organisation_number(), municipality.organisation_number);
    for (const BuyingGroup& group : municipality.groups) {
      for (const Address& address : group.addresses) {
        EXPECT_EQ(codes.contains(std::string(address.buyer_reference)), group.name != "x") << address.buyer_reference;
        EXPECT_EQ(codes.contains(std::string(address.organisation_number)), group.name != "x") << address.organisation_number;
        EXPECT_EQ(codes.contains(std::string(address.responsibility)), group.name != "x") << address.responsibility;
      }
    }
  }
}

TEST_P(ModelCaseConfig, LeavesOutOfPurchasingThoseWhoSellNothing) {
  ASSERT_EQ(All<model::v1::PurchasingRules>().size(), 1u);
  const model::v1::PurchasingRules rules = All<model::v1::PurchasingRules>().front();
  Names left_out, bodies;
  for (const auto& supplier : rules.non_addressable_suppliers()) left_out.insert(supplier.organisation_number() + " " + supplier.name());
  for (const Supplier& body : NonAddressableBodies()) bodies.insert(body.organisation_number + " " + body.name);
  EXPECT_EQ(left_out, bodies);
}

INSTANTIATE_TEST_SUITE_P(All, ModelCaseConfig, testing::Values("5037", "5006", "5038", "5053", "5041"));

TEST(ModelCaseSheet, StatesTheBaselineThatWasGatheredByHand) {
  const model::v1::A3Measure& share = TheDeepDive().measures(0);
  ASSERT_EQ(share.measure_id(), "ehandelsandel-belop");
  std::string stated;
  for (const auto& figure : share.baseline().stated()) stated += figure.unit_id() + " " + std::to_string(figure.value()).substr(0, 5) + " ";
  EXPECT_EQ(stated, "a 85.29 b 32.78 c 36.00 d 52.19 ");
  EXPECT_EQ(share.baseline().period(), "2023");
}

TEST(ModelCaseSheet, LeavesAnActionWithoutCauseAndAMeasureWithoutTargetToBeSeen) {
  int without_cause = 0;
  int without_target = 0;
  for (const auto& action : TheDeepDive().actions()) without_cause += action.root_cause_ids().empty();
  for (const auto& measure : TheDeepDive().measures()) without_target += measure.targets().empty();
  EXPECT_EQ(without_cause, 1);
  EXPECT_EQ(without_target, 1);
}

TEST(ModelCaseBenefits, ComeInAllThreeTypesAndLeaveAShareWithoutOwnerToBeSeen) {
  std::set<model::v1::BenefitType> types;
  int without_owner = 0;
  for (const model::v1::Benefit& benefit : Of<model::v1::Benefit>(TheConfig(), "5037")) {
    types.insert(benefit.type());
    for (const auto& share : benefit.shares()) without_owner += share.owner().empty();
  }
  EXPECT_EQ(types.size(), 3u);
  EXPECT_EQ(without_owner, 1);
}

}  // namespace
}  // namespace helhet::model_case
