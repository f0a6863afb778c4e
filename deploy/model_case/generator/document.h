// Document: an invoice or credit note of the model case before it is written as XML, with exact totals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue.h"
#include "date.h"
#include "municipalities.h"

namespace helhet::model_case {

enum class DocumentKind { kInvoice, kCorrectedInvoice, kCreditNote, kPaymentRequest };
enum class Dialect { kBisBilling3, kEhf2 };

// What the order reference of a document leads to in the platform.
enum class OrderTrail {
  kNone,       // there is no reference, or a filler
  kOrdered,    // an order that stands
  kRejected,   // an order that the supplier rejected
  kCancelled,  // an order that was cancelled
  kUnknown,    // a number that no platform knows
  kPerson,     // somebody's name, typed where the order goes
};

// How a line stands to the line that was ordered.
enum class LineTrail {
  kAsOrdered,
  kDearer,      // the unit price is higher
  kMore,        // more is invoiced than was ordered
  kSubstitute,  // another item came, which names no line of the order
};

struct Line {
  const Item* item;  // null for a fee or freight written as a line, whose price stays as it is
  std::string_view name;
  std::string_view unit_code;
  std::string_view unspsc_code;  // empty when the supplier gives no item class
  std::string_view cpv_code;
  std::string_view vat_category;
  int vat_percent;
  int64_t quantity_hundredths;
  int64_t price_minor;
  std::string item_number;  // the supplier's
  int order_line = 0;       // the line of the order, from 1 up; 0 when nothing is ordered
  LineTrail trail = LineTrail::kAsOrdered;

  bool IsGoods() const { return item != nullptr; }
  int64_t NetMinor() const { return (price_minor * quantity_hundredths + 50) / 100; }
};

// What a quantity is counted in: half hours, else whole units.
inline int64_t StepHundredths(std::string_view unit_code) { return unit_code == "HUR" ? 50 : 100; }

// A charge on the document, always with 25 % VAT.
struct Charge {
  std::string_view reason_code;  // UNCL7161, or empty: the reason in words alone
  std::string_view reason;
  int64_t amount_minor;
};

struct Document {
  DocumentKind kind = DocumentKind::kInvoice;
  Dialect dialect = Dialect::kBisBilling3;
  std::string number;
  Date date;
  const Supplier* supplier = nullptr;
  std::string_view buyer_number;       // the municipality: the legal entity
  std::string_view buyer_name;
  std::string_view buyer_postal_zone;
  std::string_view endpoint;           // where the invoice was sent: the municipality or a sub-unit
  std::string buyer_reference;
  const Address* address = nullptr;    // the unit that bought
  OrderTrail order_trail = OrderTrail::kNone;
  std::string order_reference;         // what the trail says, the filler `NA`, or empty
  std::string sales_order_reference;
  std::string_view contract_reference;
  std::string preceding_invoice;       // on a credit note
  std::vector<Line> lines;
  std::vector<Charge> charges;

  bool ClaimsOrder() const { return order_trail != OrderTrail::kNone; }
  bool IsOrdered() const { return order_trail == OrderTrail::kOrdered; }
  // Whether there is an order of that number, whatever became of it.
  bool HasOrder() const {
    return IsOrdered() || order_trail == OrderTrail::kRejected || order_trail == OrderTrail::kCancelled;
  }
};

struct VatSubtotal {
  std::string_view category;
  int percent;
  int64_t taxable_minor;
  int64_t tax_minor;
};

// EN 16931 BR-CO-10 to BR-CO-16: how the totals of a document add up.
struct Totals {
  int64_t lines_minor = 0;
  int64_t charges_minor = 0;
  int64_t tax_exclusive_minor = 0;
  int64_t tax_minor = 0;
  int64_t tax_inclusive_minor = 0;
  std::vector<VatSubtotal> subtotals;
};

Totals SumDocument(const Document& document);

}  // namespace helhet::model_case
