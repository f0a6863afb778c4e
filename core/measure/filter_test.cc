#include "core/measure/filter.h"

#include <gtest/gtest.h>

#include "core/measure/filter_sql.h"
#include "core/measure/limits.h"

namespace helhet::measure {
namespace {

using store::Dialect;

// A filter as SQL, with its texts written in.
std::string Sql(const std::string& text, const std::string& table = "invoice", Dialect dialect = Dialect::kSqlite, bool is_standing = false) {
  const model::FactTable& over = *model::FindFactTable(table);
  const auto filter = ParseFilter(text, over, is_standing);
  if (!filter.ok()) return filter.status().message();
  Parameters parameters;
  std::string sql = FilterSql(*filter, over, "c.day", dialect, parameters);
  for (size_t i = parameters.values().size(); i-- > 0;) {
    const std::string placeholder = "$" + std::to_string(i + 2);
    for (size_t at = 0; (at = sql.find(placeholder, at)) != std::string::npos;) {
      const std::string value = "<" + store::AsText(parameters.values()[i]) + ">";
      sql.replace(at, placeholder.size(), value);
      at += value.size();
    }
  }
  return sql;
}

Status Refusal(const std::string& text, const std::string& table = "invoice", bool is_standing = false) {
  const auto filter = ParseFilter(text, *model::FindFactTable(table), is_standing);
  EXPECT_FALSE(filter.ok()) << text;
  EXPECT_FALSE(filter.status().remedy().empty()) << text;
  return filter.status();
}

TEST(FilterTest, OrBindsTighterThanAnd) {
  EXPECT_EQ(Sql("type_code = \"1\" OR type_code = \"2\" AND number = \"3\""),
            "((f.\"type_code\" = <1> OR f.\"type_code\" = <2>) AND f.\"number\" = <3>)");
  EXPECT_EQ(Sql("type_code = \"1\" AND type_code = \"2\" OR number = \"3\""),
            "(f.\"type_code\" = <1> AND (f.\"type_code\" = <2> OR f.\"number\" = <3>))");
  EXPECT_EQ(Sql("(type_code = \"1\" AND type_code = \"2\") OR number = \"3\""),
            "((f.\"type_code\" = <1> AND f.\"type_code\" = <2>) OR f.\"number\" = <3>)");
}

TEST(FilterTest, NotAndMinusTurnOneComparisonRound) {
  EXPECT_EQ(Sql("NOT type = invoice AND number = \"3\""), "(NOT (f.\"type\" = <invoice>) AND f.\"number\" = <3>)");
  EXPECT_EQ(Sql("-type = invoice"), "NOT (f.\"type\" = <invoice>)");
  EXPECT_EQ(Sql("-(type = invoice)"), "NOT (f.\"type\" = <invoice>)");
  EXPECT_EQ(Refusal("NOT NOT type = invoice").message(), "filter at 5: expected a field, not 'NOT'");
}

TEST(FilterTest, AnEmptyFilterTakesAll) {
  EXPECT_EQ(Sql(""), "TRUE");
  EXPECT_EQ(Sql(" \n"), "TRUE");
}

TEST(FilterTest, ReadsEveryTypeOfValue) {
  EXPECT_EQ(Sql("tax_exclusive_amount_minor >= -100"), "f.\"tax_exclusive_amount_minor\" >= -100");
  EXPECT_EQ(Sql("tax_exclusive_amount_minor > -9223372036854775808"), "f.\"tax_exclusive_amount_minor\" > -9223372036854775808");
  EXPECT_EQ(Sql("issue_date < \"2023-01-31\""), "f.\"issue_date\" < <2023-01-31>");
  EXPECT_EQ(Sql("supplier_name = 'Bakke \"& S\\'ønn\\\\'"), "f.\"supplier_name\" = <Bakke \"& S'ønn\\>");
  EXPECT_EQ(Sql("type != credit_note"), "f.\"type\" <> <credit_note>");
  EXPECT_EQ(Sql("type = \"credit_note\""), "f.\"type\" = <credit_note>");
  EXPECT_EQ(Sql("is_charge = true", "invoice_charge"), "l.\"is_charge\" = 1");
  EXPECT_EQ(Sql("is_charge != false", "invoice_charge"), "l.\"is_charge\" <> 0");
}

TEST(FilterTest, HasAndPresence) {
  EXPECT_EQ(Sql("preceding_invoices:\"17\""), "instr(f.\"preceding_invoices\", <|17|>) > 0");
  EXPECT_EQ(Sql("preceding_invoices:\"17\"", "invoice", Dialect::kPostgres), "strpos(f.\"preceding_invoices\", <|17|>) > 0");
  EXPECT_EQ(Sql("preceding_invoices:*"), "f.\"preceding_invoices\" <> ''");
  EXPECT_EQ(Sql("order_reference:*"), "f.\"order_reference\" <> ''");
  EXPECT_EQ(Sql("type:*"), "f.\"type\" <> 'unspecified'");
  EXPECT_EQ(Sql("quantity_micros:*", "invoice_line"), "l.\"quantity_micros\" IS NOT NULL");
}

TEST(FilterTest, GuardsWhatCanBeUnknown) {
  EXPECT_EQ(Sql("NOT quantity_micros != 5", "invoice_line"), "NOT ((l.\"quantity_micros\" IS NOT NULL AND l.\"quantity_micros\" <> 5))");
}

TEST(FilterTest, LinesReachTheFactTheyBelongTo) {
  EXPECT_EQ(Sql("charge_kind = freight AND invoice.issue_date > \"2023\"", "invoice_line"),
            "(l.\"charge_kind\" = <freight> AND f.\"issue_date\" > <2023>)");
  EXPECT_EQ(Refusal("order.issue_date > \"2023\"", "invoice_line").message(),
            "filter at 1: 'order.' cannot be reached from invoice_line");
  EXPECT_EQ(Refusal("invoice.issue_date > \"2023\"").message(), "filter at 1: 'invoice.' cannot be reached from invoice");
}

TEST(FilterTest, DatesOfWhatStandsAreComparedWithTheDayOfTheLook) {
  const auto standing = [](const std::string& text, Dialect dialect = Dialect::kSqlite) { return Sql(text, "archive_document", dialect, true); };
  EXPECT_EQ(standing("next_revision_date < day"), "f.\"next_revision_date\" < c.day");
  EXPECT_EQ(standing("revision_date <= day-1095"), "f.\"revision_date\" <= date(c.day, '-1095 days')");
  EXPECT_EQ(standing("NOT withdrawn_date = day + 90"), "NOT (f.\"withdrawn_date\" = date(c.day, '90 days'))");
  EXPECT_EQ(standing("revision_date < day - 365", Dialect::kPostgres),
            "f.\"revision_date\" < to_char(CAST(CAST(c.day AS text) AS date) + (-365), 'YYYY-MM-DD')");
  EXPECT_EQ(standing("revision_date > \"2020-01-01\" OR revision_date = day AND title = \"day\""),
            "((f.\"revision_date\" > <2020-01-01> OR f.\"revision_date\" = c.day) AND f.\"title\" = <day>)");
}

TEST(FilterTest, TheDayIsRefusedWhereThereIsNone) {
  const auto standing = [](const std::string& text) { return Refusal(text, "archive_document", true).message(); };
  EXPECT_EQ(Refusal("issue_date < day").message(), "filter at 14: facts that do not stand are not looked at on a day");
  EXPECT_EQ(standing("title = day"), "filter at 9: title is no date");
  EXPECT_EQ(standing("revision_date < -day"), "filter at 18: revision_date is a text");
  EXPECT_EQ(standing("revision_date < day-"), "filter at 21: behind the sign a number of days is expected, at most 36525");
  EXPECT_EQ(standing("revision_date < day-1.5"), "filter at 21: behind the sign a number of days is expected, at most 36525");
  EXPECT_EQ(standing("revision_date < day+36526"), "filter at 21: behind the sign a number of days is expected, at most 36525");
  EXPECT_EQ(standing("revision_date < day+99999999999"), "filter at 21: behind the sign a number of days is expected, at most 36525");
  EXPECT_EQ(standing("revision_date < day 5"), "filter at 21: expected AND or OR, not '5'");
  EXPECT_EQ(standing("revision_date < today"), "filter at 17: revision_date is a text");
}

TEST(FilterTest, TextsNeverReachTheStatement) {
  Parameters parameters;
  const model::FactTable& invoice = *model::FindFactTable("invoice");
  const auto filter = ParseFilter("number = \"'; DROP TABLE fact; --\" OR number = \"2\" OR sales_order_reference = \"2\"", invoice);
  ASSERT_TRUE(filter.ok());
  EXPECT_EQ(FilterSql(*filter, invoice, "", Dialect::kSqlite, parameters),
            "(f.\"number\" = $2 OR f.\"number\" = $3 OR f.\"sales_order_reference\" = $3)");
  EXPECT_EQ(parameters.values().size(), 2u);
}

TEST(FilterTest, ErrorsTellThePlaceTheFieldAndWhatIsAllowed) {
  const Status field = Refusal("type = invoice AND isue_date = \"2023-01-01\"");
  EXPECT_EQ(field.message(), "filter at 20: 'isue_date' is no field of invoice");
  EXPECT_NE(field.remedy().find("issue_date"), std::string::npos);
  const Status word = Refusal("type = kreditnota");
  EXPECT_EQ(word.message(), "filter at 8: 'kreditnota' is no value of type");
  EXPECT_NE(word.remedy().find("invoice, credit_note"), std::string::npos);
  EXPECT_EQ(Refusal("type < invoice").message(), "filter at 6: type has no order and only one value");
  EXPECT_EQ(Refusal("type_code = 380").message(), "filter at 13: type_code is a text");
  EXPECT_EQ(Refusal("issue_date = 2023-01-01").message(), "filter at 14: issue_date is a text");
  EXPECT_EQ(Refusal("payable_amount_minor = 1.5").message(), "filter at 24: payable_amount_minor is an integer of at most 64 bits");
  EXPECT_EQ(Refusal("payable_amount_minor = \"1\"").message(), "filter at 24: payable_amount_minor is an integer of at most 64 bits");
  EXPECT_EQ(Refusal("payable_amount_minor = 9223372036854775808").message(),
            "filter at 24: payable_amount_minor is an integer of at most 64 bits");
  EXPECT_EQ(Refusal("payable_amount_minor:*").message(), "filter at 21: payable_amount_minor always has a value");
  EXPECT_EQ(Refusal("is_charge = 1", "invoice_charge").message(), "filter at 13: is_charge is true or false");
  EXPECT_EQ(Refusal("preceding_invoices = \"17\"").message(), "filter at 20: preceding_invoices holds several texts");
  EXPECT_EQ(Refusal("preceding_invoices:\"a|b\"").message(), "filter at 20: a value of preceding_invoices is never empty and has no '|'");
  EXPECT_EQ(Refusal("number:\"17\"").message(), "filter at 7: number holds one value");
}

TEST(FilterTest, RefusesWhatTheGrammarHasNot) {
  EXPECT_EQ(Refusal("type = invoice number = \"1\"").message(), "filter at 16: expected AND or OR, not 'number'");
  EXPECT_EQ(Refusal("(type = invoice").message(), "filter at 16: a parenthesis is not closed");
  EXPECT_EQ(Refusal("type = invoice)").message(), "filter at 15: ')' closes nothing");
  EXPECT_EQ(Refusal("type").message(), "filter at 5: after type a comparison is expected");
  EXPECT_EQ(Refusal("type = ").message(), "filter at 8: '' is no value of type");
  EXPECT_EQ(Refusal("AND type = invoice").message(), "filter at 1: expected a field, not 'AND'");
  EXPECT_EQ(Refusal("type = invoice AND").message(), "filter at 19: expected a field");
  EXPECT_EQ(Refusal("number = \"1").message(), "filter at 10: a text is not ended");
  EXPECT_EQ(Refusal("number = \"a\\n\"").message(), "filter at 12: a backslash stands before another character than \\, \" and '");
  EXPECT_EQ(Refusal(std::string("number = \"a\0\"", 13)).message(), "filter at 12: a text holds a control character");
  EXPECT_EQ(Refusal("number = \"1\" && type = invoice").message(), "filter at 14: '&' has no meaning in a filter");
  EXPECT_EQ(Refusal("invoice.issue_date.year = 1", "invoice_line").message(), "filter at 19: after issue_date a comparison is expected");
}

TEST(FilterTest, DeclaredLimitsAreErrorsOfTheirOwn) {
  std::string deep = "type = invoice";
  for (int i = 0; i < limits::kFilterDepth; ++i) deep = "(" + deep + ")";
  EXPECT_TRUE(ParseFilter(deep, *model::FindFactTable("invoice")).ok());
  EXPECT_EQ(Refusal("(" + deep + ")").code(), StatusCode::kResourceExhausted);
  std::string wide = "number = \"\"";
  for (int i = 1; i < limits::kFilterComparisons; ++i) wide += " OR number = \"\"";
  EXPECT_TRUE(ParseFilter(wide, *model::FindFactTable("invoice")).ok());
  EXPECT_EQ(Refusal(wide + " OR number = \"\"").code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(Refusal(std::string(limits::kFilterBytes + 1, ' ')).code(), StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace helhet::measure
