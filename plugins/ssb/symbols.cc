#include "symbols.h"

#include <algorithm>

namespace helhet::ssb {
namespace {

struct Symbol {
  std::string_view symbol;
  std::string_view norwegian;
  std::string_view english;
};

// SSB's standard symbols in tables (ssb.no, "Standardtegn i tabeller").
constexpr Symbol kSymbols[] = {
    {".", "Ikke mulig å oppgi tall", "Not possible to give figures"},
    {"..", "Tallgrunnlag mangler", "Figures are missing"},
    {"...", "Foreløpig mangler tall", "Figures are not available for the time being"},
    {":", "Vises ikke av konfidensialitetshensyn", "Withheld for confidentiality"},
    {"-", "Null", "Nil"},
    {"*", "Foreløpige tall", "Preliminary figures"},
};

}  // namespace

bool IsMissingSymbol(std::string_view text) {
  return text == "." || text == ".." || text == "..." || text == ":" || text == "-";
}

std::string SymbolMeaning(std::string_view symbol, const std::vector<std::string>& notes, std::string_view language) {
  if (symbol.empty()) return "";
  const std::string head = std::string(symbol) + " = ";
  for (const std::string& note : notes) {
    if (note.rfind(head, 0) == 0) return note.substr(head.size());
  }
  const auto known =
      std::find_if(std::begin(kSymbols), std::end(kSymbols), [&](const Symbol& s) { return s.symbol == symbol; });
  if (known == std::end(kSymbols)) return "";
  return std::string(language == "en" ? known->english : known->norwegian);
}

}  // namespace helhet::ssb
