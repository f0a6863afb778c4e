// Order: what was ordered in the platform, and what became of it, told backwards from the invoices that followed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document.h"

namespace helhet::model_case {

enum class OrderAnswer { kNone, kAccepted, kAcceptedWithChanges, kRejected, kCancelled };

struct OrderLine {
  int number;
  const Item* item;
  int64_t placed_hundredths;    // another quantity than is ordered where the buyer changed it
  int64_t ordered_hundredths;
  int64_t accepted_hundredths;  // another quantity where the supplier answers with a change
  int64_t received_hundredths;
  int64_t price_minor;
};

struct Order {
  std::string number;
  Date date;
  const Supplier* supplier;
  const Address* address;
  std::string_view buyer_number;
  std::string_view buyer_name;
  std::string_view contract_reference;
  bool is_told_by_supplier = false;  // ordered by telephone: what there is is the supplier's order agreement
  bool is_changed = false;
  Date change_date;
  OrderAnswer answer = OrderAnswer::kNone;
  Date answer_date;
  bool is_receipt_registered = false;
  Date receipt_date;
  bool is_despatch_advised = false;
  Date despatch_date;
  std::vector<OrderLine> lines;
};

// The orders of `documents`, in the order in which their first invoices stand there. Most lines are as invoiced; the trail
// of an invoice line says where they are not. Some suppliers answer, nearly always with a yes; four of five receipts of
// goods are registered, a few short of what is invoiced. Three orders in a hundred are changed by the buyer before that, and
// two are told by the supplier: neither changes what an invoice matches.
std::vector<Order> OrdersOf(const std::vector<Document>& documents);

}  // namespace helhet::model_case
