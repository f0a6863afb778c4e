#include "core/a3/sheet.h"

#include "core/a3/figures.h"

#include <date/date.h>
#include <gtest/gtest.h>

#include "core/benefit/benefits.h"
#include "core/configuration/documents.h"
#include "core/measure/latest_period.h"
#include "core/measure/recompute.h"
#include "core/measure/silence.h"
#include "core/run/batch_writer.h"
#include "core/run/ledger.h"
#include "core/store/testing/test_database.h"

namespace helhet::a3 {
namespace {

// 31 March 2025.
constexpr int64_t kNowUs = 1'743'379'200'000'000;
const security::Identity kOwner{"token", "5037", "Enhetsleder", security::Role::kOwner};

// A municipality with a unit, invoices in 2023 and 2024 and a share that is to rise.
class SheetTest : public testing::TestWithParam<store::Backend> {
 protected:
  SheetTest() {
    model::v1::Municipality municipality;
    municipality.set_municipality_id("5037");
    municipality.set_name("Levanger");
    municipality.set_is_example(true);
    Save("municipality", "5037", municipality);
    for (const auto& [id, parent] : {std::pair("topp", ""), std::pair("a", "topp")}) {
      model::v1::Unit unit;
      unit.set_unit_id(id);
      unit.set_name(std::string("Enhet ") + id);
      unit.set_parent_id(parent);
      auto* code = unit.add_codes();
      code->set_scheme("buyer_reference");
      code->set_code(id);
      Save("unit", id, unit);
    }
    model::v1::Measure measure;
    measure.set_measure_id("fakturaer");
    measure.set_title("Fakturaer");
    measure.set_grain(model::v1::PERIOD_MONTH);
    auto* term = measure.add_terms();
    term->set_name("n");
    term->set_facts("invoice");
    term->set_aggregate(model::v1::AGGREGATE_COUNT);
    measure.set_formula("n");
    Save("measure", "fakturaer", measure);
    model::v1::A3Template a3_template;
    a3_template.set_template_id("dypdykk");
    Save("a3_template", "dypdykk", a3_template);
    model::v1::A3 sheet;
    sheet.set_a3_id("avtalelojalitet");
    sheet.set_template_id("dypdykk");
    sheet.set_unit_id("topp");
    sheet.set_date("2024-01-01");
    auto* stated = sheet.add_measures();
    stated->set_measure_id("fakturaer");
    stated->mutable_baseline()->set_period("2023");
    auto* target = stated->add_targets();
    target->set_value(1);
    target->set_period("2025");
    Save("a3", "avtalelojalitet", sheet);
    model::v1::Benefit benefit;
    benefit.set_benefit_id("tid");
    benefit.set_a3_id("avtalelojalitet");
    benefit.add_measure_ids("fakturaer");
    benefit.mutable_baseline()->set_period("2023");
    Save("benefit", "tid", benefit);
    EXPECT_TRUE(measure::Recompute(store_, {kNowUs, ""}).ok());
  }

  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    ASSERT_TRUE(configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1).ok());
  }

