// What is said of documents and figures, as text: what the oracle says, what the store holds and what a person wrote, to
// be compared with each other.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/store/tenant_store.h"
#include "tests/ground_truth/oracle.h"

namespace helhet::truth {

// Column and value; `-` is unknown or empty.
using Columns = std::map<std::string, std::string>;
// By the name of what is spoken of: `I07`, `I07 line 2`, `four_cells_count topp 2024`.
using Statement = std::map<std::string, Columns>;

// Every column that matching sets, but for its evidence, which is sentences.
Statement StatementOf(const Truth& truth);
// The same as the store has it, of the documents that count.
Result<Statement> StoredStatement(store::TenantStore& store);

// Tables that a person wrote, with empty lines between them: columns between bars, the first holding the name; a rule of
// dashes under the head is passed over, and so is a line that does not begin with a bar.
Statement StatementFromTable(const std::string& text);

// Where `found` says otherwise than `expected`, looking only at what `expected` speaks of: each `name column: found, not
// expected`, in order; none when they agree.
struct Difference {
  std::string name;
  std::string text;
};
std::vector<Difference> Differences(const Statement& found, const Statement& expected);

}  // namespace helhet::truth
