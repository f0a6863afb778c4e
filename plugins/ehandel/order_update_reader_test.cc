#include "order_update_reader.h"

#include "test_document.h"

namespace helhet::ehandel {
namespace {

using model::v1::OrderLineAction;

// OrderResponse() as a change of the buyer.
std::string OrderChange() {
  std::string text = With(With(OrderResponse(), "<OrderResponse ", "<OrderChange "), "</OrderResponse>", "</OrderChange>");
  text = With(With(text, "xsd:OrderResponse-2", "xsd:OrderChange-2"), "trns:order_response:3", "trns:order_change:3");
  text = With(text, "<cac:OrderLineReference><cbc:LineID>2</cbc:LineID></cac:OrderLineReference>", "");
  return With(text, "<cbc:OrderResponseCode>CA</cbc:OrderResponseCode>", "<cbc:SequenceNumberID>3</cbc:SequenceNumberID>");
}

OrderLineAction ActionOf(const std::string& code) {
  return FactOf(With(OrderResponse(), ">7<", ">" + code + "<")).order_update().lines(1).action();
}

TEST(OrderUpdateReader, ReadsAResponse) {
  const auto readings = ReadingsOf(OrderResponse());
  EXPECT_STREQ(readings[0].stream, "order_updates");
  EXPECT_EQ(readings[0].business_key, "order_response/991825827/R-1") << "the supplier is the issuer";
  EXPECT_EQ(readings[0].natural_key, readings[0].business_key);
  const auto& update = readings[0].fact.order_update();
  EXPECT_EQ(update.kind(), model::v1::ORDER_UPDATE_KIND_RESPONSE);
  EXPECT_EQ(update.status(), model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES);
  EXPECT_EQ(update.issue_date(), "2023-04-01");
  EXPECT_EQ(update.issue_time(), "08:30:00");
  EXPECT_EQ(update.order_reference(), "IO-1");
  EXPECT_EQ(update.order_change_reference(), "");
  EXPECT_FALSE(update.has_sequence_number());
  ASSERT_EQ(update.lines_size(), 2);
  EXPECT_EQ(update.lines(0).order_line_reference(), "1");
  EXPECT_EQ(update.lines(0).action(), model::v1::ORDER_LINE_ACTION_CHANGED);
  EXPECT_EQ(update.lines(0).quantity_micros(), 10'000'000);
  EXPECT_EQ(update.lines(0).unit_price_micros(), 45'000'000);
  EXPECT_EQ(update.lines(0).seller_item_id(), "") << "the item is as before";
  EXPECT_EQ(update.lines(1).action(), model::v1::ORDER_LINE_ACTION_DELETED);
  EXPECT_FALSE(update.lines(1).has_quantity_micros());
  EXPECT_TRUE(readings[0].fact.flags().empty());
}

TEST(OrderUpdateReader, KnowsEveryResponseCode) {
  const auto status_of = [](const std::string& code) {
    return FactOf(With(OrderResponse(), ">CA<", ">" + code + "<")).order_update().status();
  };
  EXPECT_EQ(status_of("AB"), model::v1::ORDER_STATUS_ACKNOWLEDGED);
  EXPECT_EQ(status_of("AP"), model::v1::ORDER_STATUS_ACCEPTED);
  EXPECT_EQ(status_of("RE"), model::v1::ORDER_STATUS_REJECTED);
  EXPECT_EQ(status_of("27"), model::v1::ORDER_STATUS_REJECTED);
  EXPECT_EQ(status_of("29"), model::v1::ORDER_STATUS_ACCEPTED);
  EXPECT_EQ(status_of("30"), model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES);
}

TEST(OrderUpdateReader, KnowsEveryLineStatus) {
  EXPECT_EQ(ActionOf("1"), model::v1::ORDER_LINE_ACTION_ADDED);
  EXPECT_EQ(ActionOf("2"), model::v1::ORDER_LINE_ACTION_DELETED);
  EXPECT_EQ(ActionOf("3"), model::v1::ORDER_LINE_ACTION_CHANGED);
  EXPECT_EQ(ActionOf("5"), model::v1::ORDER_LINE_ACTION_ACCEPTED);
  EXPECT_EQ(ActionOf("42"), model::v1::ORDER_LINE_ACTION_ACCEPTED);
  EXPECT_EQ(ActionOf("4"), model::v1::ORDER_LINE_ACTION_ACCEPTED);
  const auto fact = FactOf(With(OrderResponse(), ">7<", ">99<"));
  EXPECT_TRUE(HasFlag(fact, "line_status_unknown"));
  EXPECT_EQ(fact.order_update().lines(1).action(), model::v1::ORDER_LINE_ACTION_UNSPECIFIED);
}

TEST(OrderUpdateReader, NamesTheSubstituteOfALine) {
  const std::string substitute = "<cac:SellerSubstitutedLineItem><cbc:ID>9</cbc:ID><cac:Item><cbc:Name>Krakk</cbc:Name>"
                                 "<cac:SellersItemIdentification><cbc:ID>S-8</cbc:ID></cac:SellersItemIdentification></cac:Item>"
                                 "</cac:SellerSubstitutedLineItem><cac:OrderLineReference><cbc:LineID>1</cbc:LineID>";
  const auto fact = FactOf(With(OrderResponse(), "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID>", substitute));
  EXPECT_EQ(fact.order_update().lines(0).order_line_reference(), "1");
  EXPECT_EQ(fact.order_update().lines(0).seller_item_id(), "S-8");
  EXPECT_EQ(fact.order_update().lines(0).item_name(), "Krakk");
  EXPECT_EQ(fact.order_update().lines(0).quantity_micros(), 10'000'000);
}

TEST(OrderUpdateReader, ReadsAResponseToAChange) {
  const std::string change = "<cac:OrderChangeDocumentReference><cbc:ID>C-1</cbc:ID></cac:OrderChangeDocumentReference>";
  const std::string text = With(OrderResponse(), "<cac:BuyerCustomerParty>", change + "<cac:BuyerCustomerParty>");
  EXPECT_EQ(FactOf(text).order_update().order_change_reference(), "C-1");
}

TEST(OrderUpdateReader, ReadsAChangeWithItsSequenceAndItems) {
  const auto readings = ReadingsOf(OrderChange());
  EXPECT_EQ(readings[0].business_key, "order_change/938587051/R-1") << "the buyer is the issuer";
  const auto& update = readings[0].fact.order_update();
  EXPECT_EQ(update.kind(), model::v1::ORDER_UPDATE_KIND_CHANGE);
  EXPECT_EQ(update.status(), model::v1::ORDER_STATUS_UNSPECIFIED);
  EXPECT_EQ(update.sequence_number(), 3);
  EXPECT_EQ(update.lines(0).seller_item_id(), "S-7");
  EXPECT_EQ(update.lines(1).order_line_reference(), "2") << "the line's own identifier is the order line's";
}

TEST(OrderUpdateReader, ReadsACancellation) {
  std::string text = UblDocument("OrderCancellation", Head("order_cancellation", "X-1") +
                                                          "<cac:OrderReference><cbc:ID>IO-1</cbc:ID></cac:OrderReference>" + kParties);
  const auto readings = ReadingsOf(text);
  EXPECT_EQ(readings[0].business_key, "order_cancellation/938587051/X-1");
  EXPECT_EQ(readings[0].fact.order_update().status(), model::v1::ORDER_STATUS_CANCELLED);
  EXPECT_EQ(readings[0].fact.order_update().issue_time(), "");
}

TEST(OrderUpdateReader, FlagsWhatItCannotUse) {
  EXPECT_TRUE(HasFlag(FactOf(With(OrderResponse(), "<cbc:ID>IO-1</cbc:ID>", "<cbc:ID>NA</cbc:ID>")), "order_reference_missing"));
  EXPECT_TRUE(HasFlag(FactOf(With(OrderResponse(), "08:30:00", "halv ni")), "time_invalid"));
  EXPECT_TRUE(HasFlag(FactOf(With(OrderChange(), ">3</cbc:SequenceNumberID>", ">tre</cbc:SequenceNumberID>")), "sequence_number_invalid"));
  const auto lost = FactOf(With(OrderChange(), "<cbc:ID>2</cbc:ID>", ""));
  EXPECT_TRUE(HasFlag(lost, "order_line_reference_missing"));
}

TEST(OrderUpdateReader, RefusesAResponseThatTellsNotWhereTheOrderStands) {
  EXPECT_EQ(RefusalOf(With(OrderResponse(), "<cbc:OrderResponseCode>CA</cbc:OrderResponseCode>", "")), "response_code_missing");
  EXPECT_EQ(RefusalOf(With(OrderResponse(), ">CA<", ">OK<")), "response_code_unknown");
  EXPECT_EQ(RefusalOf(With(OrderResponse(), "<cbc:ID>R-1</cbc:ID>", "")), "number_missing");
  EXPECT_EQ(RefusalOf(With(OrderResponse(), "cac:SellerSupplierParty", "cac:Nobody")), "issuer_missing");
}

}  // namespace
}  // namespace helhet::ehandel
