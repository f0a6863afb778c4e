#include "invoice_number.h"

#include <gtest/gtest.h>

namespace helhet::saft {
namespace {

TEST(InvoiceNumber, IsFoundBehindTheWord) {
  EXPECT_EQ(InvoiceNumberIn("Faktura 1155 - Stoff til kosebamser"), "1155");
  EXPECT_EQ(InvoiceNumberIn("Betaling av FAKTURANR. A-17/3, Byggvare"), "A-17/3");
  EXPECT_EQ(InvoiceNumberIn("faktura nr: 0042"), "0042");
  EXPECT_EQ(InvoiceNumberIn("fakturanummer 7"), "7");
}

TEST(InvoiceNumber, IsNoneWithoutTheWordOrADigit) {
  for (const char* text : {"", "Kontingent 2024", "Faktura", "Faktura - diverse", "Faktura fra Byggvare 12", "Samlefaktura 12"}) {
    EXPECT_EQ(InvoiceNumberIn(text), "") << text;
  }
}

TEST(InvoiceNumber, PrefersTheSuppliersLine) {
  Transaction transaction;
  std::vector<Line> lines(2);
  lines[0].reference_number = "of another";
  lines[1].supplier_id = "50";
  lines[1].reference_number = "7001";
  transaction.lines = lines;
  EXPECT_EQ(InvoiceNumberOf(transaction, {InvoiceNumberSource::kReferenceNumber}), "7001");
  lines[1].reference_number = "";
  EXPECT_EQ(InvoiceNumberOf(transaction, {InvoiceNumberSource::kReferenceNumber}), "of another");
  EXPECT_EQ(InvoiceNumberOf(transaction, {}), "");
}

}  // namespace
}  // namespace helhet::saft
