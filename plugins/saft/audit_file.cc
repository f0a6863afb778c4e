#include "audit_file.h"

#include "helhet/values/quoted.h"

namespace helhet::saft {

void Line::Clear() {
  for (std::string* field : {&record_id, &account_id, &source_document_id, &supplier_id, &description, &reference_number, &debit, &credit}) field->clear();
  dimensions.clear();
}

std::string NameOf(const Transaction& transaction) {
  return transaction.id.empty() ? "the transaction at byte " + std::to_string(transaction.begin) : "transaction " + sdk::Quoted(transaction.id);
}

std::string LinePlace::Name() const { return NameOf(transaction) + ", line " + std::to_string(line_number); }

}  // namespace helhet::saft
