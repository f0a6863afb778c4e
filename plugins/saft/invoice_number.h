// Which invoice a transaction posts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit_file.h"

namespace helhet::saft {

// Where the number of a supplier's invoice stands. Ledgers differ, so an installation may state which, in its order.
enum class InvoiceNumberSource {
  kReferenceNumber,   // `reference_number`: Line/ReferenceNumber, "document reference" in the schema
  kSourceDocumentId,  // `source_document_id`: Line/SourceDocumentID, the voucher in most ledgers
  kDescription,       // `description`: "Faktura 1155 - ..." in the texts
};

// The source of that name in the settings; none for another.
std::optional<InvoiceNumberSource> InvoiceNumberSourceOf(std::string_view name);

// The invoice number behind the word "faktura" in a text: `1155` in "Faktura 1155 - Stoff" and in "fakturanr. 1155".
// Empty when there is none.
std::string InvoiceNumberIn(std::string_view text);

// The number of the invoice, by the first source that has one: from the lines of the supplier before the others.
std::string InvoiceNumberOf(const Transaction& transaction, const std::vector<InvoiceNumberSource>& sources);

}  // namespace helhet::saft
