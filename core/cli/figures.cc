#include "core/cli/figures.h"

#include <cmath>

#include "core/cli/display_width.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {

using model::v1::Measure;
using model::v1::Observation;

std::string MeasureTitle(const Measure& measure, Language language) {
  const std::string& title = language == Language::kNynorsk ? measure.title_nn() : language == Language::kEnglish ? measure.title_en() : measure.title();
  return Printable(title.empty() ? measure.title() : title);
}

std::string TermTitle(const Measure& measure, const std::string& term, Language language) {
  for (const auto& one : measure.terms()) {
    if (one.name() != term) continue;
    const std::string& title = language == Language::kNynorsk ? one.title_nn() : language == Language::kEnglish ? one.title_en() : one.title();
    return Printable(!title.empty() ? title : !one.title().empty() ? one.title() : term);
  }
  return Printable(term);
}

std::string SourceText(const api::v1::StatisticSource& source, const Measure& measure, Language language) {
  const std::string first = source.first_month().substr(0, 4), last = source.last_month().substr(0, 4);
  std::string provider = source.provider();
  std::transform(provider.begin(), provider.end(), provider.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  std::string text = TermTitle(measure, source.term(), language) + " " + first + (last == first ? "" : "–" + last) + ": " +
                     Say(language, text::kStatisticTable, Printable(provider), Printable(source.table_id()));
  if (!source.projection_round().empty()) text += Say(language, text::kProjectionRound, Printable(source.projection_round()));
  if (!source.projection_alternative().empty()) text += " (" + Printable(source.projection_alternative()) + ")";
  return text;
}

std::string MeasureHeading(const Measure& measure, Language language) {
  const std::string unit = UnitName(measure.measurement_unit(), language);
  return MeasureTitle(measure, language) + (unit.empty() || unit == "%" ? "" : " (" + Printable(unit) + ")");
}

std::string DirectionText(const Measure& measure, Language language) {
  switch (measure.direction()) {
    case model::v1::MEASURE_DIRECTION_UP: return Say(language, text::kDirectionUp);
    case model::v1::MEASURE_DIRECTION_DOWN: return Say(language, text::kDirectionDown);
    default: return "";
  }
}

std::string FigureText(const Observation& observation, const Measure& measure, Language language) {
  if (!observation.has_value()) return Say(language, text::kNotMeasured);
  return FormatFigure(observation.value(), measure.decimals(), measure.measurement_unit(), language);
}

Cell FigureCell(const Observation& observation, const Measure& measure, Language language) {
  const std::string plain = observation.has_value() ? fmt::format("{}", observation.value()) : "";
  return Cell::Value(FigureText(observation, measure, language), plain).In(observation.has_value() ? Style::kPlain : Style::kFaint);
}

std::string StatedText(double value, const Measure& measure, Language language) {
  std::string text = FormatShort(value, language);
  if (measure.measurement_unit() == "percent") text += language == Language::kEnglish ? "%" : "\u00A0%";
  return text;
}

Standing StandingOf(const Measure& measure, const Observation& latest, const double* baseline, const double* target) {
  if (!latest.has_value() || measure.direction() == model::v1::MEASURE_DIRECTION_UNSPECIFIED) return Standing::kUnknown;
  const double sign = measure.direction() == model::v1::MEASURE_DIRECTION_UP ? 1 : -1;
  if (target != nullptr && sign * latest.value() >= sign * *target) return Standing::kReached;
  if (baseline == nullptr) return Standing::kUnknown;
  // Figures that look the same are the same to the reader.
  const double step = std::pow(10.0, -measure.decimals()) / 2;
  const double change = sign * (latest.value() - *baseline);
  return change > step ? Standing::kBetter : change < -step ? Standing::kWorse : Standing::kSame;
}

std::string StandingText(Standing standing, Language language) {
  switch (standing) {
    case Standing::kReached: return Say(language, text::kReachedStanding);
    case Standing::kBetter: return Say(language, text::kBetter);
    case Standing::kWorse: return Say(language, text::kWorse);
    case Standing::kSame: return Say(language, text::kSame);
    case Standing::kUnknown: break;
  }
  return "";
}

Style StandingStyle(Standing standing) {
  if (standing == Standing::kReached || standing == Standing::kBetter) return Style::kGood;
  return standing == Standing::kWorse ? Style::kBad : Style::kPlain;
}

}  // namespace helhet::cli
