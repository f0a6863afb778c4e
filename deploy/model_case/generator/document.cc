#include "document.h"

#include <algorithm>

namespace helhet::model_case {
namespace {

void AddTaxable(std::vector<VatSubtotal>& subtotals, std::string_view category, int percent, int64_t minor) {
  auto same = std::find_if(subtotals.begin(), subtotals.end(), [&](const VatSubtotal& subtotal) {
    return subtotal.category == category && subtotal.percent == percent;
  });
  if (same == subtotals.end()) same = subtotals.insert(same, {category, percent, 0, 0});
  same->taxable_minor += minor;
}

}  // namespace

Totals SumDocument(const Document& document) {
  Totals totals;
  for (const Line& line : document.lines) {
    totals.lines_minor += line.NetMinor();
    AddTaxable(totals.subtotals, line.vat_category, line.vat_percent, line.NetMinor());
  }
  for (const Charge& charge : document.charges) {
    totals.charges_minor += charge.amount_minor;
    AddTaxable(totals.subtotals, "S", 25, charge.amount_minor);
  }
  totals.tax_exclusive_minor = totals.lines_minor + totals.charges_minor;
  if (document.kind != DocumentKind::kPaymentRequest) {
    for (VatSubtotal& subtotal : totals.subtotals) {
      subtotal.tax_minor = (subtotal.taxable_minor * subtotal.percent + 50) / 100;
      totals.tax_minor += subtotal.tax_minor;
    }
  }
  totals.tax_inclusive_minor = totals.tax_exclusive_minor + totals.tax_minor;
  return totals;
}

}  // namespace helhet::model_case
