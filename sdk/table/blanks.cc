#include "helhet/table/blanks.h"

#include <unicode/unistr.h>

#include <algorithm>

namespace helhet::sdk {
namespace {

// Length of the blank that the text begins with; 0 when it begins with none.
size_t LeadingBlank(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\xE2\x80\xAF") ? 3 : 0;
}

size_t TrailingBlank(std::string_view text) {
  if (text.empty()) return 0;
  if (LeadingBlank(text.substr(text.size() - 1)) == 1) return 1;
  if (text.ends_with("\xC2\xA0")) return 2;
  return text.ends_with("\xE2\x80\xAF") ? 3 : 0;
}

// Case folded. Most names and words are ASCII, and need no way through UTF-16.
std::string Folded(std::string text) {
  bool is_ascii = true;
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
  }
  if (is_ascii) return text;
  std::string folded;
  icu::UnicodeString::fromUTF8(text).foldCase().toUTF8String(folded);
  return folded;
}

}  // namespace

std::string_view WithoutBlanks(std::string_view text) {
  while (const size_t length = LeadingBlank(text)) text.remove_prefix(length);
  while (const size_t length = TrailingBlank(text)) text.remove_suffix(length);
  return text;
}

std::string ColumnKey(std::string_view name) {
  std::string joined;
  bool in_blank = false;
  for (name = WithoutBlanks(name); !name.empty();) {
    const size_t blank = LeadingBlank(name);
    if (blank == 0) joined += name.front();
    if (blank != 0 && !in_blank) joined += ' ';
    in_blank = blank != 0;
    name.remove_prefix(in_blank ? blank : 1);
  }
  return Folded(std::move(joined));
}

std::vector<std::string> SplitAtAny(std::string_view text, std::string_view characters) {
  std::vector<std::string> parts;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_of(characters, at), text.size());
    const std::string_view part = WithoutBlanks(text.substr(at, end - at));
    if (!part.empty()) parts.emplace_back(part);
    at = end + 1;
  }
  return parts;
}

}  // namespace helhet::sdk
