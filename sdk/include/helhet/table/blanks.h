// Blanks around and inside cells, and names of columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace helhet::sdk {

// The text without blanks around it: ASCII's, and no-break spaces (U+00A0, U+202F).
std::string_view WithoutBlanks(std::string_view text);

// A column's name as it is compared: upper and lower case alike (Unicode), a run of blanks or line breaks as one.
std::string ColumnKey(std::string_view name);

// The parts of a text between any of the characters, without blanks around them; empty parts are left out.
std::vector<std::string> SplitAtAny(std::string_view text, std::string_view characters);

}  // namespace helhet::sdk
