#include "core/render/chart.h"

#include <algorithm>
#include <cmath>

namespace helhet::render {
namespace {

// In sizes of text: what looks right at one size does so at all.
constexpr double kPanelWidth = 13;   // the narrowest panel of a curve
constexpr double kPlotHeight = 4.2;  // of a curve
constexpr double kGap = 1.2;         // between panels
constexpr double kBarRow = 1.75;     // a unit with its two bars
constexpr double kNameWidth = 10;    // of units beside bars
constexpr double kFigureWidth = 6;   // of a column of figures
constexpr double kLeastBar = 4.5;     // the longest bar, at least
constexpr double kNameLine = 1.25;   // of a name that is too long to stand beside anything
constexpr double kKeyLine = 1.5;
// Bars of a page: more go on to the next.
constexpr size_t kBarsOfRow = 20;

struct Scale {
  double low = 0;
  double high = 1;
  // Where a value stands between 0 and 1.
  double At(double value) const { return std::clamp((value - low) / (high - low), 0.0, 1.0); }
};

void Extend(Scale& scale, bool& is_first, const std::optional<double>& value) {
  if (!value.has_value() || !std::isfinite(*value)) return;
  scale.low = is_first ? *value : std::min(scale.low, *value);
  scale.high = is_first ? *value : std::max(scale.high, *value);
  is_first = false;
}

// The same for all units, so that panels side by side compare.
Scale CurveScale(const Chart& chart) {
  Scale scale;
  bool is_first = true;
  for (const ChartUnit& unit : chart.units) {
    Extend(scale, is_first, unit.baseline);
    Extend(scale, is_first, unit.target);
    for (const auto& value : unit.recent) Extend(scale, is_first, value);
  }
  const double margin = std::max((scale.high - scale.low) * 0.08, 1e-9);
  scale.low = chart.floor.has_value() && scale.low >= *chart.floor ? std::max(scale.low - margin, *chart.floor) : scale.low - margin;
  scale.high = chart.ceiling.has_value() && scale.high <= *chart.ceiling ? std::min(scale.high + margin, *chart.ceiling) : scale.high + margin;
  if (scale.high <= scale.low) scale.high = scale.low + 1;
  return scale;
}

// Bars begin at 0.
Scale BarScale(const Chart& chart) {
  Scale scale{0, 0};
  bool is_first = false;
  for (const ChartUnit& unit : chart.units) {
    for (const auto& value : {unit.baseline, unit.latest, unit.target}) Extend(scale, is_first, value);
  }
  if (scale.high <= scale.low) scale.high = scale.low + 1;
  return scale;
}

// Whether a name is too long for its place beside figures or bars. Then all names of the chart have a line of their own.
bool HasLongNames(const Chart& chart, double room, double text) {
  return std::any_of(chart.units.begin(), chart.units.end(), [&](const ChartUnit& unit) { return static_cast<double>(CountLetters(unit.name)) * kLetterWidth * text > room; });
}

// One unit's curve, at `x`.
class Panel {
 public:
  // `name_line` is the height of the line that the name has to itself; 0 when it shares that of the figure.
  Panel(Drawing& drawing, const Scale& scale, double x, double width, double text, double name_line)
      : drawing_(drawing), scale_(scale), x_(x), width_(width), text_(text), name_line_(name_line) {}

  static double FigureRoom(double width) { return width * 0.48; }
  static double Height(double text, double name_line) { return text * (1.7 + kPlotHeight + 1.7) + name_line; }

  void Draw(const ChartUnit& unit) {
    // The figure stands at the end of the line, larger than the name.
    const double figure_room = FigureRoom(width_), name_room = name_line_ > 0 ? width_ : width_ - figure_room - text_ * 0.5;
    drawing_.shapes.push_back(Label{x_, text_ * 1.05, unit.name, text_, Anchor::kStart, true, kInk, name_room});
    const bool is_measured = unit.latest.has_value();
    drawing_.shapes.push_back(Label{x_ + width_, text_ * 1.05 + name_line_, unit.latest_text, is_measured ? text_ * 1.2 : text_, Anchor::kEnd, is_measured,
                                    is_measured ? kLatestFill : kFaintInk, figure_room});
    drawing_.shapes.push_back(Stroke{{{x_, Bottom()}, {x_ + width_, Bottom()}}, kFrame, 0.6, false});
    if (unit.baseline.has_value()) Level(*unit.baseline, kBaselineLine, true);
    if (unit.target.has_value()) Level(*unit.target, kTargetLine, false);
    Curve(unit.recent);
    const double below = Bottom() + text_ * 1.15;
    drawing_.shapes.push_back(Label{x_, below, unit.baseline_text, text_, Anchor::kStart, false, kFaintInk, width_ * (unit.target_text.empty() ? 1 : 0.55)});
    drawing_.shapes.push_back(Label{x_ + width_, below, unit.target_text, text_, Anchor::kEnd, true, kTargetLine, width_ * 0.42});
  }

