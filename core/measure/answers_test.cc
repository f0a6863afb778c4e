#include "core/measure/answers.h"

#include <gtest/gtest.h>

#include "core/measure/testing/measure_store_test.h"

namespace helhet::measure {
namespace {

constexpr int64_t kNowUs = 1'728'000'000'000'000;  // 2024-10-04

class AnswersTest : public MeasureStoreTest {
 protected:
  AnswersTest() {
    model::v1::Unit top, school, old_school;
    top.set_unit_id("top");
    school.set_unit_id("school");
    school.set_parent_id("top");
    old_school.set_unit_id("old");
    old_school.set_parent_id("top");
    old_school.set_valid_to("2020-12-31");
    tree_ = *model::UnitTree::Make({top, school, old_school});
    book_.Define(MeasureOf(kShare));
  }
  api::v1::GetSeriesResponse Series(const std::function<void(api::v1::GetSeriesRequest&)>& set = [](auto&) {}) {
    api::v1::GetSeriesRequest request;
    request.set_measure_id("share");
    set(request);
    auto response = AnswerSeries(store_, tree_, request, kNowUs);
    EXPECT_TRUE(response.ok()) << response.status().message();
    return response.ok() ? *std::move(response) : api::v1::GetSeriesResponse();
  }
  // `top 2023-01=50 …`
  static std::string Figures(const api::v1::GetSeriesResponse& response) {
    std::string text;
    for (const auto& figure : response.observations()) {
      text += figure.unit_id() + " " + figure.period() + "=" + (figure.has_value() ? std::to_string(static_cast<int>(figure.value())) : "-") + " ";
    }
    return text;
  }

