// A measure's figures in words: titles, values and whether they go the right way.
#pragma once

#include <string>

#include "core/cli/table.h"
#include "core/cli/text.h"
#include "helhet/api/v1/measure_service.pb.h"
#include "helhet/model/v1/measure.pb.h"

namespace helhet::cli {

// The title in the reader's language; bokmål where there is none.
std::string MeasureTitle(const model::v1::Measure& measure, Language language);
// What a term is called; its name where it has no title.
std::string TermTitle(const model::v1::Measure& measure, const std::string& term, Language language);
// Where official statistics come from: `Framskriving 2026–2046: SSB tabell 14288, framskriving 2024 (MMMM)`.
std::string SourceText(const api::v1::StatisticSource& source, const model::v1::Measure& measure, Language language);
// The title with its unit of measurement: `Innkjøp uten merverdiavgift (kr)`.
std::string MeasureHeading(const model::v1::Measure& measure, Language language);
// `høyere er bedre`; empty when neither way is.
std::string DirectionText(const model::v1::Measure& measure, Language language);

// The figure, or `ikke målt` where there is no value: that is never 0.
std::string FigureText(const model::v1::Observation& observation, const model::v1::Measure& measure, Language language);
Cell FigureCell(const model::v1::Observation& observation, const model::v1::Measure& measure, Language language);
// A number in the measure's unit, with as many decimals as it needs.
std::string StatedText(double value, const model::v1::Measure& measure, Language language);

// Where a figure stands between baseline and target.
enum class Standing { kUnknown, kReached, kBetter, kWorse, kSame };
// Null is one that there is not. Without a direction it is unknown.
Standing StandingOf(const model::v1::Measure& measure, const model::v1::Observation& latest, const double* baseline, const double* target);
// `nådd`, `bedre` …; empty when unknown.
std::string StandingText(Standing standing, Language language);
Style StandingStyle(Standing standing);

}  // namespace helhet::cli
