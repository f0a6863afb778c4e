#include "core/configuration/apply.h"

#include <gtest/gtest.h>

#include "core/configuration/documents.h"
#include "core/configuration/yaml_resources.h"
#include "core/store/testing/test_database.h"

namespace helhet::configuration {
namespace {

constexpr char kLevanger[] = R"(kind: Benefit
municipality: "5037"
benefit_id: tid
title: Frigjort tid
type: time
a3_id: avtale
action_ids: [opplaering]
plan: [{ period: "2024", expected_value: 10 }]
---
kind: A3
municipality: "5037"
a3_id: avtale
template_id: dypdykk
title: Avtalelojalitet
date: "2024-03-31"
unit_id: levanger
actions: [{ action_id: opplaering, text: Lære opp }]
measures: [{ measure_id: fakturaer, targets: [{ value: 100, period: "2025" }] }]
---
kind: A3Template
municipality: "5037"
template_id: dypdykk
title: Dypdykk
boxes: [{ box: rationale, heading: 1. Begrunnelse }]
---
kind: Measure
municipality: "5037"
measure_id: fakturaer
title: Fakturaer
definition: Antall fakturaer
measurement_unit: count
---
kind: Connector
municipality: "5037"
connector_id: faktura
plugin: ehf
title: Innboks
settings: { folder: /data }
---
kind: Unit
municipality: "5037"
unit_id: levanger
name: Levanger kommune
---
kind: Municipality
municipality: "5037"
name: Levanger
)";

class ApplyTest : public testing::TestWithParam<store::Backend> {
 protected:
  static api::v1::ApplyConfigurationRequest Request(const std::string& yaml) {
    api::v1::ApplyConfigurationRequest request;
    auto resources = ReadResources(yaml, "x.yaml", {});
    EXPECT_TRUE(resources.ok()) << resources.status().message();
    for (auto& resource : *resources) *request.add_resources() = resource;
    return request;
  }

  Result<api::v1::ApplyConfigurationResponse> Apply(const api::v1::ApplyConfigurationRequest& request) {
    called_.clear();
    return configuration::Apply(database_.factory(), request, hooks_, 1);
  }
  Result<api::v1::ApplyConfigurationResponse> Apply(const std::string& yaml) { return Apply(Request(yaml)); }

