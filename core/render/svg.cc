#include "core/render/svg.h"

#include <fmt/format.h>

#include "core/render/chart.h"

namespace helhet::render {
namespace {

std::string Hex(Colour colour) { return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue); }

struct ShapeWriter {
  std::string operator()(const Area& area) const {
    return fmt::format("<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" fill=\"{}\"/>", area.x, area.y, area.width, area.height, Hex(area.fill));
  }

  std::string operator()(const Stroke& stroke) const {
    std::string points;
    for (const auto& [x, y] : stroke.points) points += fmt::format("{}{:.2f},{:.2f}", points.empty() ? "" : " ", x, y);
    return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:.2f}\" stroke-linejoin=\"round\"{}/>", points, Hex(stroke.colour), stroke.width,
                       stroke.is_dashed ? " stroke-dasharray=\"3 2\"" : "");
  }

  std::string operator()(const Label& label) const {
    if (label.text.empty()) return "";
    const double width = static_cast<double>(CountLetters(label.text)) * label.size * kLetterWidth;
    const std::string squeezed = label.room > 0 && width > label.room ? fmt::format(" textLength=\"{:.2f}\" lengthAdjust=\"spacingAndGlyphs\"", label.room) : "";
    return fmt::format("<text x=\"{:.2f}\" y=\"{:.2f}\" font-size=\"{:.2f}\" fill=\"{}\"{}{}{}>{}</text>", label.x, label.baseline, label.size, Hex(label.colour),
                       label.is_bold ? " font-weight=\"bold\"" : "", label.anchor == Anchor::kEnd ? " text-anchor=\"end\"" : "", squeezed, EscapeMarkup(label.text));
  }
};

}  // namespace

std::string EscapeMarkup(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string ToSvg(const Drawing& drawing, const std::string& id, const std::string& title, const std::string& description) {
  std::string svg = fmt::format("<svg role=\"img\" aria-labelledby=\"{0}-title {0}-text\" viewBox=\"0 0 {1:.2f} {2:.2f}\"><title id=\"{0}-title\">{3}</title><desc id=\"{0}-text\">{4}</desc>",
                                id, drawing.width, drawing.height, EscapeMarkup(title), EscapeMarkup(description));
  for (const auto& shape : drawing.shapes) svg += std::visit(ShapeWriter{}, shape);
  return svg + "</svg>";
}

}  // namespace helhet::render
