#include "line_amount.h"

#include "helhet/limits.h"
#include "helhet/values/decimal.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::saft {

Result<int64_t> AmountMinor(const std::string& text, int decimals, const LinePlace& place, sdk::Flags& flags) {
  if (text.empty()) return int64_t{0};
  constexpr const char* kCorrect = "correct it in the ledger, and export again";
  const auto number = sdk::Decimal::Parse(text);
  if (!number && text.find_first_not_of("+-.0123456789") != std::string::npos) {
    return sdk::Refused("amount_unreadable", place.Name() + ": " + sdk::Quoted(text) + " is no amount", kCorrect);
  }
  bool rounded = false;
  const auto minor = number ? number->Scaled(decimals, rounded) : std::nullopt;
  if (!minor || *minor > limits::kAmountMinor || *minor < -limits::kAmountMinor) {
    return sdk::Refused("amount_out_of_range", place.Name() + ": " + sdk::Quoted(text) + " is larger than any amount can be", kCorrect);
  }
  if (rounded) flags.Add("amount_rounded", place.Name(), sdk::Quoted(text) + " has more than " + std::to_string(decimals) + " decimals");
  return *minor;
}

std::string Kroner(int64_t minor) {
  return sdk::Decimal{sdk::Int128{minor} * (sdk::Decimal::kOne / 100)}.Text();
}

}  // namespace helhet::saft
