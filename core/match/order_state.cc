#include "core/match/order_state.h"

#include <algorithm>
#include <tuple>

#include "core/model/match_keys.h"

namespace helhet::match {
namespace {

using model::v1::Order;
using model::v1::OrderUpdate;
using model::v1::OrderUpdateLine;

bool Comes(const OrderUpdate* a, const OrderUpdate* b) {
  const auto place = [](const OrderUpdate& update) {
    return std::tuple(std::string_view(update.issue_date()), std::string_view(update.issue_time()), update.kind() != model::v1::ORDER_UPDATE_KIND_CHANGE,
                      update.sequence_number(), std::string_view(update.number()));
  };
  return place(*a) < place(*b);
}

bool IsRejected(const OrderUpdate& change, const std::vector<const OrderUpdate*>& updates) {
  const std::string number = model::ReferenceKey(change.number());
  return !number.empty() && std::any_of(updates.begin(), updates.end(), [&](const OrderUpdate* update) {
    return update->kind() == model::v1::ORDER_UPDATE_KIND_RESPONSE && update->status() == model::v1::ORDER_STATUS_REJECTED &&
           model::ReferenceKey(update->order_change_reference()) == number;
  });
}

model::v1::OrderLine* FindLine(Order& order, const std::string& line_id) {
  for (auto& line : *order.mutable_lines()) {
    if (line.line_id() == line_id) return &line;
  }
  return nullptr;
}

void Act(const OrderUpdateLine& stated, Order& order) {
  if (stated.action() == model::v1::ORDER_LINE_ACTION_DELETED) {
    auto& lines = *order.mutable_lines();
    lines.erase(std::remove_if(lines.begin(), lines.end(), [&](const auto& one) { return one.line_id() == stated.order_line_reference(); }), lines.end());
    return;
  }
  model::v1::OrderLine* line = FindLine(order, stated.order_line_reference());
  if (line == nullptr) {
    if (stated.action() != model::v1::ORDER_LINE_ACTION_ADDED) return;
    line = order.add_lines();
    line->set_line_id(stated.order_line_reference());
  }
  if (stated.has_quantity_micros()) line->set_quantity_micros(stated.quantity_micros());
  if (!stated.quantity_unit_code().empty()) line->set_quantity_unit_code(stated.quantity_unit_code());
  if (stated.has_unit_price_micros()) line->set_unit_price_micros(stated.unit_price_micros());
  if (!stated.seller_item_id().empty()) line->set_seller_item_id(stated.seller_item_id());
  if (!stated.standard_item_id().empty()) line->set_standard_item_id(stated.standard_item_id());
  if (!stated.item_name().empty()) line->set_item_name(stated.item_name());
}

}  // namespace

Order OrderAsItStands(Order order, std::vector<const OrderUpdate*> updates) {
  std::sort(updates.begin(), updates.end(), Comes);
  order.set_current_status(order.status());
  bool cancelled = false;
  for (const OrderUpdate* update : updates) {
    const bool is_change = update->kind() == model::v1::ORDER_UPDATE_KIND_CHANGE;
    const bool rejects = update->status() == model::v1::ORDER_STATUS_REJECTED;
    cancelled = cancelled || update->kind() == model::v1::ORDER_UPDATE_KIND_CANCELLATION;
    // A rejected change, and the response that rejects it, leave the order as it was.
    if (is_change ? IsRejected(*update, updates) : rejects && !update->order_change_reference().empty()) continue;
    for (const OrderUpdateLine& line : update->lines()) Act(line, order);
    if (update->kind() == model::v1::ORDER_UPDATE_KIND_RESPONSE && update->status() != model::v1::ORDER_STATUS_UNSPECIFIED) {
      order.set_current_status(update->status());
    }
  }
  if (cancelled) order.set_current_status(model::v1::ORDER_STATUS_CANCELLED);
  return order;
}

bool SpeaksOf(const OrderUpdate& update, const Order& order) {
  return model::ReferenceKey(update.order_reference()) == model::ReferenceKey(order.number()) &&
         (update.supplier_organisation_number().empty() || update.supplier_organisation_number() == order.supplier_organisation_number());
}

bool Stands(model::v1::OrderStatus status) {
  return status != model::v1::ORDER_STATUS_REJECTED && status != model::v1::ORDER_STATUS_CANCELLED;
}

}  // namespace helhet::match
