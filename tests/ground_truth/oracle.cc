#include "tests/ground_truth/oracle.h"

#include <algorithm>
#include <tuple>

#include "tests/ground_truth/comparing.h"
#include "tests/ground_truth/oracle_rules.h"

namespace helhet::truth {
namespace {

using model::v1::Invoice;

// Chapter 3: null when there is none.
const InvoiceTruth* PrecedingInvoice(const Invoice& credit_note, const std::vector<InvoiceTruth>& invoices) {
  const std::string number = credit_note.preceding_invoices().empty() ? "" : TypedNumber(credit_note.preceding_invoices(0));
  if (number.empty() || credit_note.supplier_organisation_number().empty()) return nullptr;
  const auto rank = [&](const InvoiceTruth& one) {
    const int64_t day = DayNumber(one.invoice().issue_date()), today = DayNumber(credit_note.issue_date());
    // On or before the day, the latest; after it, the earliest.
    return day <= today ? std::pair(0, -day) : std::pair(1, day);
  };
  const InvoiceTruth* best = nullptr;
  for (const InvoiceTruth& one : invoices) {
    if (IsCreditNote(one.invoice()) || !IsInvoiceToOthers(one.invoice()) || TypedNumber(one.invoice().number()) != number) continue;
    if (one.invoice().supplier_organisation_number() != credit_note.supplier_organisation_number()) continue;
    if (best == nullptr || rank(one) < rank(*best)) best = &one;
  }
  return best;
}

void TakeFromPreceding(InvoiceTruth& credit_note, const InvoiceTruth& preceding, const Documents& documents, const Rules& rules) {
  if (Reference(credit_note.invoice().order_reference()).empty()) {
    credit_note.order_reference_status = preceding.order_reference_status;
    credit_note.platform_reach = preceding.platform_reach;
    credit_note.order = preceding.order;
  }
  if (!NamesAgreement(credit_note.invoice(), documents, rules)) {
    credit_note.agreement_status = preceding.agreement_status;
    credit_note.agreement_number = preceding.agreement_number;
    credit_note.agreement_has_catalogue = preceding.agreement_has_catalogue;
  }
}

InvoiceTruth ByItself(const Document& document, const std::vector<OrderTruth>& orders, const Documents& documents, const Rules& rules) {
  InvoiceTruth truth;
  truth.document = &document;
  truth.lines.resize(static_cast<size_t>(truth.invoice().lines_size()));
  truth.population = PopulationOf(truth.invoice(), rules);
  if (!Reference(truth.invoice().order_reference()).empty()) {
    truth.order = VerifyingOrder(truth.invoice(), orders);
    truth.order_reference_status =
        truth.order != nullptr ? model::v1::ORDER_REFERENCE_STATUS_VERIFIED : model::v1::ORDER_REFERENCE_STATUS_CLAIMED;
  }
  StateAgreement(truth, documents, rules);
  truth.platform_reach = ReachOf(truth.invoice(), documents, rules);
  StatePosting(truth, documents);
  return truth;
}

}  // namespace

bool IsCreditNote(const Invoice& invoice) {
  return invoice.type() == model::v1::INVOICE_TYPE_CREDIT_NOTE || invoice.type() == model::v1::INVOICE_TYPE_SELF_BILLED_CREDIT_NOTE;
}

bool IsInvoiceToOthers(const Invoice& invoice) {
  return invoice.type() != model::v1::INVOICE_TYPE_PAYMENT_REQUEST && invoice.type() != model::v1::INVOICE_TYPE_REMINDER;
}

Truth StateTruth(const Stated& stated, const std::vector<Document>& documents) {
  const Rules rules = RulesOf(stated);
  Truth truth;
  for (const Document& document : documents) {
    if (document.fact().has_order()) truth.orders.push_back(StandOf(document, documents));
  }
  for (const Document& document : documents) {
    if (document.fact().has_invoice()) truth.invoices.push_back(ByItself(document, truth.orders, documents, rules));
    if (document.fact().has_statistic()) truth.statistics.push_back(&document);
    if (document.fact().has_ledger_entry()) truth.ledger.push_back(StateLedger(document, documents, rules));
  }
  for (InvoiceTruth& one : truth.invoices) {
    if (!IsCreditNote(one.invoice())) continue;
    const InvoiceTruth* preceding = PrecedingInvoice(one.invoice(), truth.invoices);
    if (preceding != nullptr) TakeFromPreceding(one, *preceding, documents, rules);
  }
  StateLines(truth.invoices, documents, rules);
  for (InvoiceTruth& one : truth.invoices) StateAgreedPrices(one, documents, rules);
  return truth;
}

}  // namespace helhet::truth