  model::UnitTree tree_;
};

INSTANTIATE_TEST_SUITE_P(Stores, AnswersTest, store::BothBackends(), store::BackendName);

TEST_P(AnswersTest, FillsInUnitsGrainAndPeriodsThatTheRequestLeavesOpen) {
  book_.Add(Invoice("2023-01-01", 100, "NOK", true), "school");
  book_.Add(Invoice("2023-03-01", 300), "top");
  RecomputeAll();
  EXPECT_EQ(Figures(Series()), "top 2023-01=100 top 2023-02=- top 2023-03=0 school 2023-01=100 school 2023-02=- school 2023-03=- ");
}

TEST_P(AnswersTest, RollsUpToTheGrainThatIsAskedForAndSaysHowFarItGoes) {
  book_.Add(Invoice("2023-01-01", 100, "NOK", true), "top");
  book_.Add(Invoice("2024-03-01", 300), "top");
  RecomputeAll();
  const auto response = Series([](auto& request) {
    request.add_unit_ids("top");
    request.set_grain(model::v1::PERIOD_YEAR);
  });
  EXPECT_EQ(Figures(response), "top 2023=100 top 2024=0 ");
  ASSERT_EQ(response.notes_size(), 1);
  EXPECT_EQ(response.notes(0).code(), "period_incomplete");
  EXPECT_EQ(response.notes(0).period(), "2024");
  EXPECT_EQ(response.notes(0).last_period(), "2024-03");
}

TEST_P(AnswersTest, KeepsWithinTheBoundsThatAreAskedFor) {
  book_.Add(Invoice("2023-01-01", 100, "NOK", true), "top");
  RecomputeAll();
  const auto response = Series([](auto& request) {
    request.add_unit_ids("top");
    request.set_from_period("2022-12");
    request.set_to_period("2023-01");
  });
  EXPECT_EQ(Figures(response), "top 2022-12=- top 2023-01=100 ");
}

TEST_P(AnswersTest, RefusesBoundsOfAnotherLengthOrInTheWrongOrder) {
  RecomputeAll();
  api::v1::GetSeriesRequest request;
  request.set_measure_id("share");
  request.set_from_period("2023");
  EXPECT_EQ(AnswerSeries(store_, tree_, request, kNowUs).status().setting(), "from_period");
  request.set_from_period("2023-02");
  request.set_to_period("2023-01");
  EXPECT_EQ(AnswerSeries(store_, tree_, request, kNowUs).status().setting(), "to_period");
}

TEST_P(AnswersTest, HasNoFiguresOfAMeasureThatNothingWasMeasuredFor) {
  RecomputeAll();
  const auto response = Series();
  EXPECT_EQ(response.measure().measure_id(), "share");
  EXPECT_EQ(response.observations_size(), 0);
}

TEST_P(AnswersTest, NamesAMeasureThatIsNotThere) {
  api::v1::GetSeriesRequest request;
  request.set_measure_id("none");
  EXPECT_EQ(AnswerSeries(store_, tree_, request, kNowUs).status().code(), StatusCode::kNotFound);
}

TEST_P(AnswersTest, SaysHowManyFactsWaitForAUnit) {
  book_.Add(Invoice("2023-01-01", 100), "top");
  book_.Add(Invoice("2023-01-01", 100), "");
  RecomputeAll();
  const auto response = Series();
  ASSERT_EQ(response.notes_size(), 1);
  EXPECT_EQ(response.notes(0).code(), "facts_waiting");
  EXPECT_EQ(response.notes(0).count(), 1);
}

TEST_P(AnswersTest, NamesTheTablesOfStatisticsAndTheRoundOfAProjection) {
  book_.Define(MeasureOf(R"(
    measure_id: 'people' kind: MEASURE_KIND_STOCK grain: PERIOD_YEAR formula: 'projection'
    terms { name: 'history' facts: 'statistic' aggregate: AGGREGATE_SUM field: 'value_micros' filter: 'statistic_kind = history' }
    terms { name: 'projection' facts: 'statistic' aggregate: AGGREGATE_SUM field: 'value_micros' filter: 'statistic_kind = projection' })"));
  const auto add = [&](const std::string& year, const std::string& rest) {
    book_.Add(FactOf("statistic { provider: 'ssb' period_start: '" + year + "-01-01' value_micros: 7000000 " + rest + " }"), "top");
  };
  for (const char* year : {"2024", "2025"}) add(year, "table_id: '07459' statistic_kind: STATISTIC_KIND_HISTORY");
  for (const char* year : {"2026", "2027", "2028"}) {
    add(year, "table_id: '14288' table_title: 'Framskrevet' statistic_kind: STATISTIC_KIND_PROJECTION projection_round: '2024' projection_alternative: 'MMMM'");
  }
  RecomputeAll();
  const auto response = Series([](auto& request) {
    request.set_measure_id("people");
    request.add_unit_ids("top");
    request.set_to_period("2027");
  });
  ASSERT_EQ(response.sources_size(), 2);
  EXPECT_EQ(response.sources(0).term(), "history");
  EXPECT_EQ(response.sources(0).table_id(), "07459");
  EXPECT_EQ(response.sources(0).first_month() + " " + response.sources(0).last_month(), "2024-01 2025-01");
  EXPECT_EQ(response.sources(0).projection_round(), "");
  EXPECT_EQ(response.sources(1).table_id(), "14288");
  EXPECT_EQ(response.sources(1).table_title(), "Framskrevet");
  EXPECT_EQ(response.sources(1).projection_round(), "2024");
  EXPECT_EQ(response.sources(1).projection_alternative(), "MMMM");
  EXPECT_EQ(response.sources(1).last_month(), "2027-01") << "what is not shown is not named";

  api::v1::ExplainFigureRequest request;
  request.set_measure_id("people");
  request.set_unit_id("top");
  request.set_period("2026");
  const auto explained = AnswerExplain(store_, tree_, request, 1, "");
  ASSERT_TRUE(explained.ok()) << explained.status().message();
  ASSERT_EQ(explained->sources_size(), 1);
  EXPECT_EQ(explained->sources(0).projection_round(), "2024");
}

TEST_P(AnswersTest, OpensAFigureByItsFirstTermPageByPage) {
  book_.Add(Invoice("2023-01-01", 100, "NOK", true), "top");
  book_.Add(Invoice("2023-01-02", 200, "NOK", true), "top");
  book_.Add(Invoice("2023-01-03", 300), "top");
  RecomputeAll();
  api::v1::ExplainFigureRequest request;
  request.set_measure_id("share");
  request.set_unit_id("top");
  request.set_period("2023-01");
  const auto first = AnswerExplain(store_, tree_, request, 1, "");
  ASSERT_TRUE(first.ok()) << first.status().message();
  EXPECT_EQ(first->calculation(), "100 * 300 / 600 = 50");
  EXPECT_EQ(first->total_facts(), 2);
  ASSERT_EQ(first->facts_size(), 1);
  EXPECT_EQ(first->facts(0).kind(), "invoice");
  EXPECT_EQ(first->facts(0).value(), 100);
  const auto second = AnswerExplain(store_, tree_, request, 1, first->next_page_token());
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->facts(0).value(), 200);
  EXPECT_EQ(second->next_page_token(), "");
  request.set_term("total");
  EXPECT_EQ(AnswerExplain(store_, tree_, request, 1, "")->total_facts(), 3);
}

TEST(CalculationTest, PutsValuesForNamesAndNotForPartsOfNames) {
  const model::v1::Measure measure = MeasureOf("measure_id: 'm' formula: 'min(a, ab)*a_b/a' decimals: 2 terms { name: 'a' } terms { name: 'ab' } terms { name: 'a_b' }");
  model::v1::Observation observation;
  for (const auto& [name, value] : {std::pair("a", 4), std::pair("ab", 5)}) {
    auto* term = observation.add_terms();
    term->set_name(name);
    term->set_value(value);
  }
  EXPECT_EQ(Calculation(measure, observation), "min(4, 5)*?/4 = ?");
  observation.set_value(1.0 / 3);
  EXPECT_EQ(Calculation(measure, observation), "min(4, 5)*?/4 = 0.33");
}

}  // namespace
}  // namespace helhet::measure
