// Measures as charts: the figures with their words, and what must be known before they are trusted.
#include <algorithm>
#include <cmath>
#include <functional>

#include "core/cli/display_width.h"
#include "core/cli/figures.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_sheet.h"
#include "core/render/content.h"
#include "core/render/limits.h"
#include "core/render/texts.h"

namespace helhet::render {
namespace {

using api::v1::A3Figure;
using api::v1::A3Figures;
using cli::Say;
using model::v1::Measure;
using model::v1::Observation;

std::optional<double> ValueOf(const Observation& observation) {
  return observation.has_value() && std::isfinite(observation.value()) ? std::optional(observation.value()) : std::nullopt;
}

// The period that all units have, after the name: `Mål 2025`. The name alone when they differ.
std::string WithPeriod(const std::string& name, const A3Figures& figures, const std::function<std::string(const A3Figure&)>& period_of) {
  std::string common;
  for (const A3Figure& figure : figures.units()) {
    const std::string period = period_of(figure);
    if (period.empty()) continue;
    if (!common.empty() && common != period) return name;
    common = period;
  }
  return common.empty() ? name : name + " " + Clean(common);
}

// Months of a share or a stock say the same as years of it; those of a sum do not.
bool ComparesOverTime(const Measure& measure) { return measure.measurement_unit() == "percent" || measure.kind() == model::v1::MEASURE_KIND_STOCK; }

ChartUnit MakeUnit(const A3Figure& figure, const Measure& measure, Language in) {
  ChartUnit unit;
  unit.name = Clean(figure.unit_name().empty() ? figure.unit_id() : figure.unit_name());
  unit.latest = ValueOf(figure.latest());
  unit.latest_text = cli::FigureText(figure.latest(), measure, in);
  unit.baseline = ValueOf(figure.baseline());
  if (unit.baseline.has_value()) {
    unit.baseline_text = cli::FigureText(figure.baseline(), measure, in);
  } else if (figure.has_stated_baseline()) {
    unit.baseline = figure.stated_baseline();
    unit.baseline_text = Say(in, text::kStatedBaseline, cli::StatedText(figure.stated_baseline(), measure, in));
  } else if (!figure.baseline().period().empty()) {
    unit.baseline_text = Say(in, cli::text::kNotMeasured);
  }
  if (figure.has_target()) {
    unit.target = figure.target();
    unit.target_text = cli::StatedText(figure.target(), measure, in);
  }
  for (const Observation& one : figure.recent()) unit.recent.push_back(ValueOf(one));
  return unit;
}

// `Enhet b: Nullpunkt 2023 32,78 %, 2024 41,63 %, Mål 2025 50 %, bedre.`
std::string InWords(const A3Figure& figure, const ChartUnit& unit, const Chart& chart, const Measure& measure, Language in) {
  std::string words = unit.name + ": ";
  if (!unit.baseline_text.empty()) words += chart.baseline_name + " " + unit.baseline_text + ", ";
  words += chart.latest_name + " " + unit.latest_text;
  if (!unit.target_text.empty()) words += ", " + chart.target_name + " " + unit.target_text;
  const double* baseline = unit.baseline.has_value() ? &*unit.baseline : nullptr;
  const double* target = unit.target.has_value() ? &*unit.target : nullptr;
  const std::string standing = cli::StandingText(cli::StandingOf(measure, figure.latest(), baseline, target), in);
  if (!standing.empty()) words += ", " + standing;
  const auto is_measured = [](const Observation& one) { return one.has_value(); };
  const auto first = std::find_if(figure.recent().begin(), figure.recent().end(), is_measured);
  const auto last = std::find_if(figure.recent().rbegin(), figure.recent().rend(), is_measured);
  if (chart.is_curve && first != figure.recent().end() && first->period() != last->period()) {
    words += ", " + Say(in, text::kCurveInWords, cli::FigureText(*first, measure, in), Clean(first->period()), cli::FigureText(*last, measure, in), Clean(last->period()));
  }
  return words + ".";
}

// Units whose own baseline is another than the one that was stated.
std::string DifferFromStated(const A3Figures& figures) {
  const double step = std::pow(10.0, -figures.measure().decimals()) / 2;
  std::string differ;
  for (const A3Figure& figure : figures.units()) {
    if (!figure.has_stated_baseline() || !figure.baseline().has_value() || std::abs(figure.baseline().value() - figure.stated_baseline()) <= step) continue;
    differ += (differ.empty() ? "" : ", ") + (figure.unit_name().empty() ? figure.unit_id() : figure.unit_name());
  }
  return differ;
}

std::vector<Paragraph> Remarks(const A3Figures& figures, Language in) {
  const Measure& measure = figures.measure();
  std::vector<Paragraph> remarks;
  int64_t other_currency = 0;
  for (const A3Figure& figure : figures.units()) other_currency += figure.latest().other_currency_count();
  const std::string differ = DifferFromStated(figures);
  if (!differ.empty()) remarks.push_back(Plain(Say(in, cli::text::kDiffersFromStated, differ), Tone::kAlert));
  if (figures.is_silent()) {
    const std::string day = cli::FormatDate(figures.heard_day(), in);
    remarks.push_back(Plain(day.empty() ? Say(in, text::kSilentAlways) : Say(in, text::kSilent, day), Tone::kAlert));
  }
  if (other_currency > 0) remarks.push_back(Plain(Say(in, cli::text::kLeftOutCurrency, cli::FormatCount(other_currency, in)), Tone::kFaint));
  if (!measure.caveat().empty()) remarks.push_back(Plain(measure.caveat(), Tone::kFaint));
  for (const auto& source : figures.sources()) remarks.push_back(Plain(cli::SourceText(source, measure, in), Tone::kFaint));
  return remarks;
}

}  // namespace

Chart MakeChart(const A3Figures& figures, Language in) {
  const Measure& measure = figures.measure();
  Chart chart;
  const std::string title = Clean(cli::MeasureHeading(measure, in));
  chart.title = Shortened(title, limits::kHeadBytes);
  if (title.size() > limits::kHeadBytes) chart.remarks.push_back(Plain(title));
  chart.subtitle = cli::DirectionText(measure, in);
  chart.is_curve = ComparesOverTime(measure);
  chart.floor = 0;
  if (measure.measurement_unit() == "percent") chart.ceiling = 100;
  chart.baseline_name = WithPeriod(Say(in, cli::text::kBaseline), figures, [](const A3Figure& one) { return one.baseline().period(); });
  chart.latest_name = WithPeriod(Say(in, cli::text::kLatest), figures, [](const A3Figure& one) { return one.latest().has_value() ? one.latest().period() : ""; });
  chart.target_name = WithPeriod(Say(in, cli::text::kTarget), figures, [](const A3Figure& one) { return one.has_target() ? one.target_period() : ""; });
  chart.alt = Say(in, text::kChartOf, chart.title);
  for (const A3Figure& figure : figures.units()) {
    chart.units.push_back(MakeUnit(figure, measure, in));
    chart.alt += " " + InWords(figure, chart.units.back(), chart, measure, in);
    if (figure.recent().empty() || !chart.first_period.empty()) continue;
    chart.first_period = Clean(figure.recent(0).period());
    chart.last_period = Clean(figure.recent(figure.recent_size() - 1).period());
  }
  for (Paragraph& remark : Remarks(figures, in)) chart.remarks.push_back(std::move(remark));
  return chart;
}

}  // namespace helhet::render
