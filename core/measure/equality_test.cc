// The hub's figures equal those of simple loops, on both stores: random definitions, random facts.
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "core/measure/series.h"
#include "core/measure/testing/measure_store_test.h"
#include "core/measure/testing/naive.h"
#include "core/measure/testing/random_measures.h"

namespace helhet::measure {
namespace {

constexpr int kFacts = 250;
constexpr int kMeasures = 60;

class EqualityTest : public MeasureStoreTest {
 protected:
  EqualityTest() {
    const auto unit = [](const std::string& text) {
      model::v1::Unit parsed;
      EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &parsed));
      return parsed;
    };
    auto tree = model::UnitTree::Make({
        unit("unit_id: 'top'"), unit("unit_id: 'a' parent_id: 'top'"), unit("unit_id: 'aa' parent_id: 'a'"),
        unit("unit_id: 'b' parent_id: 'top' valid_to: '2022-12-31' successors { unit_id: 'aa' kind: UNIT_SUCCESSION_KIND_MERGED }"),
        unit("unit_id: 'c' parent_id: 'top' valid_to: '2022-12-31' successors { unit_id: 'c1' kind: UNIT_SUCCESSION_KIND_SPLIT } "
             "successors { unit_id: 'c2' kind: UNIT_SUCCESSION_KIND_SPLIT }"),
        unit("unit_id: 'c1' parent_id: 'top'"), unit("unit_id: 'c2' parent_id: 'top'")});
    EXPECT_TRUE(tree.ok()) << tree.status().message();
    tree_ = *tree;
    for (const model::v1::Unit& each : tree_.units()) units_.push_back(each.unit_id());
  }

  void AddFacts(int count) {
    std::vector<std::pair<model::v1::Fact, std::string>> facts;
    for (int i = 0; i < count; ++i) {
      facts.emplace_back(random_.Fact(), random_.Chance(5) ? "" : units_[static_cast<size_t>(random_.Below(static_cast<int>(units_.size())))]);
    }
    book_.AddAll(facts);
    for (int i = 0; i < count / 20; ++i) book_.Add(random_.Fact(), "a", false);
  }

  // Every period of both years that the measure can be asked for.
  static std::vector<std::string> Periods(const model::v1::Measure& measure) {
    std::vector<std::string> periods;
    for (const char* text : {"2022-02", "2022-03", "2022-Q1", "2022-T1", "2022-T3", "2022-H2", "2022", "2023-06", "2023-11", "2023-12", "2023-Q3", "2023-Q4", "2023-H1", "2023", "2024"}) {
      if (CalendarPeriod::Parse(text)->Split(measure.grain()).ok()) periods.push_back(text);
    }
    return periods;
  }

  void ExpectEqual(const model::v1::Measure& measure, model::Organisation organisation) {
    const auto series = ReadSeries(store_, tree_, {measure.measure_id(), units_, Periods(measure), organisation});
    ASSERT_TRUE(series.ok()) << series.status().message();
    for (const Figure& figure : series->figures) {
      const model::v1::Observation& got = figure.observation;
      const auto within = tree_.Within(got.unit_id(), organisation);
      const NaiveFigure naive = ComputeNaively(book_.facts(), measure, within, *CalendarPeriod::Parse(got.period()), today_);
      SCOPED_TRACE(got.ShortDebugString());
      EXPECT_EQ(figure.read_at, naive.read_at);
      EXPECT_EQ(figure.measured_periods, naive.measured_periods);
      EXPECT_EQ(got.other_currency_count(), naive.other_currency_count);
      EXPECT_EQ(got.waiting_count(), naive.waiting_count);
      ASSERT_EQ(static_cast<size_t>(got.terms_size()), naive.terms.size());
      for (int i = 0; i < got.terms_size(); ++i) {
        const auto& expected = naive.terms[static_cast<size_t>(i)];
        EXPECT_EQ(got.terms(i).has_value(), expected.has_value()) << got.terms(i).name();
        EXPECT_EQ(got.terms(i).value(), expected.value_or(0)) << got.terms(i).name();
        measured_ += expected.value_or(0) != 0 ? 1 : 0;
      }
      ExpectRatio(got, naive);
    }
  }

