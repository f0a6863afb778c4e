#include "core/a3/report.h"

#include "core/a3/testing/stored_sheet.h"
#include "core/measure/recompute.h"
#include "core/run/batch_writer.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;
using security::Role;

// Today is 1 September 2025. Invoices of unit `skole`, by their buyer reference.
class ReportTest : public StoredSheetTest {
 protected:
  ReportTest() {
    model::v1::Unit unit = *configuration::Load<model::v1::Unit>(store_, "skole");
    auto* code = unit.add_codes();
    code->set_scheme("buyer_reference");
    code->set_code("skole");
    Save("unit", "skole", unit);
    SaveMeasure("fakturaer", model::v1::PERIOD_MONTH);
    SaveMeasure("i-aret", model::v1::PERIOD_YEAR);
    SaveSheet("ark", [](A3& sheet) {
      for (const char* id : {"fakturaer", "i-aret"}) {
        auto* measure = sheet.add_measures();
        measure->set_measure_id(id);
        measure->mutable_baseline()->set_period("2024");
        auto* target = measure->add_targets();
        target->set_unit_id("skole");
        target->set_value(7);
        target->set_period("2026");
      }
      *sheet.add_actions() = ActionOf("kurs", "Rektor", "2025-04-15");
      sheet.mutable_actions(0)->set_unit_id("skole");
      *sheet.add_actions() = ActionOf("annet", "Helsesjef", "2025-04-15");
      sheet.mutable_actions(1)->set_unit_id("helse");
      *sheet.add_actions() = ActionOf("gjort", "Rektor", "2025-04-15");
      sheet.mutable_actions(2)->set_unit_id("skole");
      sheet.mutable_actions(2)->set_status(model::v1::ACTION_STATUS_DONE);
    });
    SaveBenefit("tid", "skole");
    SaveBenefit("helse", "helse");
    EXPECT_TRUE(measure::Recompute(store_, {kSeptemberUs, ""}).ok());
  }
  void SaveMeasure(const std::string& id, model::v1::Period grain) {
    model::v1::Measure measure;
    measure.set_measure_id(id);
    measure.set_title(id);
    measure.set_grain(grain);
    auto* term = measure.add_terms();
    term->set_name("n");
    term->set_facts("invoice");
    term->set_aggregate(model::v1::AGGREGATE_COUNT);
    measure.set_formula("n");
    Save("measure", id, measure);
  }
  void SaveBenefit(const std::string& id, const std::string& unit_id) {
    model::v1::Benefit benefit;
    benefit.set_benefit_id(id);
    benefit.set_title(id);
    benefit.set_a3_id("ark");
    benefit.add_shares()->set_unit_id(unit_id);
    Save("benefit", id, benefit);
  }
  void StoreInvoices(const std::vector<std::string>& dates) {
    plugin::v1::Batch batch;
    for (const std::string& date : dates) {
      auto* record = batch.add_records();
      record->set_natural_key("invoice/" + std::to_string(batch.records_size()));
      record->mutable_fact()->mutable_invoice()->set_issue_date(date);
      auto* code = record->mutable_fact()->add_unit_codes();
      code->set_scheme("buyer_reference");
      code->set_code("skole");
    }
    const auto units = *configuration::LoadUnitTree(store_);
    const run::BatchTarget target{"ehf", "run-1", {}};
    ASSERT_TRUE(store_.InTransaction([&] { return run::BatchWriter(store_, target).Write(run::MapBatch(batch, {&units, {}}), batch).status(); }).ok());
    const auto recomputed = measure::Recompute(store_, {kSeptemberUs, "run-1"});
    ASSERT_TRUE(recomputed.ok()) << recomputed.status().message();
  }
  Result<api::v1::ReportUnitResponse> Report(const std::string& unit_id, const std::string& period, const security::Identity& caller = As(Role::kReader)) {
    api::v1::ReportUnitRequest request;
    request.set_unit_id(unit_id);
    request.set_period(period);
    return ReportUnit(store_, caller, request, kSeptemberUs, [] { return OkStatus(); });
  }
};

TEST_P(ReportTest, AUnitSeesItsFiguresBesideThoseBefore) {
  StoreInvoices({"2024-02-01", "2024-03-01", "2024-04-01", "2024-11-01", "2025-01-05", "2025-04-30", "2025-05-01"});
  const auto report = Report("skole", "2025-T1");
  ASSERT_TRUE(report.ok()) << report.status().message();
  ASSERT_EQ(report->measures_size(), 2);
  const auto& monthly = report->measures(0);
  EXPECT_EQ(monthly.figure().value(), 2) << "January to April 2025";
  EXPECT_EQ(monthly.before().value(), 1) << "September to December 2024";
  EXPECT_EQ(monthly.year_before().value(), 3) << "January to April 2024";
  EXPECT_EQ(monthly.target(), 7);
  EXPECT_TRUE(report->measures(1).is_coarser()) << "a measure by year has no tertials";
  EXPECT_EQ(Report("skole", "2025-02")->measures(0).before().value(), 1);
  EXPECT_FALSE(Report("skole", "2025-02")->measures(0).figure().has_value()) << "not measured is not 0";
  EXPECT_EQ(Report("skole", "2025-Q2")->measures(0).figure().value(), 2);
  EXPECT_EQ(Report("levanger", "2025-T1")->measures(0).figure().value(), 2) << "with the units below";
  EXPECT_FALSE(Report("levanger", "2025-T1")->measures(0).has_target()) << "the target is the school's";
}

TEST_P(ReportTest, AUnitSeesItsActionsBenefitsAndWhatToLookAt) {
  const auto report = Report("skole", "2025-T1");
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(report->unit_name(), "skole");
  ASSERT_EQ(report->actions_size(), 2);
  EXPECT_EQ(report->actions(0).action().action_id(), "kurs");
  EXPECT_TRUE(report->actions(0).is_overdue());
  EXPECT_FALSE(Report("skole", "2025-03")->actions(0).is_overdue()) << "it was not, at the end of March";
  EXPECT_EQ(report->actions(1).action().action_id(), "gjort");
  EXPECT_FALSE(report->actions(1).is_overdue());
  ASSERT_EQ(report->benefits_size(), 1);
  EXPECT_EQ(report->benefits(0).benefit_id(), "tid");
  for (const auto& item : report->attention()) EXPECT_EQ(item.owner(), "Rektor") << item.code();
  EXPECT_EQ(Report("levanger", "2025-T1")->benefits_size(), 2);
}

TEST_P(ReportTest, WhoDoesNotSeeASheetIsToldNothingOfIt) {
  const auto report = Report("levanger", "2025-T1", As(Role::kRepresentative));
  ASSERT_TRUE(report.ok()) << report.status().message();
  EXPECT_EQ(report->measures_size() + report->actions_size() + report->benefits_size() + report->attention_size(), 0);
}

TEST_P(ReportTest, RefusesAnUnknownUnitAndWhatIsNoPeriod) {
  EXPECT_EQ(Report("ukjent", "2025-T1").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(Report("skole", "2025-T4").status().code(), StatusCode::kInvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(Stores, ReportTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::a3
