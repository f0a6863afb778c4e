#include "helhet/values/currency.h"

#include <algorithm>
#include <array>

namespace helhet::sdk {
namespace {

// ISO 4217 list one, 2024-06-25: every active currency whose minor unit is not two decimals.
constexpr std::array<std::string_view, 17> kNoDecimals = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                          "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
                                                          "XPF"};
constexpr std::array<std::string_view, 7> kThreeDecimals = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
constexpr std::array<std::string_view, 2> kFourDecimals = {"CLF", "UYW"};

template <typename Codes>
bool Has(const Codes& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

int MinorUnitDecimals(std::string_view currency_code) {
  if (Has(kNoDecimals, currency_code)) return 0;
  if (Has(kThreeDecimals, currency_code)) return 3;
  if (Has(kFourDecimals, currency_code)) return 4;
  return 2;
}

}  // namespace helhet::sdk
