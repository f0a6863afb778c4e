// The simple formatting that texts of a sheet may have: paragraphs, `-` lists, `**bold**` and `*italic*`. All else
// stands as it was written, and nothing of it is ever obeyed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace helhet::render {

// Text with a look.
struct Span {
  std::string text;
  bool is_bold = false;
  bool is_italic = false;
  bool operator==(const Span&) const = default;
};

using Spans = std::vector<Span>;

// A paragraph, or an item of a list.
struct RichParagraph {
  bool is_item = false;
  Spans spans;  // a line break is '\n'
  bool operator==(const RichParagraph&) const = default;
};

// An empty line begins a new paragraph; a line that begins with "- " is an item, and the lines after it up to the next item or
// empty line belong to it. Marks that are not closed within their paragraph stand as written. In time and space
// linear in the text.
std::vector<RichParagraph> ParseRichText(std::string_view text);

// The text as it may be printed: characters that turn text around, control characters and those that no font has a
// right to (private use) are taken out or shown as U+FFFD. Line breaks stay, a tab is a space.
std::string Clean(std::string_view text);

// At most so many bytes of the text, with an ellipsis where it was cut, between characters.
std::string Shortened(std::string_view text, size_t bytes);

}  // namespace helhet::render