  // The formula of every random measure: a hundred times the first term by the last.
  static void ExpectRatio(const model::v1::Observation& got, const NaiveFigure& naive) {
    const bool has_figure = naive.measured && naive.terms.front() && naive.terms.back() && *naive.terms.back() != 0;
    EXPECT_EQ(got.has_value(), has_figure);
    if (!has_figure) return;
    EXPECT_DOUBLE_EQ(got.value(), 100.0 * static_cast<double>(*naive.terms.front()) / static_cast<double>(*naive.terms.back()));
  }

  void ExpectAllEqual() {
    for (const model::v1::Measure& measure : measures_) {
      SCOPED_TRACE(measure.DebugString());
      for (const auto organisation : {model::Organisation::kAsItWas, model::Organisation::kAsToday}) ExpectEqual(measure, organisation);
      if (HasFailure()) return;  // one is enough to read
    }
  }

  model::UnitTree tree_;
  std::vector<std::string> units_;
  std::vector<model::v1::Measure> measures_;
  RandomMeasures random_{20230401};
  const std::string today_ = "2023-11-14";  // of the stamps that the fixture computes with
  int measured_ = 0;
};

TEST_P(EqualityTest, RandomMeasuresOverRandomFactsEqualSimpleLoops) {
  for (int i = 0; i < kMeasures; ++i) {
    measures_.push_back(random_.Measure("m" + std::to_string(i)));
    const auto compiled = Definition::Compile(measures_.back());
    ASSERT_TRUE(compiled.ok()) << compiled.status().message() << "\n" << measures_.back().DebugString();
    book_.Define(measures_.back());
  }
  AddFacts(kFacts);
  EXPECT_TRUE(RecomputeAll().problems.empty());
  ExpectAllEqual();
  EXPECT_GT(measured_, kMeasures * 10) << "the comparison is worth little when most terms are 0";
}

TEST_P(EqualityTest, ChangesOfFactsGiveTheSameAsBeginningAnew) {
  for (int i = 0; i < kMeasures; ++i) {
    measures_.push_back(random_.Measure("m" + std::to_string(i)));
    book_.Define(measures_.back());
  }
  AddFacts(kFacts);
  RecomputeAll();
  for (int i = 0; i < kFacts / 2; ++i) book_.Remove(book_.facts()[static_cast<size_t>(random_.Below(static_cast<int>(book_.facts().size())))].fact_id);
  AddFacts(kFacts / 5);
  EXPECT_GT(DrainAll().written, 0);
  ExpectAllEqual();
}

TEST_P(EqualityTest, DaysThatPassAndFactsThatChangeGiveTheSameAsBeginningAnew) {
  for (int i = 0; i < kMeasures / 4; ++i) {
    measures_.push_back(random_.StandingMeasure("m" + std::to_string(i)));
    // What was seen depends on the days on which it was looked at.
    for (auto& term : *measures_.back().mutable_terms()) term.mutable_standing()->set_as_seen(false);
    book_.Define(measures_.back());
  }
  constexpr int64_t kDayUs = 86'400'000'000;
  constexpr int64_t kTodayUs = 1'700'000'000'000'000;
  for (const int days_before : {150, 149, 110, 30, 12, 0}) {
    AddFacts(kFacts / 5);
    for (int i = 0; i < kFacts / 20; ++i) book_.Remove(book_.facts()[static_cast<size_t>(random_.Below(static_cast<int>(book_.facts().size())))].fact_id);
    EXPECT_GT(Checked(Recompute(store_, {kTodayUs - days_before * kDayUs, "run"})).written, 0);
  }
  ExpectAllEqual();
  EXPECT_GT(measured_, kMeasures) << "the comparison is worth little when most terms are 0";
}

INSTANTIATE_TEST_SUITE_P(Stores, EqualityTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
