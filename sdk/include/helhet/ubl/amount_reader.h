// Amounts and quantities of one document, as integers with the sign that spending has.
#pragma once

#include <optional>
#include <string>

#include "helhet/values/decimal.h"
#include "helhet/values/flags.h"
#include "helhet/status.h"
#include "helhet/ubl/xml.h"

namespace helhet::sdk {

// Reads numbers in the document's currency. On a credit note every amount and quantity changes sign, as a
// credit lowers spending; one that is written negative there raises it. A number that cannot be read, or is
// beyond limits::kAmountMinor, fails the whole document: the first failure stays in status(), so that a row
// of reads is checked once.
class AmountReader {
 public:
  AmountReader(std::string_view currency_code, bool is_credit_note, Flags& flags);

  // An amount in minor units, half a unit rounded away from zero and flagged `amount_rounded`; none when
  // there is no element or it is empty. `where` is its path, for messages.
  std::optional<int64_t> Minor(const Element& amount, const std::string& where);
  // An amount that must be there; flagged `amount_missing` when it is not. Then it is `otherwise`, which `how`
  // tells; and 0 when nothing tells.
  int64_t Required(const Element& amount, const std::string& where, const std::optional<Decimal>& otherwise = std::nullopt,
                   const char* how = "");
  // An amount that was counted from others, in minor units; as Minor, but its rounding is no flag.
  std::optional<int64_t> Counted(const Decimal& number, const std::string& where);
  // A quantity in millionths; none when there is none or, flagged `quantity_unreadable`, it is no number.
  std::optional<int64_t> QuantityMicros(const Element& quantity, const std::string& where);

  // The first failure: amount_unreadable or amount_out_of_range, naming the element.
  const Status& status() const { return status_; }

 private:
  std::optional<int64_t> InRange(const std::optional<Decimal>& number, const std::string& text, const std::string& where, bool& rounded);
  std::optional<int64_t> Checked(const std::optional<Decimal>& number, const std::string& text, const std::string& where);

  const int decimals_;
  const int64_t sign_;
  Flags& flags_;
  Status status_;
};

}  // namespace helhet::sdk
