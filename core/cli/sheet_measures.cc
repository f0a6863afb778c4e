// The measures of a sheet: for each, its units with baseline, target, latest figure and where that stands.
#include <algorithm>
#include <cmath>

#include "core/cli/display_width.h"
#include "core/cli/figures.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet_page.h"
#include "core/cli/sparkline.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {
namespace {

using api::v1::A3Figure;
using api::v1::A3Figures;

// Periods in the small curve: of months a year, so that it shows the same seasons as a year's figure.
constexpr int kCurvePeriods = 12;

// The period that all units have; empty when they differ.
std::string CommonPeriod(const A3Figures& figures, const std::function<std::string(const A3Figure&)>& period_of) {
  std::string common;
  for (const A3Figure& figure : figures.units()) {
    const std::string period = period_of(figure);
    if (period.empty()) continue;
    if (!common.empty() && common != period) return "";
    common = period;
  }
  return common;
}

// A column that holds figures of a period: the period stands in its heading, or below each figure.
struct PeriodColumn {
  PeriodColumn(const A3Figures& figures, std::function<std::string(const A3Figure&)> of)
      : period_of(std::move(of)), common(CommonPeriod(figures, period_of)) {}
  std::string Title(const std::string& title) const { return common.empty() ? title : title + "\n" + common; }
  std::string Below(const A3Figure& figure) const {
    const std::string period = period_of(figure);
    return common.empty() && !period.empty() ? "\n" + period : "";
  }
  std::function<std::string(const A3Figure&)> period_of;
  std::string common;
};

std::string Curve(const A3Figure& figure) {
  std::vector<std::optional<double>> values;
  const int first = std::max(0, figure.recent_size() - kCurvePeriods);
  for (int i = first; i < figure.recent_size(); ++i) {
    values.push_back(figure.recent(i).has_value() ? std::optional<double>(figure.recent(i).value()) : std::nullopt);
  }
  return Sparkline(values);
}

bool Has(const A3Figures& figures, const std::function<bool(const A3Figure&)>& has) {
  return std::any_of(figures.units().begin(), figures.units().end(), has);
}

// What is compared with: the hub's own baseline, else the one that was stated.
const double* BaselineOf(const A3Figure& figure, double& storage) {
  if (figure.baseline().has_value()) storage = figure.baseline().value();
  else if (figure.has_stated_baseline()) storage = figure.stated_baseline();
  else return nullptr;
  return &storage;
}

Table FigureTable(const SheetPage& page, const A3Figures& figures) {
  const Language in = page.language();
  const model::v1::Measure& measure = figures.measure();
  const PeriodColumn baseline(figures, [](const A3Figure& figure) { return figure.baseline().period(); });
  const PeriodColumn target(figures, [](const A3Figure& figure) { return figure.has_target() ? figure.target_period() : ""; });
  const PeriodColumn latest(figures, [](const A3Figure& figure) { return figure.latest().has_value() ? figure.latest().period() : ""; });
  const bool has_baseline = Has(figures, [](const A3Figure& figure) { return !figure.baseline().period().empty() || figure.baseline().has_value(); });
  const bool has_stated = Has(figures, [](const A3Figure& figure) { return figure.has_stated_baseline(); });
  const bool has_target = Has(figures, [](const A3Figure& figure) { return figure.has_target(); });
  const bool has_standing = measure.direction() != model::v1::MEASURE_DIRECTION_UNSPECIFIED && (has_baseline || has_stated || has_target);
  const bool has_curve = page.view().has_utf8 && Has(figures, [](const A3Figure& figure) { return !Curve(figure).empty(); });

  std::vector<Column> columns = {{"unit", page.Say(text::kUnit), Align::kLeft, true}};
  if (has_baseline) columns.push_back({"baseline", baseline.Title(page.Say(text::kBaseline)), Align::kRight});
  if (has_stated) columns.push_back({"stated", page.Say(text::kStatedBaseline), Align::kRight});
  columns.push_back({"latest", latest.Title(page.Say(text::kLatest)), Align::kRight});
  if (has_target) columns.push_back({"target", target.Title(page.Say(text::kTarget)), Align::kRight});
  if (has_standing) columns.push_back({"standing", page.Say(text::kStatus)});
  if (has_curve) columns.push_back({"curve", page.Say(text::kCurve)});

  Table table(std::move(columns));
  for (const A3Figure& figure : figures.units()) {
    double storage = 0;
    const double target_value = figure.target();
    const Standing standing = StandingOf(measure, figure.latest(), BaselineOf(figure, storage), figure.has_target() ? &target_value : nullptr);
    std::vector<Cell> row = {figure.unit_name().empty() ? figure.unit_id() : figure.unit_name()};
    const auto figure_cell = [&](const model::v1::Observation& observation, const std::string& below) {
      row.push_back(Cell(FigureText(observation, measure, in) + below).In(observation.has_value() ? Style::kPlain : Style::kFaint));
    };
    if (has_baseline) figure_cell(figure.baseline(), baseline.Below(figure));
    if (has_stated) row.push_back(figure.has_stated_baseline() ? FormatFigure(figure.stated_baseline(), measure.decimals(), measure.measurement_unit(), in) : "");
    figure_cell(figure.latest(), latest.Below(figure));
    if (has_target) row.push_back(figure.has_target() ? StatedText(figure.target(), measure, in) + target.Below(figure) : "");
    if (has_standing) row.push_back(Cell(StandingText(standing, in)).In(StandingStyle(standing)));
    if (has_curve) row.push_back(Curve(figure));
    table.Add(std::move(row));
  }
  return table;
}

// What a reader must know of the figures before trusting them.
void PrintNotes(SheetPage& page, const A3Figures& figures) {
  const model::v1::Measure& measure = figures.measure();
  const double step = std::pow(10.0, -measure.decimals()) / 2;
  std::string differ;
  int64_t other_currency = 0;
  for (const A3Figure& figure : figures.units()) {
    other_currency += figure.latest().other_currency_count();
    const bool is_other = figure.has_stated_baseline() && figure.baseline().has_value() && std::abs(figure.baseline().value() - figure.stated_baseline()) > step;
    if (is_other) differ += (differ.empty() ? "" : ", ") + (figure.unit_name().empty() ? figure.unit_id() : figure.unit_name());
  }
  const auto note = [&](const std::string& text) { page.Paragraph(text, 2, "", Style::kWarning); };
  if (!differ.empty()) note(page.Say(text::kDiffersFromStated, differ));
  if (other_currency > 0) note(page.Say(text::kLeftOutCurrency, FormatCount(other_currency, page.language())));
  if (!measure.caveat().empty()) note(measure.caveat());
  for (const auto& source : figures.sources()) page.Paragraph(SourceText(source, measure, page.language()), 2, "", Style::kFaint);
}

// Facts that wait are in no unit's figure, and each measure of the same facts says the same number: once is enough.
void PrintWaiting(SheetPage& page, const api::v1::GetA3Response& sheet) {
  int64_t waiting = 0;
  for (const A3Figures& figures : sheet.figures()) {
    for (const A3Figure& figure : figures.units()) waiting = std::max(waiting, figure.latest().waiting_count());
  }
  if (waiting == 0) return;
  page.Blank();
  page.Paragraph(page.Say(text::kLeftOutWaiting, FormatCount(waiting, page.language())), 0, "! ", Style::kWarning);
}

}  // namespace

void PrintMeasures(SheetPage& page, const api::v1::GetA3Response& sheet) {
  if (sheet.figures().empty()) return page.Paragraph(page.Say(text::kNoMeasures));
  bool is_first = true;
  for (const A3Figures& figures : sheet.figures()) {
    if (!is_first) page.Blank();
    is_first = false;
    if (!figures.missing_measure_id().empty()) {
      page.Paragraph(page.Say(text::kMissingMeasure, figures.missing_measure_id()), 0, "", Style::kBad);
      continue;
    }
    page.Edges(MeasureHeading(figures.measure(), page.language()), DirectionText(figures.measure(), page.language()), Style::kFaint);
    if (figures.units().empty()) {
      page.Paragraph(page.Say(text::kNoUnits), 2);
    } else {
      FigureTable(page, figures).Print(page.out(), page.view().width, 2, page.paint());
    }
    PrintNotes(page, figures);
  }
  PrintWaiting(page, sheet);
}

}  // namespace helhet::cli
