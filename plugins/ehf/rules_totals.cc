// Rules on totals: BR-CO-10 to BR-CO-16 of EN 16931-1, and what EHF 2 had in their place.
#include <string>

#include "charges.h"
#include "helhet/ubl/price.h"
#include "helhet/ubl/line_arithmetic.h"
#include "rules.h"

namespace helhet::ehf {
namespace {

// Numbers of a document, 0 where there is none. One that is no number makes every comparison with it moot.
class Sums {
 public:
  explicit Sums(const DocumentKind& kind) : root_(kind.root), total_(root_.Child("cac:LegalMonetaryTotal")) {
    for (const sdk::Element line : root_.Children(kind.line_name)) Add(line.Child("cbc:LineExtensionAmount"), lines);
    for (const sdk::Element charge : root_.Children("cac:AllowanceCharge")) {
      Add(charge.Child("cbc:Amount"), sdk::IsCharge(charge) ? charges : allowances);
    }
    const sdk::Element tax_total = root_.Child("cac:TaxTotal");
    Add(tax_total.Child("cbc:TaxAmount"), tax);
    for (const sdk::Element subtotal : tax_total.Children("cac:TaxSubtotal")) Add(subtotal.Child("cbc:TaxAmount"), taxes);
    has_subtotals = static_cast<bool>(tax_total.Child("cac:TaxSubtotal"));
  }

  sdk::Int128 Total(const char* name) {
    sdk::Int128 number = 0;
    Add(total_.Child(name), number);
    return number;
  }
  bool readable() const { return readable_; }

  sdk::Int128 lines = 0, charges = 0, allowances = 0, tax = 0, taxes = 0;
  bool has_subtotals = false;

 private:
  void Add(const sdk::Element& element, sdk::Int128& sum) {
    const auto number = sdk::NumberOr(element, {});
    if (number) sum += number->nanos;
    readable_ = readable_ && number.has_value();
  }

  const sdk::Element root_, total_;
  bool readable_ = true;
};

class Comparison {
 public:
  Comparison(const char* own_name, sdk::Flags& flags) : own_name_(own_name), flags_(flags) {}

  // Both to two decimals, as EN 16931 compares them.
  void Equal(const char* rule, const char* name, sdk::Int128 stated, sdk::Int128 counted, const char* how) {
    bool rounded = false;
    if (sdk::Decimal{stated}.Scaled(2, rounded) == sdk::Decimal{counted}.Scaled(2, rounded)) return;
    flags_.Add(own_name_ == nullptr ? rule : own_name_, name,
               sdk::Decimal{stated}.Text() + " is stated, but " + how + " make " + sdk::Decimal{counted}.Text());
  }

 private:
  const char* const own_name_;
  sdk::Flags& flags_;
};

}  // namespace

void CheckTotals(const DocumentKind& kind, const char* own_name, sdk::Flags& flags) {
  if (!kind.root.Child("cac:LegalMonetaryTotal")) return;
  Sums sums(kind);
  const sdk::Int128 net = sums.Total("cbc:LineExtensionAmount"), exclusive = sums.Total("cbc:TaxExclusiveAmount"),
               inclusive = sums.Total("cbc:TaxInclusiveAmount"), allowances = sums.Total("cbc:AllowanceTotalAmount"),
               charges = sums.Total("cbc:ChargeTotalAmount"), prepaid = sums.Total("cbc:PrepaidAmount"),
               rounding = sums.Total("cbc:PayableRoundingAmount"), payable = sums.Total("cbc:PayableAmount");
  if (!sums.readable()) return;
  // EHF 2 counted the rounding into the total with VAT, EN 16931 into the amount due.
  const bool is_old = kind.standard == model::v1::INVOICE_STANDARD_EHF_1 || kind.standard == model::v1::INVOICE_STANDARD_EHF_2;
  const sdk::Int128 early_rounding = is_old ? rounding : 0, late_rounding = is_old ? 0 : rounding;

  Comparison compare(own_name, flags);
  compare.Equal("BR-CO-10", "cac:LegalMonetaryTotal/cbc:LineExtensionAmount", net, sums.lines, "the lines");
  compare.Equal("BR-CO-11", "cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount", allowances, sums.allowances, "the allowances");
  compare.Equal("BR-CO-12", "cac:LegalMonetaryTotal/cbc:ChargeTotalAmount", charges, sums.charges, "the charges");
  compare.Equal("BR-CO-13", "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", exclusive, net - allowances + charges,
                "lines, allowances and charges");
  if (sums.has_subtotals) compare.Equal("BR-CO-14", "cac:TaxTotal/cbc:TaxAmount", sums.tax, sums.taxes, "its parts");
  compare.Equal("BR-CO-15", "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", inclusive, exclusive + sums.tax + early_rounding,
                "the total without VAT and the VAT");
  compare.Equal("BR-CO-16", "cac:LegalMonetaryTotal/cbc:PayableAmount", payable, inclusive - prepaid + late_rounding,
                "the total with VAT, what is prepaid and rounding");
}

}  // namespace helhet::ehf
