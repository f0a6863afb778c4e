// Symbols that stand where a figure is missing, or beside one that is not final.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace helhet::ssb {

// Whether the text is one of SSB's symbols for a missing figure: `.`, `..`, `...`, `:`, `-`. None of them is
// zero, though `-` is written where nothing was counted.
bool IsMissingSymbol(std::string_view text);

// What a symbol means: in the publisher's own words when a note of the table says `. = …`, else in SSB's
// standard ones, in English for `en`. Empty for a symbol that nobody explains.
std::string SymbolMeaning(std::string_view symbol, const std::vector<std::string>& notes, std::string_view language);

}  // namespace helhet::ssb
