#include "core/measure/definition.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/measure/testing/fact_book.h"

namespace helhet::measure {
namespace {

// A measure with one term, text of which can be replaced.
model::v1::Measure Share(const std::string& term = "facts: 'invoice' aggregate: AGGREGATE_COUNT", const std::string& rest = "") {
  return MeasureOf("measure_id: 'share' formula: 'n' terms { name: 'n' " + term + " } " + rest);
}

Status Refusal(const model::v1::Measure& measure) {
  const auto definition = Definition::Compile(measure);
  EXPECT_FALSE(definition.ok());
  EXPECT_EQ(definition.status().code(), StatusCode::kInvalidArgument);
  EXPECT_FALSE(definition.status().remedy().empty());
  return definition.status();
}

std::optional<double> Figure(const std::string& formula, std::optional<int64_t> a, std::optional<int64_t> b) {
  model::v1::Measure measure = MeasureOf("measure_id: 'm' terms { name: 'a' facts: 'invoice' aggregate: AGGREGATE_COUNT } "
                                         "terms { name: 'b' facts: 'invoice' aggregate: AGGREGATE_COUNT }");
  measure.set_formula(formula);
  const auto definition = Definition::Compile(measure);
  EXPECT_TRUE(definition.ok()) << definition.status().message();
  return definition->Evaluate(TermValues{a, b});
}

TEST(DefinitionTest, CompilesAShareByAmount) {
  const auto definition = Definition::Compile(MeasureOf(R"(
      measure_id: 'e_commerce_share' currency_code: 'NOK' formula: '100 * with_order / total' grain: PERIOD_QUARTER
      terms { name: 'with_order' facts: 'invoice' aggregate: AGGREGATE_SUM field: 'tax_exclusive_amount_minor'
              filter: 'order_reference_status = claimed OR order_reference_status = verified' }
      terms { name: 'total' facts: 'invoice_line' aggregate: AGGREGATE_SUM field: 'net_amount_minor' })"));
  ASSERT_TRUE(definition.ok()) << definition.status().message();
  EXPECT_EQ(definition->terms()[1].kind->name, "invoice");
  EXPECT_TRUE(definition->terms()[0].is_money);
  ASSERT_EQ(definition->kinds().size(), 1u);
  EXPECT_EQ(definition->grain(), model::v1::PERIOD_QUARTER);
  EXPECT_EQ(definition->Evaluate(TermValues{1, 4}), 25.0);
}

TEST(DefinitionTest, UnknownAndDivisionByZeroGiveNoFigure) {
  EXPECT_EQ(Figure("100 * a / b", 1, 8), 12.5);
  EXPECT_EQ(Figure("a / b", 1, 0), std::nullopt);
  EXPECT_EQ(Figure("a / b", 0, 0), std::nullopt);
  EXPECT_EQ(Figure("a / b", std::nullopt, 1), std::nullopt);
  EXPECT_EQ(Figure("b > 0 ? a / b : 0", 1, 0), 0.0);
  EXPECT_EQ(Figure("b", std::nullopt, 7), 7.0) << "a term that the formula does not name may be unknown";
  EXPECT_EQ(Figure("sqrt(a)", -1, 0), std::nullopt);
  EXPECT_FALSE(std::signbit(*Figure("-a", 0, 0)));
}

TEST(DefinitionTest, RefusesFormulasThatCannotBeComputed) {
  model::v1::Measure measure = Share();
  measure.set_formula("");
  EXPECT_EQ(Refusal(measure).message(), "measure 'share': it has no formula");
  measure.set_formula("n / m");
  EXPECT_EQ(Refusal(measure).message(), "measure 'share': formula: Unexpected token \"m\" found at position 4.");
  EXPECT_EQ(Refusal(measure).setting(), "formula");
  measure.set_formula("n = 5");
  EXPECT_EQ(Refusal(measure).message(), "measure 'share': formula: it assigns by =");
  measure.set_formula("n, n");
  EXPECT_EQ(Refusal(measure).message(), "measure 'share': formula: it has several results, parted by a comma");
  measure.set_formula(std::string(2000, ' ') + "n");
  EXPECT_EQ(Refusal(measure).message(), "measure 'share': formula: it has more than 1000 bytes");
}

TEST(DefinitionTest, RefusesTermsByNameAndPlace) {
  EXPECT_EQ(Refusal(Share("facts: 'faktura' aggregate: AGGREGATE_COUNT")).message(), "measure 'share': term 'n': there are no facts 'faktura'");
  EXPECT_EQ(Refusal(Share("facts: 'invoice'")).message(), "measure 'share': term 'n': nothing says what to compute");
  EXPECT_EQ(Refusal(Share("facts: 'invoice' aggregate: AGGREGATE_COUNT field: 'number'")).message(), "measure 'share': term 'n': COUNT takes no field");
  EXPECT_EQ(Refusal(Share("facts: 'invoice' aggregate: AGGREGATE_SUM field: 'number'")).message(), "measure 'share': term 'n': number is no integer");
  EXPECT_EQ(Refusal(Share("facts: 'invoice' aggregate: AGGREGATE_MAX")).message(), "measure 'share': term 'n': '' is no field of invoice");
  EXPECT_EQ(Refusal(Share("facts: 'invoice' aggregate: AGGREGATE_DISTINCT field: 'preceding_invoices'")).message(),
            "measure 'share': term 'n': preceding_invoices holds several texts");
  const Status filter = Refusal(Share("facts: 'invoice' aggregate: AGGREGATE_COUNT filter: 'x = 1'"));
  EXPECT_EQ(filter.message(), "measure 'share': term 'n': filter at 1: 'x' is no field of invoice");
  EXPECT_EQ(filter.setting(), "terms[0].filter");
}

// A stock with one term over documents, text of which can be replaced.
model::v1::Measure Stock(const std::string& standing = "from_field: 'published_date' until_field: 'withdrawn_date'",
                         const std::string& term = "aggregate: AGGREGATE_COUNT", const std::string& rest = "") {
  return Share("facts: 'archive_document' " + term + " standing { " + standing + " }", "kind: MEASURE_KIND_STOCK " + rest);
}

TEST(DefinitionTest, CompilesAStockOfWhatStands) {
  const auto definition = Definition::Compile(Stock("from_field: 'published_date'", "aggregate: AGGREGATE_SUM_OF_AGE_DAYS field: 'revision_date' filter: 'revision_date < day-365'"));
  ASSERT_TRUE(definition.ok()) << definition.status().message();
  EXPECT_TRUE(definition->is_standing());
  EXPECT_FALSE(definition->is_as_seen());
  EXPECT_EQ(definition->terms()[0].standing->from->name, "published_date");
  EXPECT_EQ(definition->terms()[0].standing->until, nullptr);
  EXPECT_EQ(definition->TermsOfNothing(), (TermValues{0}));
}

TEST(DefinitionTest, RefusesStandingThatDoesNotFit) {
  const auto told = [](const model::v1::Measure& measure) { return Refusal(measure).setting() + " " + Refusal(measure).message(); };
  EXPECT_EQ(told(Stock("until_field: 'withdrawn_date'")),
            "terms[0].standing.from_field measure 'share': term 'n': nothing says from which day the facts hold");
  EXPECT_EQ(told(Stock("from_field: 'title'")), "terms[0].standing.from_field measure 'share': term 'n': 'title' is no date of archive_document");
  EXPECT_EQ(told(Stock("from_field: 'published_date' until_field: 'valid_to'")),
            "terms[0].standing.until_field measure 'share': term 'n': 'valid_to' is no date of archive_document");
  EXPECT_EQ(told(Share("facts: 'agreement' aggregate: AGGREGATE_COUNT standing { from_field: 'valid_from' }")),
            "terms[0].standing measure 'share': term 'n': the measure is a flow");
  EXPECT_EQ(told(Share("facts: 'agreement_line' aggregate: AGGREGATE_COUNT standing { from_field: 'valid_from' }", "kind: MEASURE_KIND_STOCK")),
            "terms[0].standing measure 'share': term 'n': lines do not stand by themselves");
  EXPECT_EQ(told(Share("facts: 'archive_document' aggregate: AGGREGATE_SUM_OF_AGE_DAYS field: 'revision_date'", "kind: MEASURE_KIND_STOCK")),
            "terms[0].aggregate measure 'share': term 'n': facts that do not stand have no age, for they are not looked at on a day");
  EXPECT_EQ(told(Stock("from_field: 'published_date'", "aggregate: AGGREGATE_SUM_OF_AGE_DAYS field: 'owner'")),
            "terms[0].field measure 'share': term 'n': owner is no date");
  EXPECT_EQ(told(Stock("from_field: 'published_date' as_seen: true", "aggregate: AGGREGATE_DISTINCT field: 'owner'")),
            "terms[0].aggregate measure 'share': term 'n': DISTINCT of several units is computed anew, and what was seen is not there any more");
  EXPECT_EQ(Refusal(Share("facts: 'agreement' aggregate: AGGREGATE_COUNT filter: 'valid_to < day'")).setting(), "terms[0].filter");
}

TEST(DefinitionTest, RefusesTermsThatStandInDifferentWays) {
  const auto with = [](const std::string& second) {
    return Refusal(Stock("from_field: 'published_date'", "aggregate: AGGREGATE_COUNT", "terms { name: 'm' aggregate: AGGREGATE_COUNT " + second + " }"));
  };
  const std::string another = "measure 'share': term 'm': it is another than that of term 'n'";
  EXPECT_EQ(with("facts: 'archive_document'").message(), "measure 'share': term 'm': some terms stand and some do not");
  EXPECT_EQ(with("facts: 'archive_document' standing { from_field: 'revision_date' }").message(), another);
  EXPECT_EQ(with("facts: 'agreement' standing { from_field: 'valid_from' as_seen: true }").message(), another);
  EXPECT_EQ(with("facts: 'agreement' standing { from_field: 'valid_from' as_seen: true }").setting(), "terms[1].standing");
}

TEST(DefinitionTest, RefusesNamesThatCannotStandInAFormula) {
  for (const char* name : {"", "Sum", "sum", "1a", "a-b", "_pi"}) {
    model::v1::Measure measure = Share();
    measure.mutable_terms(0)->set_name(name);
    EXPECT_EQ(Refusal(measure).setting(), "terms[0].name") << name;
  }
  model::v1::Measure twice = Share();
  *twice.add_terms() = twice.terms(0);
  EXPECT_EQ(Refusal(twice).message(), "measure 'share': term 'n': two terms have the name");
  EXPECT_EQ(Refusal(twice).setting(), "terms[1].name");
}

TEST(DefinitionTest, MoneyDemandsACurrency) {
  const std::string sum = "facts: 'invoice' aggregate: AGGREGATE_SUM field: 'payable_amount_minor'";
  EXPECT_EQ(Refusal(Share(sum)).setting(), "currency_code");
  EXPECT_EQ(Refusal(Share(sum, "currency_code: 'kr'")).setting(), "currency_code");
  EXPECT_TRUE(Definition::Compile(Share(sum, "currency_code: 'NOK'")).ok());
  EXPECT_EQ(Refusal(Share("facts: 'order_line' aggregate: AGGREGATE_MAX field: 'unit_price_micros'")).setting(), "currency_code");
}

TEST(DefinitionTest, FactsDatedByYearDemandYearlyGrain) {
  const std::string count = "facts: 'budget_line' aggregate: AGGREGATE_COUNT";
  EXPECT_EQ(Refusal(Share(count)).message(), "measure 'share': facts of the kind budget_line are dated by year, and the grain is month");
  EXPECT_TRUE(Definition::Compile(Share(count, "grain: PERIOD_YEAR")).ok());
}

TEST(DefinitionTest, RefusesTooManyTermsAndNone) {
  EXPECT_EQ(Refusal(MeasureOf("measure_id: 'm' formula: '1'")).message(), "measure 'm': it has 0 terms");
  model::v1::Measure many = Share();
  for (int i = 0; i < 20; ++i) {
    *many.add_terms() = many.terms(0);
    many.mutable_terms(i + 1)->set_name("n" + std::to_string(i));
  }
  EXPECT_EQ(Refusal(many).message(), "measure 'share': it has 21 terms");
}

}  // namespace
}  // namespace helhet::measure
