// The oracle's chapters, one for each of core/match/README.md.
#pragma once

#include "tests/ground_truth/oracle.h"

namespace helhet::truth {

using Documents = std::vector<Document>;

// The municipality's own numbers, and its rules of purchasing.
struct Rules {
  std::string organisation_number;
  std::vector<std::string> unit_organisation_numbers;
  model::v1::PurchasingRules purchasing;
};
Rules RulesOf(const Stated& stated);

// Chapter 1.
model::v1::InvoicePopulation PopulationOf(const model::v1::Invoice& invoice, const Rules& rules);

// Chapter 2. Where the order stands, and the order that verifies an invoice; null when none does.
OrderTruth StandOf(const Document& order, const Documents& documents);
const OrderTruth* VerifyingOrder(const model::v1::Invoice& invoice, const std::vector<OrderTruth>& orders);

// Chapter 4: status, number and catalogue of an invoice taken by itself.
void StateAgreement(InvoiceTruth& truth, const Documents& documents, const Rules& rules);
// Whether the agreement holds for the invoice.
bool Holds(const model::v1::Agreement& agreement, const model::v1::Invoice& invoice, const Rules& rules);
// Whether the invoice's own contract reference is the number of an agreement with the supplier that holds.
bool NamesAgreement(const model::v1::Invoice& invoice, const Documents& documents, const Rules& rules);

// Chapter 5.
model::v1::PlatformReach ReachOf(const model::v1::Invoice& invoice, const Documents& documents, const Rules& rules);
// A catalogue proper, valid on the day and made for this buyer or for anyone.
bool IsLookedAt(const model::v1::Catalogue& catalogue, const model::v1::Invoice& invoice, const Rules& rules);

// Chapter 6. Lines, prices and receipts of all invoices, whose orders are stated.
void StateLines(std::vector<InvoiceTruth>& invoices, const Documents& documents, const Rules& rules);
void StateAgreedPrices(InvoiceTruth& truth, const Documents& documents, const Rules& rules);

// Whether two prices differ by more than the tolerance, and what that makes: rounded half away from zero.
bool Deviates(int64_t price_micros, int64_t other_micros, const Rules& rules);
int64_t DeviationMinor(const model::v1::InvoiceLine& line, int64_t other_micros);

// Chapter 7.
LedgerTruth StateLedger(const Document& entry, const Documents& documents, const Rules& rules);
void StatePosting(InvoiceTruth& truth, const Documents& documents);

}  // namespace helhet::truth