  void StoreInvoices(const std::vector<std::string>& dates) {
    plugin::v1::Batch batch;
    for (const std::string& date : dates) {
      auto* record = batch.add_records();
      record->set_natural_key("invoice/" + std::to_string(batch.records_size()));
      record->mutable_fact()->mutable_invoice()->set_issue_date(date);
      auto* code = record->mutable_fact()->add_unit_codes();
      code->set_scheme("buyer_reference");
      code->set_code("a");
    }
    const auto units = *configuration::LoadUnitTree(store_);
    const run::BatchTarget target{"ehf", "run-1", {}};
    ASSERT_TRUE(store_.InTransaction([&] {
      return run::BatchWriter(store_, target).Write(run::MapBatch(batch, {&units, {}}), batch).status();
    }).ok());
    auto recomputed = measure::Recompute(store_, {kNowUs, "run-1"});
    ASSERT_TRUE(recomputed.ok()) << recomputed.status().message();
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
};

TEST_P(SheetTest, ShowsBaselineTargetAndTheLatestWholeYear) {
  StoreInvoices({"2023-01-05", "2023-06-05", "2024-02-01", "2024-03-01", "2024-12-01", "2025-02-01"});
  auto sheet = LoadSheet(store_, kOwner, "avtalelojalitet", 0, kNowUs);
  ASSERT_TRUE(sheet.ok()) << sheet.status().message();
  EXPECT_TRUE(sheet->is_example());
  EXPECT_EQ(sheet->a3().edition(), 1);
  ASSERT_EQ(sheet->figures_size(), 1);
  ASSERT_EQ(sheet->figures(0).units_size(), 2) << "the whole first, then the unit below";
  const auto& whole = sheet->figures(0).units(0);
  EXPECT_EQ(whole.unit_id(), "topp");
  EXPECT_EQ(whole.baseline().value(), 2);
  EXPECT_EQ(whole.latest().period(), "2024") << "2025 is not over";
  EXPECT_EQ(whole.latest().value(), 3);
  EXPECT_EQ(whole.target(), 1) << "a target without a unit is for the whole";
  EXPECT_FALSE(sheet->figures(0).units(1).has_target());
  ASSERT_EQ(whole.recent_size(), 24);
  EXPECT_EQ(whole.recent(23).period(), "2025-02");
  EXPECT_EQ(sheet->benefits_size(), 1);
}

TEST_P(SheetTest, WhatIsNotMeasuredHasNoValue) {
  auto sheet = LoadSheet(store_, kOwner, "avtalelojalitet", 0, kNowUs);
  ASSERT_TRUE(sheet.ok()) << sheet.status().message();
  EXPECT_FALSE(sheet->figures(0).units(0).baseline().has_value());
  EXPECT_FALSE(sheet->figures(0).units(0).latest().has_value());
  auto benefits = benefit::ListBenefits(store_, "avtalelojalitet", 10, "", kNowUs);
  ASSERT_TRUE(benefits.ok()) << benefits.status().message();
  ASSERT_EQ(benefits->benefits_size(), 1);
  EXPECT_FALSE(benefits->benefits(0).latest().has_value());
}

TEST_P(SheetTest, WhatStandsIsShownForTheYearThatRuns) {
  StoreInvoices({"2023-01-05", "2024-02-01", "2025-02-01"});
  model::v1::Measure standing = *configuration::Load<model::v1::Measure>(store_, "fakturaer");
  standing.set_measure_id("hittil");
  standing.set_kind(model::v1::MEASURE_KIND_STOCK);
  standing.mutable_terms(0)->mutable_standing()->set_from_field("issue_date");
  Save("measure", "hittil", standing);
  ASSERT_TRUE(measure::Recompute(store_, {kNowUs, ""}).ok());
  EXPECT_EQ(*measure::LatestPeriod(store_, standing, "2023", kNowUs), "2025");
  standing.mutable_terms(0)->clear_standing();
  EXPECT_EQ(*measure::LatestPeriod(store_, standing, "2023", kNowUs), "2024") << "other stocks may lack facts of the year yet";
}

TEST_P(SheetTest, ARootCauseShowsWhatItsMeasuresSay) {
  StoreInvoices({"2023-01-05", "2024-02-01", "2024-03-01", "2025-02-01"});
  model::v1::Measure orders = *configuration::Load<model::v1::Measure>(store_, "fakturaer");
  orders.set_measure_id("ordrer");
  orders.mutable_terms(0)->set_facts("order");
  Save("measure", "ordrer", orders);
  ASSERT_TRUE(measure::Recompute(store_, {kNowUs, ""}).ok());
  model::v1::A3 sheet = *configuration::Load<model::v1::A3>(store_, "avtalelojalitet");
  const auto add = [&](const char* id, const std::vector<std::string>& measures) {
    auto* cause = sheet.add_root_causes();
    cause->set_root_cause_id(id);
    for (const std::string& measure : measures) cause->add_measure_ids(measure);
  };
  add("vaner", {"ordrer", "fakturaer"});
  add("kunnskap", {});
  add("oversikt", {"slettet", "fakturaer"});
  Save("a3", "avtalelojalitet", sheet);

  const auto loaded = LoadSheet(store_, kOwner, "avtalelojalitet", 0, kNowUs);
  ASSERT_TRUE(loaded.ok()) << loaded.status().message();
  std::string said;
  for (const auto& figure : loaded->root_cause_figures()) {
    const auto& latest = figure.latest();
    said += figure.root_cause_id() + " " + figure.measure().measure_id() + " " +
            (latest.has_value() ? latest.unit_id() + " " + latest.period() + " " + std::to_string(static_cast<int>(latest.value())) : "-") + "\n";
  }
  // 2024 is the latest whole year; a measure that is gone says nothing, one that nothing was measured for has no value.
  EXPECT_EQ(said, "vaner ordrer -\nvaner fakturaer topp 2024 2\noversikt fakturaer topp 2024 2\n");
}

TEST_P(SheetTest, ABenefitShowsBaselineAndLatest) {
  StoreInvoices({"2023-01-05", "2023-06-05", "2024-12-01"});
  auto benefits = benefit::ListBenefits(store_, "", 10, "", kNowUs);
  ASSERT_TRUE(benefits.ok()) << benefits.status().message();
  EXPECT_EQ(benefits->benefits(0).baseline().value(), 2);
  EXPECT_EQ(benefits->benefits(0).latest().value(), 1);
}

TEST_P(SheetTest, AnUpdateIsANewEditionAndTheOldOneStands) {
  auto sheet = LoadSheet(store_, kOwner, "avtalelojalitet", 0, kNowUs);
  ASSERT_TRUE(sheet.ok());
  model::v1::A3 changed = sheet->a3();
  changed.set_title("Avtalelojalitet, revidert");
  auto updated = UpdateA3(store_, changed, kNowUs);
  ASSERT_TRUE(updated.ok()) << updated.status().message();
  EXPECT_EQ(updated->a3().edition(), 2);
  EXPECT_EQ(LoadSheet(store_, kOwner, "avtalelojalitet", 1, kNowUs)->a3().title(), "");
  EXPECT_EQ(UpdateA3(store_, changed, kNowUs).status().code(), StatusCode::kAborted) << "the etag is that of edition 1";
  changed.clear_etag();
  EXPECT_EQ(UpdateA3(store_, changed, kNowUs).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(LoadSheet(store_, kOwner, "avtalelojalitet", 3, kNowUs).status().code(), StatusCode::kNotFound);
}

TEST_P(SheetTest, ASourceIsAsFreshAsTheRunThatLastChangedAFact) {
  constexpr int64_t kDayUs = 86'400'000'000;
  run::RunRecord run;
  run.run_id = "run-1";
  run.connector_id = "ehf";
  run.started_us = kNowUs - 46 * kDayUs;
  ASSERT_TRUE(run::InsertRun(store_, run).ok());
  StoreInvoices({"2023-01-05", "2025-03-05"});
  model::v1::Measure measure = *configuration::Load<model::v1::Measure>(store_, "fakturaer");
  measure.set_silent_after_days(45);
  Save("measure", "fakturaer", measure);
  // All cells are computed today, under the new definition.
  ASSERT_TRUE(measure::Recompute(store_, {kNowUs, ""}).ok());

  auto sheet = LoadSheet(store_, kOwner, "avtalelojalitet", 0, kNowUs);
  ASSERT_TRUE(sheet.ok()) << sheet.status().message();
  EXPECT_TRUE(sheet->figures(0).is_silent());
  EXPECT_EQ(sheet->figures(0).heard_day(), "2025-02-13");
  EXPECT_TRUE(measure::LoadSilence(store_, measure, kNowUs)->is_silent);
  EXPECT_FALSE(measure::LoadSilence(store_, measure, kNowUs - kDayUs)->is_silent);
  measure.mutable_terms(0)->set_filter("supplier_name = \"none\"");
  EXPECT_EQ(measure::LoadSilence(store_, measure, kNowUs)->heard_us, 0) << "no fact that it takes has come";
}

INSTANTIATE_TEST_SUITE_P(Stores, SheetTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::a3
