// Chapters 1 and 2: the population, where an order stands, and which order verifies an invoice.
#include <algorithm>
#include <set>
#include <tuple>

#include "tests/ground_truth/comparing.h"
#include "tests/ground_truth/oracle_rules.h"

namespace helhet::truth {
namespace {

using model::v1::Invoice;
using model::v1::Order;
using model::v1::OrderLine;
using model::v1::OrderUpdate;
using model::v1::OrderUpdateLine;

// In the order in which they act.
std::vector<const OrderUpdate*> UpdatesOf(const Order& order, const Documents& documents) {
  std::vector<const OrderUpdate*> updates;
  for (const Document& document : documents) {
    const OrderUpdate& update = document.fact().order_update();
    if (!document.fact().has_order_update() || !SameReference(update.order_reference(), order.number())) continue;
    const std::string& supplier = update.supplier_organisation_number();
    if (supplier.empty() || supplier == order.supplier_organisation_number()) updates.push_back(&update);
  }
  std::sort(updates.begin(), updates.end(), [](const OrderUpdate* one, const OrderUpdate* other) {
    const auto place = [](const OrderUpdate& update) {
      return std::tuple(update.issue_date(), update.issue_time(), update.kind() != model::v1::ORDER_UPDATE_KIND_CHANGE,
                        update.has_sequence_number() ? update.sequence_number() : -1, update.number());
    };
    return place(*one) < place(*other);
  });
  return updates;
}

bool IsRejected(const OrderUpdate& change, const std::vector<const OrderUpdate*>& updates) {
  return std::any_of(updates.begin(), updates.end(), [&](const OrderUpdate* update) {
    return update->kind() == model::v1::ORDER_UPDATE_KIND_RESPONSE && update->status() == model::v1::ORDER_STATUS_REJECTED &&
           SameReference(update->order_change_reference(), change.number());
  });
}

void ActOnLine(const OrderUpdateLine& update, std::vector<OrderLine>& lines) {
  auto line = std::find_if(lines.begin(), lines.end(), [&](const OrderLine& one) { return SameReference(one.line_id(), update.order_line_reference()); });
  if (update.action() == model::v1::ORDER_LINE_ACTION_DELETED) {
    if (line != lines.end()) lines.erase(line);
    return;
  }
  if (line == lines.end()) {
    if (update.action() != model::v1::ORDER_LINE_ACTION_ADDED) return;
    line = lines.emplace(lines.end());
    line->set_line_id(update.order_line_reference());
  }
  if (update.has_quantity_micros()) line->set_quantity_micros(update.quantity_micros());
  if (!update.quantity_unit_code().empty()) line->set_quantity_unit_code(update.quantity_unit_code());
  if (update.has_unit_price_micros()) line->set_unit_price_micros(update.unit_price_micros());
  if (!update.seller_item_id().empty()) line->set_seller_item_id(update.seller_item_id());
  if (!update.standard_item_id().empty()) line->set_standard_item_id(update.standard_item_id());
}

void Act(const OrderUpdate& update, const std::vector<const OrderUpdate*>& updates, OrderTruth& truth) {
  const bool names_change = !Reference(update.order_change_reference()).empty();
  switch (update.kind()) {
    case model::v1::ORDER_UPDATE_KIND_CHANGE:
      if (IsRejected(update, updates)) return;
      break;
    case model::v1::ORDER_UPDATE_KIND_RESPONSE:
      if (names_change && update.status() == model::v1::ORDER_STATUS_REJECTED) return;
      truth.status = update.status();
      break;
    default:
      return;
  }
  for (const OrderUpdateLine& line : update.lines()) ActOnLine(line, truth.lines);
}

bool Stands(const OrderTruth& order) {
  return order.status != model::v1::ORDER_STATUS_REJECTED && order.status != model::v1::ORDER_STATUS_CANCELLED;
}

}  // namespace

Rules RulesOf(const Stated& stated) {
  Rules rules;
  for (const auto& resource : stated.resources()) {
    if (resource.has_municipality()) rules.organisation_number = resource.municipality().organisation_number();
    if (resource.has_purchasing_rules()) rules.purchasing = resource.purchasing_rules();
    for (const auto& code : resource.unit().codes()) {
      if (code.scheme() == "organisation_number") rules.unit_organisation_numbers.push_back(code.code());
    }
  }
  return rules;
}

model::v1::InvoicePopulation PopulationOf(const Invoice& invoice, const Rules& rules) {
  if (invoice.type() == model::v1::INVOICE_TYPE_PAYMENT_REQUEST) return model::v1::INVOICE_POPULATION_PAYMENT_REQUEST;
  if (invoice.type() == model::v1::INVOICE_TYPE_REMINDER) return model::v1::INVOICE_POPULATION_REMINDER;
  const std::string& supplier = invoice.supplier_organisation_number();
  if (supplier.empty()) return model::v1::INVOICE_POPULATION_PURCHASE;
  std::set<std::string> own(rules.unit_organisation_numbers.begin(), rules.unit_organisation_numbers.end());
  own.insert(rules.purchasing.internal_organisation_numbers().begin(), rules.purchasing.internal_organisation_numbers().end());
  own.insert(rules.organisation_number);
  if (own.contains(supplier)) return model::v1::INVOICE_POPULATION_INTERNAL;
  for (const auto& listed : rules.purchasing.non_addressable_suppliers()) {
    if (listed.organisation_number() == supplier && Within(invoice.issue_date(), listed.valid_from(), listed.valid_to())) {
      return model::v1::INVOICE_POPULATION_NON_ADDRESSABLE;
    }
  }
  return model::v1::INVOICE_POPULATION_PURCHASE;
}

OrderTruth StandOf(const Document& order, const Documents& documents) {
  OrderTruth truth;
  truth.document = &order;
  truth.status = truth.order().status();
  truth.lines.assign(truth.order().lines().begin(), truth.order().lines().end());
  const auto updates = UpdatesOf(truth.order(), documents);
  for (const OrderUpdate* update : updates) Act(*update, updates, truth);
  for (const OrderUpdate* update : updates) {
    if (update->kind() == model::v1::ORDER_UPDATE_KIND_CANCELLATION) truth.status = model::v1::ORDER_STATUS_CANCELLED;
  }
  return truth;
}

const OrderTruth* VerifyingOrder(const Invoice& invoice, const std::vector<OrderTruth>& orders) {
  const OrderTruth* best = nullptr;
  const auto rank = [&](const Order& order) {
    const int64_t day = DayNumber(order.issue_date());
    const bool is_after = order.issue_date() > invoice.issue_date();
    return std::tuple(order.buyer_organisation_number() != invoice.buyer_organisation_number(), is_after, is_after ? day : -day,
                      order.buyer_organisation_number());
  };
  for (const OrderTruth& one : orders) {
    if (!SameReference(one.order().number(), invoice.order_reference()) || !Stands(one)) continue;
    if (invoice.supplier_organisation_number().empty()) continue;
    if (one.order().supplier_organisation_number() != invoice.supplier_organisation_number()) continue;
    if (best == nullptr || rank(one.order()) < rank(best->order())) best = &one;
  }
  return best;
}

}  // namespace helhet::truth
