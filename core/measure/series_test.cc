#include "core/measure/series.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "core/measure/limits.h"
#include "core/measure/testing/measure_store_test.h"

namespace helhet::measure {
namespace {

using model::Organisation;

model::v1::Unit Unit(const std::string& text) {
  model::v1::Unit unit;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &unit)) << text;
  return unit;
}

// Inhabitants on the first day of a year, as a stock.
constexpr char kInhabitants[] = R"(
  measure_id: 'share' formula: 'inhabitants / 1000000' kind: MEASURE_KIND_STOCK
  terms { name: 'inhabitants' facts: 'statistic' aggregate: AGGREGATE_SUM field: 'value_micros' })";

model::v1::Fact Inhabitants(const std::string& date, std::optional<int64_t> persons) {
  model::v1::Fact fact = FactOf("statistic { period_start: '" + date + "' }");
  if (persons) fact.mutable_statistic()->set_value_micros(*persons * 1'000'000);
  return fact;
}

// Two schools; in 2024 south was merged into north, and the office was split.
class SeriesTest : public MeasureStoreTest {
 protected:
  SeriesTest() {
    auto tree = model::UnitTree::Make({
        Unit("unit_id: 'top'"), Unit("unit_id: 'north' parent_id: 'top'"),
        Unit("unit_id: 'south' parent_id: 'top' valid_to: '2023-12-31' successors { unit_id: 'north' kind: UNIT_SUCCESSION_KIND_MERGED }"),
        Unit("unit_id: 'office' parent_id: 'top' valid_to: '2023-12-31' successors { unit_id: 'hr' kind: UNIT_SUCCESSION_KIND_SPLIT } "
             "successors { unit_id: 'it' kind: UNIT_SUCCESSION_KIND_SPLIT }"),
        Unit("unit_id: 'hr' parent_id: 'top' valid_from: '2024-01-01'"), Unit("unit_id: 'it' parent_id: 'top' valid_from: '2024-01-01'")});
    EXPECT_TRUE(tree.ok()) << tree.status().message();
    tree_ = *tree;
  }

  Figure At(const std::string& unit, const std::string& period, Organisation organisation = Organisation::kAsItWas) {
    const auto series = ReadSeries(store_, tree_, {"share", {unit}, {period}, organisation});
    EXPECT_TRUE(series.ok()) << series.status().message();
    return series.ok() ? series->figures.at(0) : Figure();
  }
  // The figure, or nothing when it was not measured.
  std::optional<double> Value(const std::string& unit, const std::string& period, Organisation organisation = Organisation::kAsItWas) {
    const Figure figure = At(unit, period, organisation);
    return figure.observation.has_value() ? std::optional(figure.observation.value()) : std::nullopt;
  }
  Status Refusal(const SeriesQuery& query) {
    const auto series = ReadSeries(store_, tree_, query);
    EXPECT_FALSE(series.ok());
    return series.status();
  }

  model::UnitTree tree_;
};

TEST_P(SeriesTest, SharesOfTheWholeAreComputedFromTermsAndNeverAveraged) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-01-01", 100, "NOK", true), "north");
  book_.Add(Invoice("2023-02-01", 900), "north");
  book_.Add(Invoice("2023-02-01", 1000, "NOK", true), "south");
  RecomputeAll();
  EXPECT_EQ(Value("north", "2023-01"), 100.0);
  EXPECT_EQ(Value("north", "2023-02"), 0.0);
  EXPECT_EQ(Value("north", "2023"), 10.0);
  EXPECT_EQ(Value("top", "2023-Q1"), 55.0);
  EXPECT_EQ(Value("north", "2023-03"), std::nullopt);
  EXPECT_EQ(Value("office", "2023"), std::nullopt);
}

TEST_P(SeriesTest, TellsWhatStandsBehindAFigure) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-01-01", 100), "north");
  book_.Add(Invoice("2023-01-01", 100, "EUR"), "north");
  book_.Add(Invoice("2023-03-01", 100, "EUR"), "south");
  book_.Add(Invoice("2023-02-01", 100), "");
  RecomputeAll();
  book_.Add(Invoice("2023-01-02", 5), "north");
  DrainAll();
  const Figure own = At("north", "2023-01");
  EXPECT_EQ(own.observation.revision(), 2);
  EXPECT_EQ(own.observation.computed_at(), "2023-11-14T22:13:20.000001Z");
  EXPECT_EQ(own.observation.definition_version(), 1);
  EXPECT_EQ(own.observation.other_currency_count(), 1);
  EXPECT_EQ(own.observation.waiting_count(), 0);
  EXPECT_EQ(own.observation.terms(1).value(), 105);
  const Figure whole = At("top", "2023-Q1");
  EXPECT_EQ(whole.observation.revision(), 0) << "put together from several";
  EXPECT_EQ(whole.observation.other_currency_count(), 2);
  EXPECT_EQ(whole.observation.waiting_count(), 1);
  EXPECT_EQ(whole.periods, 3);
  EXPECT_EQ(whole.measured_periods, 2);
  EXPECT_EQ(At("top", "2023-04").observation.terms_size(), 0);
}