 private:
  double Top() const { return text_ * 1.7 + name_line_; }
  double Bottom() const { return Top() + text_ * kPlotHeight; }
  double Y(double value) const { return Bottom() - scale_.At(value) * (Bottom() - Top()); }

  void Level(double value, Colour colour, bool is_dashed) {
    drawing_.shapes.push_back(Stroke{{{x_, Y(value)}, {x_ + width_, Y(value)}}, colour, 1.1, is_dashed});
  }

  // A period that was not measured is a gap.
  void Curve(const std::vector<std::optional<double>>& recent) {
    const double step = recent.size() > 1 ? (width_ - 4) / static_cast<double>(recent.size() - 1) : 0;
    Stroke stroke{{}, kLatestFill, 1.6, false};
    const auto end_stroke = [&] {
      if (stroke.points.size() > 1) drawing_.shapes.push_back(stroke);
      if (stroke.points.size() == 1) Dot(stroke.points[0]);
      stroke.points.clear();
    };
    std::pair<double, double> last;
    bool is_any = false;
    for (size_t i = 0; i < recent.size(); ++i) {
      if (!recent[i].has_value()) {
        end_stroke();
        continue;
      }
      last = {x_ + 2 + step * static_cast<double>(i), Y(*recent[i])};
      is_any = true;
      stroke.points.push_back(last);
    }
    end_stroke();
    if (is_any) Dot(last);
  }

  void Dot(const std::pair<double, double>& at) {
    const double size = text_ * 0.42;
    drawing_.shapes.push_back(Area{at.first - size / 2, at.second - size / 2, size, size, kLatestFill});
  }

  Drawing& drawing_;
  const Scale scale_;
  const double x_, width_, text_, name_line_;
};

std::vector<Drawing> DrawCurves(const Chart& chart, double width, double text) {
  const Scale scale = CurveScale(chart);
  const auto room = static_cast<size_t>(std::max(1.0, std::floor((width + text * kGap) / (text * (kPanelWidth + kGap)))));
  // Rows of about the same length, rather than a full one and a rest.
  const size_t rows = (chart.units.size() + room - 1) / room;
  const size_t per_row = rows == 0 ? 1 : (chart.units.size() + rows - 1) / rows;
  const double panel = (width - text * kGap * static_cast<double>(per_row - 1)) / static_cast<double>(per_row);
  const double name_line = HasLongNames(chart, panel - Panel::FigureRoom(panel), text) ? text * kNameLine : 0;
  std::vector<Drawing> drawings;
  for (size_t i = 0; i < chart.units.size(); ++i) {
    if (i % per_row == 0) drawings.push_back({width, Panel::Height(text, name_line), {}});
    Panel(drawings.back(), scale, static_cast<double>(i % per_row) * (panel + text * kGap), panel, text, name_line).Draw(chart.units[i]);
  }
  return drawings;
}

// Figures that stand beside the bars: the latest, the baseline, and the target where more than the whole has one.
bool HasTargetColumn(const Chart& chart) {
  return std::count_if(chart.units.begin(), chart.units.end(), [](const ChartUnit& unit) { return unit.target.has_value(); }) > 1;
}

// One unit's bars in a row, from `top` down.
class BarRow {
 public:
  // `name_line` as of panels.
  BarRow(Drawing& drawing, const Chart& chart, const Scale& scale, double text, double name_line)
      : drawing_(drawing), scale_(scale), text_(text), name_line_(name_line), figures_(HasTargetColumn(chart) ? 3 : 2), left_(name_line > 0 ? 0 : text * kNameWidth),
        length_(drawing.width - left_ - figures_ * text * kFigureWidth) {}

  static double Height(double text, double name_line) { return text * kBarRow + name_line; }

  void Draw(const ChartUnit& unit, double top, bool is_whole) {
    const double name_room = name_line_ > 0 ? drawing_.width : left_ - text_ * 0.5;
    drawing_.shapes.push_back(Label{0, top + text_ * 1.1, unit.name, text_, Anchor::kStart, is_whole, kInk, name_room});
    top += name_line_;
    const double baseline = top + text_ * 1.1, zero = X(0);
    Bar(unit.latest, top + text_ * 0.15, 0.8, kLatestFill);
    Bar(unit.baseline, top + text_ * 0.95, 0.5, kBaselineFill);
    drawing_.shapes.push_back(Stroke{{{zero, top}, {zero, top + text_ * (kBarRow - 0.1)}}, kFrame, 0.6, false});
    if (unit.target.has_value()) {
      drawing_.shapes.push_back(Stroke{{{X(*unit.target), top}, {X(*unit.target), top + text_ * (kBarRow - 0.1)}}, kTargetLine, 2, false});
    }
    const bool is_measured = unit.latest.has_value();
    Figure(unit.latest_text, figures_ - 1, baseline, is_measured, is_measured ? kLatestFill : kFaintInk);
    Figure(unit.baseline_text, figures_ - 2, baseline, false, kFaintInk);
    if (figures_ == 3) Figure(unit.target_text, 0, baseline, true, kTargetLine);
  }

