#include "core/cli/display_width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace helhet::cli {
namespace {

// One character of UTF-8 text.
struct Character {
  std::string_view bytes;
  UChar32 code = 0;  // negative when the bytes are no character
};

std::vector<Character> Characters(std::string_view text) {
  std::vector<Character> characters;
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    Character character;
    U8_NEXT(data, i, length, character.code);
    character.bytes = text.substr(static_cast<size_t>(begin), static_cast<size_t>(i - begin));
    characters.push_back(character);
  }
  return characters;
}

int WidthOf(UChar32 code) {
  const int8_t type = u_charType(code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Cuts a word that is wider than a line.
std::vector<std::string> Cut(std::string_view word, int width) {
  std::vector<std::string> pieces(1);
  int used = 0;
  for (const Character& character : Characters(word)) {
    const int wide = WidthOf(character.code);
    if (used + wide > width && used > 0) {
      pieces.emplace_back();
      used = 0;
    }
    pieces.back() += character.bytes;
    used += wide;
  }
  return pieces;
}

// Adds the lines of one paragraph.
void WrapParagraph(std::string_view text, int width, std::vector<std::string>& lines) {
  std::string line;
  int used = 0;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    const int wide = DisplayWidth(word);
    if (used > 0 && used + 1 + wide <= width) {
      line.append(" ").append(word);
      used += 1 + wide;
      continue;
    }
    if (used > 0) lines.push_back(std::move(line));
    std::vector<std::string> pieces = Cut(word, width);
    line = std::move(pieces.back());
    pieces.pop_back();
    for (std::string& piece : pieces) lines.push_back(std::move(piece));
    used = DisplayWidth(line);
  }
  lines.push_back(std::move(line));
}

}  // namespace

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (const Character& character : Characters(text)) width += WidthOf(character.code);
  return width;
}

std::string Printable(std::string_view text) {
  std::string printable;
  for (const Character& character : Characters(text)) {
    const int8_t type = character.code < 0 ? int8_t{U_CONTROL_CHAR} : u_charType(character.code);
    // Format characters turn the direction of text around, among other things.
    const bool is_trap = type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR;
    if (character.code == '\n' || character.code == '\t' || character.code == '\r') {
      printable += ' ';
    } else if (!is_trap) {
      printable += character.bytes;
    } else if (type != U_FORMAT_CHAR) {
      printable += "\uFFFD";
    }
  }
  return printable;
}

std::vector<std::string> Wrap(std::string_view text, int width) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    WrapParagraph(text.substr(begin, end - begin), std::max(width, 1), lines);
    begin = end + 1;
  }
  return lines;
}

std::string PadRight(std::string text, int width) {
  const int wide = DisplayWidth(text);
  if (wide < width) text.append(static_cast<size_t>(width - wide), ' ');
  return text;
}

std::string PadLeft(const std::string& text, int width) {
  const int wide = DisplayWidth(text);
  return wide < width ? std::string(static_cast<size_t>(width - wide), ' ') + text : text;
}

}  // namespace helhet::cli
