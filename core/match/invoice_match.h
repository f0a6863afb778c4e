// What is known around one invoice, and what matching says of it. No input or output.
#pragma once

#include <string>
#include <vector>

#include "core/match/agreement_book.h"
#include "core/match/catalogue_book.h"
#include "core/match/order_comparison.h"
#include "core/match/rules.h"
#include "helhet/model/v1/invoice.pb.h"

namespace helhet::match {

// What was found for an invoice among the documents that name it or that it names.
struct Surroundings {
  // Orders that it names, as they stand, whatever supplier they are of.
  std::vector<const model::v1::Order*> orders;
  // How it compares with the order that PickOrder gives; unset without one.
  OrderComparison comparison;
  // A credit note's preceding invoice, as matching has left it; null when none is known.
  const model::v1::Invoice* preceding = nullptr;
  // Date of its first posting in the ledger; empty when none is known.
  std::string posting_date;
  // Whether an order to the supplier reaches the day (reach.h).
  bool has_order_in_reach = false;
};

// The order that the invoice rests on, of those that it names; null when none fits (section 2).
const model::v1::Order* PickOrder(const model::v1::Invoice& invoice, const std::vector<const model::v1::Order*>& orders);

// The preceding invoice of a credit note, of those with the number and supplier it names; null when none fits (section 3).
const model::v1::Invoice* PickPreceding(const model::v1::Invoice& credit_note, const std::vector<const model::v1::Invoice*>& named);

// The invoice with the fields that matching sets.
model::v1::Invoice Matched(model::v1::Invoice invoice, const Surroundings& around, const Rules& rules, const AgreementBook& agreements,
                           const CatalogueBook& catalogues);

}  // namespace helhet::match
