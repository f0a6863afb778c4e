// Currencies' minor units.
#pragma once

#include <string_view>

namespace helhet::sdk {

// Decimals of the currency's minor unit by ISO 4217: 2 for NOK, 0 for ISK, 3 for KWD; 2 for a code that the
// table of exceptions does not know.
int MinorUnitDecimals(std::string_view currency_code);

}  // namespace helhet::sdk
