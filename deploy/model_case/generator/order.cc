#include "order.h"

#include <algorithm>
#include <map>

#include "framework_agreements.h"
#include "random.h"

namespace helhet::model_case {
namespace {

// Some days before the invoice, in the same year, as the platform began with each year's catalogues.
Date OrderDate(const Document& invoice, Random& random) {
  const Date first = MakeDate(YearOf(invoice.date), 1, 1);
  return std::max(first, AddDays(invoice.date, -random.Between(3, 20)));
}

OrderAnswer AnswerOf(const Document& invoice, Random& random) {
  if (invoice.order_trail == OrderTrail::kRejected) return OrderAnswer::kRejected;
  if (invoice.order_trail == OrderTrail::kCancelled) return OrderAnswer::kCancelled;
  if (!invoice.supplier->answers_orders) return OrderAnswer::kNone;
  return random.Chance(30) ? OrderAnswer::kAcceptedWithChanges : OrderAnswer::kAccepted;
}

Order StartOrder(const Document& invoice, Random& random) {
  Order order;
  order.number = invoice.order_reference;
  order.date = OrderDate(invoice, random);
  order.supplier = invoice.supplier;
  order.address = invoice.address;
  order.buyer_number = invoice.buyer_number;
  order.buyer_name = invoice.buyer_name;
  order.contract_reference = AgreementNumberOf(*invoice.supplier, order.date);
  order.answer = AnswerOf(invoice, random);
  order.answer_date = std::min(invoice.date, AddDays(order.date, random.Between(0, 2)));
  order.is_receipt_registered = invoice.IsOrdered() && random.Chance(800);
  order.receipt_date = std::max(order.date, AddDays(invoice.date, -random.Between(0, 3)));
  order.is_despatch_advised = invoice.IsOrdered() && invoice.supplier->advises_despatch;
  order.despatch_date = std::max(order.date, AddDays(order.receipt_date, -1));
  return order;
}

// A fifth less than what is invoiced, one unit at least; nothing less than one unit can be ordered.
int64_t LessThan(int64_t hundredths, std::string_view unit_code) {
  const int64_t step = StepHundredths(unit_code);
  const int64_t less = std::max<int64_t>(1, hundredths / step / 5);
  return std::max(step, hundredths - less * step);
}

void AddLines(const Document& invoice, Random& random, Order& order) {
  for (const Line& line : invoice.lines) {
    if (line.order_line == 0) continue;
    const int64_t invoiced = line.quantity_hundredths;
    const int64_t ordered = line.trail == LineTrail::kMore ? LessThan(invoiced, line.unit_code) : invoiced;
    const int64_t received = random.Chance(15) ? LessThan(invoiced, line.unit_code) : invoiced;
    order.lines.push_back({line.order_line, line.item, ordered, ordered, ordered, received, AgreedPriceMinor(*line.item, YearOf(order.date))});
  }
}

// The buyer asked for half as much again of the first line, and the supplier could not.
void AskForMore(Order& order) {
  OrderLine& line = order.lines.front();
  const int64_t step = StepHundredths(line.item->unit_code);
  line.ordered_hundredths += std::max<int64_t>(1, line.ordered_hundredths / step / 2) * step;
  line.placed_hundredths = line.ordered_hundredths;
}

// The buyer counted again: half as much more of the first line had been placed, or one unit less where there are more.
void ChangeQuantity(Random& random, Order& order) {
  OrderLine& line = order.lines.front();
  const int64_t step = StepHundredths(line.item->unit_code);
  const bool was_less = line.ordered_hundredths > step && random.Chance(500);
  line.placed_hundredths += was_less ? -step : std::max<int64_t>(1, line.ordered_hundredths / step / 2) * step;
  order.is_changed = true;
  order.change_date = std::min(order.answer_date, AddDays(order.date, 1));
}

// Drawn apart from all else, so that an order is the same whether it was changed or not.
void DrawWayOfOrdering(Order& order) {
  Random random(order.number + "/way");
  order.is_told_by_supplier = order.answer == OrderAnswer::kNone && random.Chance(40);
  const bool may_change = !order.is_told_by_supplier && (order.answer == OrderAnswer::kNone || order.answer == OrderAnswer::kAccepted);
  if (may_change && random.Chance(30)) ChangeQuantity(random, order);
}

}  // namespace

std::vector<Order> OrdersOf(const std::vector<Document>& documents) {
  std::vector<Order> orders;
  std::map<std::string_view, size_t> positions;
  for (const Document& document : documents) {
    if (!document.HasOrder() || document.kind == DocumentKind::kCreditNote) continue;
    Random random(document.number);
    const auto [position, is_new] = positions.emplace(document.order_reference, orders.size());
    if (is_new) orders.push_back(StartOrder(document, random));
    AddLines(document, random, orders[position->second]);
  }
  for (Order& order : orders) {
    if (order.answer == OrderAnswer::kAcceptedWithChanges) AskForMore(order);
    DrawWayOfOrdering(order);
  }
  return orders;
}

}  // namespace helhet::model_case
