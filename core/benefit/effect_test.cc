#include "core/benefit/effect.h"

#include <gtest/gtest.h>

#include "core/benefit/valuation.h"
#include "core/measure/testing/fact_book.h"

namespace helhet::benefit {
namespace {

using measure::CalendarPeriod;
using measure::MeasureOf;

std::string Reference(const std::string& period, const std::string& baseline, bool is_stock = false) {
  const auto reference = ReferenceOf(*CalendarPeriod::Parse(period), *CalendarPeriod::Parse(baseline), is_stock);
  return reference ? reference->Text() : "none";
}

TEST(EffectTest, ComparesAPeriodWithTheSamePlaceInTheBaseline) {
  EXPECT_EQ(Reference("2025-Q3", "2023"), "2023-Q3");
  EXPECT_EQ(Reference("2025-02", "2023-Q1"), "2023-02");
  EXPECT_EQ(Reference("2025", "2023"), "2023");
  EXPECT_EQ(Reference("2025-Q3", "2023-Q4"), "2023-Q4") << "as long as the baseline is all of it";
  EXPECT_EQ(Reference("2025-T3", "2023-H2"), "2023-T3");
}

TEST(EffectTest, HasNothingToCompareWithWhereTheBaselineHasNoSuchPart) {
  EXPECT_EQ(Reference("2025", "2023-Q4"), "none");
  EXPECT_EQ(Reference("2025-Q1", "2023-H2"), "none");
  EXPECT_EQ(Reference("2025-T2", "2023-H2"), "none") << "May to August begins before July";
}

TEST(EffectTest, ComparesAStockWithTheBaselinesLevel) {
  EXPECT_EQ(Reference("2025-Q3", "2023", true), "2023");
  EXPECT_EQ(Reference("2025", "2023-Q4", true), "2023-Q4");
}

measure::Definition DefinitionOf(const std::string& formula, const std::string& more = "") {
  auto definition = measure::Definition::Compile(MeasureOf("measure_id: 'm' currency_code: 'NOK' formula: '" + formula + "' terms { name: 'n' facts: 'invoice' aggregate: "
                                                           "AGGREGATE_COUNT } terms { name: 'k' facts: 'order' aggregate: AGGREGATE_COUNT } " + more));
  EXPECT_TRUE(definition.ok()) << definition.status().message();
  return *std::move(definition);
}

TEST(EffectTest, KnowsWhichFiguresAddUp) {
  EXPECT_TRUE(AddsUp(DefinitionOf("n")));
  EXPECT_TRUE(AddsUp(DefinitionOf("n * 12 / 60 - k")));
  EXPECT_FALSE(AddsUp(DefinitionOf("100 * n / k")));
  EXPECT_FALSE(AddsUp(DefinitionOf("n + 1")));
  EXPECT_FALSE(AddsUp(DefinitionOf("max(n, k)")));
  EXPECT_FALSE(AddsUp(DefinitionOf("n * k")));
  EXPECT_FALSE(AddsUp(DefinitionOf("n", "kind: MEASURE_KIND_STOCK")));
  EXPECT_FALSE(AddsUp(DefinitionOf("n", "terms { name: 'd' facts: 'invoice' aggregate: AGGREGATE_DISTINCT field: 'number' }")));
}

TEST(EffectTest, FreezesAllPartsThatAPeriodIsComparedWith) {
  std::string parts;
  for (const auto& part : PartsOf(*CalendarPeriod::Parse("2023-H2"), DefinitionOf("n", "grain: PERIOD_MONTH"))) parts += part.Text() + " ";
  EXPECT_EQ(parts, "2023-H2 2023-Q3 2023-Q4 2023-07 2023-08 2023-09 2023-10 2023-11 2023-12 ");
  EXPECT_EQ(PartsOf(*CalendarPeriod::Parse("2023"), DefinitionOf("n", "kind: MEASURE_KIND_STOCK")).size(), 1u);
}

model::v1::Benefit Priced(const std::string& formula) {
  model::v1::Benefit benefit;
  benefit.set_benefit_id("tid");
  benefit.add_assumptions("minutter = 12.5 minutter for å fordele og kontere");
  benefit.add_assumptions("Antallet er som i 2023");
  benefit.mutable_valuation()->set_formula(formula);
  benefit.mutable_valuation()->set_rate_minor(480);
  return benefit;
}

std::optional<int64_t> Worth(const std::string& formula, const Valued& valued) {
  const auto measure = MeasureOf("terms { name: 'n' } terms { name: 'value' }");
  const auto valuation = Valuation::Compile(Priced(formula), &measure);
  EXPECT_TRUE(valuation.ok()) << valuation.status().message();
  return valuation->Worth(valued);
}

TEST(ValuationTest, IsTheFormulaTimesTheRateInWholeOere) {
  model::v1::TermValue n;
  n.set_name("n");
  n.set_value(7);
  const Valued valued{20, 80, 100, {n}};
  EXPECT_EQ(Worth("", valued), 9600) << "without a formula it is the actual";
  EXPECT_EQ(Worth("actual * minutter / 60", valued), 2000);
  EXPECT_EQ(Worth("(baseline - value) / 3 + n", valued), 6560) << "(20 / 3 + 7) * 480";
  EXPECT_EQ(Worth("actual * minutter / 60", {-20, 120, 100, {}}), -2000) << "what has become worse costs";
}

TEST(ValuationTest, IsNotKnownWhereANameIsNot) {
  EXPECT_EQ(Worth("actual * n", {20, 80, 100, {}}), std::nullopt);
  EXPECT_EQ(Worth("actual / 0", {20, 80, 100, {}}), std::nullopt);
  EXPECT_EQ(Worth("actual * 1e30", {20, 80, 100, {}}), std::nullopt) << "beyond 64 bits";
  model::v1::Benefit unpriced;
  EXPECT_EQ(Valuation::Compile(unpriced, nullptr)->Worth({20, 80, 100, {}}), std::nullopt);
}

TEST(ValuationTest, RefusesAFormulaThatNamesWhatIsNotThere) {
  const auto refused = CheckValuation(Priced("actual * timepris"), nullptr);
  EXPECT_EQ(refused.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(refused.setting(), "valuation.formula");
  EXPECT_TRUE(refused.message().starts_with("benefit 'tid': formula: ")) << refused.message();
  model::v1::Benefit twice = Priced("actual");
  twice.add_assumptions("minutter = 3");
  EXPECT_EQ(CheckValuation(twice, nullptr).message(), "benefit 'tid': 'minutter' means something else already");
}

}  // namespace
}  // namespace helhet::benefit
