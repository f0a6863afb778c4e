#include "core/benefit/account.h"

#include "core/benefit/benefits.h"
#include "core/benefit/gaps.h"
#include "core/benefit/map_answer.h"
#include "core/benefit/testing/benefit_store_test.h"

namespace helhet::benefit {
namespace {

using api::v1::GetBenefitResponse;

constexpr int64_t kDayUs = 86'400'000'000;

class AccountTest : public BenefitStoreTest {
 protected:
  GetBenefitResponse Account(const std::vector<std::string>& periods = {}, int64_t now_us = kNowUs) {
    api::v1::GetBenefitRequest request;
    request.set_benefit_id("tid");
    for (const std::string& period : periods) request.add_periods(period);
    const auto account = GetBenefit(store_, request, now_us);
    EXPECT_TRUE(account.ok()) << account.status().message();
    return account.ok() ? *account : GetBenefitResponse();
  }

  // So many invoices in each month of a year in a unit.
  void AddYear(const std::string& unit_id, int year, int each_month, int to_month = 12) {
    for (int month = 1; month <= to_month; ++month) AddInvoices(unit_id, std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-05", each_month);
  }

  // `topp 24 (11520), a 12`: actuals with their worth, or why there is none.
  static std::string Told(const api::v1::BenefitPeriod& period) {
    std::string told;
    for (const auto& figure : period.figures()) {
      told += (told.empty() ? "" : ", ") + figure.unit_id() + " ";
      told += figure.has_actual() ? std::to_string(static_cast<int>(figure.actual())) : api::v1::NotMeasured_Name(figure.not_measured()).substr(13);
      if (figure.has_worth_minor()) told += " (" + std::to_string(figure.worth_minor()) + ")";
    }
    return told;
  }
};

constexpr char kBenefit[] = R"(benefit_id: 'tid' title: 'Frigjort tid' a3_id: 'ark' measure_ids: 'fakturaer' responsible: 'Leder'
  shares { unit_id: 'a' owner: 'Enhetsleder a' } shares { unit_id: 'b' } baseline { period: '2023' } )";

TEST_P(AccountTest, AnActualIsTheFallFromTheSameQuarterOfTheBaselineForWholeAndShares) {
  Define(kInvoices);
  AddYear("a", 2023, 10);
  AddYear("b", 2023, 4);
  AddYear("a", 2025, 6, 3);
  AddYear("b", 2025, 5, 3);
  AddInvoices("a", "2023-07-01", 50);  // a season that the first quarter has not
  SaveBenefit(std::string(kBenefit) + "valuation { rate_minor: 480 }");
  Recompute();
  const auto account = Account({"2025-Q1"});
  ASSERT_EQ(account.periods_size(), 1);
  const auto& period = account.periods(0);
  EXPECT_EQ(period.reference_period(), "2023-Q1");
  // 42 - 33, 30 - 18 and 12 - 15: what has become worse is negative.
  EXPECT_EQ(Told(period), "topp 9 (4320), a 12 (5760), b -3 (-1440)");
  EXPECT_TRUE(period.figures(0).is_whole());
  EXPECT_EQ(period.figures(1).owner(), "Enhetsleder a");
  EXPECT_EQ(period.figures(1).unit_name(), "Enhet a");
  // By measure, unit and period the figure is opened down to its records.
  EXPECT_EQ(period.figures(1).observation().measure_id(), "fakturaer");
  EXPECT_EQ(period.figures(1).observation().unit_id(), "a");
  EXPECT_EQ(period.figures(1).observation().period(), "2025-Q1");
  EXPECT_EQ(period.figures(1).reference().period(), "2023-Q1");
}

TEST_P(AccountTest, WhatIsNotMeasuredIsNeverZeroAndSaysWhy) {
  SaveBenefit(kBenefit);
  EXPECT_EQ(Told(Account({"2025-Q1"}).periods(0)), "topp MEASURE_MISSING, a MEASURE_MISSING, b MEASURE_MISSING");
  Define(kInvoices);
  Recompute();
  EXPECT_EQ(Told(Account({"2025-Q1"}).periods(0)), "topp NO_FIGURES, a NO_FIGURES, b NO_FIGURES");
  AddYear("a", 2025, 6);
  Recompute();
  EXPECT_EQ(Told(Account({"2025-Q1"}).periods(0)), "topp BASELINE_NOT_MEASURED, a BASELINE_NOT_MEASURED, b NO_FIGURES");
  AddYear("a", 2023, 6);
  AddYear("a", 2026, 6, 1);
  Recompute();
  EXPECT_EQ(Told(Account({"2025-Q1"}).periods(0)), "topp 0, a 0, b NO_FIGURES") << "measured, and nothing gained";
  EXPECT_EQ(Told(Account({"2026-01"}).periods(0)), "topp NOT_OVER, a NOT_OVER, b NOT_OVER");
  SaveBenefit("benefit_id: 'tid' a3_id: 'ark' measure_ids: 'fakturaer' baseline { period: '2023-Q4' }");
  EXPECT_EQ(Told(Account({"2025"}).periods(0)), "topp NO_REFERENCE");
  SaveBenefit("benefit_id: 'tid' a3_id: 'ark' measure_ids: 'fakturaer'");
  EXPECT_EQ(Told(Account({"2025"}).periods(0)), "topp NO_BASELINE");
}

TEST_P(AccountTest, AMonthWithoutFactsLeavesItsQuarterUnmeasured) {
  Define(kInvoices);
  AddYear("a", 2023, 6);
  AddInvoices("a", "2025-01-05");
  AddInvoices("a", "2025-03-05");
  SaveBenefit(kBenefit);
  Recompute();
  EXPECT_EQ(Told(Account({"2025-Q1"}).periods(0)), "topp NO_FIGURES, a NO_FIGURES, b NO_FIGURES") << "two months are not a fall of a third";
  EXPECT_EQ(Told(Account({"2025-01"}).periods(0)), "topp 5, a 5, b NO_FIGURES");
}

TEST_P(AccountTest, ASilentSourceLeavesWhatCameAfterUnmeasured) {
  Define(std::string(kInvoices) + " silent_after_days: 30");
  AddYear("a", 2023, 6);
  AddYear("a", 2025, 5);
  // The run that brought the invoices began on 20 December 2025.
  ASSERT_TRUE(store_.Execute("INSERT INTO run (municipality_id, run_id, connector_id, trigger_kind, state, started_us, finished_us, batches, records_read, inserted, changed, deleted, "
                             "unchanged, refused, waiting, flagged, recomputed, problem_code, problem_class, problem_setting, problem_what, problem_remedy) "
                             "VALUES ($1, 'run-1', 'ehf', 'manual', 'succeeded', $2, $2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '', '', '', '')", {kNowUs - 31 * kDayUs}).ok());
  SaveBenefit(kBenefit);
  Recompute();
  const auto account = Account({"2025-Q3", "2025-Q4"});
  EXPECT_TRUE(account.is_silent());
  EXPECT_EQ(account.heard_day(), "2025-12-20");
  EXPECT_EQ(Told(account.periods(0)), "topp 3, a 3, b NO_FIGURES");
  EXPECT_EQ(Told(account.periods(1)), "topp SILENT, a SILENT, b SILENT");
}

TEST_P(AccountTest, PlanForecastAndActualStandApart) {
  Define(kInvoices);
  AddYear("a", 2023, 10);
  AddYear("a", 2025, 8, 6);
  SaveBenefit(std::string(kBenefit) + R"(valuation { formula: 'actual' rate_minor: 100 }
    plan { period: '2025-Q1' low_value: 20 expected_value: 27 high_value: 30 } plan { period: '2025-Q3' expected_value: 21 forecast_value: 24 } )");
  Recompute();
  const auto account = Account();
  ASSERT_EQ(account.periods_size(), 3) << "each quarter from the plan's first to its last";
  const auto& first = account.periods(0);
  EXPECT_EQ(first.period(), "2025-Q1");
  EXPECT_EQ(first.plan().expected_effect(), 3) << "30 - 27";
  EXPECT_EQ(first.plan().expected_worth_minor(), 300);
  EXPECT_EQ(first.figures(0).actual(), 6) << "30 - 24";
  EXPECT_FALSE(first.has_stated_forecast_value());
  EXPECT_FALSE(account.periods(1).has_plan());
  EXPECT_EQ(account.periods(2).plan().expected_effect(), 9);
  EXPECT_EQ(account.periods(2).stated_forecast_value(), 24);
  EXPECT_FALSE(account.periods(2).figures(0).has_actual());
  EXPECT_FALSE(first.has_approved());
}

TEST_P(AccountTest, AForecastIsWhatIsRealisedAndWhatIsPlannedForTheRest) {
  Define(kInvoices);
  AddYear("a", 2023, 10);
  AddYear("a", 2025, 8, 7);
  SaveBenefit(std::string(kBenefit) + R"(valuation { formula: 'actual' rate_minor: 100 }
    plan { period: '2025-Q1' expected_value: 27 } plan { period: '2025-Q3' expected_value: 21 } )");
  Recompute();
  const auto account = Account();
  ASSERT_EQ(account.forecasts_size(), 1);
  const auto& forecast = account.forecasts(0);
  EXPECT_EQ(forecast.year(), "2025");
  EXPECT_EQ(forecast.method(), api::v1::FORECAST_METHOD_REALISED_AND_PLANNED);
  EXPECT_EQ(forecast.realised(), 14) << "two a month for seven months";
  EXPECT_EQ(forecast.measured_through(), "2025-07");
  // Two thirds of the third quarter's 9, and the fourth goes on from the third: 6 + 9.
  EXPECT_DOUBLE_EQ(forecast.planned_rest(), 15);
  EXPECT_DOUBLE_EQ(forecast.forecast(), 29);
  EXPECT_EQ(forecast.forecast_worth_minor(), 2900);
}

TEST_P(AccountTest, WithoutAPlanAForecastIsTheRunRateAndAShareKeepsItsLatestLevel) {
  Define(kInvoices);
  AddYear("a", 2023, 10);
  AddYear("a", 2025, 8, 6);
  SaveBenefit(kBenefit);
  Recompute();
  auto account = Account();
  ASSERT_EQ(account.forecasts_size(), 1);
  EXPECT_EQ(account.forecasts(0).method(), api::v1::FORECAST_METHOD_RUN_RATE);
  EXPECT_EQ(account.forecasts(0).forecast(), 24) << "12 in half a year";
  ASSERT_EQ(account.periods_size(), 6) << "quarters from the first after the baseline to the latest measured";
  EXPECT_EQ(account.periods(0).period(), "2024-Q1");

  Define(R"(measure_id: 'fakturaer' currency_code: 'NOK' direction: MEASURE_DIRECTION_DOWN grain: PERIOD_MONTH formula: 'n / m' terms { name: 'n' facts: 'invoice' aggregate: AGGREGATE_COUNT }
            terms { name: 'm' facts: 'invoice' aggregate: AGGREGATE_MIN field: 'tax_exclusive_amount_minor' })");
  Recompute();
  account = Account();
  ASSERT_EQ(account.forecasts_size(), 1);
  EXPECT_EQ(account.forecasts(0).method(), api::v1::FORECAST_METHOD_LATEST_LEVEL);
  EXPECT_EQ(account.forecasts(0).measured_through(), "2025-Q2");
  EXPECT_NEAR(account.forecasts(0).forecast(), 0.06, 1e-12) << "30 / 100 - 24 / 100";
}

TEST_P(AccountTest, AQuestionIsBounded) {
  SaveBenefit(kBenefit);
  api::v1::GetBenefitRequest request;
  request.set_benefit_id("tid");
  for (int i = 0; i < 61; ++i) request.add_periods("2025");
  EXPECT_EQ(GetBenefit(store_, request, kNowUs).status().code(), StatusCode::kResourceExhausted);
  request.clear_periods();
  request.add_periods("i fjor");
  EXPECT_EQ(GetBenefit(store_, request, kNowUs).status().code(), StatusCode::kInvalidArgument);
  request.set_benefit_id("ukjent");
  request.clear_periods();
  EXPECT_EQ(GetBenefit(store_, request, kNowUs).status().code(), StatusCode::kNotFound);
}

TEST_P(AccountTest, TheGapIsWhatBenefitsArePlannedToCloseAndWhatIsClosed) {
  Define(kInvoices);
  AddYear("a", 2023, 10);
  AddYear("b", 2023, 1);
  AddYear("a", 2025, 8);
  Recompute();
  const std::string ark = "a3_id: 'ark' unit_id: 'topp' measures { measure_id: 'fakturaer' baseline { period: '2023' } targets { value: 60 period: '2026' } "
                          "targets { unit_id: 'a' value: 50 period: '2026' } targets { unit_id: 'b' value: 10 } }";
  Save("a3", "ark", Parsed<model::v1::A3>(ark + " state: A3_STATE_ADOPTED"));
  SaveBenefit("benefit_id: 'tid' a3_id: 'ark' measure_ids: 'fakturaer' target_value: 80 shares { unit_id: 'a' target_value: 75 }");
  SaveBenefit("benefit_id: 'annet' a3_id: 'ark' measure_ids: 'andre' measure_ids: 'fakturaer' target_value: 1");
  const auto listed = ListGaps(store_, "ark", kNowUs);
  ASSERT_TRUE(listed.ok()) << listed.status().message();
  std::string told;
  for (const auto& gap : listed->gaps()) {
    told += gap.unit_id() + " " + std::to_string(static_cast<int>(gap.gap())) + " " +
            (gap.has_planned_to_close() ? std::to_string(static_cast<int>(gap.planned_to_close())) : "-") + " " +
            (gap.has_closed() ? std::to_string(static_cast<int>(gap.closed())) : "-") + "\n";
  }
  // 132 invoices became 96 in all, 120 became 96 in a; nothing was measured in b.
  EXPECT_EQ(told, "topp 72 52 36\na 70 45 24\nb 2 - -\n");

  // What a draft says is proposed, and planned by nobody yet.
  Save("a3", "ark", Parsed<model::v1::A3>(ark + " state: A3_STATE_DRAFT"));
  const auto draft = ListGaps(store_, "ark", kNowUs);
  ASSERT_TRUE(draft.ok()) << draft.status().message();
  EXPECT_FALSE(draft->gaps(0).has_planned_to_close());
  EXPECT_EQ(draft->gaps(0).proposed_to_close(), 52);
}

TEST_P(AccountTest, TheMapNamesWhatLeadsToWhat) {
  Save("a3", "ark", Parsed<model::v1::A3>("a3_id: 'ark' actions { action_id: 'kurs' text: 'Holde kurs' } goals { goal_id: 'g' text: 'Mindre papir' }"));
  SaveBenefit("benefit_id: 'tid' title: 'Frigjort tid' a3_id: 'ark' action_ids: 'kurs' edges { from: 'precondition:lokaler' to: 'action:kurs' } edges { from: 'benefit:tid' to: 'goal:g' }");
  SaveBenefit("benefit_id: 'annen' a3_id: 'annet' action_ids: 'x'");
  const auto map = GetBenefitMap(store_, "ark");
  ASSERT_TRUE(map.ok()) << map.status().message();
  std::string told;
  for (const auto& node : map->nodes()) told += node.node_id() + " " + node.title() + "\n";
  EXPECT_EQ(told, "ark/precondition:lokaler lokaler\nark/action:kurs Holde kurs\nbenefit:tid Frigjort tid\nark/goal:g Mindre papir\n");
  EXPECT_EQ(map->edges_size(), 3);
  EXPECT_EQ(GetBenefitMap(store_, "")->edges_size(), 4);
  SaveBenefit("benefit_id: 'tid' a3_id: 'ark' edges { from: 'benefit:tid' to: 'benefit:tid' }");
  EXPECT_EQ(GetBenefitMap(store_, "ark").status().message(), "benefit map: it goes in a circle: benefit:tid → benefit:tid");
}

INSTANTIATE_TEST_SUITE_P(Stores, AccountTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::benefit
