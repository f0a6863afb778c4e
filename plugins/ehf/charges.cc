#include "charges.h"

#include <unordered_set>

#include "helhet/ubl/line_arithmetic.h"

namespace helhet::ehf {
namespace {

void Count(model::v1::ChargeKind kind, int64_t amount_minor, model::v1::Invoice& invoice) {
  if (kind == model::v1::CHARGE_KIND_INVOICE_FEE) {
    invoice.set_invoice_fee_amount_minor(invoice.invoice_fee_amount_minor() + amount_minor);
  } else if (kind == model::v1::CHARGE_KIND_FREIGHT) {
    invoice.set_freight_amount_minor(invoice.freight_amount_minor() + amount_minor);
  }
}

}  // namespace

ChargeSums ReadCharges(const sdk::Element& parent, const std::string& line_id, const std::string& where, const ChargeWords& words,
                       sdk::AmountReader& amounts, model::v1::Invoice& invoice) {
  ChargeSums sums;
  for (const sdk::Element element : parent.Children("cac:AllowanceCharge")) {
    auto* charge = invoice.add_charges();
    charge->set_is_charge(sdk::IsCharge(element));
    charge->set_amount_minor(amounts.Required(element.Child("cbc:Amount"), where + "cac:AllowanceCharge/cbc:Amount"));
    charge->set_reason_code(element.Child("cbc:AllowanceChargeReasonCode").Text());
    charge->set_reason(element.Child("cbc:AllowanceChargeReason").Text());
    charge->set_line_id(line_id);
    charge->set_charge_kind(model::v1::CHARGE_KIND_OTHER);
    (charge->is_charge() ? sums.charges_minor : sums.allowances_minor) += charge->amount_minor();
    if (charge->is_charge()) {
      const ChargeVerdict verdict = words.OfCharge(charge->reason_code(), charge->reason());
      charge->set_charge_kind(verdict.kind);
      charge->set_charge_rule(verdict.rule);
    }
  }
  return sums;
}

void SumFeesAndFreight(model::v1::Invoice& invoice) {
  std::unordered_set<std::string_view> counted_lines;
  for (const auto& line : invoice.lines()) {
    Count(line.charge_kind(), line.net_amount_minor(), invoice);
    const bool counts = line.charge_kind() == model::v1::CHARGE_KIND_INVOICE_FEE || line.charge_kind() == model::v1::CHARGE_KIND_FREIGHT;
    if (counts) counted_lines.insert(line.line_id());
  }
  for (const auto& charge : invoice.charges()) {
    if (charge.line_id().empty() || counted_lines.count(charge.line_id()) == 0) {
      Count(charge.charge_kind(), charge.amount_minor(), invoice);
    }
  }
}

}  // namespace helhet::ehf
