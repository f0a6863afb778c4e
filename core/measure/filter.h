// Filters over facts: the subset of AIP-160 that proto/README.md states, as a tree. Databases get it as
// SQL (filter_sql.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/model/fact_schema.h"
#include "helhet/status.h"

namespace helhet::measure {

enum class Comparator {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kHas,      // field:"x", on repeated texts
  kPresent,  // field:*
};

// The day on which facts are looked at, and days after it; before it when negative.
struct LookedAt {
  int offset_days = 0;
};

// One comparison. Its types have been checked.
struct Restriction {
  const model::FactField* field = nullptr;
  // The field is of the kind that the filtered lines belong to: invoice.issue_date over invoice_line.
  bool of_kind = false;
  Comparator comparator = Comparator::kEqual;
  // As stored: integers and booleans as integers, the rest as text. Nothing for kPresent.
  std::variant<int64_t, std::string, LookedAt> value;
};

// A filter. Every part is true or false for every fact: a comparison with an unknown value is false, and
// NOT turns that round.
struct Filter {
  enum class Operator { kAnd, kOr, kNot, kRestriction };

  Operator op = Operator::kAnd;  // an AND of nothing takes every fact
  std::vector<Filter> operands;  // of AND and OR; the one of NOT
  Restriction restriction;       // of kRestriction
};

// Reads a filter over a table of facts or lines; the word `day` is for terms that stand. INVALID_ARGUMENT tells the
// position (from 1), the field and what is allowed; RESOURCE_EXHAUSTED tells which limit (limits.h) was reached.
Result<Filter> ParseFilter(std::string_view text, const model::FactTable& table, bool is_standing = false);

}  // namespace helhet::measure
