// One record of the KOSTRA accounting extract: a line of 48 characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "forms.h"
#include "helhet/status.h"

namespace helhet::kostra {

inline constexpr size_t kLineBytes = 48;

struct ExtractLine {
  const Form* form = nullptr;
  std::string year;
  char quarter = ' ';               // blank for the whole year
  std::string region;               // six digits: municipality, and district or 00
  std::string organisation_number;  // of an enterprise or church council; empty for the municipality itself
  std::string enterprise_number;    // 0X: the trust's
  char account_class = ' ';
  std::string function;             // or the chapter of a balance
  std::string art;                  // or the sector of a balance
  int64_t thousands = 0;            // the amount in 1000 kroner; income and debt are negative

  // `2019K4`, or `2019`.
  std::string Period() const { return quarter == ' ' ? year : year + "K" + quarter; }
};

// Whether a line is one of an extract at all: it has the length, and the code of a form.
bool IsExtractLine(std::string_view line);

// Reads a line, without its line break. Refuses record_length_wrong (control 001), form_unknown (003), year_invalid (004),
// quarter_invalid (005), region_invalid (006), code_invalid and amount_unreadable (014).
Result<ExtractLine> ReadExtractLine(std::string_view line);

}  // namespace helhet::kostra
