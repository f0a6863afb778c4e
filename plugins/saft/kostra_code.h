// Codes of KOSTRA, as ledgers write them.
#pragma once

#include <string>
#include <string_view>

namespace helhet::saft {

// An art of KOSTRA, three digits (`010` to `990`): leading zeros that a program has dropped are put back. Empty when
// `code` is none: a longer code may begin with anything.
std::string KostraArt(std::string_view code);

// A function of KOSTRA, three digits. Municipalities divide functions by a further digit or more behind the three
// (Veileder til regnskapsrapporteringen i KOSTRA), which are left off. Empty when `code` is none.
std::string KostraFunction(std::string_view code);

}  // namespace helhet::saft
