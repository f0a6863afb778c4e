// Documents that follow an invoice, or are none of a purchase: credit notes, payment requests, and invoices from those
// who sell nothing.
#pragma once

#include "invoice_draft.h"

namespace helhet::model_case {

// Credits one line, or the whole invoice, some days later but in the same year: a year's share is stated over
// the year's own credit notes.
Document CreditFor(const Document& invoice, Random& random);

// A demand for money that is no invoice: no VAT, no order, outside the population of every measure.
Document DrawPaymentRequest(Draft& draft);

// An invoice for one thing from a body that sells nothing: no order, and outside the population as well.
Document DrawBodyInvoice(const Supplier& body, Draft& draft);

}  // namespace helhet::model_case
