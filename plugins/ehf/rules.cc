#include "rules.h"

namespace helhet::ehf {
namespace {

enum class RuleSet { kPeppol, kEn16931, kOldEhf, kPaymentRequest };

RuleSet RuleSetOf(const DocumentKind& kind) {
  switch (kind.standard) {
    case model::v1::INVOICE_STANDARD_EHF_1:
    case model::v1::INVOICE_STANDARD_EHF_2:
      return RuleSet::kOldEhf;
    case model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3:
      return RuleSet::kPeppol;
    case model::v1::INVOICE_STANDARD_EHF_3_OTHER:
      return kind.type == model::v1::INVOICE_TYPE_PAYMENT_REQUEST ? RuleSet::kPaymentRequest : RuleSet::kPeppol;
    default:
      return RuleSet::kEn16931;
  }
}

}  // namespace

void CheckRules(const DocumentKind& kind, sdk::Flags& flags) {
  switch (RuleSetOf(kind)) {
    case RuleSet::kPeppol:
      CheckDocumentRules(kind, flags);
      CheckNorwegianSupplier(kind, flags);
      CheckEmptyElements(kind, "PEPPOL-EN16931-R008", flags);
      CheckLineAmounts(kind, "PEPPOL-EN16931-R120", flags);
      CheckAllowancePercentages(kind, flags);
      return CheckTotals(kind, nullptr, flags);
    case RuleSet::kEn16931:
      return CheckTotals(kind, nullptr, flags);
    case RuleSet::kOldEhf:
      CheckEmptyElements(kind, "EHF-COMMON-R002", flags);
      CheckLineAmounts(kind, "line_does_not_add_up", flags);
      return CheckTotals(kind, "totals_do_not_add_up", flags);
    case RuleSet::kPaymentRequest:
      return CheckLineAmounts(kind, "line_does_not_add_up", flags);
  }
}

}  // namespace helhet::ehf