TEST_P(SeriesTest, AsItWasAndAsOrganisedToday) {
  book_.Define(MeasureOf("measure_id: 'share' formula: 'n' terms { name: 'n' facts: 'invoice' aggregate: AGGREGATE_COUNT }"));
  book_.Add(Invoice("2023-06-01", 1), "north");
  book_.Add(Invoice("2023-06-01", 1), "south");
  book_.Add(Invoice("2023-06-01", 1), "office");
  book_.Add(Invoice("2024-06-01", 1), "hr");
  RecomputeAll();
  EXPECT_EQ(Value("north", "2023"), 1.0);
  EXPECT_EQ(Value("south", "2023"), 1.0);
  EXPECT_EQ(Value("north", "2023", Organisation::kAsToday), 2.0);
  EXPECT_EQ(Value("south", "2023", Organisation::kAsToday), std::nullopt);
  EXPECT_EQ(Value("office", "2023", Organisation::kAsToday), 1.0);
  EXPECT_EQ(Value("hr", "2023", Organisation::kAsToday), std::nullopt) << "what was split cannot be divided";
  EXPECT_EQ(Value("top", "2023", Organisation::kAsToday), 3.0);
  const std::vector<Note> split = {{NoteKind::kSplit, "office", "", ""}};
  EXPECT_EQ(At("top", "2023", Organisation::kAsToday).notes, split);
  EXPECT_TRUE(At("top", "2024", Organisation::kAsToday).notes.empty());
  const std::vector<Note> moved = {{NoteKind::kMoved, "north", "", ""}};
  EXPECT_EQ(At("south", "2023", Organisation::kAsToday).notes, moved);
}

