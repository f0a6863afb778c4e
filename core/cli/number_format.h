// Numbers, dates and times as readers of a language write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/cli/text.h"

namespace helhet::cli {

// `1 234 567,50` with no-break spaces and a minus sign in Norwegian, `1,234,567.50` in English. Rounded to
// the decimals, 0 to 9 of them.
std::string FormatNumber(double value, int decimals, Language language);
std::string FormatCount(int64_t value, Language language);
// With as few decimals as the number needs, at most two: targets are stated in round figures.
std::string FormatShort(double value, Language language);
// Amounts of øre as kroner without decimals: `45 000 kr`.
std::string FormatKroner(int64_t minor, Language language);

// A figure in a measure's unit of measurement: `85,29 %`, `1 234`. Only per cent carries its sign, as the
// others stand in the heading (UnitName).
std::string FormatFigure(double value, int decimals, std::string_view measurement_unit, Language language);
// The unit of measurement in words: `kr`, `timer`. Empty for counts; what is not known stands as it is.
std::string UnitName(std::string_view measurement_unit, Language language);

// `31.03.2024`; in English as it stands. Text that is no date stands as it is.
std::string FormatDate(std::string_view iso_date, Language language);
// RFC 3339 in UTC as local time in Europe/Oslo: `31.03.2024 14:05`. Empty stays empty.
std::string FormatTime(std::string_view rfc3339, Language language);
// `2 s`, `3 min 4 s`, `1 t 2 min`.
std::string FormatDuration(int64_t seconds, Language language);

// Seconds since 1970 of an RFC 3339 time in UTC; -1 when it is none.
int64_t UnixSeconds(std::string_view rfc3339);

}  // namespace helhet::cli
