#include "core/render/rich_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace helhet::render {
namespace {

constexpr size_t kNone = std::string_view::npos;

bool IsSpace(char c) { return c == ' ' || c == '\n'; }

size_t RunOfStars(std::string_view text, size_t i) { return std::min(text.find_first_not_of('*', i), text.size()) - i; }

// For each byte, the nearest run of stars from there on that could close a mark of `width` stars: it follows a character that is no
// space, and is as long as the mark, or three.
std::vector<size_t> NextClosing(std::string_view text, size_t width) {
  std::vector<size_t> next(text.size() + 1, kNone);
  size_t run = 0;
  for (size_t i = text.size(); i-- > 0;) {
    run = text[i] == '*' ? run + 1 : 0;
    const bool closes = (run == width || run == 3) && i > 0 && !IsSpace(text[i - 1]) && text[i - 1] != '*';
    next[i] = closes ? i : next[i + 1];
  }
  return next;
}

class SpanParser {
 public:
  explicit SpanParser(std::string_view text) : text_(text), closing_{NextClosing(text, 1), NextClosing(text, 2)} {}

  Spans Parse() {
    for (size_t i = 0; i < text_.size();) i = Step(i);
    Flush();
    return std::move(spans_);
  }

 private:
  // Reads what stands at `i`; gives where the next begins.
  size_t Step(size_t i) {
    if (text_[i] != '*') return Keep(i, 1);
    const size_t stars = RunOfStars(text_, i);
    const bool closes_italic = is_italic_ && stars != 2;
    const size_t width = stars >= 2 && (is_bold_ || !closes_italic) ? 2 : 1;
    bool& is_on = width == 2 ? is_bold_ : is_italic_;
    const bool may_close = is_on && i > 0 && !IsSpace(text_[i - 1]);
    const bool may_open = !is_on && i + stars < text_.size() && !IsSpace(text_[i + stars]) && closing_[width - 1][i + stars] != kNone;
    if (stars > 3 || (!may_close && !may_open)) return Keep(i, stars);
    Flush();
    is_on = !is_on;
    return i + width;
  }

  size_t Keep(size_t i, size_t count) {
    open_.append(text_.substr(i, count));
    return i + count;
  }

  void Flush() {
    if (!open_.empty()) spans_.push_back({std::move(open_), is_bold_, is_italic_});
    open_.clear();
  }

  const std::string_view text_;
  const std::vector<size_t> closing_[2];  // of one star, of two
  Spans spans_;
  std::string open_;
  bool is_bold_ = false;
  bool is_italic_ = false;
};

bool IsPrivateOrNone(UChar32 code) {
  const int8_t type = u_charType(code);
  return type == U_PRIVATE_USE_CHAR || type == U_UNASSIGNED || type == U_SURROGATE;
}

}  // namespace

std::vector<RichParagraph> ParseRichText(std::string_view text) {
  std::vector<RichParagraph> paragraphs;
  std::string open;
  bool is_item = false;
  const auto end_paragraph = [&] {
    if (!open.empty()) paragraphs.push_back({is_item, SpanParser(open).Parse()});
    open.clear();
    is_item = false;
  };
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    const size_t first = line.find_first_not_of(' ');
    if (first == kNone) {
      end_paragraph();
      continue;
    }
    line = line.substr(first, line.find_last_not_of(' ') - first + 1);
    if (line.starts_with("- ")) {
      end_paragraph();
      is_item = true;
      line.remove_prefix(2);
    }
    open.append(open.empty() ? "" : "\n").append(line);
  }
  end_paragraph();
  return paragraphs;
}

std::string Clean(std::string_view text) {
  std::string clean;
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 code = 0;
    U8_NEXT(data, i, length, code);
    const int8_t type = code < 0 ? int8_t{U_CONTROL_CHAR} : u_charType(code);
    if (code == '\n' || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR) {
      clean += '\n';
    } else if (code == '\t') {
      clean += ' ';
    } else if (code == '\r' || type == U_FORMAT_CHAR) {
      continue;
    } else if (type == U_CONTROL_CHAR || IsPrivateOrNone(code)) {
      clean += "\uFFFD";
    } else {
      clean.append(text.substr(static_cast<size_t>(begin), static_cast<size_t>(i - begin)));
    }
  }
  return clean;
}

std::string Shortened(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace helhet::render
