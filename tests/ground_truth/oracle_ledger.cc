// Chapter 7: the ledger.
#include <algorithm>

#include "tests/ground_truth/comparing.h"
#include "tests/ground_truth/oracle_rules.h"

namespace helhet::truth {
namespace {

using model::v1::LedgerEntry;
using model::v1::LedgerEntryLine;

// Whether `number` is in one of the ranges: `100-285`, `370`.
template <typename Ranges>
bool IsInRanges(const std::string& number, const Ranges& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const std::string& range) {
    const size_t dash = range.find('-');
    const std::string low = range.substr(0, dash), high = dash == std::string::npos ? low : range.substr(dash + 1);
    return low.size() == number.size() && low <= number && number <= high;
  });
}

bool IsPurchase(const LedgerEntryLine& line, const Rules& rules) {
  static const std::vector<std::string> kUsualArts = {"100-285", "370"};
  if (line.art().empty()) return !line.account().empty() && IsInRanges(line.account(), rules.purchasing.purchase_accounts());
  if (rules.purchasing.purchase_arts().empty()) return IsInRanges(line.art(), kUsualArts);
  return IsInRanges(line.art(), rules.purchasing.purchase_arts());
}

bool IsPostingOf(const LedgerEntry& entry, const model::v1::Invoice& invoice) {
  const std::string number = TypedNumber(entry.invoice_number());
  return !number.empty() && number == TypedNumber(invoice.number()) && !invoice.supplier_organisation_number().empty() &&
         entry.supplier_organisation_number() == invoice.supplier_organisation_number();
}

}  // namespace

LedgerTruth StateLedger(const Document& entry, const Documents& documents, const Rules& rules) {
  LedgerTruth truth;
  truth.document = &entry;
  bool any_purchase = false;
  for (const LedgerEntryLine& line : truth.entry().lines()) {
    truth.is_purchase.push_back(IsPurchase(line, rules));
    if (!truth.is_purchase.back()) continue;
    any_purchase = true;
    truth.purchase_amount_minor += line.amount_minor();
  }
  const bool has_invoice = std::any_of(documents.begin(), documents.end(), [&](const Document& document) {
    return document.fact().has_invoice() && IsInvoiceToOthers(document.fact().invoice()) && IsPostingOf(truth.entry(), document.fact().invoice());
  });
  truth.invoice_status = !any_purchase ? model::v1::LEDGER_INVOICE_STATUS_NO_PURCHASE
                         : has_invoice ? model::v1::LEDGER_INVOICE_STATUS_INVOICE
                                       : model::v1::LEDGER_INVOICE_STATUS_NO_INVOICE;
  return truth;
}

void StatePosting(InvoiceTruth& truth, const Documents& documents) {
  for (const Document& document : documents) {
    const LedgerEntry& entry = document.fact().ledger_entry();
    if (!document.fact().has_ledger_entry() || !IsPostingOf(entry, truth.invoice())) continue;
    if (truth.posting_date.empty() || entry.posting_date() < truth.posting_date) truth.posting_date = entry.posting_date();
  }
  if (!truth.posting_date.empty()) truth.posting_days = DayNumber(truth.posting_date) - DayNumber(truth.invoice().issue_date());
}

}  // namespace helhet::truth
