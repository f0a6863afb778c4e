// Invoices held against their order, line by line (core/match/README.md, section 6).
#pragma once

#include <vector>

#include "core/match/rules.h"
#include "helhet/model/v1/goods_receipt.pb.h"
#include "helhet/model/v1/invoice.pb.h"
#include "helhet/model/v1/order.pb.h"

namespace helhet::match {

struct LineComparison {
  model::v1::OrderMatch match = model::v1::ORDER_MATCH_NO_ORDER;
  int64_t price_deviation_amount_minor = 0;
};

// Of one invoice.
struct OrderComparison {
  model::v1::OrderMatch match = model::v1::ORDER_MATCH_NO_ORDER;
  model::v1::ReceiptStatus receipt = model::v1::RECEIPT_STATUS_NO_ORDER;
  int64_t price_deviation_amount_minor = 0;
  std::vector<LineComparison> lines;
};

bool IsCreditNote(const model::v1::Invoice& invoice);
// Whether other documents can rest on it: a payment request or a reminder is no invoice to them.
bool IsInvoiceToOthers(const model::v1::Invoice& invoice);

// What differs between two prices for a quantity, in the minor unit, rounded half away from zero; 0 when the quantity is
// not known.
int64_t DeviationMinor(const model::v1::InvoiceLine& line, int64_t agreed_micros);

// Compares all invoices and credit notes of an order as it stands (order_state.h) at once, for what is invoiced adds up;
// gives one comparison for each, in the order given. `receipts` are those that name the order.
std::vector<OrderComparison> CompareWithOrder(const model::v1::Order& order, const std::vector<const model::v1::Invoice*>& invoices,
                                              const std::vector<const model::v1::GoodsReceipt*>& receipts, const Rules& rules);

}  // namespace helhet::match
