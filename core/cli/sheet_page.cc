#include "core/cli/sheet_page.h"

#include <algorithm>

#include "core/cli/display_width.h"

namespace helhet::cli {
namespace {

std::string Stroke(const char* stroke, int width) {
  std::string line;
  for (int i = 0; i < width; ++i) line += stroke;
  return line;
}

}  // namespace

void SheetPage::Rule(const char* stroke) { out_ << paint_(Style::kFaint, Stroke(stroke, view_.width)) << "\n"; }

void SheetPage::Heading(const std::string& heading) {
  const std::string shown = Printable(heading);
  const int rest = std::max(0, view_.width - DisplayWidth(shown) - 4);
  out_ << "\n" << paint_(Style::kFaint, "──") << " " << paint_(Style::kHeading, shown) << " " << paint_(Style::kFaint, Stroke("─", rest)) << "\n";
}

void SheetPage::Paragraph(const std::string& text, int indent, const std::string& first, Style style) {
  if (text.empty()) return;
  const int margin = indent + DisplayWidth(first);
  bool is_first = true;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    for (const std::string& line : Wrap(Printable(text.substr(begin, end - begin)), view_.width - margin)) {
      out_ << std::string(static_cast<size_t>(indent), ' ') << (is_first ? first : std::string(static_cast<size_t>(DisplayWidth(first)), ' '))
           << paint_(style, line) << "\n";
      is_first = false;
    }
    begin = end + 1;
  }
}

void SheetPage::Edges(const std::string& left, const std::string& right, Style right_style) {
  const int gap = view_.width - DisplayWidth(left) - DisplayWidth(right);
  if (gap >= 2 && !right.empty()) {
    out_ << paint_(Style::kHeading, left) << std::string(static_cast<size_t>(gap), ' ') << paint_(right_style, right) << "\n";
    return;
  }
  Paragraph(right, 0, "", right_style);
  Paragraph(left, 0, "", Style::kHeading);
}

}  // namespace helhet::cli
