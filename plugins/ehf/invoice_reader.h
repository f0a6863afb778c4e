// From the bytes of a document to the fact it states.
#pragma once

#include <string>
#include <string_view>

#include "charge_words.h"
#include "helhet/model/v1/fact.pb.h"
#include "helhet/status.h"

namespace helhet::ehf {

// A document that is an invoice or credit note.
struct InvoiceReading {
  model::v1::Fact fact;
  // `invoice/991825827/1001/2023-04-01`: credit_note for one, and the supplier's name where it has no
  // organisation number. Natural key and business key of the record.
  std::string key;
};

// Reads an invoice or credit note in EHF 1, 2 or 3, Peppol BIS Billing 3 or other UBL. What breaks a rule is
// flagged. Refuses, with a code as the status's reason, what is no such document (not_an_invoice, and those
// of xml.h), cannot be told from others (number_missing, issue_date_missing, issue_date_invalid,
// supplier_missing, identity_too_long), or whose spending cannot be told (amount_missing, amount_unreadable, amount_out_of_range).
Result<InvoiceReading> ReadInvoice(std::string_view bytes, const ChargeWords& words);

}  // namespace helhet::ehf
