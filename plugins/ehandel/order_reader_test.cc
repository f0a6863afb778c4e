#include "order_reader.h"

#include "test_document.h"

namespace helhet::ehandel {
namespace {

TEST(OrderReader, ReadsAnOrderWithItsReferencesAndLines) {
  const auto readings = ReadingsOf(Order());
  EXPECT_EQ(readings[0].natural_key, "order/938587051/IO-1");
  EXPECT_EQ(readings[0].business_key, "order/938587051/IO-1");
  const auto& order = readings[0].fact.order();
  EXPECT_EQ(order.number(), "IO-1");
  EXPECT_EQ(order.issue_date(), "2023-04-01");
  EXPECT_EQ(order.type_code(), "220");
  EXPECT_EQ(order.status(), model::v1::ORDER_STATUS_PLACED);
  EXPECT_EQ(order.origin(), model::v1::ORDER_ORIGIN_PLATFORM);
  EXPECT_EQ(order.buyer_organisation_number(), "938587051");
  EXPECT_EQ(order.supplier_organisation_number(), "991825827");
  EXPECT_EQ(order.supplier_name(), "Bedriften AS");
  EXPECT_EQ(order.customer_reference(), "3150bdn");
  EXPECT_EQ(order.accounting_cost(), "4025");
  EXPECT_EQ(order.contract_reference(), "IA-2022-07");
  EXPECT_EQ(order.catalogue_reference(), "K-1");
  EXPECT_EQ(order.tax_exclusive_amount_minor(), 100000);
  ASSERT_EQ(order.lines_size(), 1);
  EXPECT_EQ(order.lines(0).line_id(), "1");
  EXPECT_EQ(order.lines(0).seller_item_id(), "S-7");
  EXPECT_EQ(order.lines(0).quantity_micros(), 20'000'000);
  EXPECT_EQ(order.lines(0).quantity_unit_code(), "EA");
  EXPECT_EQ(order.lines(0).unit_price_micros(), 50'000'000) << "500 for ten";
  EXPECT_EQ(order.lines(0).net_amount_minor(), 100000);
  EXPECT_EQ(order.current_status(), model::v1::ORDER_STATUS_UNSPECIFIED) << "matching sets it";
  EXPECT_TRUE(readings[0].fact.flags().empty());
}

TEST(OrderReader, SendsEveryCodeThatMayTellTheUnit) {
  const std::string more = R"(<cac:ProjectReference><cbc:ID>P-9</cbc:ID></cac:ProjectReference>
<cac:OriginatorCustomerParty><cac:Party>
 <cac:PartyIdentification><cbc:ID schemeID="ZZZ">rektor</cbc:ID></cac:PartyIdentification>
</cac:Party></cac:OriginatorCustomerParty>
<cac:Delivery><cac:DeliveryLocation><cbc:ID schemeID="0088">7080000000005</cbc:ID></cac:DeliveryLocation></cac:Delivery>
<cac:Delivery><cac:DeliveryLocation><cbc:ID>Skolen</cbc:ID></cac:DeliveryLocation></cac:Delivery>
<cac:AnticipatedMonetaryTotal>)";
  const auto fact = FactOf(With(Order(), "<cac:AnticipatedMonetaryTotal>", more));
  std::string codes;
  for (const auto& code : fact.unit_codes()) codes += code.scheme() + "=" + code.code() + " ";
  EXPECT_EQ(codes, "buyer_reference=3150bdn accounting_cost=4025 project=P-9 originator=rektor gln=7080000000005 "
                   "delivery_location=Skolen organisation_number=987654325 organisation_number=938587051 ");
}

TEST(OrderReader, CountsAnAmountThatAnOrderNeedNotState) {
  std::string text = With(Order(), "<cbc:LineExtensionAmount currencyID=\"NOK\">1000</cbc:LineExtensionAmount>", "");
  text = With(text, "<cbc:TaxExclusiveAmount currencyID=\"NOK\">1000</cbc:TaxExclusiveAmount>", "");
  const std::string charge = "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:Amount>90</cbc:Amount>"
                             "</cac:AllowanceCharge>";
  const auto fact = FactOf(With(text, "<cac:AnticipatedMonetaryTotal>", charge + "<cac:AnticipatedMonetaryTotal>"));
  EXPECT_EQ(fact.order().lines(0).net_amount_minor(), 100000) << "20 at 500 for ten";
  EXPECT_EQ(fact.order().tax_exclusive_amount_minor(), 109000);
  EXPECT_TRUE(fact.flags().empty());
}

TEST(OrderReader, FlagsALineWithoutAmountAndPrice) {
  std::string text = With(Order(), "<cbc:LineExtensionAmount currencyID=\"NOK\">1000</cbc:LineExtensionAmount>", "");
  text = With(text, "<cbc:PriceAmount currencyID=\"NOK\">500</cbc:PriceAmount>", "");
  const auto fact = FactOf(text);
  EXPECT_FALSE(fact.order().lines(0).has_unit_price_micros());
  EXPECT_TRUE(HasFlag(fact, "amount_missing"));
}

TEST(OrderReader, ReadsAnOrderAgreementAsAnAcceptedOrderByItsOwnNumber) {
  std::string text = With(With(Order(), "<Order ", "<OrderResponse "), "</Order>", "</OrderResponse>");
  text = With(With(text, "xsd:Order-2", "xsd:OrderResponse-2"), "trns:order:3", "trns:order_agreement:3");
  text = With(text, "cac:AnticipatedMonetaryTotal", "cac:LegalMonetaryTotal");
  text = With(text, "<cac:Contract>", "<cac:OrderReference><cbc:ID>previous</cbc:ID></cac:OrderReference><cac:Contract>");
  const auto fact = FactOf(text);
  EXPECT_EQ(fact.order().number(), "IO-1");
  EXPECT_EQ(fact.order().origin(), model::v1::ORDER_ORIGIN_ORDER_AGREEMENT);
  EXPECT_EQ(fact.order().status(), model::v1::ORDER_STATUS_ACCEPTED);
  EXPECT_EQ(fact.order().tax_exclusive_amount_minor(), 100000);
}

TEST(OrderReader, FlagsWhatIsWrongAndKeepsTheOrder) {
  std::string line = Order().substr(Order().find("<cac:OrderLine>"));
  line = line.substr(0, line.find("</Order>"));
  EXPECT_TRUE(HasFlag(FactOf(With(Order(), "</Order>", line + "</Order>")), "line_id_repeated"));
  EXPECT_TRUE(HasFlag(FactOf(With(Order(), "cac:SellerSupplierParty", "cac:Nobody")), "supplier_missing"));
  EXPECT_TRUE(HasFlag(FactOf(With(Order(), "<cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>", "")), "currency_missing"));
  const auto unread = FactOf(With(Order(), ">20<", ">tjue<"));
  EXPECT_TRUE(HasFlag(unread, "quantity_unreadable"));
  EXPECT_FALSE(unread.order().lines(0).has_quantity_micros());
  EXPECT_TRUE(HasFlag(FactOf(With(Order(), "938587051", "938587052")), "organisation_number_invalid"));
}

TEST(OrderReader, TakesAFillerForNoReference) {
  const auto fact = FactOf(With(With(Order(), "IA-2022-07", "NA"), ">K-1<", ">-<"));
  EXPECT_EQ(fact.order().contract_reference(), "");
  EXPECT_EQ(fact.order().catalogue_reference(), "");
}

TEST(OrderReader, KeysAnOrderOfABuyerWithoutOrganisationNumberByItsName) {
  std::string text = With(Order(), "<cbc:CompanyID schemeID=\"0192\">938587051</cbc:CompanyID>", "");
  text = With(text, "<cbc:EndpointID schemeID=\"0192\">987654325</cbc:EndpointID>", "");
  const auto readings = ReadingsOf(text);
  EXPECT_EQ(readings[0].natural_key, "order/Levanger kommune/IO-1/2023-04-01");
  EXPECT_EQ(readings[0].business_key, "") << "a name is not the same everywhere";
}

TEST(OrderReader, RefusesWhatCannotBeToldFromOthers) {
  EXPECT_EQ(RefusalOf(With(Order(), "<cbc:ID>IO-1</cbc:ID>", "")), "number_missing");
  EXPECT_EQ(RefusalOf(With(Order(), "<cbc:IssueDate>2023-04-01</cbc:IssueDate>", "")), "issue_date_missing");
  EXPECT_EQ(RefusalOf(With(Order(), "2023-04-01", "1. april")), "issue_date_invalid");
  EXPECT_EQ(RefusalOf(With(Order(), "cac:BuyerCustomerParty", "cac:Nobody")), "issuer_missing");
  EXPECT_EQ(RefusalOf(With(Order(), "IO-1", std::string(1000, '1'))), "identity_too_long");
  EXPECT_EQ(RefusalOf(With(Order(), ">1000<", ">1000,00<")), "amount_unreadable");
  EXPECT_EQ(RefusalOf(With(Order(), ">1000<", ">99999999999999999999<")), "amount_out_of_range");
}

}  // namespace
}  // namespace helhet::ehandel
