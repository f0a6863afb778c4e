// Amounts of a ledger, exact, in minor units.
#pragma once

#include <cstdint>
#include <string>

#include "audit_file.h"
#include "helhet/status.h"
#include "helhet/values/flags.h"

namespace helhet::saft {

struct LineAmount {
  int64_t debit_minor = 0;
  int64_t credit_minor = 0;
};

// An amount as the schema writes it, `10000` or `-12.5`, in units of 10^-decimals; 0 for an empty text. More decimals
// are rounded and flagged. Refuses amount_unreadable, and amount_out_of_range over limits::kAmountMinor.
Result<int64_t> AmountMinor(const std::string& text, int decimals, const LinePlace& place, sdk::Flags& flags);

// An amount in øre as a person writes it: `9487049.35`.
std::string Kroner(int64_t minor);

}  // namespace helhet::saft
