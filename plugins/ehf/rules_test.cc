#include "rules.h"

#include "test_document.h"

namespace helhet::ehf {
namespace {

// The rules that a changed invoice breaks, in order, each once.
std::string Broken(const std::string& from, const std::string& to, const std::string& text = Invoice()) {
  std::string rules, last;
  const auto fact = FactOf(With(text, from, to));
  for (const auto& flag : fact.flags()) {
    if (flag.rule() != last) rules += (rules.empty() ? "" : " ") + flag.rule();
    last = flag.rule();
  }
  return rules;
}

TEST(Rules, HoldTotalsAgainstTheirParts) {
  EXPECT_EQ(Broken("<cbc:LineExtensionAmount currencyID=\"NOK\">100</cbc:LineExtensionAmount>\n <cbc:TaxEx",
                   "<cbc:LineExtensionAmount currencyID=\"NOK\">99</cbc:LineExtensionAmount>\n <cbc:TaxEx"), "BR-CO-10 BR-CO-13");
  EXPECT_EQ(Broken("<cbc:PayableAmount", "<cbc:AllowanceTotalAmount currencyID=\"NOK\">5</cbc:AllowanceTotalAmount><cbc:PayableAmount"),
            "BR-CO-11 BR-CO-13");
  EXPECT_EQ(Broken("<cbc:PayableAmount", "<cbc:ChargeTotalAmount currencyID=\"NOK\">5</cbc:ChargeTotalAmount><cbc:PayableAmount"),
            "BR-CO-12 BR-CO-13");
  EXPECT_EQ(Broken("<cac:TaxTotal><cbc:TaxAmount currencyID=\"NOK\">25<", "<cac:TaxTotal><cbc:TaxAmount currencyID=\"NOK\">24<"),
            "BR-CO-14 BR-CO-15");
  EXPECT_EQ(Broken("<cbc:TaxInclusiveAmount currencyID=\"NOK\">125", "<cbc:TaxInclusiveAmount currencyID=\"NOK\">126"), "BR-CO-15 BR-CO-16");
  EXPECT_EQ(Broken("<cbc:PayableAmount", "<cbc:PrepaidAmount currencyID=\"NOK\">25</cbc:PrepaidAmount><cbc:PayableAmount"), "BR-CO-16");
}

TEST(Rules, CountRoundingAndPrepaymentIntoTheAmountDue) {
  EXPECT_EQ(Broken("<cbc:PayableAmount currencyID=\"NOK\">125",
                   "<cbc:PrepaidAmount currencyID=\"NOK\">25.4</cbc:PrepaidAmount><cbc:PayableRoundingAmount currencyID=\"NOK\">0.4"
                   "</cbc:PayableRoundingAmount><cbc:PayableAmount currencyID=\"NOK\">100"), "");
}

TEST(Rules, SayWhatIsStatedAndWhatWasCounted) {
  const auto fact = FactOf(With(Invoice(), ">50<", ">49.98<"));
  ASSERT_EQ(fact.flags_size(), 1);
  EXPECT_EQ(fact.flags(0).rule(), "PEPPOL-EN16931-R120");
  EXPECT_EQ(fact.flags(0).where(), "cac:InvoiceLine[1]/cbc:LineExtensionAmount");
  EXPECT_EQ(fact.flags(0).what(), "100 is stated, but quantity, price, charges and allowances make 99.96");
}

TEST(Rules, AllowTwoHundredthsOnALine) { EXPECT_EQ(Broken(">50<", ">49.99<"), ""); }

TEST(Rules, FlagEmptyElements) { EXPECT_EQ(Broken("<cac:TaxTotal>", "<cac:Delivery/><cac:TaxTotal>"), "PEPPOL-EN16931-R008"); }

TEST(Rules, LeaveTheVatInAccountingCurrencyInPeace) {
  const std::string accounting_total = "<cac:TaxTotal><cbc:TaxAmount currencyID=\"EUR\">2</cbc:TaxAmount></cac:TaxTotal>";
  const std::string before = "<cac:LegalMonetaryTotal>";
  EXPECT_EQ(Broken(before, "<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>" + accounting_total + before), "");
  EXPECT_EQ(Broken(before, accounting_total + before), "PEPPOL-EN16931-R051") << "no accounting currency is stated";
  EXPECT_EQ(Broken("<cbc:PayableAmount currencyID=\"NOK\">", "<cbc:PayableAmount currencyID=\"EUR\">"), "PEPPOL-EN16931-R051");
}

TEST(Rules, HoldOtherDocumentsOnlyAgainstTheirOwnStandard) {
  const std::string en16931 = With(Invoice(), kPeppolId, "urn:cen.eu:en16931:2017");
  EXPECT_EQ(Broken("<cbc:BuyerReference>3150bdn</cbc:BuyerReference>", "", en16931), "");
  EXPECT_EQ(Broken("<cbc:PayableAmount currencyID=\"NOK\">125", "<cbc:PayableAmount currencyID=\"NOK\">124", en16931), "BR-CO-16");
  const std::string ehf2 = With(Invoice(), kPeppolId, "urn:www.cenbii.eu:transaction:biitrns010:ver2.0");
  EXPECT_EQ(Broken("<cbc:BuyerReference>3150bdn</cbc:BuyerReference>", "", ehf2), "");
  EXPECT_EQ(Broken("<cbc:PayableAmount currencyID=\"NOK\">125", "<cbc:PayableAmount currencyID=\"NOK\">124", ehf2), "totals_do_not_add_up");
  EXPECT_EQ(Broken(">50<", ">51<", ehf2), "line_does_not_add_up");
  EXPECT_EQ(Broken("<cac:TaxTotal>", "<cac:Delivery/><cac:TaxTotal>", ehf2), "EHF-COMMON-R002");
}

TEST(Rules, CountEhf2RoundingIntoTheTotalWithVat) {
  std::string ehf2 = With(Invoice(), kPeppolId, "urn:www.cenbii.eu:transaction:biitrns010:ver2.0");
  ehf2 = With(ehf2, "<cbc:TaxInclusiveAmount currencyID=\"NOK\">125", "<cbc:TaxInclusiveAmount currencyID=\"NOK\">125.22");
  EXPECT_EQ(Broken("<cbc:PayableAmount currencyID=\"NOK\">125",
                   "<cbc:PayableRoundingAmount currencyID=\"NOK\">0.22</cbc:PayableRoundingAmount><cbc:PayableAmount currencyID=\"NOK\">125.22",
                   ehf2), "");
}

TEST(Rules, HoldANorwegianSupplierAgainstItsRegistrations) {
  EXPECT_EQ(Broken("NO991825827MVA", "NO991 825 827MVA"), "NO-R-001");
  EXPECT_EQ(Broken("NO991825827MVA", "NO991825827XMVA"), "NO-R-001");
  EXPECT_EQ(Broken("Foretaksregisteret", "Enhetsregisteret"), "NO-R-002");
}

}  // namespace
}  // namespace helhet::ehf
