// Times and periods as PxWebApi writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace helhet::ssb {

// A period's first and last day, YYYY-MM-DD.
struct Period {
  std::string first_day;
  std::string last_day;
};

// `2024`, `2024K2` (quarter), `2024M06`, `2024U23` (ISO week), `2024H1` (half), `2024T3` (tertial), and
// `2023-2024`, which counts from the first of its years. Norwegian letters whatever the language asked for.
// Nothing for other texts.
std::optional<Period> ParsePeriod(std::string_view code);

// The day that a figure belongs to: the first of its period, or the last when it is a stock that
// `reference_period` (the publisher's refperiod: `Slutten av året`, `31.12.`) counts at the end.
std::string DayOfFigure(const Period& period, std::string_view measuring_type, std::string_view reference_period);

// When a table was updated, microseconds since 1970 UTC: RFC 3339 with `Z` or an offset with or without
// colon, or a date alone. Nothing for rubbish: a year outside 1970 to 2199, an impossible date.
std::optional<int64_t> ParseUpdated(std::string_view text);

// RFC 3339 in UTC, whole seconds.
std::string FormatUtc(int64_t time_us);

}  // namespace helhet::ssb
