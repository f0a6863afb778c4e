#include "core/render/pdf_text.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>

namespace helhet::render {
namespace {

// Open Sans is what sheets are made for; DejaVu Sans has the characters that it lacks.
constexpr char kFamilies[] = "Open Sans, DejaVu Sans, sans-serif";
// Of the size, from line to line: open enough to be read on a wall.
constexpr double kPitch = 1.32;

using Description = std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)>;
using Attributes = std::unique_ptr<PangoAttrList, decltype(&pango_attr_list_unref)>;

void AddAttribute(PangoAttrList* attributes, PangoAttribute* attribute, size_t begin, size_t end) {
  attribute->start_index = static_cast<guint>(begin);
  attribute->end_index = static_cast<guint>(end);
  pango_attr_list_insert(attributes, attribute);
}

std::unique_ptr<PangoLayout, GObjectDeleter<PangoLayout>> MakeLayout(const Typesetter& typesetter, const Spans& spans, const TextLook& look) {
  std::unique_ptr<PangoLayout, GObjectDeleter<PangoLayout>> layout(pango_layout_new(typesetter.context()));
  const Description font(pango_font_description_new(), &pango_font_description_free);
  pango_font_description_set_family_static(font.get(), kFamilies);
  pango_font_description_set_size(font.get(), static_cast<int>(std::lround(look.size_pt * PANGO_SCALE)));
  if (look.is_bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout.get(), font.get());

  std::string text;
  const Attributes attributes(pango_attr_list_new(), &pango_attr_list_unref);
  AddAttribute(attributes.get(), pango_attr_insert_hyphens_new(FALSE), 0, PANGO_ATTR_INDEX_TO_TEXT_END);
  // A glyph for each letter: readers that take texts out of PDFs stumble over ligatures.
  AddAttribute(attributes.get(), pango_attr_font_features_new("liga=0, clig=0"), 0, PANGO_ATTR_INDEX_TO_TEXT_END);
  for (const Span& span : spans) {
    const size_t begin = text.size();
    text += span.text;
    if (span.is_bold) AddAttribute(attributes.get(), pango_attr_weight_new(PANGO_WEIGHT_BOLD), begin, text.size());
    if (span.is_italic) AddAttribute(attributes.get(), pango_attr_style_new(PANGO_STYLE_ITALIC), begin, text.size());
  }
  pango_layout_set_attributes(layout.get(), attributes.get());
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_auto_dir(layout.get(), FALSE);
  return layout;
}

}  // namespace

Typesetter::Typesetter() : fonts_(pango_cairo_font_map_new()) {
  // A unit of the page is a point.
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts_.get()), 72);
  context_.reset(pango_font_map_create_context(fonts_.get()));
  // Glyphs stand where the print wants them, not where a screen's pixels do.
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options(cairo_font_options_create(), &cairo_font_options_destroy);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options.get());
}

Status Typesetter::CheckFonts() const {
  const TextLines letters(*this, {{"Blåbærsyltetøy"}}, {}, -1);
  if (letters.IsInFonts()) return OkStatus();
  return Status(StatusCode::kFailedPrecondition, "pdf: the machine has no font that Norwegian text can be set in")
      .WithReason("no_fonts").WithRemedy("install the packages fonts-open-sans and fonts-dejavu-core").WithClass(ErrorClass::kHub);
}

TextLines::TextLines(const Typesetter& typesetter, const Spans& spans, const TextLook& look, double width_pt)
    : layout_(MakeLayout(typesetter, spans, look)), look_(look), width_(width_pt), pitch_(look.size_pt * kPitch) {
  if (width_pt < 0) return;
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout_.get(), static_cast<int>(std::max(width_pt, 1.0) * PANGO_SCALE));
}

bool TextLines::IsInFonts() const { return pango_layout_get_unknown_glyphs_count(layout_.get()) == 0 && WidestLine() > 0; }

int TextLines::count() const { return pango_layout_get_line_count(layout_.get()); }

double TextLines::WidestLine() const {
  PangoRectangle logical;
  pango_layout_get_extents(layout_.get(), nullptr, &logical);
  return static_cast<double>(logical.width) / PANGO_SCALE;
}

double TextLines::WidestWord(const Typesetter& typesetter, const Spans& spans, const TextLook& look) {
  const auto layout = MakeLayout(typesetter, spans, look);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
  pango_layout_set_width(layout.get(), 0);
  PangoRectangle logical;
  pango_layout_get_extents(layout.get(), nullptr, &logical);
  return static_cast<double>(logical.width) / PANGO_SCALE;
}

void TextLines::DrawLine(cairo_t* cairo, double x, double baseline, int number) const {
  PangoLayoutLine* line = pango_layout_get_line_readonly(layout_.get(), number);
  if (look_.edge == Edge::kRight && width_ > 0) {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, nullptr, &logical);
    x += width_ - static_cast<double>(logical.width) / PANGO_SCALE;
  }
  cairo_set_source_rgb(cairo, look_.colour.red / 255.0, look_.colour.green / 255.0, look_.colour.blue / 255.0);
  cairo_move_to(cairo, x, baseline);
  pango_cairo_show_layout_line(cairo, line);
}

void TextLines::Draw(cairo_t* cairo, double x, double y, int first, int last) const {
  // Capital letters stand in the middle of the line, nearly.
  const double baseline = y + (pitch_ + look_.size_pt * 0.72) / 2;
  for (int i = first; i < last; ++i) DrawLine(cairo, x, baseline + (i - first) * pitch_, i);
}

void TextLines::DrawOnBaseline(cairo_t* cairo, double x, double baseline) const { DrawLine(cairo, x, baseline, 0); }

}  // namespace helhet::render
