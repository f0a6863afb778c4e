#include "totals.h"

#include "helhet/values/refusal.h"

namespace helhet::ehf {
namespace {

class Totals {
 public:
  Totals(const DocumentKind& kind, sdk::AmountReader& amounts, sdk::Flags& flags)
      : element_(kind.root.Child("cac:LegalMonetaryTotal")),
        may_lack_(kind.type == model::v1::INVOICE_TYPE_PAYMENT_REQUEST),
        amounts_(amounts),
        flags_(flags) {}

  int64_t Optional(const char* name) { return Read(name).value_or(0); }

  // A total that EN 16931 demands; `otherwise` and a flag when it is missing.
  int64_t Required(const char* name, int64_t otherwise, const char* how) {
    const auto amount = Read(name);
    if (!amount && !may_lack_) flags_.Add("amount_missing", Path(name), std::string("missing; counted from ") + how);
    return amount.value_or(otherwise);
  }

 private:
  static std::string Path(const char* name) { return std::string("cac:LegalMonetaryTotal/") + name; }
  std::optional<int64_t> Read(const char* name) { return amounts_.Minor(element_.Child(name), Path(name)); }

  const sdk::Element element_;
  const bool may_lack_;
  sdk::AmountReader& amounts_;
  sdk::Flags& flags_;
};

// BT-110: the total in the invoice's currency, which is the first; another one is in the accounting currency.
int64_t TaxTotal(const DocumentKind& kind, sdk::AmountReader& amounts) {
  return amounts.Minor(kind.root.Child("cac:TaxTotal").Child("cbc:TaxAmount"), "cac:TaxTotal/cbc:TaxAmount").value_or(0);
}

}  // namespace

Status ReadTotals(const DocumentKind& kind, sdk::AmountReader& amounts, sdk::Flags& flags, model::v1::Invoice& invoice) {
  if (!kind.root.Child("cac:LegalMonetaryTotal") && invoice.lines().empty()) {
    return sdk::Refused("amount_missing", "cac:LegalMonetaryTotal: missing, and there are no lines to count from",
                   "ask the sender for a corrected document");
  }
  int64_t lines = 0;
  for (const auto& line : invoice.lines()) lines += line.net_amount_minor();
  Totals totals(kind, amounts, flags);
  const int64_t sum = totals.Required("cbc:LineExtensionAmount", lines, "the lines");
  const int64_t allowances = totals.Optional("cbc:AllowanceTotalAmount");
  const int64_t charges = totals.Optional("cbc:ChargeTotalAmount");
  const int64_t exclusive = totals.Required("cbc:TaxExclusiveAmount", sum - allowances + charges, "the sum of lines");
  const int64_t inclusive = totals.Required("cbc:TaxInclusiveAmount", exclusive + TaxTotal(kind, amounts), "the total without VAT");
  const int64_t due = inclusive - totals.Optional("cbc:PrepaidAmount") + totals.Optional("cbc:PayableRoundingAmount");
  invoice.set_line_extension_amount_minor(sum);
  invoice.set_allowance_total_amount_minor(allowances);
  invoice.set_charge_total_amount_minor(charges);
  invoice.set_tax_exclusive_amount_minor(exclusive);
  invoice.set_tax_inclusive_amount_minor(inclusive);
  invoice.set_payable_amount_minor(totals.Required("cbc:PayableAmount", due, "the total with VAT"));
  return amounts.status();
}

}  // namespace helhet::ehf