  // One word for each change, with fields that differ: `a3/avtale=updated(title)`.
  static std::string Words(const Result<api::v1::ApplyConfigurationResponse>& response) {
    if (!response.ok()) return response.status().message();
    std::string words;
    for (const auto& change : response->changes()) {
      words += (words.empty() ? "" : " ") + change.kind() + "/" + change.resource_id();
      words += change.action() == api::v1::CHANGE_ACTION_CREATED ? "=created" : change.action() == api::v1::CHANGE_ACTION_UPDATED ? "=updated" : "=same";
      for (const auto& field : change.fields()) words += "(" + field.path() + ":" + field.before() + ">" + field.after() + ")";
    }
    return words;
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore levanger_{*connection_, "5037"};
  std::string called_;
  ApplyHooks hooks_{
      .units_changed = [this](const std::string& id) { called_ += "units " + id + ";"; return OkStatus(); },
      .measures_changed = [this](const std::string& id) { called_ += "measures " + id + ";"; return OkStatus(); },
      .connectors_changed = [this](const std::string& id) { called_ += "connectors " + id + ";"; return OkStatus(); },
  };
};

INSTANTIATE_TEST_SUITE_P(Stores, ApplyTest, store::BothBackends(), store::BackendName);

TEST_P(ApplyTest, CreatesWhatIsNewAndChangesNothingTheSecondTime) {
  EXPECT_EQ(Words(Apply(kLevanger)),
            "benefit/tid=created a3/avtale=created a3_template/dypdykk=created measure/fakturaer=created connector/faktura=created "
            "unit/levanger=created municipality/5037=created");
  EXPECT_EQ(called_, "units 5037;measures 5037;connectors 5037;");
  EXPECT_EQ(Words(Apply(kLevanger)),
            "benefit/tid=same a3/avtale=same a3_template/dypdykk=same measure/fakturaer=same connector/faktura=same "
            "unit/levanger=same municipality/5037=same");
  EXPECT_EQ(called_, "");
  const auto sheet = LoadDocument(levanger_, "a3", "avtale");
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->version, 1);
}

TEST_P(ApplyTest, SaysFieldByFieldWhatDiffersAndKeepsTheEditionBefore) {
  ASSERT_TRUE(Apply(kLevanger).ok());
  auto request = Request(kLevanger);
  auto& sheet = *request.mutable_resources(1)->mutable_a3();
  sheet.set_title("Lojalitet");
  sheet.mutable_measures(0)->mutable_targets(0)->set_value(90.5);
  sheet.set_etag("from somewhere");
  sheet.set_edition(9);
  const auto response = Apply(request);
  ASSERT_TRUE(response.ok()) << response.status().message();
  EXPECT_NE(Words(response).find("a3/avtale=updated(title:Avtalelojalitet>Lojalitet)(measures[0].targets[0].value:100>90.5) "), std::string::npos) << Words(response);
  EXPECT_EQ(called_, "");
  EXPECT_EQ(Load<model::v1::A3>(levanger_, "avtale")->title(), "Lojalitet");
  EXPECT_EQ(Load<model::v1::A3>(levanger_, "avtale", 1)->title(), "Avtalelojalitet");
}

TEST_P(ApplyTest, WritesNothingWhenItOnlyValidates) {
  auto request = Request(kLevanger);
  request.set_validate_only(true);
  EXPECT_NE(Words(Apply(request)).find("a3/avtale=created"), std::string::npos);
  EXPECT_EQ(called_, "");
  EXPECT_EQ(ListDocuments(levanger_, "a3")->size(), 0u);
}

TEST_P(ApplyTest, LeavesEveryMunicipalityAsItWasWhenOneHasAFault) {
  const std::string verdal = "---\nkind: Municipality\nmunicipality: \"5038\"\nname: Verdal\n---\nkind: Unit\nmunicipality: \"5038\"\nunit_id: v\n";
  const auto response = Apply(kLevanger + verdal);
  EXPECT_EQ(Words(response), "x.yaml:53: unit 'v': name: missing; state it");
  EXPECT_EQ(response.status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(ListDocuments(levanger_, "a3")->size(), 0u);
}

TEST_P(ApplyTest, AsksBeforeItWritesWhetherAMeasureCanBeComputed) {
  hooks_.checks.check_measure = [](const model::v1::Measure&) { return InvalidArgument("no terms").WithSetting("terms"); };
  EXPECT_EQ(Words(Apply(kLevanger)), "x.yaml:26: measure 'fakturaer': terms: no terms");
  EXPECT_EQ(ListDocuments(levanger_, "municipality")->size(), 0u);
}

TEST_P(ApplyTest, RefusesToChangeALockedPlanButTakesAForecast) {
  ASSERT_TRUE(Apply(kLevanger).ok());
  auto locked = *Load<model::v1::Benefit>(levanger_, "tid");
  locked.set_plan_locked(true);
  ASSERT_TRUE(levanger_.InTransaction([&] { return SaveDocument(levanger_, "benefit", "tid", ToJson(locked), "", 2).status(); }).ok());

  auto request = Request(kLevanger);
  EXPECT_NE(Words(Apply(request)).find("benefit/tid=same"), std::string::npos);
  request.mutable_resources(0)->mutable_benefit()->mutable_plan(0)->set_forecast_value(8);
  EXPECT_NE(Words(Apply(request)).find("benefit/tid=updated(plan[0].forecast_value:>8)"), std::string::npos);
  EXPECT_TRUE(Load<model::v1::Benefit>(levanger_, "tid")->plan_locked());
  request.mutable_resources(0)->mutable_benefit()->mutable_plan(0)->set_expected_value(8);
  EXPECT_EQ(Words(Apply(request)),
            "x.yaml:1: benefit 'tid': plan: it was locked when it was adopted; leave it as it was; state forecast_value instead");
}

TEST_P(ApplyTest, LocksThePlanOfABenefitOnASheetThatIsAdopted) {
  auto request = Request(kLevanger);
  request.mutable_resources(1)->mutable_a3()->set_state(model::v1::A3_STATE_ADOPTED);
  ASSERT_TRUE(Apply(request).ok());
  EXPECT_TRUE(Load<model::v1::Benefit>(levanger_, "tid")->plan_locked());
  EXPECT_NE(Words(Apply(request)).find("benefit/tid=same"), std::string::npos);
  request.mutable_resources(0)->mutable_benefit()->mutable_plan(0)->set_expected_value(8);
  EXPECT_EQ(Apply(request).status().code(), StatusCode::kInvalidArgument);
}

TEST_P(ApplyTest, RefusesASheetThatTakesAnActionFromABenefit) {
  ASSERT_TRUE(Apply(kLevanger).ok());
  api::v1::ApplyConfigurationRequest request;
  *request.add_resources() = Request(kLevanger).resources(1);
  request.mutable_resources(0)->mutable_a3()->clear_actions();
  EXPECT_EQ(Words(Apply(request)), "benefit 'tid': action_ids[0]: the sheet 'avtale' has no action 'opplaering'; name one of the sheet's");
}

TEST_P(ApplyTest, SaysThatTheChangeIsStoredWhenWhatFollowsFails) {
  hooks_.measures_changed = [](const std::string&) { return Unavailable("the database is busy"); };
  EXPECT_EQ(Words(Apply(kLevanger)),
            "municipality 5037: the configuration is stored, but what follows from it failed: the database is busy");
  EXPECT_EQ(ListDocuments(levanger_, "measure")->size(), 1u);
}

TEST_P(ApplyTest, ExportsWhatCanBeAppliedWithoutChange) {
  ASSERT_TRUE(Apply(kLevanger).ok());
  const auto everyone = [](const std::string&) { return true; };
  const auto exported = Export(database_.factory(), {}, everyone);
  ASSERT_TRUE(exported.ok()) << exported.status().message();
  ASSERT_EQ(exported->resources_size(), 7);
  EXPECT_TRUE(exported->resources(0).has_municipality());
  EXPECT_EQ(exported->resources(5).a3().edition(), 1);
  EXPECT_NE(exported->resources(5).a3().etag(), "");
  const std::string yaml = WriteResources({exported->resources().begin(), exported->resources().end()});
  const auto again = Apply(yaml);
  ASSERT_TRUE(again.ok()) << again.status().message();
  EXPECT_EQ(Words(again).find("updated"), std::string::npos) << Words(again);
  EXPECT_EQ(Words(again).find("created"), std::string::npos) << Words(again);
}

TEST_P(ApplyTest, ExportsOnlyWhatIsAskedForAndMayBeSeen) {
  ASSERT_TRUE(Apply(kLevanger).ok());
  api::v1::ExportConfigurationRequest request;
  request.add_kinds("measure");
  EXPECT_EQ(Export(database_.factory(), request, [](const std::string&) { return true; })->resources_size(), 1);
  EXPECT_EQ(Export(database_.factory(), request, [](const std::string&) { return false; })->resources_size(), 0);
  request.set_municipality_id("5038");
  EXPECT_EQ(Export(database_.factory(), request, [](const std::string&) { return true; }).status().code(), StatusCode::kNotFound);
  request.add_kinds("malinger");
  EXPECT_EQ(Export(database_.factory(), request, [](const std::string&) { return true; }).status().code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace helhet::configuration
