// The page a sheet is printed on: rules, headings, paragraphs and lists within its width. For sheet*.cc.
#pragma once

#include <ostream>
#include <string>

#include "core/cli/sheet.h"

namespace helhet::cli {

class SheetPage {
 public:
  SheetPage(std::ostream& out, const SheetView& view, const Painter& paint) : out_(out), view_(view), paint_(paint) {}

  const SheetView& view() const { return view_; }
  const Painter& paint() const { return paint_; }
  std::ostream& out() { return out_; }
  Language language() const { return view_.language; }
  template <typename... Values>
  std::string Say(const Text& text, const Values&... values) const {
    return cli::Say(view_.language, text, values...);
  }

  // A line across the page.
  void Rule(const char* stroke);
  // A heading with a line to the edge.
  void Heading(const std::string& heading);
  // Text from outside, wrapped; nothing for an empty one. `first` stands before the first line, the rest is
  // indented below it.
  void Paragraph(const std::string& text, int indent = 0, const std::string& first = "", Style style = Style::kPlain);
  void Blank() { out_ << "\n"; }
  // Two texts at either edge.
  void Edges(const std::string& left, const std::string& right, Style right_style);

 private:
  std::ostream& out_;
  const SheetView& view_;
  const Painter& paint_;
};

// The measures with their figures. sheet_measures.cc.
void PrintMeasures(SheetPage& page, const api::v1::GetA3Response& sheet);
// The benefits that stand on the sheet. sheet_benefits.cc.
void PrintBenefits(SheetPage& page, const api::v1::GetA3Response& sheet);

}  // namespace helhet::cli
