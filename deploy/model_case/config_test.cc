// The configuration of the model case against the model: every field known, every name pointing at something.
#include <gtest/gtest.h>

#include <set>

#include "config_reader.h"
#include "core/measure/definition.h"
#include "core/model/unit_tree.h"
#include "helhet/model/v1/a3.pb.h"
#include "helhet/model/v1/benefit.pb.h"
#include "helhet/model/v1/measure.pb.h"
#include "helhet/model/v1/organisation.pb.h"
#include "municipalities.h"

namespace helhet::model_case {
namespace {

using Names = std::set<std::string>;

const Config& TheConfig() {
  static const Config config = ReadConfig();
  return config;
}

template <typename Message>
Names NamesOf(const std::string& municipality, const std::string& (Message::*name)() const) {
  Names names;
  for (const Message& message : TheConfig().Of<Message>(municipality)) names.insert((message.*name)());
  return names;
}

void ExpectKnown(const std::string& name, const Names& names, const std::string& where) {
  EXPECT_TRUE(name.empty() || names.contains(name)) << where << ": '" << name << "' is not there";
}

class ModelCaseConfig : public testing::TestWithParam<std::string> {
 protected:
  template <typename Message>
  std::vector<Message> Of() const { return TheConfig().Of<Message>(GetParam()); }
};

TEST(ModelCaseFiles, HoldOnlyFieldsAndValuesThatTheModelHas) {
  EXPECT_EQ(TheConfig().faults, std::vector<std::string>());
  EXPECT_GT(TheConfig().resources.size(), 100u);
}

TEST_P(ModelCaseConfig, HasAMarkedMunicipalityItsConnectorsAndBothTemplates) {
  ASSERT_EQ(Of<model::v1::Municipality>().size(), 1u);
  EXPECT_TRUE(Of<model::v1::Municipality>().front().is_example());
  EXPECT_EQ(Of<model::v1::Connector>().size(), 2u);
  EXPECT_EQ(NamesOf(GetParam(), &model::v1::A3Template::template_id), (Names{"dypdykk", "virksomhet"}));
}

TEST_P(ModelCaseConfig, UnitsFormATreeThatTheHubTakes) {
  const Result<model::UnitTree> tree = model::UnitTree::Make(Of<model::v1::Unit>());
  EXPECT_TRUE(tree.ok()) << tree.status().message();
  int tops = 0;
  for (const model::v1::Unit& unit : Of<model::v1::Unit>()) {
    tops += unit.parent_id().empty();
    EXPECT_EQ(unit.valid_to().empty(), unit.successors().empty()) << unit.unit_id();
  }
  EXPECT_EQ(tops, 1);
}

TEST_P(ModelCaseConfig, KnowsEveryCodeOfTheGeneratedInvoicesButTheDepartmentNotEntered) {
  Names codes;
  for (const model::v1::Unit& unit : Of<model::v1::Unit>()) {
    for (const auto& code : unit.codes()) codes.insert(code.code());
  }
  for (const Municipality& municipality : Municipalities()) {
    if (municipality.number != GetParam()) continue;
    EXPECT_EQ(Of<model::v1::Municipality>().front().organisation_number(), municipality.organisation_number);
    for (const BuyingGroup& group : municipality.groups) {
      for (const Address& address : group.addresses) {
        EXPECT_EQ(codes.contains(std::string(address.buyer_reference)), group.name != "x") << address.buyer_reference;
        if (!address.organisation_number.empty()) ExpectKnown(std::string(address.organisation_number), codes, "units");
      }
    }
  }
}

TEST_P(ModelCaseConfig, MeasuresAreDefinitionsThatTheHubTakes) {
  EXPECT_GE(Of<model::v1::Measure>().size(), 10u);
  for (const model::v1::Measure& measure : Of<model::v1::Measure>()) {
    const Result<measure::Definition> definition = measure::Definition::Compile(measure);
    EXPECT_TRUE(definition.ok()) << definition.status().message();
    EXPECT_FALSE(measure.definition().empty() || measure.title_nn().empty() || measure.title_en().empty()) << measure.measure_id();
  }
}

INSTANTIATE_TEST_SUITE_P(All, ModelCaseConfig, testing::Values("5037", "5006", "5038", "5053", "5041"));

void ExpectSheetWhole(const model::v1::A3& sheet, const Names& units, const Names& measures) {
  Names causes;
  for (const auto& cause : sheet.root_causes()) causes.insert(cause.root_cause_id());
  for (const auto& cause : sheet.root_causes()) ExpectKnown(cause.parent_id(), causes, sheet.a3_id());
  for (const auto& action : sheet.actions()) {
    for (const std::string& cause : action.root_cause_ids()) ExpectKnown(cause, causes, action.action_id());
  }
  for (const auto& goal : sheet.goals()) {
    ExpectKnown(goal.measure_id(), measures, goal.goal_id());
    EXPECT_EQ(goal.kind() == model::v1::GOAL_KIND_LEGAL_MINIMUM, !goal.source().empty()) << goal.goal_id();
  }
  for (const auto& measure : sheet.measures()) {
    ExpectKnown(measure.measure_id(), measures, sheet.a3_id());
    for (const std::string& unit : measure.unit_ids()) ExpectKnown(unit, units, measure.measure_id());
    for (const auto& target : measure.targets()) ExpectKnown(target.unit_id(), units, measure.measure_id());
    for (const auto& stated : measure.baseline().stated()) ExpectKnown(stated.unit_id(), units, measure.measure_id());
  }
  for (const auto& participant : sheet.participants()) ExpectKnown(participant.unit_id(), units, participant.name());
}

TEST(ModelCaseSheets, NameCausesGoalsMeasuresAndUnitsThatAreThere) {
  const auto sheets = TheConfig().Of<model::v1::A3>("5037");
  const Names names = NamesOf("5037", &model::v1::A3::a3_id);
  ASSERT_EQ(names, (Names{"avtalelojalitet", "levanger-virksomhet"}));
  for (const model::v1::A3& sheet : sheets) {
    ExpectKnown(sheet.parent_id(), names, sheet.a3_id());
    for (const auto& action : sheet.actions()) ExpectKnown(action.deep_dive_id(), names, action.action_id());
    ExpectSheetWhole(sheet, NamesOf("5037", &model::v1::Unit::unit_id), NamesOf("5037", &model::v1::Measure::measure_id));
  }
}

TEST(ModelCaseSheets, LeaveAnActionWithoutCauseAndAMeasureWithoutTargetToBeSeen) {
  for (const model::v1::A3& sheet : TheConfig().Of<model::v1::A3>("5037")) {
    if (sheet.a3_id() != "avtalelojalitet") continue;
    int without_cause = 0;
    int without_target = 0;
    for (const auto& action : sheet.actions()) without_cause += action.root_cause_ids().empty();
    for (const auto& measure : sheet.measures()) without_target += measure.targets().empty();
    EXPECT_EQ(without_cause, 1);
    EXPECT_EQ(without_target, 1);
  }
}

TEST(ModelCaseBenefits, ComeInAllThreeTypesFromActionsAndMeasuresThatAreThere) {
  Names actions;
  for (const model::v1::A3& sheet : TheConfig().Of<model::v1::A3>("5037")) {
    for (const auto& action : sheet.actions()) actions.insert(sheet.a3_id() + "/" + action.action_id());
  }
  std::set<model::v1::BenefitType> types;
  for (const model::v1::Benefit& benefit : TheConfig().Of<model::v1::Benefit>("5037")) {
    types.insert(benefit.type());
    for (const std::string& action : benefit.action_ids()) ExpectKnown(benefit.a3_id() + "/" + action, actions, benefit.benefit_id());
    for (const std::string& measure : benefit.measure_ids()) {
      ExpectKnown(measure, NamesOf("5037", &model::v1::Measure::measure_id), benefit.benefit_id());
    }
    for (const auto& share : benefit.shares()) ExpectKnown(share.unit_id(), NamesOf("5037", &model::v1::Unit::unit_id), benefit.benefit_id());
  }
  EXPECT_EQ(types.size(), 3u);
}

}  // namespace
}  // namespace helhet::model_case
