// The pages of a PDF while they are drawn, and the structure of what stands on them.
#pragma once

#include <cairo.h>

#include <functional>
#include <memory>
#include <string>

#include "core/render/drawing.h"
#include "core/render/pdf_text.h"
#include "core/render/structure.h"
#include "helhet/status.h"

namespace helhet::render {

// A landscape A3 page, 420 mm × 297 mm, in points.
inline constexpr double kPageWidth = 420 / 25.4 * 72;
inline constexpr double kPageHeight = 297 / 25.4 * 72;
// The structure type that decoration is drawn with: it becomes an artifact (pdf_archive.h).
inline constexpr char kDecorationTag[] = "NonStruct";

class Canvas {
 public:
  Canvas();

  const Typesetter& typesetter() const { return typesetter_; }
  Structure& structure() { return structure_; }

  // What is drawn stands on the page that was begun last. One call, one marked content.
  void NewPage();
  void DrawContent(int element, const char* type, const std::function<void(cairo_t*)>& draw);
  // Frames, rules and what is said a second time.
  void DrawDecoration(const std::function<void(cairo_t*)>& draw);
  void Fill(double x, double y, double width, double height, Colour colour);
  void Outline(double x, double y, double width, double height, Colour colour);
  void Rule(double x, double y, double width, Colour colour, double thickness);

  // The PDF as cairo makes it. Nothing is drawn after that. INTERNAL when cairo failed.
  Result<std::string> Finish();

 private:
  void DrawMarked(const char* type, const std::function<void(cairo_t*)>& draw);

  std::string bytes_;
  Typesetter typesetter_;
  Structure structure_;
  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface_;
  std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo_;
  int page_ = -1;
  int marks_ = 0;  // on the page
};

// Paints a chart.
void Paint(cairo_t* cairo, const Typesetter& typesetter, const Drawing& drawing, double x, double y);

}  // namespace helhet::render
