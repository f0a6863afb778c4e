// Orders, what becomes of them, and receipts.
#include "tests/ground_truth/year_purchases.h"

namespace helhet::truth {
namespace {

using model::v1::Order;

constexpr int64_t kMillion = 1'000'000;
// Lines from this one on are deleted, and changed by nobody; those before it are changed, and deleted by nobody: what a
// change of a deleted line does is not defined.
constexpr int kFirstDeletable = 2;

}  // namespace

const Supplier& Purchases::SupplierInPlatform() {
  while (true) {
    const Supplier& supplier = dice_.OneOf(market_.suppliers);
    if (supplier.in_platform == InPlatform::kOften || (supplier.in_platform == InPlatform::kSeldom && dice_.Percent(2))) return supplier;
  }
}

// A number of its own, or one that is there already, of the same supplier or another: then of another buyer, since a
// buyer's numbers are its own.
const Supplier& Purchases::Number(Order& order) {
  const Supplier& supplier = SupplierInPlatform();
  order.set_number("PO-" + std::to_string(++next_number_));
  order.set_buyer_organisation_number(dice_.Percent(75) ? kOwnNumber : kSubNumber);
  if (order_numbers_.empty() || !dice_.Percent(12)) {
    order_numbers_.emplace_back(order.number(), &supplier);
    return supplier;
  }
  const auto taken = dice_.OneOf(order_numbers_);
  order.set_number(taken.first);
  order.set_buyer_organisation_number(std::to_string(980'000'000 + ++next_number_));
  return dice_.Percent(60) ? *taken.second : supplier;
}

const Supplier& Purchases::MakeOrder(Order& order) {
  const Supplier& supplier = Number(order);
  order.set_issue_date(dice_.Day("2023-09-01", "2024-12-20"));
  order.set_status(model::v1::ORDER_STATUS_PLACED);
  order.set_origin(model::v1::ORDER_ORIGIN_PLATFORM);
  if (dice_.Percent(6)) {
    order.set_origin(model::v1::ORDER_ORIGIN_ORDER_AGREEMENT);
    order.set_status(model::v1::ORDER_STATUS_ACCEPTED);
  }
  order.set_currency_code(dice_.Percent(95) ? "NOK" : "EUR");
  order.set_supplier_organisation_number(supplier.organisation_number);
  if (!supplier.agreements.empty() && dice_.Percent(30)) order.set_contract_reference(dice_.Reworded(dice_.OneOf(supplier.agreements).number()));
  for (int i = 0, lines = dice_.Between(1, 4); i < lines; ++i) {
    const Item& item = dice_.OneOf(supplier.items);
    auto* line = order.add_lines();
    line->set_line_id(std::to_string(i + 1));
    if (dice_.Percent(90)) line->set_seller_item_id(item.seller_item_id);
    line->set_standard_item_id(item.standard_item_id);
    if (dice_.Percent(95)) line->set_quantity_micros(dice_.Between(5, 40) * kMillion);
    line->set_quantity_unit_code(dice_.Percent(95) ? "EA" : "BX");
    if (dice_.Percent(95)) line->set_unit_price_micros(item.price_micros);
  }
  return supplier;
}

// Few, so that several come at once.
std::string Purchases::TimeOfUpdate() {
  static const std::vector<std::string> times = {"", "09:00:00", "15:30:00"};
  return dice_.OneOf(times);
}

void Purchases::AddResponse(const Order& order, const std::string& change, const std::string& day) {
  auto& update = *NewFact().mutable_order_update();
  update.set_kind(model::v1::ORDER_UPDATE_KIND_RESPONSE);
  update.set_number("S-" + std::to_string(++next_number_));
  update.set_issue_date(day);
  update.set_issue_time(TimeOfUpdate());
  update.set_order_reference(dice_.Reworded(order.number()));
  update.set_order_change_reference(change);
  if (dice_.Percent(80)) update.set_supplier_organisation_number(order.supplier_organisation_number());
  static const std::vector<model::v1::OrderStatus> statuses = {model::v1::ORDER_STATUS_ACKNOWLEDGED, model::v1::ORDER_STATUS_ACCEPTED,
                                                               model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES, model::v1::ORDER_STATUS_REJECTED};
  update.set_status(dice_.OneOf(statuses));
  const bool is_rejection = update.status() == model::v1::ORDER_STATUS_REJECTED;
  if (is_rejection || update.supplier_organisation_number().empty() || !dice_.Percent(40)) return;
  for (int i = 0; i < order.lines_size(); ++i) {
    if (!dice_.Percent(40)) continue;
    auto* line = update.add_lines();
    line->set_order_line_reference(order.lines(i).line_id());
    line->set_action(i >= kFirstDeletable ? model::v1::ORDER_LINE_ACTION_DELETED
                     : dice_.Percent(40)  ? model::v1::ORDER_LINE_ACTION_ACCEPTED
                                          : model::v1::ORDER_LINE_ACTION_CHANGED);
    if (line->action() != model::v1::ORDER_LINE_ACTION_CHANGED) continue;
    if (dice_.Percent(60)) line->set_quantity_micros(dice_.Between(1, 40) * kMillion);
    if (dice_.Percent(40)) line->set_unit_price_micros(dice_.Between(5, 900) * kMillion / 4);
  }
}

void Purchases::AddChange(const Supplier& supplier, const Order& order, int number) {
  auto& update = *NewFact().mutable_order_update();
  update.set_kind(model::v1::ORDER_UPDATE_KIND_CHANGE);
  // Numbers that do not grow with the sequence.
  update.set_number("C-" + std::to_string(dice_.Between(100, 999)) + "-" + std::to_string(++next_number_));
  update.set_issue_date(dice_.Day(order.issue_date(), DateOfDay(DayNumber(order.issue_date()) + 2)));
  update.set_issue_time(TimeOfUpdate());
  update.set_order_reference(dice_.Reworded(order.number()));
  update.set_sequence_number(number);
  update.set_buyer_organisation_number(order.buyer_organisation_number());
  update.set_supplier_organisation_number(order.supplier_organisation_number());
  for (int i = 0; i < std::min(order.lines_size(), kFirstDeletable); ++i) {
    auto* line = update.add_lines();
    line->set_order_line_reference(order.lines(i).line_id());
    line->set_action(dice_.Percent(50) ? model::v1::ORDER_LINE_ACTION_CHANGED : model::v1::ORDER_LINE_ACTION_UNSPECIFIED);
    line->set_quantity_micros(dice_.Between(1, 60) * kMillion);
  }
  // An order that shares its number has its updates in common with the other, and a line is added once.
  const bool has_own_number = order.buyer_organisation_number() == kOwnNumber || order.buyer_organisation_number() == kSubNumber;
  if (has_own_number && dice_.Percent(40)) {
    const Item& item = dice_.OneOf(supplier.items);
    auto* line = update.add_lines();
    line->set_order_line_reference("9" + std::to_string(number));
    line->set_action(model::v1::ORDER_LINE_ACTION_ADDED);
    line->set_quantity_micros(dice_.Between(1, 60) * kMillion);
    line->set_quantity_unit_code("EA");
    line->set_unit_price_micros(item.price_micros);
    line->set_seller_item_id(item.seller_item_id);
  }
  const std::string change = dice_.Reworded(update.number()), day = update.issue_date();
  if (dice_.Percent(70)) AddResponse(order, change, dice_.Day(day, DateOfDay(DayNumber(day) + 1)));
}

void Purchases::AddUpdates(const Supplier& supplier, const Order& order) {
  for (int i = 0, changes = dice_.Percent(25) ? dice_.Between(1, 2) : 0; i < changes; ++i) AddChange(supplier, order, i + 1);
  for (int i = 0, responses = dice_.Percent(55) ? dice_.Between(1, 2) : 0; i < responses; ++i) {
    AddResponse(order, "", dice_.Day(order.issue_date(), DateOfDay(DayNumber(order.issue_date()) + 2)));
  }
  if (!dice_.Percent(6)) return;
  auto& update = *NewFact().mutable_order_update();
  update.set_kind(model::v1::ORDER_UPDATE_KIND_CANCELLATION);
  update.set_number("X-" + std::to_string(++next_number_));
  update.set_issue_date(dice_.Day(order.issue_date(), "2024-12-31"));
  update.set_order_reference(order.number());
  update.set_buyer_organisation_number(order.buyer_organisation_number());
  if (dice_.Percent(70)) update.set_supplier_organisation_number(order.supplier_organisation_number());
  update.set_status(model::v1::ORDER_STATUS_CANCELLED);
}

void Purchases::AddReceipts(const Order& order) {
  for (int i = 0, receipts = dice_.Percent(65) ? dice_.Between(1, 3) : 0; i < receipts; ++i) {
    auto& receipt = *NewFact().mutable_goods_receipt();
    receipt.set_number("V-" + std::to_string(++next_number_));
    receipt.set_receipt_date(dice_.Day(order.issue_date(), "2024-12-31"));
    receipt.set_order_reference(dice_.Reworded(order.number()));
    receipt.set_evidence(dice_.Percent(70) ? model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED : model::v1::GOODS_RECEIPT_EVIDENCE_DESPATCH_ADVICE);
    receipt.set_buyer_organisation_number(order.buyer_organisation_number());
    if (dice_.Percent(75)) receipt.set_supplier_organisation_number(order.supplier_organisation_number());
    for (const auto& ordered : order.lines()) {
      if (!dice_.Percent(85)) continue;
      auto* line = receipt.add_lines();
      if (dice_.Percent(60)) line->set_order_line_reference(ordered.line_id());
      line->set_seller_item_id(ordered.seller_item_id());
      if (dice_.Percent(95)) line->set_quantity_micros(dice_.Percent(60) ? ordered.quantity_micros() : dice_.Between(1, 40) * kMillion);
      line->set_quantity_unit_code(dice_.Percent(96) ? ordered.quantity_unit_code() : "KGM");
    }
  }
}

void Purchases::BuyByOrder() {
  Order order;
  const Supplier& supplier = MakeOrder(order);
  *NewFact().mutable_order() = order;
  AddUpdates(supplier, order);
  AddReceipts(order);
  for (int i = 0, invoices = dice_.Percent(85) ? dice_.Between(1, 3) : 0; i < invoices; ++i) Invoice({&supplier, order.issue_date(), &order});
}

}  // namespace helhet::truth
