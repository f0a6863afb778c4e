// A chart as lines, areas and labels, before it is painted: on PDF by cairo, on HTML as SVG. Units are points, y grows downwards.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/render/palette.h"

namespace helhet::render {

struct Stroke {
  std::vector<std::pair<double, double>> points;
  Colour colour;
  double width = 1;
  bool is_dashed = false;
};

struct Area {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  Colour fill;
};

enum class Anchor { kStart, kEnd };

struct Label {
  double x = 0;  // where the text begins, or ends
  double baseline = 0;
  std::string text;
  double size = 8;
  Anchor anchor = Anchor::kStart;
  bool is_bold = false;
  Colour colour = kInk;
  double room = 0;  // a text that is wider is set smaller, down to four fifths, and shortened after that
};

struct Drawing {
  double width = 0;
  double height = 0;
  std::vector<std::variant<Area, Stroke, Label>> shapes;
};

}  // namespace helhet::render
