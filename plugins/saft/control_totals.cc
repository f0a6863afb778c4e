#include "control_totals.h"

#include "helhet/values/decimal.h"
#include "helhet/values/quoted.h"
#include "line_amount.h"

namespace helhet::saft {
namespace {

void Compare(const char* element, const std::string& stated, int64_t read, int decimals, std::string& differences) {
  if (stated.empty()) return;
  bool rounded = false;
  const auto number = sdk::Decimal::Parse(stated);
  const auto value = number ? number->Scaled(decimals, rounded) : std::nullopt;
  if (value && !rounded && *value == read) return;
  if (!differences.empty()) differences += "; ";
  differences += std::string(element) + " is stated as " + sdk::Quoted(stated) + ", but " +
                 (decimals == 0 ? std::to_string(read) : Kroner(read)) + " was read";
}

}  // namespace

void ControlTotals::Add(int64_t debit_minor, int64_t credit_minor) {
  ++entries_;
  has_sums_ = has_sums_ && !__builtin_add_overflow(debit_minor_, debit_minor, &debit_minor_) &&
              !__builtin_add_overflow(credit_minor_, credit_minor, &credit_minor_);
}

void ControlTotals::AddUnreadable() {
  ++entries_;
  has_sums_ = false;
}

void ControlTotals::Add(const ControlTotals& part) {
  const int64_t entries = entries_ + part.entries_;
  Add(part.debit_minor_, part.credit_minor_);
  entries_ = entries;
  has_sums_ = has_sums_ && part.has_sums_;
}

std::string ControlTotals::Differences(const StatedTotals& stated) const {
  std::string differences;
  Compare("NumberOfEntries", stated.entries, entries_, 0, differences);
  if (!has_sums_) return differences;
  Compare("TotalDebit", stated.debit, debit_minor_, 2, differences);
  Compare("TotalCredit", stated.credit, credit_minor_, 2, differences);
  return differences;
}

}  // namespace helhet::saft
