// Text for the PDF, shaped and broken into lines.
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include <memory>
#include <string>

#include "core/render/palette.h"
#include "core/render/rich_text.h"
#include "helhet/status.h"

namespace helhet::render {

enum class Edge { kLeft, kRight };

struct TextLook {
  double size_pt = 10;
  bool is_bold = false;
  Colour colour = kInk;
  Edge edge = Edge::kLeft;
};

template <typename T>
struct GObjectDeleter {
  void operator()(T* object) const { g_object_unref(object); }
};

// The fonts of one rendering. Of one thread.
class Typesetter {
 public:
  Typesetter();
  PangoContext* context() const { return context_.get(); }
  // FAILED_PRECONDITION when the machine has no font for Norwegian text: pages would be without words.
  Status CheckFonts() const;

 private:
  std::unique_ptr<PangoFontMap, GObjectDeleter<PangoFontMap>> fonts_;
  std::unique_ptr<PangoContext, GObjectDeleter<PangoContext>> context_;
};

// Text broken into lines of one height, so that any run of them can stand on a page. A word that is wider than
// a line is divided; nothing is left out.
class TextLines {
 public:
  // `width_pt` below 0: as wide as the text is.
  TextLines(const Typesetter& typesetter, const Spans& spans, const TextLook& look, double width_pt);

  // Whether the machine has a font for each character.
  bool IsInFonts() const;
  int count() const;
  double pitch() const { return pitch_; }
  double height() const { return count() * pitch_; }
  // Of the widest line.
  double WidestLine() const;
  // Of the widest word: a column that is as wide divides none.
  static double WidestWord(const Typesetter& typesetter, const Spans& spans, const TextLook& look);
  // Lines from `first` up to `last`, the first at the top of `y`.
  void Draw(cairo_t* cairo, double x, double y, int first, int last) const;
  void Draw(cairo_t* cairo, double x, double y) const { Draw(cairo, x, y, 0, count()); }
  // The first line, by the line that letters stand on.
  void DrawOnBaseline(cairo_t* cairo, double x, double baseline) const;

 private:
  void DrawLine(cairo_t* cairo, double x, double baseline, int number) const;

  std::unique_ptr<PangoLayout, GObjectDeleter<PangoLayout>> layout_;
  TextLook look_;
  double width_;
  double pitch_;
};

}  // namespace helhet::render
