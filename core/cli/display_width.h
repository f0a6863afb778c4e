// How wide text is on a terminal, and how it is broken into lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace helhet::cli {

// Columns that UTF-8 text takes: 0 for combining marks, 2 for wide characters, 1 for the rest.
int DisplayWidth(std::string_view text);

// The text with control characters and other traps for terminals made harmless. Line breaks and tabs become
// spaces.
std::string Printable(std::string_view text);

// Breaks text into lines of at most `width` columns, at spaces where it can; line breaks of the text are kept.
// At least one line; a word that is too long is cut.
std::vector<std::string> Wrap(std::string_view text, int width);

// Fills up with spaces, at the end or in front.
std::string PadRight(std::string text, int width);
std::string PadLeft(const std::string& text, int width);

}  // namespace helhet::cli
