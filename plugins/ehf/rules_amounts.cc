// Rules on what a line comes to, and on percentages.
#include <string>

#include "charges.h"
#include "helhet/ubl/price.h"
#include "helhet/ubl/line_arithmetic.h"
#include "lines.h"
#include "rules.h"

namespace helhet::ehf {
namespace {

// Two hundredths of a unit: what rounding in a sender's system may make.
constexpr sdk::Int128 kSlackNanos = 2 * sdk::Decimal::kOne / 100;

bool Differ(const sdk::Decimal& a, const sdk::Decimal& b) {
  const sdk::Int128 difference = a.nanos - b.nanos;
  return difference > kSlackNanos || difference < -kSlackNanos;
}

// An allowance or charge with a percentage is that percentage of its base.
void CheckPercentage(const sdk::Element& charge, const std::string& where, sdk::Flags& flags) {
  const sdk::Element factor = charge.Child("cbc:MultiplierFactorNumeric"), base = charge.Child("cbc:BaseAmount");
  if (!factor || !base) return;
  const auto percent = sdk::NumberOr(factor, {}), whole = sdk::NumberOr(base, {}), amount = sdk::NumberOr(charge.Child("cbc:Amount"), {});
  if (!percent || !whole || !amount) return;
  auto expected = sdk::Multiply(*whole, *percent);
  if (!expected) return;
  expected->nanos /= 100;
  if (!Differ(*expected, *amount)) return;
  flags.Add("PEPPOL-EN16931-R040", where + "/cbc:Amount",
            amount->Text() + " is not " + percent->Text() + " % of " + whole->Text());
}

}  // namespace

void CheckLineAmounts(const DocumentKind& kind, const char* rule, sdk::Flags& flags) {
  int index = 0;
  for (const sdk::Element line : kind.root.Children(kind.line_name)) {
    const std::string where = LinePath(kind, index++) + "/cbc:LineExtensionAmount";
    const auto expected = sdk::ExpectedLineNet(line, kind.quantity_name);
    const auto stated = sdk::NumberOr(line.Child("cbc:LineExtensionAmount"), {});
    if (!expected || !stated || !Differ(*expected, *stated)) continue;
    flags.Add(rule, where, stated->Text() + " is stated, but quantity, price, charges and allowances make " + expected->Text());
  }
}

void CheckAllowancePercentages(const DocumentKind& kind, sdk::Flags& flags) {
  for (const sdk::Element charge : kind.root.Children("cac:AllowanceCharge")) CheckPercentage(charge, "cac:AllowanceCharge", flags);
  int index = 0;
  for (const sdk::Element line : kind.root.Children(kind.line_name)) {
    const std::string where = LinePath(kind, index++) + "/cac:AllowanceCharge";
    for (const sdk::Element charge : line.Children("cac:AllowanceCharge")) CheckPercentage(charge, where, flags);
  }
}

}  // namespace helhet::ehf
