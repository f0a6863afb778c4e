#include "core/render/pdf_canvas.h"

#include <cairo-pdf.h>

#include <algorithm>

namespace helhet::render {
namespace {

void SetColour(cairo_t* cairo, Colour colour) { cairo_set_source_rgb(cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0); }

cairo_status_t Append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

class Painter {
 public:
  Painter(cairo_t* cairo, const Typesetter& typesetter, double x, double y) : cairo_(cairo), typesetter_(typesetter), x_(x), y_(y) {}

  void operator()(const Area& area) const {
    SetColour(cairo_, area.fill);
    cairo_rectangle(cairo_, x_ + area.x, y_ + area.y, area.width, area.height);
    cairo_fill(cairo_);
  }

  void operator()(const Stroke& stroke) const {
    SetColour(cairo_, stroke.colour);
    cairo_set_line_width(cairo_, stroke.width);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    const double dashes[] = {3, 2};
    cairo_set_dash(cairo_, dashes, stroke.is_dashed ? 2 : 0, 0);
    cairo_new_path(cairo_);  // text leaves a point behind
    for (const auto& [x, y] : stroke.points) cairo_line_to(cairo_, x_ + x, y_ + y);
    cairo_stroke(cairo_);
    cairo_set_dash(cairo_, nullptr, 0, 0);
  }

  void operator()(const Label& label) const {
    if (label.text.empty()) return;
    std::string text = label.text;
    TextLook look{label.size, label.is_bold, label.colour, Edge::kLeft};
    double width = Width(text, look);
    if (label.room > 0 && width > label.room) {
      look.size_pt = std::max(label.size * 0.98 * label.room / width, label.size * 0.8);
      width = Width(text, look);
      while (width > label.room && text.size() > sizeof "…") width = Width(text = Shorter(text), look);
    }
    const TextLines lines(typesetter_, {{text, false, false}}, look, -1);
    const double x = x_ + label.x - (label.anchor == Anchor::kEnd ? width : 0);
    lines.DrawOnBaseline(cairo_, x, y_ + label.baseline);
  }

 private:
  double Width(const std::string& text, const TextLook& look) const { return TextLines(typesetter_, {{text, false, false}}, look, -1).WidestLine(); }

  // A tenth shorter.
  static std::string Shorter(std::string_view text) {
    constexpr std::string_view kEllipsis = "…";
    if (text.ends_with(kEllipsis)) text.remove_suffix(kEllipsis.size());
    return Shortened(text, text.size() - std::max<size_t>(1, text.size() / 10));
  }

  cairo_t* cairo_;
  const Typesetter& typesetter_;
  const double x_, y_;
};

}  // namespace

Canvas::Canvas()
    : surface_(cairo_pdf_surface_create_for_stream(&Append, &bytes_, kPageWidth, kPageHeight), &cairo_surface_destroy),
      cairo_(cairo_create(surface_.get()), &cairo_destroy) {}

void Canvas::NewPage() {
  if (page_ >= 0) cairo_show_page(cairo_.get());
  ++page_;
  marks_ = 0;
}

void Canvas::DrawMarked(const char* type, const std::function<void(cairo_t*)>& draw) {
  cairo_tag_begin(cairo_.get(), type, nullptr);
  draw(cairo_.get());
  cairo_tag_end(cairo_.get(), type);
  ++marks_;
}

void Canvas::DrawContent(int element, const char* type, const std::function<void(cairo_t*)>& draw) {
  structure_.AddMark(element, {page_, marks_});
  DrawMarked(type, draw);
}

void Canvas::DrawDecoration(const std::function<void(cairo_t*)>& draw) { DrawMarked(kDecorationTag, draw); }

void Canvas::Fill(double x, double y, double width, double height, Colour colour) {
  DrawDecoration([&](cairo_t* cairo) {
    SetColour(cairo, colour);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_fill(cairo);
  });
}

void Canvas::Outline(double x, double y, double width, double height, Colour colour) {
  DrawDecoration([&](cairo_t* cairo) {
    SetColour(cairo, colour);
    cairo_set_line_width(cairo, 0.8);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_stroke(cairo);
  });
}

void Canvas::Rule(double x, double y, double width, Colour colour, double thickness) { Fill(x, y, width, thickness, colour); }

Result<std::string> Canvas::Finish() {
  cairo_show_page(cairo_.get());
  const cairo_status_t drawn = cairo_status(cairo_.get());
  cairo_surface_finish(surface_.get());
  const cairo_status_t written = cairo_surface_status(surface_.get());
  for (const cairo_status_t status : {drawn, written}) {
    if (status != CAIRO_STATUS_SUCCESS) return Status(StatusCode::kInternal, std::string("pdf: it could not be drawn: ") + cairo_status_to_string(status));
  }
  return std::move(bytes_);
}

void Paint(cairo_t* cairo, const Typesetter& typesetter, const Drawing& drawing, double x, double y) {
  for (const auto& shape : drawing.shapes) std::visit(Painter(cairo, typesetter, x, y), shape);
}

}  // namespace helhet::render
