// Chapter 6: lines against order, price and receipt, in the order in which invoices of one order come.
#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "tests/ground_truth/comparing.h"
#include "tests/ground_truth/oracle_rules.h"

namespace helhet::truth {
namespace {

using model::v1::GoodsReceipt;
using model::v1::GoodsReceiptLine;
using model::v1::Invoice;
using model::v1::InvoiceLine;
using model::v1::OrderLine;

// The only line for which it holds; null when none or several.
const OrderLine* OnlyOne(const OrderTruth& order, const std::function<bool(const OrderLine&)>& holds) {
  const OrderLine* found = nullptr;
  for (const OrderLine& line : order.lines) {
    if (!holds(line)) continue;
    if (found != nullptr) return nullptr;
    found = &line;
  }
  return found;
}

const OrderLine* FindOrderLine(const OrderTruth& order, const std::string& reference, const std::string& seller_item, const std::string& standard_item) {
  if (!Reference(reference).empty()) return OnlyOne(order, [&](const OrderLine& line) { return SameReference(line.line_id(), reference); });
  const OrderLine* by_seller = OnlyOne(order, [&](const OrderLine& line) { return SameReference(line.seller_item_id(), seller_item); });
  if (by_seller != nullptr) return by_seller;
  return OnlyOne(order, [&](const OrderLine& line) { return SameReference(line.standard_item_id(), standard_item); });
}

const OrderLine* FindOrderLine(const OrderTruth& order, const InvoiceLine& line) {
  return FindOrderLine(order, line.order_line_reference(), line.seller_item_id(), line.standard_item_id());
}

bool HasComparableQuantity(const InvoiceLine& line, const OrderLine& order_line) {
  return line.has_quantity_micros() && line.quantity_unit_code() == order_line.quantity_unit_code();
}

// Of one order.
struct Receipts {
  bool any = false;
  std::map<const OrderLine*, int64_t> received_micros;
};

Receipts ReceiptsOf(const OrderTruth& order, const Documents& documents) {
  std::vector<const GoodsReceipt*> receipts;
  bool any_registered = false;
  for (const Document& document : documents) {
    const GoodsReceipt& receipt = document.fact().goods_receipt();
    if (!document.fact().has_goods_receipt() || !SameReference(receipt.order_reference(), order.order().number())) continue;
    const std::string& supplier = receipt.supplier_organisation_number();
    if (!supplier.empty() && supplier != order.order().supplier_organisation_number()) continue;
    any_registered |= receipt.evidence() == model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED;
    receipts.push_back(&receipt);
  }
  Receipts found{!receipts.empty(), {}};
  for (const GoodsReceipt* receipt : receipts) {
    if (any_registered && receipt->evidence() != model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED) continue;
    for (const GoodsReceiptLine& line : receipt->lines()) {
      const OrderLine* order_line = FindOrderLine(order, line.order_line_reference(), line.seller_item_id(), "");
      if (order_line == nullptr || !line.has_quantity_micros() || line.quantity_unit_code() != order_line->quantity_unit_code()) continue;
      found.received_micros[order_line] += line.quantity_micros();
    }
  }
  return found;
}

// What is invoiced on each order line, as far as one has come.
using Invoiced = std::map<const OrderLine*, int64_t>;

InvoiceLineTruth MatchLine(const Invoice& invoice, const InvoiceLine& line, const OrderTruth& order, const Invoiced& invoiced, const Rules& rules) {
  InvoiceLineTruth truth;
  truth.order_match = model::v1::ORDER_MATCH_LINE_UNKNOWN;
  const OrderLine* order_line = FindOrderLine(order, line);
  if (order_line == nullptr) return truth;
  const bool both_prices = line.has_unit_price_micros() && order_line->has_unit_price_micros() && invoice.currency_code() == order.order().currency_code();
  const bool price_deviates = both_prices && Deviates(line.unit_price_micros(), order_line->unit_price_micros(), rules);
  if (price_deviates) truth.price_deviation_amount_minor = DeviationMinor(line, order_line->unit_price_micros());
  const bool quantity_deviates = HasComparableQuantity(line, *order_line) && order_line->has_quantity_micros() &&
                                 invoiced.at(order_line) > order_line->quantity_micros();
  truth.order_match = quantity_deviates ? model::v1::ORDER_MATCH_QUANTITY_DEVIATES
                      : price_deviates  ? model::v1::ORDER_MATCH_PRICE_DEVIATES
                                        : model::v1::ORDER_MATCH_AUTOMATIC;
  return truth;
}

// Lines of one document count in their own order.
void MatchInvoice(InvoiceTruth& truth, const Receipts& receipts, Invoiced& invoiced, const Rules& rules) {
  const bool is_credit_note = IsCreditNote(truth.invoice());
  bool is_short = false;
  if (!is_credit_note) truth.order_match = model::v1::ORDER_MATCH_AUTOMATIC;
  for (int i = 0; i < truth.invoice().lines_size(); ++i) {
    const InvoiceLine& line = truth.invoice().lines(i);
    const OrderLine* order_line = FindOrderLine(*truth.order, line);
    if (order_line != nullptr) {
      // A quantity that is passed over is not added; the line is looked at all the same.
      if (HasComparableQuantity(line, *order_line)) invoiced[order_line] += line.quantity_micros();
      const auto received = receipts.received_micros.find(order_line);
      is_short |= invoiced[order_line] > (received == receipts.received_micros.end() ? 0 : received->second);
    }
    if (is_credit_note) continue;
    InvoiceLineTruth& matched = truth.lines[static_cast<size_t>(i)];
    matched = MatchLine(truth.invoice(), line, *truth.order, invoiced, rules);
    truth.order_match = std::max(truth.order_match, matched.order_match);
    truth.price_deviation_amount_minor += matched.price_deviation_amount_minor;
  }
  if (is_credit_note) return;
  truth.receipt_status = !receipts.any ? model::v1::RECEIPT_STATUS_UNKNOWN : is_short ? model::v1::RECEIPT_STATUS_SHORT : model::v1::RECEIPT_STATUS_RECEIVED;
}

}  // namespace

void StateLines(std::vector<InvoiceTruth>& invoices, const Documents& documents, const Rules& rules) {
  std::map<const OrderTruth*, std::vector<InvoiceTruth*>> by_order;
  for (InvoiceTruth& one : invoices) {
    // A credit note that has its order from its preceding invoice does not count in what is invoiced.
    const bool has_own_order = one.order != nullptr && !Reference(one.invoice().order_reference()).empty();
    if (has_own_order && IsInvoiceToOthers(one.invoice())) by_order[one.order].push_back(&one);
  }
  for (auto& [order, those] : by_order) {
    std::sort(those.begin(), those.end(), [](const InvoiceTruth* one, const InvoiceTruth* other) {
      const auto place = [](const Invoice& invoice) { return std::tuple(invoice.issue_date(), IsCreditNote(invoice), invoice.number()); };
      return place(one->invoice()) < place(other->invoice());
    });
    const Receipts receipts = ReceiptsOf(*order, documents);
    Invoiced invoiced;
    for (InvoiceTruth* one : those) MatchInvoice(*one, receipts, invoiced, rules);
  }
}

}  // namespace helhet::truth