 private:
  double X(double value) const { return left_ + scale_.At(value) * length_; }

  void Bar(const std::optional<double>& value, double y, double height, Colour fill) {
    if (!value.has_value()) return;
    const double zero = X(0), end = X(*value);
    drawing_.shapes.push_back(Area{std::min(zero, end), y, std::max(std::abs(end - zero), 0.5), text_ * height, fill});
  }

  // `column` is counted from the right.
  void Figure(const std::string& text, int column, double baseline, bool is_bold, Colour colour) {
    const double end = drawing_.width - column * text_ * kFigureWidth;
    drawing_.shapes.push_back(Label{end, baseline, text, text_, Anchor::kEnd, is_bold, colour, text_ * (kFigureWidth - 0.5)});
  }

  Drawing& drawing_;
  const Scale scale_;
  const double text_, name_line_;
  const int figures_;
  const double left_, length_;
};

std::vector<Drawing> DrawBars(const Chart& chart, double width, double text) {
  const Scale scale = BarScale(chart);
  const double name_line = HasLongNames(chart, text * kNameWidth, text) ? text * kNameLine : 0;
  std::vector<Drawing> drawings;
  for (size_t i = 0; i < chart.units.size(); ++i) {
    if (i % kBarsOfRow == 0) drawings.push_back({width, 0, {}});
    Drawing& drawing = drawings.back();
    BarRow(drawing, chart, scale, text, name_line).Draw(chart.units[i], drawing.height, i == 0 && chart.units.size() > 1);
    drawing.height += BarRow::Height(text, name_line);
  }
  return drawings;
}

}  // namespace

size_t CountLetters(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<Drawing> DrawChart(const Chart& chart, double width, double text_pt) {
  return chart.is_curve ? DrawCurves(chart, width, text_pt) : DrawBars(chart, width, text_pt);
}

double LeastWidth(const Chart& chart, double text_pt) {
  if (!chart.is_curve) return text_pt * (kNameWidth + kLeastBar + kFigureWidth * (HasTargetColumn(chart) ? 3 : 2));
  const auto panels = static_cast<double>(std::clamp<size_t>(chart.units.size(), 2, 4));
  return text_pt * ((kPanelWidth + kGap) * panels - kGap);
}

Drawing DrawKey(const Chart& chart, double width, double text_pt) {
  Drawing key{0, text_pt * kKeyLine, {}};
  double x = 0, baseline = text_pt * 1.05;
  const auto add = [&](const std::string& name, Colour colour, bool is_line, bool is_dashed) {
    const double mark = text_pt * 1.5, room = static_cast<double>(CountLetters(name)) * text_pt * kLetterWidth;
    if (x > 0 && x + mark + room > width) {
      x = 0;
      baseline += text_pt * kKeyLine;
      key.height += text_pt * kKeyLine;
    }
    const double middle = baseline - text_pt * 0.35;
    if (is_line) {
      key.shapes.push_back(Stroke{{{x, middle}, {x + mark, middle}}, colour, is_dashed ? 1.1 : 1.6, is_dashed});
    } else {
      key.shapes.push_back(Area{x, middle - text_pt * 0.35, mark, text_pt * 0.7, colour});
    }
    key.shapes.push_back(Label{x + mark + text_pt * 0.4, baseline, name, text_pt, Anchor::kStart, false, kFaintInk, std::min(room, width - mark)});
    x += mark + room + text_pt * 1.4;
    key.width = std::max(key.width, x - text_pt * 1.4);
  };
  const auto has = [&](auto of) { return std::any_of(chart.units.begin(), chart.units.end(), [of](const ChartUnit& unit) { return (unit.*of).has_value(); }); };
  const bool is_curve = chart.is_curve;
  add(is_curve && !chart.first_period.empty() ? chart.first_period + " – " + chart.last_period : chart.latest_name, kLatestFill, is_curve, false);
  if (has(&ChartUnit::baseline)) add(chart.baseline_name, is_curve ? kBaselineLine : kBaselineFill, is_curve, true);
  // The only target stands here with its figure.
  const auto only = std::find_if(chart.units.begin(), chart.units.end(), [](const ChartUnit& unit) { return unit.target.has_value(); });
  if (only != chart.units.end()) add(chart.target_name + (is_curve || HasTargetColumn(chart) ? "" : ": " + only->target_text), kTargetLine, true, false);
  return key;
}

}  // namespace helhet::render
