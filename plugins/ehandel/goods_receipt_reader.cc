#include "goods_receipt_reader.h"

#include <algorithm>
#include <string>

#include "header.h"
#include "helhet/ubl/amount_reader.h"
#include "helhet/values/reference.h"
#include "helhet/values/refusal.h"
#include "helhet/values/unit_codes.h"

namespace helhet::ehandel {
namespace {

// Orders of one advice: each receipt goes to the hub with the whole document, and a real advice has a handful.
constexpr size_t kOrdersOfAnAdvice = 100;

// A line and the order that it is of.
struct ReceivedLine {
  model::v1::GoodsReceiptLine line;
  std::string order_reference;
};

// The orders that the head of the document names; lines may name others.
std::vector<std::string> HeadOrders(const sdk::Element& root) {
  std::vector<std::string> orders;
  for (const sdk::Element reference : root.Children("cac:OrderReference")) {
    std::string number = sdk::ReferenceOrNone(reference.Child("cbc:ID").Text());
    if (!number.empty() && std::find(orders.begin(), orders.end(), number) == orders.end()) orders.push_back(std::move(number));
  }
  return orders;
}

// What was received, less what was rejected of it: that goes back, and is not to be paid.
void ReadQuantity(const sdk::Element& element, const char* name, const std::string& where, sdk::AmountReader& amounts,
                  sdk::Flags& flags, model::v1::GoodsReceiptLine& line) {
  const sdk::Element quantity = element.Child(name), rejected = element.Child("cbc:RejectedQuantity");
  const auto received = amounts.QuantityMicros(quantity, where + "/" + name);
  const auto returned = amounts.QuantityMicros(rejected, where + "/cbc:RejectedQuantity");
  line.set_quantity_unit_code(std::string(quantity.Attribute("unitCode")));
  if (!received) return;
  line.set_quantity_micros(*received);
  if (!returned || *returned <= 0 || *returned > *received || rejected.Attribute("unitCode") != quantity.Attribute("unitCode")) return;
  line.set_quantity_micros(*received - *returned);
  flags.Add("quantity_rejected", where + "/cbc:RejectedQuantity",
            rejected.Text() + " of " + quantity.Text() + " is rejected, and not counted as received");
}

ReceivedLine ReadLine(const sdk::Element& element, const char* quantity_name, const std::string& where,
                      const std::vector<std::string>& head_orders, sdk::AmountReader& amounts, sdk::Flags& flags) {
  ReceivedLine result;
  const sdk::Element reference = element.Child("cac:OrderLineReference");
  result.line.set_line_id(element.Child("cbc:ID").Text());
  result.line.set_order_line_reference(sdk::ReferenceOrNone(reference.Child("cbc:LineID").Text()));
  result.line.set_seller_item_id(element.Child("cac:Item").Child("cac:SellersItemIdentification").Child("cbc:ID").Text());
  ReadQuantity(element, quantity_name, where, amounts, flags, result.line);
  result.order_reference = sdk::ReferenceOrNone(reference.Child("cac:OrderReference").Child("cbc:ID").Text());
  if (!result.order_reference.empty() || head_orders.empty()) return result;
  result.order_reference = head_orders.front();
  if (head_orders.size() > 1) {
    flags.Add("order_reference_ambiguous", where,
              "the line names no order, and the document names " + std::to_string(head_orders.size()) + "; the first is taken");
  }
  return result;
}

// One reading for each order, in the order of its first line; the number of the document is every one's.
Result<std::vector<Reading>> SplitByOrder(const Reading& whole, const std::vector<ReceivedLine>& lines) {
  std::vector<Reading> parts;
  for (const ReceivedLine& received : lines) {
    auto part = std::find_if(parts.begin(), parts.end(), [&](const Reading& other) {
      return other.fact.goods_receipt().order_reference() == received.order_reference;
    });
    if (part == parts.end()) {
      if (parts.size() == kOrdersOfAnAdvice) {
        return sdk::Refused("too_many_orders", "the lines are of more than " + std::to_string(kOrdersOfAnAdvice) + " orders",
                            "ask the sender for an advice of fewer orders");
      }
      parts.push_back(whole);
      part = parts.end() - 1;
      part->fact.mutable_goods_receipt()->set_order_reference(received.order_reference);
    }
    *part->fact.mutable_goods_receipt()->add_lines() = received.line;
  }
  if (parts.empty()) parts.push_back(whole);
  if (parts.size() == 1) return parts;
  for (Reading& part : parts) {
    const std::string suffix = "/" + part.fact.goods_receipt().order_reference();
    part.natural_key += suffix;
    if (!part.business_key.empty()) part.business_key += suffix;
  }
  return parts;
}

std::string ReceiptDate(const sdk::Element& root, bool is_despatch, const Header& header, sdk::Flags& flags) {
  if (is_despatch) return header.issue_date;
  const std::string day = ReadDate(root.Child("cac:Shipment").Child("cac:Delivery").Child("cbc:ActualDeliveryDate"),
                                   "cac:Shipment/cac:Delivery/cbc:ActualDeliveryDate", flags);
  return day.empty() ? header.issue_date : day;
}

}  // namespace

Result<std::vector<Reading>> ReadGoodsReceipts(const Document& document, sdk::Flags& flags, Reading& reading) {
  reading.stream = kGoodsReceipts;
  const sdk::Element& root = document.root;
  const bool is_despatch = document.kind == DocumentKind::kDespatchAdvice;
  HELHET_ASSIGN_OR_RETURN(const Header header, ReadHeader(root));
  if (root.Child("cbc:DocumentStatusCode").Text() == "1") {  // UNCL1225: cancellation
    return sdk::Refused("document_cancels", "cbc:DocumentStatusCode: '1', the document takes back another",
                        "take the document that it takes back out of the folder, and ask for what holds instead");
  }
  // The goods may come from a store and go to a unit: who sells and who buys is told apart, where it is told at all.
  const sdk::Party supplier = ReadFirstParty(root, {"cac:SellerSupplierParty", "cac:DespatchSupplierParty"}, flags);
  const sdk::Party receiver = ReadFirstParty(root, {"cac:DeliveryCustomerParty"}, flags);
  sdk::Party buyer = ReadFirstParty(root, {"cac:BuyerCustomerParty"}, flags);
  const bool is_receiver_known = !receiver.organisation_number.empty() || !root.Child("cac:BuyerCustomerParty");
  if (buyer.organisation_number.empty() && is_receiver_known) buyer = receiver;
  auto& receipt = *reading.fact.mutable_goods_receipt();
  receipt.set_number(header.number);
  receipt.set_receipt_date(ReceiptDate(root, is_despatch, header, flags));
  receipt.set_evidence(is_despatch ? model::v1::GOODS_RECEIPT_EVIDENCE_DESPATCH_ADVICE : model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED);
  receipt.set_buyer_organisation_number(buyer.organisation_number);
  receipt.set_supplier_organisation_number(supplier.organisation_number);
  AddPartyCodes(receiver, reading.fact);
  AddPartyCodes(buyer, reading.fact);

  const std::vector<std::string> head_orders = HeadOrders(root);
  sdk::AmountReader amounts("", /*is_credit_note=*/false, flags);
  const char* line_name = is_despatch ? "cac:DespatchLine" : "cac:ReceiptLine";
  const char* quantity_name = is_despatch ? "cbc:DeliveredQuantity" : "cbc:ReceivedQuantity";
  std::vector<ReceivedLine> lines;
  for (const sdk::Element element : root.Children(line_name)) {
    const std::string where = std::string(line_name) + "[" + std::to_string(lines.size() + 1) + "]";
    lines.push_back(ReadLine(element, quantity_name, where, head_orders, amounts, flags));
  }
  if (!head_orders.empty()) receipt.set_order_reference(head_orders.front());
  const bool names_an_order = std::any_of(lines.begin(), lines.end(), [](const auto& line) { return !line.order_reference.empty(); });
  if (head_orders.empty() && !names_an_order) {
    flags.Add("order_reference_missing", "cac:OrderReference/cbc:ID", "no order is named, so none is known to be received");
  }
  HELHET_RETURN_IF_ERROR(SetKeys(is_despatch ? "despatch_advice" : "goods_receipt", header, is_despatch ? supplier : buyer, reading));
  return SplitByOrder(reading, lines);
}

}  // namespace helhet::ehandel
