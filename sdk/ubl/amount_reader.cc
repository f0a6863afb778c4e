#include "helhet/ubl/amount_reader.h"

#include "helhet/values/currency.h"
#include "helhet/limits.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::sdk {
namespace {

constexpr const char* kAskForNumber = "ask the sender for a corrected document";

}  // namespace

AmountReader::AmountReader(std::string_view currency_code, bool is_credit_note, Flags& flags)
    : decimals_(MinorUnitDecimals(currency_code)), sign_(is_credit_note ? -1 : 1), flags_(flags) {}

std::optional<int64_t> AmountReader::Minor(const Element& amount, const std::string& where) {
  const std::string text = amount.Text();
  if (text.empty() || !status_.ok()) return std::nullopt;
  const auto number = Decimal::Parse(text);
  // Digits that are no Decimal are too many.
  if (!number && text.find_first_not_of("+-.0123456789") != std::string::npos) {
    status_ = Refused("amount_unreadable", where + ": " + Quoted(text) + " is no amount", kAskForNumber);
    return std::nullopt;
  }
  return Checked(number, text, where);
}

int64_t AmountReader::Required(const Element& amount, const std::string& where, const std::optional<Decimal>& otherwise,
                               const char* how) {
  if (const auto minor = Minor(amount, where); minor || !status_.ok()) return minor.value_or(0);
  flags_.Add("amount_missing", where, otherwise ? std::string("missing; counted from ") + how : "missing; taken as 0");
  return otherwise ? Checked(otherwise, otherwise->Text(), where).value_or(0) : 0;
}

std::optional<int64_t> AmountReader::InRange(const std::optional<Decimal>& number, const std::string& text,
                                             const std::string& where, bool& rounded) {
  const auto minor = number ? number->Scaled(decimals_, rounded) : std::nullopt;
  if (minor && *minor <= limits::kAmountMinor && *minor >= -limits::kAmountMinor) return sign_ * *minor;
  status_ = Refused("amount_out_of_range", where + ": " + Quoted(text) + " is larger than any amount can be", kAskForNumber);
  return std::nullopt;
}

std::optional<int64_t> AmountReader::Checked(const std::optional<Decimal>& number, const std::string& text,
                                             const std::string& where) {
  bool rounded = false;
  const auto minor = InRange(number, text, where, rounded);
  if (minor && rounded) {
    flags_.Add("amount_rounded", where, Quoted(text) + " has more than " + std::to_string(decimals_) + " decimals");
  }
  return minor;
}

std::optional<int64_t> AmountReader::Counted(const Decimal& number, const std::string& where) {
  if (!status_.ok()) return std::nullopt;
  bool rounded = false;
  return InRange(number, number.Text(), where, rounded);
}

std::optional<int64_t> AmountReader::QuantityMicros(const Element& quantity, const std::string& where) {
  const std::string text = quantity.Text();
  if (text.empty()) return std::nullopt;
  bool rounded = false;
  const auto number = Decimal::Parse(text);
  const auto micros = number ? number->Scaled(6, rounded) : std::nullopt;
  if (!micros) {
    flags_.Add("quantity_unreadable", where, Quoted(text) + " is no quantity");
    return std::nullopt;
  }
  return sign_ * *micros;
}

}  // namespace helhet::sdk