TEST_P(SeriesTest, DistinctValuesAreCountedAnewForEachWhole) {
  book_.Define(MeasureOf(R"(measure_id: 'share' formula: 'suppliers'
      terms { name: 'suppliers' facts: 'invoice' aggregate: AGGREGATE_DISTINCT field: 'supplier_organisation_number' })"));
  const auto from = [](const std::string& date, const std::string& supplier) {
    model::v1::Fact fact = Invoice(date, 1);
    fact.mutable_invoice()->set_supplier_organisation_number(supplier);
    return fact;
  };
  book_.Add(from("2023-01-01", "1"), "north");
  book_.Add(from("2023-02-01", "1"), "north");
  book_.Add(from("2023-02-01", "2"), "north");
  book_.Add(from("2023-02-01", "2"), "south");
  book_.Add(from("2023-02-01", ""), "south");
  RecomputeAll();
  EXPECT_EQ(Value("north", "2023-02"), 2.0);
  EXPECT_EQ(Value("south", "2023-02"), 1.0);
  EXPECT_EQ(Value("north", "2023"), 2.0);
  EXPECT_EQ(Value("top", "2023-02"), 2.0);
  EXPECT_EQ(Value("top", "2023"), 2.0);
}

TEST_P(SeriesTest, AStockIsReadAtItsLastMeasuredPeriod) {
  book_.Define(MeasureOf(kInhabitants));
  book_.Add(Inhabitants("2023-01-01", 100), "north");
  book_.Add(Inhabitants("2023-04-01", 110), "north");
  book_.Add(Inhabitants("2023-04-01", 7), "south");
  book_.Add(Inhabitants("2023-09-01", 120), "north");
  RecomputeAll();
  EXPECT_EQ(Value("north", "2023-Q1"), 100.0);
  EXPECT_EQ(Value("north", "2023-Q4"), std::nullopt);
  EXPECT_EQ(Value("north", "2023"), 120.0);
  EXPECT_EQ(Value("top", "2023-Q2"), 117.0);
  const Figure year = At("top", "2023");
  EXPECT_EQ(year.read_at, "2023-09");
  EXPECT_EQ(year.observation.value(), 120.0);
  const std::vector<Note> missing = {{NoteKind::kUnitMissing, "south", "2023-04", ""}};
  EXPECT_EQ(year.notes, missing) << "the stock of south is not in the figure, and that is told";
}

TEST_P(SeriesTest, AStockOfAYearDoesNotReachIntoAnother) {
  model::v1::Measure yearly = MeasureOf(kInhabitants);
  yearly.set_grain(model::v1::PERIOD_YEAR);
  book_.Define(yearly);
  book_.Add(Inhabitants("2023-01-01", 100), "north");
  book_.Add(Inhabitants("2025-01-01", 90), "north");
  RecomputeAll();
  EXPECT_EQ(Value("north", "2023"), 100.0);
  EXPECT_EQ(At("north", "2023").observation.revision(), 1);
  EXPECT_EQ(Value("north", "2024"), std::nullopt);
  EXPECT_EQ(Refusal({"share", {"north"}, {"2023-Q1"}}).code(), StatusCode::kFailedPrecondition);
}

TEST_P(SeriesTest, UnknownPartMakesTheWholeUnknownAndIsNamed) {
  model::v1::Measure flow = MeasureOf(kInhabitants);
  flow.set_kind(model::v1::MEASURE_KIND_FLOW);
  book_.Define(flow);
  book_.Add(Inhabitants("2023-01-01", 100), "north");
  book_.Add(Inhabitants("2023-02-01", std::nullopt), "south");
  RecomputeAll();
  const Figure figure = At("top", "2023");
  EXPECT_FALSE(figure.observation.has_value());
  EXPECT_EQ(figure.observation.terms_size(), 1);
  const std::vector<Note> unknown = {{NoteKind::kUnknownTerm, "south", "2023-02", "inhabitants"}};
  EXPECT_EQ(figure.notes, unknown);
  EXPECT_EQ(Value("north", "2023"), 100.0);
}

TEST_P(SeriesTest, WholeBeyond64BitsIsUnknownWhateverTheOrder) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-01-01", INT64_MAX), "north");
  book_.Add(Invoice("2023-02-01", 5), "north");
  RecomputeAll();
  const std::vector<Note> overflow = {{NoteKind::kOverflow, "", "", "total"}};
  EXPECT_EQ(At("north", "2023").notes, overflow);
  EXPECT_FALSE(At("north", "2023").observation.terms(1).has_value());
  book_.Add(Invoice("2023-03-01", -5), "north");
  DrainAll();
  EXPECT_TRUE(At("north", "2023").notes.empty());
  EXPECT_EQ(At("north", "2023").observation.terms(1).value(), INT64_MAX);
}

TEST_P(SeriesTest, GivesFiguresUnitByUnitInTheOrderAsked) {
  book_.Define(MeasureOf(kShare));
  RecomputeAll();
  const auto series = ReadSeries(store_, tree_, {"share", {"south", "north"}, {"2023", "2022-Q1"}});
  ASSERT_TRUE(series.ok());
  ASSERT_EQ(series->figures.size(), 4u);
  EXPECT_EQ(series->figures[1].observation.unit_id(), "south");
  EXPECT_EQ(series->figures[1].observation.period(), "2022-Q1");
  EXPECT_EQ(series->figures[2].observation.unit_id(), "north");
}

TEST_P(SeriesTest, TellsThatAMeasureIsBeingComputed) {
  book_.Define(MeasureOf(kShare));
  std::vector<Status> problems;
  ASSERT_TRUE(Redefine(store_, problems).ok());
  const auto series = ReadSeries(store_, tree_, {"share", {"north"}, {"2023"}});
  ASSERT_TRUE(series.ok()) << series.status().message();
  EXPECT_TRUE(series->is_rebuilding);
  EXPECT_EQ(series->figures[0].observation.definition_version(), 0);
}

TEST_P(SeriesTest, RefusesQuestionsItCannotAnswer) {
  book_.Define(MeasureOf(kShare));
  RecomputeAll();
  EXPECT_EQ(Refusal({"no_such", {"north"}, {"2023"}}).code(), StatusCode::kNotFound);
  EXPECT_EQ(Refusal({"share", {"east"}, {"2023"}}).message(), "unit 'east': there is none");
  EXPECT_EQ(Refusal({"share", {"north"}, {"2023-13"}}).code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(Refusal({"share", {"north"}, std::vector<std::string>(limits::kFigures + 1, "2023")}).code(), StatusCode::kResourceExhausted);
}

INSTANTIATE_TEST_SUITE_P(Stores, SeriesTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
