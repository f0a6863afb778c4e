#include "core/model/fact_schema.h"

#include <gtest/gtest.h>

#include "helhet/model/v1/invoice.pb.h"

namespace helhet::model {
namespace {

TEST(FactSchemaTest, EveryKindHasADateFieldThatExists) {
  int kinds = 0;
  for (const FactTable& table : FactTables()) {
    if (table.is_line()) continue;
    ++kinds;
    EXPECT_NE(table.Find(DateField(table.name)), nullptr) << table.name;
  }
  EXPECT_EQ(kinds, 10);
}

TEST(FactSchemaTest, LinesFollowTheirKind) {
  const auto lines = LineTables("invoice");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]->name, "invoice_line");
  EXPECT_EQ(lines[1]->name, "invoice_charge");
  EXPECT_EQ(lines[0]->table, "fact_invoice_line");
}

TEST(FactSchemaTest, KnowsWhatCanBeUnknown) {
  EXPECT_TRUE(FindFactTable("statistic")->Find("value_micros")->nullable);
  EXPECT_FALSE(FindFactTable("invoice")->Find("tax_exclusive_amount_minor")->nullable);
  EXPECT_TRUE(FindFactTable("invoice")->Find("tax_exclusive_amount_minor")->is_money());
}

TEST(FactSchemaTest, EnumsAreShortLowerCaseWords) {
  EXPECT_EQ(EnumText(*v1::InvoiceType_descriptor()->FindValueByNumber(v1::INVOICE_TYPE_CREDIT_NOTE)), "credit_note");
  EXPECT_EQ(EnumText(*v1::InvoiceStandard_descriptor()->FindValueByNumber(v1::INVOICE_STANDARD_EN_16931)), "en_16931");
}

}  // namespace
}  // namespace helhet::model
