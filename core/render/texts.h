// Texts that stand on a rendered sheet alone. What it has in common with the terminal is in core/cli/texts_*.h.
#pragma once

#include "core/cli/text.h"

namespace helhet::render::text {

using cli::Text;

inline constexpr Text kContinued{"{} (forts.)", "{} (framh.)", "{} (cont.)"};
inline constexpr Text kContinues{"Fortsetter på side {} →", "Held fram på side {} →", "Continues on page {} →"};
inline constexpr Text kPageOf{"Side {} av {}", "Side {} av {}", "Page {} of {}"};
inline constexpr Text kInFull{"I sin helhet", "I sin heilskap", "In full"};
inline constexpr Text kUnfinishedBadge{"Uferdig", "Uferdig", "Unfinished"};
inline constexpr Text kCost{"Kostnad: {}", "Kostnad: {}", "Cost: {}"};
inline constexpr Text kTargetOf{"mål {}", "mål {}", "target {}"};
inline constexpr Text kWaiting{
    "{} bilag venter på en enhet og er ikke med i noen enhets tall.", "{} bilag ventar på ei eining og er ikkje med i tala til noka eining.",
    "{} records wait for a unit and are in no unit's figure."};

// Charts.
inline constexpr Text kStatedBaseline{"oppgitt {}", "oppgjeve {}", "stated {}"};
inline constexpr Text kSilent{"Ingen nye data siden {}.", "Ingen nye data sidan {}.", "No new data since {}."};
inline constexpr Text kSilentAlways{"Ingen data er kommet.", "Ingen data er komne.", "No data have come."};
inline constexpr Text kChartOf{"Diagram: {}.", "Diagram: {}.", "Chart: {}."};
inline constexpr Text kCurveInWords{"fra {} i {} til {} i {}", "frå {} i {} til {} i {}", "from {} in {} to {} in {}"};

}  // namespace helhet::render::text
