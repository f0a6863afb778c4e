// The platform's own exports, as tables: goods receipts, and how many people can order.
#pragma once

#include <string>
#include <string_view>

#include "helhet/status.h"
#include "helhet/table/table_records.h"

namespace helhet::ehandel {

// Reads CSV files with a header row of known names; README.md lists them. Immutable once made.
class Tables {
 public:
  static Result<Tables> Make();

  // The table whose columns the document has; null when it has those of none.
  const sdk::TableRecords* Find(std::string_view bytes) const;
  // The table whose records go to the stream; null for other streams.
  const sdk::TableRecords* OfStream(const std::string& stream) const;
  // Of each table the columns that it must have, for a person.
  static std::string Names();

 private:
  Tables(sdk::FactMapping receipts, sdk::FactMapping users);

  sdk::FactMapping receipts_mapping_, users_mapping_;
  sdk::TableRecords receipts_, users_;
};

}  // namespace helhet::ehandel
