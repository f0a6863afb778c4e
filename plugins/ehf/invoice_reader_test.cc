#include "invoice_reader.h"

#include "test_document.h"

namespace helhet::ehf {
namespace {

using model::v1::Fact;

// A document with one more element in front of its tax total.
std::string WithElement(const std::string& text, const std::string& element) {
  return With(text, "<cac:TaxTotal>", element + "<cac:TaxTotal>");
}

std::string Charge(const std::string& amount, const std::string& reason, bool is_charge = true) {
  return std::string("<cac:AllowanceCharge><cbc:ChargeIndicator>") + (is_charge ? "true" : "false") +
         "</cbc:ChargeIndicator><cbc:AllowanceChargeReason>" + reason + "</cbc:AllowanceChargeReason><cbc:Amount currencyID=\"NOK\">" +
         amount + "</cbc:Amount></cac:AllowanceCharge>";
}

TEST(InvoiceReader, FindsNothingWrongWithARightDocument) {
  for (const std::string& text : {Invoice(), CreditNote()}) {
    const Fact fact = FactOf(text);
    EXPECT_EQ(fact.flags_size(), 0) << fact.flags(0).rule() << ": " << fact.flags(0).what();
  }
}

TEST(InvoiceReader, StoresACreditNoteWithNegativeAmounts) {
  const auto credit = FactOf(CreditNote()).invoice();
  EXPECT_EQ(credit.tax_exclusive_amount_minor(), -10000);
  EXPECT_EQ(credit.tax_inclusive_amount_minor(), -12500);
  EXPECT_EQ(credit.payable_amount_minor(), -12500);
  EXPECT_EQ(credit.line_extension_amount_minor(), -10000);
  EXPECT_EQ(credit.lines(0).net_amount_minor(), -10000);
  EXPECT_EQ(credit.lines(0).quantity_micros(), -2'000'000);
  EXPECT_EQ(credit.lines(0).unit_price_micros(), 50'000'000);
}

TEST(InvoiceReader, TurnsANegativeCreditNoteIntoSpending) {
  EXPECT_EQ(FactOf(With(CreditNote(), ">100<", ">-100<")).invoice().tax_exclusive_amount_minor(), 10000);
}

TEST(InvoiceReader, MakesTheKeyOfTypeSupplierNumberAndDate) {
  EXPECT_EQ(Read(Invoice())->key, "invoice/991825827/1001/2023-04-01");
  EXPECT_EQ(Read(CreditNote())->key, "credit_note/991825827/1001/2023-04-01");
  std::string foreign = With(With(Invoice(), "NO991825827MVA", "SE556677889901"), " schemeID=\"0192\">991825827", " schemeID=\"0007\">5566778899");
  EXPECT_EQ(Read(foreign)->key, "invoice/Bedriften AS/1001/2023-04-01");
}

TEST(InvoiceReader, RefusesWhatCannotBeToldFromOtherDocuments) {
  EXPECT_EQ(RefusalOf(With(Invoice(), "<cbc:ID>1001</cbc:ID>", "")), "number_missing");
  EXPECT_EQ(RefusalOf(With(Invoice(), "<cbc:ID>1001</cbc:ID>", "<cbc:ID> </cbc:ID>")), "number_missing");
  EXPECT_EQ(RefusalOf(With(Invoice(), "<cbc:IssueDate>2023-04-01</cbc:IssueDate>", "")), "issue_date_missing");
  EXPECT_EQ(RefusalOf(With(Invoice(), "2023-04-01", "01.04.2023")), "issue_date_invalid");
  EXPECT_EQ(RefusalOf(With(Invoice(), "AccountingSupplierParty", "PayeeParty")), "supplier_missing");
  EXPECT_EQ(RefusalOf(With(Invoice(), "1001", std::string(2000, '1'))), "identity_too_long");
}

TEST(InvoiceReader, CountsAMissingTotalFromTheOthers) {
  const auto without = [](const std::string& name, const std::string& amount) {
    return With(Invoice(), "<cbc:" + name + " currencyID=\"NOK\">" + amount + "</cbc:" + name + ">", "");
  };
  const Fact exclusive = FactOf(without("TaxExclusiveAmount", "100"));
  EXPECT_EQ(exclusive.invoice().tax_exclusive_amount_minor(), 10000);
  EXPECT_TRUE(HasFlag(exclusive, "amount_missing"));
  EXPECT_EQ(FactOf(without("TaxInclusiveAmount", "125")).invoice().tax_inclusive_amount_minor(), 12500);
  EXPECT_EQ(FactOf(without("PayableAmount", "125")).invoice().payable_amount_minor(), 12500);
  EXPECT_EQ(FactOf(With(Invoice(), "LegalMonetaryTotal", "Elsewhere")).invoice().payable_amount_minor(), 12500);
}

TEST(InvoiceReader, CountsAMissingLineAmountFromQuantityAndPrice) {
  const std::string text = With(CreditNote(), "</cbc:CreditedQuantity>\n <cbc:LineExtensionAmount currencyID=\"NOK\">100</cbc:LineExtensionAmount>",
                                "</cbc:CreditedQuantity>");
  EXPECT_EQ(FactOf(text).invoice().lines(0).net_amount_minor(), -10000);
  EXPECT_TRUE(HasFlag(FactOf(text), "amount_missing"));
}

TEST(InvoiceReader, RefusesADocumentWhoseSpendingCannotBeTold) {
  const std::string no_totals = With(Invoice(), "LegalMonetaryTotal", "Elsewhere");
  EXPECT_EQ(RefusalOf(With(no_totals, "cac:InvoiceLine", "cac:Elsewhere")), "amount_missing");
  EXPECT_EQ(RefusalOf(With(Invoice(), ">100<", ">hundre<")), "amount_unreadable");
  EXPECT_EQ(RefusalOf(With(Invoice(), ">100<", ">1e2<")), "amount_unreadable");
  EXPECT_EQ(RefusalOf(With(Invoice(), ">100<", ">99999999999999<")), "amount_out_of_range");
  EXPECT_EQ(Read(With(Invoice(), "Amount currencyID=\"NOK\">125<", "Amount currencyID=\"NOK\">9e9<")).status().message(),
            "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount: '9e9' is no amount");
}

TEST(InvoiceReader, DividesThePriceByItsBaseQuantity) {
  const std::string text = With(Invoice(), "50</cbc:PriceAmount>", "10</cbc:PriceAmount><cbc:BaseQuantity>3</cbc:BaseQuantity>");
  EXPECT_EQ(FactOf(text).invoice().lines(0).unit_price_micros(), 3'333'333);
  EXPECT_TRUE(HasFlag(FactOf(With(text, ">3<", ">0<")), "price_unreadable"));
}

TEST(InvoiceReader, TakesAFillerForNoOrder) {
  const auto with_order = [](const std::string& id) {
    return WithElement(Invoice(), "<cac:OrderReference><cbc:ID>" + id + "</cbc:ID><cbc:SalesOrderID>S-7</cbc:SalesOrderID></cac:OrderReference>");
  };
  EXPECT_EQ(FactOf(with_order("NA")).invoice().order_reference(), "");
  EXPECT_EQ(FactOf(with_order("NA")).invoice().order_reference_status(), model::v1::ORDER_REFERENCE_STATUS_NONE);
  EXPECT_EQ(FactOf(with_order("NA")).invoice().sales_order_reference(), "S-7");
  EXPECT_EQ(FactOf(with_order(" 5423 ")).invoice().order_reference(), "5423");
  EXPECT_EQ(FactOf(with_order("5423")).invoice().order_reference_status(), model::v1::ORDER_REFERENCE_STATUS_CLAIMED);
  EXPECT_EQ(FactOf(WithElement(Invoice(), "<cac:ContractDocumentReference><cbc:ID>N/A</cbc:ID></cac:ContractDocumentReference>"))
                .invoice().contract_reference(), "");
}

TEST(InvoiceReader, OffersCodesOfTheBuyersUnitFromTheMostToTheLeastExact) {
  const Fact fact = FactOf(WithElement(Invoice(), "<cbc:AccountingCost>4025:123</cbc:AccountingCost>"));
  std::string codes;
  for (const auto& code : fact.unit_codes()) codes += code.scheme() + "=" + code.code() + " ";
  EXPECT_EQ(codes, "buyer_reference=3150bdn accounting_cost=4025:123 organisation_number=987654325 organisation_number=938587051 ");
}

TEST(InvoiceReader, OffersNoFillerAsAUnit) {
  const Fact fact = FactOf(With(Invoice(), "3150bdn", "NA"));
  EXPECT_EQ(fact.invoice().buyer_reference(), "NA");
  EXPECT_EQ(fact.unit_codes(0).scheme(), "organisation_number");
}

TEST(InvoiceReader, SumsFeesAndFreightOfDocumentAndLines) {
  std::string text = WithElement(Invoice(), Charge("75", "Fakturagebyr") + Charge("10", "Frakt") + Charge("7", "Frakt", false));
  text = With(text, "<cac:Item>", Charge("3", "Porto") + "<cac:Item>");
  text = With(text, "</cac:InvoiceLine>\n", "</cac:InvoiceLine>\n<cac:InvoiceLine><cbc:ID>2</cbc:ID><cbc:LineExtensionAmount currencyID=\"NOK\">49"
                                            "</cbc:LineExtensionAmount>" + Charge("4", "Fakturagebyr") +
                                            "<cac:Item><cbc:Name>Faktureringsgebyr</cbc:Name></cac:Item></cac:InvoiceLine>\n");
  const auto invoice = FactOf(text).invoice();
  EXPECT_EQ(invoice.invoice_fee_amount_minor(), 7500 + 4900) << "the charge on the fee's own line is within the line";
  EXPECT_EQ(invoice.freight_amount_minor(), 1000 + 300) << "an allowance is no freight";
  EXPECT_EQ(invoice.lines(0).charge_amount_minor(), 300);
  EXPECT_EQ(invoice.lines(1).charge_rule(), "word: faktureringsgebyr");
  EXPECT_EQ(invoice.charges(3).line_id(), "1");
}

TEST(InvoiceReader, LowersFeesByWhatIsCredited) {
  EXPECT_EQ(FactOf(WithElement(CreditNote(), Charge("75", "Fakturagebyr"))).invoice().invoice_fee_amount_minor(), -7500);
}

TEST(InvoiceReader, ReadsItemClassesOfBothGenerations) {
  const auto line = [](const std::string& list, const std::string& code) {
    const std::string text = With(Invoice(), "<cbc:Name>Stol</cbc:Name>",
                                  "<cbc:Name>Stol</cbc:Name><cac:CommodityClassification><cbc:ItemClassificationCode listID=\"" + list +
                                      "\">" + code + "</cbc:ItemClassificationCode></cac:CommodityClassification>");
    return FactOf(text).invoice().lines(0);
  };
  EXPECT_EQ(line("TST", "56101500").unspsc_code(), "56101500");
  EXPECT_EQ(line("UNSPSC", "56101500").unspsc_code(), "56101500");
  EXPECT_EQ(line("STI", "39110000").cpv_code(), "39110000");
  EXPECT_EQ(line("CPV", "39110000").cpv_code(), "39110000");
  EXPECT_EQ(line("SRV", "7350").unspsc_code() + line("SRV", "7350").cpv_code(), "");
}

TEST(InvoiceReader, FlagsACurrencyThatIsOnlyOnTheAmounts) {
  const Fact fact = FactOf(With(Invoice(), "<cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>", ""));
  EXPECT_EQ(fact.invoice().currency_code(), "NOK");
  EXPECT_TRUE(HasFlag(fact, "currency_missing"));
}

}  // namespace
}  // namespace helhet::ehf
