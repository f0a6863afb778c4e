#include "core/match/order_comparison.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <tuple>

#include "core/match/wide.h"

namespace helhet::match {
namespace {

using model::v1::GoodsReceipt;
using model::v1::Invoice;
using model::v1::InvoiceLine;
using model::v1::Order;
using model::v1::OrderLine;

// Millionths times millionths of a currency unit, to hundredths of it.
constexpr int64_t kMicrosSquaredPerMinor = 10'000'000'000;

// Index of the only order line that fits, if there is one.
template <typename Fits>
std::optional<size_t> Only(const Order& order, Fits fits) {
  std::optional<size_t> found;
  for (int i = 0; i < order.lines_size(); ++i) {
    if (!fits(order.lines(i))) continue;
    if (found) return std::nullopt;
    found = static_cast<size_t>(i);
  }
  return found;
}

std::optional<size_t> FindLine(const Order& order, const std::string& reference, const std::string& seller_item, const std::string& standard_item) {
  if (!reference.empty()) {
    return Only(order, [&](const OrderLine& line) { return line.line_id() == reference; });
  }
  if (!seller_item.empty()) {
    if (const auto found = Only(order, [&](const OrderLine& line) { return line.seller_item_id() == seller_item; })) return found;
  }
  if (standard_item.empty()) return std::nullopt;
  return Only(order, [&](const OrderLine& line) { return line.standard_item_id() == standard_item; });
}

bool SameUnit(const std::string& unit, const OrderLine& line) {
  return unit.empty() || line.quantity_unit_code().empty() || unit == line.quantity_unit_code();
}

// What has been received on each order line.
std::vector<Wide> Received(const Order& order, const std::vector<const GoodsReceipt*>& receipts) {
  std::vector<Wide> received(static_cast<size_t>(order.lines_size()), 0);
  for (const GoodsReceipt* receipt : receipts) {
    for (const auto& line : receipt->lines()) {
      const auto found = FindLine(order, line.order_line_reference(), line.seller_item_id(), "");
      if (found && line.has_quantity_micros() && SameUnit(line.quantity_unit_code(), order.lines(static_cast<int>(*found)))) {
        received[*found] += line.quantity_micros();
      }
    }
  }
  return received;
}

// Registered receipts, or, where there is none, what suppliers say they sent.
std::vector<const GoodsReceipt*> Preferred(const std::vector<const GoodsReceipt*>& receipts) {
  std::vector<const GoodsReceipt*> registered;
  std::copy_if(receipts.begin(), receipts.end(), std::back_inserter(registered),
               [](const GoodsReceipt* receipt) { return receipt->evidence() == model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED; });
  return registered.empty() ? receipts : registered;
}

// The order in which what is invoiced adds up.
std::vector<size_t> Sequence(const std::vector<const Invoice*>& invoices) {
  std::vector<size_t> sequence(invoices.size());
  std::iota(sequence.begin(), sequence.end(), size_t{0});
  const auto place = [&](size_t i) {
    return std::tuple(std::string_view(invoices[i]->issue_date()), IsCreditNote(*invoices[i]), std::string_view(invoices[i]->number()));
  };
  std::sort(sequence.begin(), sequence.end(), [&](size_t a, size_t b) { return place(a) < place(b); });
  return sequence;
}

class Comparer {
 public:
  Comparer(const Order& order, const std::vector<const GoodsReceipt*>& receipts, const Rules& rules)
      : order_(order), rules_(rules), has_receipts_(!receipts.empty()), received_(Received(order, Preferred(receipts))), invoiced_(received_.size(), 0) {}

  OrderComparison Add(const Invoice& invoice) {
    OrderComparison comparison;
    const bool is_credit = IsCreditNote(invoice);
    comparison.match = is_credit ? model::v1::ORDER_MATCH_NO_ORDER : model::v1::ORDER_MATCH_AUTOMATIC;
    bool is_short = false;
    for (const InvoiceLine& line : invoice.lines()) {
      const auto found = FindLine(order_, line.order_line_reference(), line.seller_item_id(), line.standard_item_id());
      LineComparison compared = AddLine(invoice, line, found);
      if (found) is_short = is_short || invoiced_[*found] > received_[*found];
      if (is_credit) compared = {};
      comparison.match = is_credit ? comparison.match : std::max(comparison.match, compared.match);
      comparison.price_deviation_amount_minor += compared.price_deviation_amount_minor;
      comparison.lines.push_back(compared);
    }
    if (is_credit) return comparison;
    comparison.receipt = !has_receipts_ ? model::v1::RECEIPT_STATUS_UNKNOWN : is_short ? model::v1::RECEIPT_STATUS_SHORT : model::v1::RECEIPT_STATUS_RECEIVED;
    return comparison;
  }

 private:
  LineComparison AddLine(const Invoice& invoice, const InvoiceLine& line, std::optional<size_t> found) {
    if (!found) return {model::v1::ORDER_MATCH_LINE_UNKNOWN, 0};
    const OrderLine& ordered = order_.lines(static_cast<int>(*found));
    const bool comparable = line.has_quantity_micros() && SameUnit(line.quantity_unit_code(), ordered);
    if (comparable) invoiced_[*found] += line.quantity_micros();
    LineComparison compared{model::v1::ORDER_MATCH_AUTOMATIC, 0};
    if (line.has_unit_price_micros() && ordered.has_unit_price_micros() && invoice.currency_code() == order_.currency_code() &&
        rules_.PriceDeviates(line.unit_price_micros(), ordered.unit_price_micros())) {
      compared = {model::v1::ORDER_MATCH_PRICE_DEVIATES, DeviationMinor(line, ordered.unit_price_micros())};
    }
    if (comparable && ordered.has_quantity_micros() && invoiced_[*found] > ordered.quantity_micros()) {
      compared.match = model::v1::ORDER_MATCH_QUANTITY_DEVIATES;
    }
    return compared;
  }

  const Order& order_;
  const Rules& rules_;
  const bool has_receipts_;
  const std::vector<Wide> received_;
  std::vector<Wide> invoiced_;  // on each order line, up to and with the invoice at hand
};

}  // namespace

bool IsCreditNote(const Invoice& invoice) {
  return invoice.type() == model::v1::INVOICE_TYPE_CREDIT_NOTE || invoice.type() == model::v1::INVOICE_TYPE_SELF_BILLED_CREDIT_NOTE;
}

bool IsInvoiceToOthers(const Invoice& invoice) {
  return invoice.type() != model::v1::INVOICE_TYPE_PAYMENT_REQUEST && invoice.type() != model::v1::INVOICE_TYPE_REMINDER;
}

int64_t DeviationMinor(const InvoiceLine& line, int64_t agreed_micros) {
  if (!line.has_quantity_micros() || !line.has_unit_price_micros()) return 0;
  const Wide product = (Wide{line.unit_price_micros()} - agreed_micros) * line.quantity_micros();
  const Wide half = kMicrosSquaredPerMinor / 2;
  const Wide minor = (product < 0 ? product - half : product + half) / kMicrosSquaredPerMinor;
  return static_cast<int64_t>(std::clamp<Wide>(minor, std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()));
}

std::vector<OrderComparison> CompareWithOrder(const Order& order, const std::vector<const Invoice*>& invoices,
                                              const std::vector<const GoodsReceipt*>& receipts, const Rules& rules) {
  std::vector<OrderComparison> comparisons(invoices.size());
  Comparer comparer(order, receipts, rules);
  for (const size_t i : Sequence(invoices)) comparisons[i] = comparer.Add(*invoices[i]);
  return comparisons;
}

}  // namespace helhet::match
