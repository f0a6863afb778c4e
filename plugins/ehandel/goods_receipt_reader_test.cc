#include "goods_receipt_reader.h"

#include "test_document.h"

namespace helhet::ehandel {
namespace {

const std::string kLineReference = "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>";

// The advice with a second line, of another order.
std::string OfTwoOrders() {
  return With(DespatchAdvice(), "</DespatchAdvice>",
              "<cac:DespatchLine><cbc:ID>2</cbc:ID><cbc:DeliveredQuantity unitCode=\"EA\">3</cbc:DeliveredQuantity>"
              "<cac:OrderLineReference><cbc:LineID>4</cbc:LineID><cac:OrderReference><cbc:ID>IO-2</cbc:ID></cac:OrderReference>"
              "</cac:OrderLineReference></cac:DespatchLine></DespatchAdvice>");
}

std::string ReceiptAdvice() {
  std::string text = With(With(DespatchAdvice(), "<DespatchAdvice ", "<ReceiptAdvice "), "</DespatchAdvice>", "</ReceiptAdvice>");
  text = With(text, "xsd:DespatchAdvice-2", "xsd:ReceiptAdvice-2");
  text = With(text, "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3", "urn:fdc:peppol.eu:logistics:trns:receipt_advice:1");
  return With(With(text, "cac:DespatchLine", "cac:ReceiptLine"), "cbc:DeliveredQuantity", "cbc:ReceivedQuantity");
}

TEST(GoodsReceiptReader, ReadsADespatchAdviceAsEvidence) {
  const auto readings = ReadingsOf(DespatchAdvice());
  ASSERT_EQ(readings.size(), 1u);
  EXPECT_STREQ(readings[0].stream, "goods_receipts");
  EXPECT_EQ(readings[0].business_key, "despatch_advice/991825827/P-1") << "the number is the supplier's";
  const auto& receipt = readings[0].fact.goods_receipt();
  EXPECT_EQ(receipt.evidence(), model::v1::GOODS_RECEIPT_EVIDENCE_DESPATCH_ADVICE);
  EXPECT_EQ(receipt.number(), "P-1");
  EXPECT_EQ(receipt.receipt_date(), "2023-04-01");
  EXPECT_EQ(receipt.order_reference(), "IO-1");
  EXPECT_EQ(receipt.supplier_organisation_number(), "991825827");
  EXPECT_EQ(receipt.buyer_organisation_number(), "987654325") << "who gets the goods, as no buyer is named";
  ASSERT_EQ(receipt.lines_size(), 1);
  EXPECT_EQ(receipt.lines(0).order_line_reference(), "1");
  EXPECT_EQ(receipt.lines(0).quantity_micros(), 12'000'000);
  EXPECT_EQ(receipt.lines(0).seller_item_id(), "S-7");
  EXPECT_EQ(readings[0].fact.unit_codes(0).code(), "987654325");
  EXPECT_TRUE(readings[0].fact.flags().empty());
}

TEST(GoodsReceiptReader, PrefersWhoSellsToWhoSends) {
  const auto fact = FactOf(With(DespatchAdvice(), "<cac:DespatchLine>", kParties + "<cac:DespatchLine>"));
  EXPECT_EQ(fact.goods_receipt().buyer_organisation_number(), "938587051");
  const std::string from_store = With(DespatchAdvice(), "991825827", "811143758");
  const auto stored = FactOf(With(from_store, "<cac:DespatchLine>", kParties + "<cac:DespatchLine>"));
  EXPECT_EQ(stored.goods_receipt().supplier_organisation_number(), "991825827");
}

TEST(GoodsReceiptReader, TakesWhoHasAnOrganisationNumberBeforeWhoHasNone) {
  const std::string unnumbered = "<cac:SellerSupplierParty><cac:Party><cac:PartyName><cbc:Name>Bedriften</cbc:Name></cac:PartyName>"
                                 "</cac:Party></cac:SellerSupplierParty><cac:DespatchLine>";
  const auto fact = FactOf(With(DespatchAdvice(), "<cac:DespatchLine>", unnumbered));
  EXPECT_EQ(fact.goods_receipt().supplier_organisation_number(), "991825827");
}

TEST(GoodsReceiptReader, MakesOneReceiptForEachOrder) {
  const auto readings = ReadingsOf(OfTwoOrders());
  ASSERT_EQ(readings.size(), 2u);
  EXPECT_EQ(readings[0].natural_key, "despatch_advice/991825827/P-1/IO-1");
  EXPECT_EQ(readings[0].fact.goods_receipt().lines_size(), 1);
  EXPECT_EQ(readings[1].natural_key, "despatch_advice/991825827/P-1/IO-2");
  EXPECT_EQ(readings[1].business_key, readings[1].natural_key);
  EXPECT_EQ(readings[1].fact.goods_receipt().order_reference(), "IO-2");
  ASSERT_EQ(readings[1].fact.goods_receipt().lines_size(), 1);
  EXPECT_EQ(readings[1].fact.goods_receipt().lines(0).order_line_reference(), "4");
}

TEST(GoodsReceiptReader, FlagsAWrongNumberOnce) {
  EXPECT_EQ(FactOf(With(DespatchAdvice(), "987654325", "987654321")).flags_size(), 1);
}

TEST(GoodsReceiptReader, BelievesALineBeforeTheHead) {
  const auto fact = FactOf(With(DespatchAdvice(), kLineReference,
                                "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID><cac:OrderReference><cbc:ID>IO-9</cbc:ID>"
                                "</cac:OrderReference></cac:OrderLineReference>"));
  EXPECT_EQ(fact.goods_receipt().order_reference(), "IO-9");
}

TEST(GoodsReceiptReader, FlagsALineOfAnyOfSeveralOrders) {
  const std::string another = "<cac:OrderReference><cbc:ID>IO-2</cbc:ID></cac:OrderReference><cac:DespatchSupplierParty>";
  const auto fact = FactOf(With(DespatchAdvice(), "<cac:DespatchSupplierParty>", another));
  EXPECT_EQ(fact.goods_receipt().order_reference(), "IO-1");
  EXPECT_TRUE(HasFlag(fact, "order_reference_ambiguous"));
  EXPECT_TRUE(HasFlag(FactOf(With(DespatchAdvice(), ">IO-1<", ">NA<")), "order_reference_missing"));
}

TEST(GoodsReceiptReader, ReadsAReceiptAdviceAsRegistered) {
  const std::string delivered = "<cac:Shipment><cac:Delivery><cbc:ActualDeliveryDate>2023-03-31</cbc:ActualDeliveryDate></cac:Delivery>"
                                "</cac:Shipment><cac:ReceiptLine>";
  const auto readings = ReadingsOf(With(ReceiptAdvice(), "<cac:ReceiptLine>", delivered));
  EXPECT_EQ(readings[0].business_key, "goods_receipt/987654325/P-1");
  EXPECT_EQ(readings[0].fact.goods_receipt().evidence(), model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED);
  EXPECT_EQ(readings[0].fact.goods_receipt().receipt_date(), "2023-03-31") << "the day of delivery, not of the document";
  EXPECT_EQ(readings[0].fact.goods_receipt().lines(0).quantity_micros(), 12'000'000);
}

TEST(GoodsReceiptReader, CountsWhatIsRejectedAsNotReceived) {
  const std::string rejected = "</cbc:ReceivedQuantity><cbc:RejectedQuantity unitCode=\"EA\">5</cbc:RejectedQuantity>";
  const auto fact = FactOf(With(ReceiptAdvice(), "</cbc:ReceivedQuantity>", rejected));
  EXPECT_EQ(fact.goods_receipt().lines(0).quantity_micros(), 7'000'000);
  EXPECT_TRUE(HasFlag(fact, "quantity_rejected"));
  const auto boxes = FactOf(With(ReceiptAdvice(), "</cbc:ReceivedQuantity>", With(rejected, "EA", "BX")));
  EXPECT_EQ(boxes.goods_receipt().lines(0).quantity_micros(), 12'000'000) << "another unit cannot be subtracted";
}

TEST(GoodsReceiptReader, RefusesAnAdviceOfMoreOrdersThanAnyHas) {
  const auto of_orders = [](int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
      lines += "<cac:DespatchLine><cac:OrderLineReference><cac:OrderReference><cbc:ID>O" + std::to_string(i) +
               "</cbc:ID></cac:OrderReference></cac:OrderLineReference></cac:DespatchLine>";
    }
    return With(DespatchAdvice(), "</DespatchAdvice>", lines + "</DespatchAdvice>");
  };
  EXPECT_EQ(ReadingsOf(of_orders(99)).size(), 100u);
  EXPECT_EQ(RefusalOf(of_orders(100)), "too_many_orders");
}

TEST(GoodsReceiptReader, RefusesWhatTakesAnotherBack) {
  const std::string cancels = "<cbc:DocumentStatusCode>1</cbc:DocumentStatusCode><cac:OrderReference>";
  EXPECT_EQ(RefusalOf(With(DespatchAdvice(), "<cac:OrderReference>", cancels)), "document_cancels");
}

}  // namespace
}  // namespace helhet::ehandel
