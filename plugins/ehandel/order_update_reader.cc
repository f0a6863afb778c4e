#include "order_update_reader.h"

#include <charconv>
#include <optional>

#include "header.h"
#include "helhet/ubl/amount_reader.h"
#include "helhet/ubl/item.h"
#include "helhet/ubl/price.h"
#include "helhet/values/date.h"
#include "helhet/values/quoted.h"
#include "helhet/values/reference.h"
#include "helhet/values/unit_codes.h"
#include "order_codes.h"

namespace helhet::ehandel {
namespace {

using model::v1::OrderLineAction;
using model::v1::OrderUpdateLine;

OrderLineAction ReadAction(const sdk::Element& item, const std::string& where, sdk::Flags& flags) {
  const std::string code = item.Child("cbc:LineStatusCode").Text();
  if (code.empty()) return model::v1::ORDER_LINE_ACTION_UNSPECIFIED;
  if (const auto action = ActionOfLine(code)) return *action;
  flags.Add("line_status_unknown", where + "/cbc:LineStatusCode", sdk::Quoted(code) + " is no status of a line; taken as changed");
  return model::v1::ORDER_LINE_ACTION_UNSPECIFIED;
}

// The item from now on. A response repeats the item that was ordered and names another only as a substitute, or on a
// line that it adds; a change states the item that it wants.
void ReadNewItem(const sdk::Element& line, bool is_change, OrderUpdateLine& update) {
  const sdk::Element substitute = line.Child("cac:SellerSubstitutedLineItem").Child("cac:Item");
  const bool has_new_item = is_change || update.action() == model::v1::ORDER_LINE_ACTION_ADDED;
  if (!substitute && !has_new_item) return;
  sdk::Item item = sdk::ReadItem(substitute ? substitute : line.Child("cac:LineItem").Child("cac:Item"));
  update.set_seller_item_id(std::move(item.seller_item_id));
  update.set_standard_item_id(std::move(item.standard_item_id));
  update.set_item_name(std::move(item.name));
}

void ReadLine(const sdk::Element& line, const std::string& where, bool is_change, sdk::AmountReader& amounts, sdk::Flags& flags,
              OrderUpdateLine& update) {
  const sdk::Element item = line.Child("cac:LineItem");
  update.set_order_line_reference(line.Child("cac:OrderLineReference").Child("cbc:LineID").Text());
  if (update.order_line_reference().empty()) update.set_order_line_reference(item.Child("cbc:ID").Text());
  if (update.order_line_reference().empty()) {
    flags.Add("order_line_reference_missing", where, "neither a line of the order nor an identifier of its own");
  }
  update.set_action(ReadAction(item, where + "/cac:LineItem", flags));
  if (update.action() == model::v1::ORDER_LINE_ACTION_DELETED) return;
  const sdk::Element quantity = item.Child("cbc:Quantity");
  if (const auto micros = amounts.QuantityMicros(quantity, where + "/cac:LineItem/cbc:Quantity")) {
    update.set_quantity_micros(*micros);
    update.set_quantity_unit_code(std::string(quantity.Attribute("unitCode")));
  }
  if (const auto price = sdk::UnitPriceMicros(item.Child("cac:Price"), where + "/cac:LineItem", flags)) {
    update.set_unit_price_micros(*price);
  }
  ReadNewItem(line, is_change, update);
}

void ReadLines(const sdk::Element& root, bool is_change, sdk::Flags& flags, model::v1::OrderUpdate& update) {
  sdk::AmountReader amounts(update.currency_code(), /*is_credit_note=*/false, flags);
  for (const sdk::Element line : root.Children("cac:OrderLine")) {
    const std::string where = "cac:OrderLine[" + std::to_string(update.lines_size() + 1) + "]";
    ReadLine(line, where, is_change, amounts, flags, *update.add_lines());
  }
}

void ReadTimeAndSequence(const sdk::Element& root, sdk::Flags& flags, model::v1::OrderUpdate& update) {
  const std::string time = root.Child("cbc:IssueTime").Text();
  update.set_issue_time(sdk::TimeOfDay(time));
  if (!time.empty() && update.issue_time().empty()) {
    flags.Add("time_invalid", "cbc:IssueTime", sdk::Quoted(time) + " is no time of day");
  }
  const std::string sequence = root.Child("cbc:SequenceNumberID").Text();
  if (sequence.empty()) return;
  int32_t number = 0;
  const auto [end, error] = std::from_chars(sequence.data(), sequence.data() + sequence.size(), number);
  if (error == std::errc() && end == sequence.data() + sequence.size()) {
    update.set_sequence_number(number);
  } else {
    flags.Add("sequence_number_invalid", "cbc:SequenceNumberID", sdk::Quoted(sequence) + " is no number");
  }
}

void ReadReferences(const sdk::Element& root, sdk::Flags& flags, model::v1::OrderUpdate& update) {
  update.set_order_reference(sdk::ReferenceOrNone(root.Child("cac:OrderReference").Child("cbc:ID").Text()));
  if (update.order_reference().empty()) {
    flags.Add("order_reference_missing", "cac:OrderReference/cbc:ID", "no order is named, so none is changed");
  }
  if (update.kind() != model::v1::ORDER_UPDATE_KIND_RESPONSE) return;
  update.set_order_change_reference(sdk::ReferenceOrNone(root.Child("cac:OrderChangeDocumentReference").Child("cbc:ID").Text()));
}

const char* WordOf(model::v1::OrderUpdateKind kind) {
  if (kind == model::v1::ORDER_UPDATE_KIND_RESPONSE) return "order_response";
  return kind == model::v1::ORDER_UPDATE_KIND_CHANGE ? "order_change" : "order_cancellation";
}

}  // namespace

Status ReadOrderUpdate(const Document& document, sdk::Flags& flags, Reading& reading) {
  reading.stream = kOrderUpdates;
  const sdk::Element& root = document.root;
  const bool is_response = document.kind == DocumentKind::kOrderResponse;
  const bool is_change = document.kind == DocumentKind::kOrderChange;
  HELHET_ASSIGN_OR_RETURN(const Header header, ReadHeader(root));
  const sdk::Party buyer = ReadFirstParty(root, {"cac:BuyerCustomerParty"}, flags);
  const sdk::Party supplier = ReadFirstParty(root, {"cac:SellerSupplierParty"}, flags);
  auto& update = *reading.fact.mutable_order_update();
  update.set_number(header.number);
  update.set_issue_date(header.issue_date);
  update.set_kind(is_response ? model::v1::ORDER_UPDATE_KIND_RESPONSE
                  : is_change ? model::v1::ORDER_UPDATE_KIND_CHANGE
                              : model::v1::ORDER_UPDATE_KIND_CANCELLATION);
  if (is_response) {
    HELHET_ASSIGN_OR_RETURN(const model::v1::OrderStatus status, StatusOfResponse(root.Child("cbc:OrderResponseCode").Text()));
    update.set_status(status);
  } else if (!is_change) {
    update.set_status(model::v1::ORDER_STATUS_CANCELLED);
  }
  ReadTimeAndSequence(root, flags, update);
  ReadReferences(root, flags, update);
  update.set_buyer_organisation_number(buyer.organisation_number);
  update.set_supplier_organisation_number(supplier.organisation_number);
  update.set_currency_code(ReadCurrency(root, "cac:OrderLine", flags));
  ReadLines(root, is_change, flags, update);
  sdk::AddUnitCode("buyer_reference", root.Child("cbc:CustomerReference").Text(), reading.fact);
  AddPartyCodes(buyer, reading.fact);
  return SetKeys(WordOf(update.kind()), header, is_response ? supplier : buyer, reading);
}

}  // namespace helhet::ehandel
