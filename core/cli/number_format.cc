#include "core/cli/number_format.h"

#include <date/tz.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/cli/texts_common.h"

namespace helhet::cli {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";

// Puts a separator between every three digits, from the end.
std::string Grouped(std::string_view digits, std::string_view separator) {
  std::string grouped;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) grouped += separator;
    grouped += digits[i];
  }
  return grouped;
}

// A number as `1234.50` or `-12` in the language's form.
std::string Localised(std::string_view plain, Language language) {
  const bool english = language == Language::kEnglish;
  const bool negative = plain.starts_with('-');
  if (negative) plain.remove_prefix(1);
  const size_t point = std::min(plain.find('.'), plain.size());
  std::string text = Grouped(plain.substr(0, point), english ? "," : kNoBreakSpace);
  if (point < plain.size()) text.append(english ? "." : ",").append(plain.substr(point + 1));
  const bool is_zero = plain.find_first_not_of("0.") == std::string_view::npos;  // -0.00 is 0
  return (negative && !is_zero ? (english ? "-" : "\u2212") : "") + text;
}

std::chrono::sys_seconds ParseTime(std::string_view rfc3339, bool& ok) {
  std::istringstream in{std::string(rfc3339)};
  date::sys_seconds time;
  in >> date::parse("%FT%TZ", time);
  ok = !in.fail();
  return std::chrono::sys_seconds(time.time_since_epoch());
}

}  // namespace

std::string FormatNumber(double value, int decimals, Language language) {
  if (!std::isfinite(value)) return "?";
  return Localised(fmt::format("{:.{}f}", value, std::clamp(decimals, 0, 9)), language);
}

std::string FormatCount(int64_t value, Language language) { return Localised(std::to_string(value), language); }

std::string FormatShort(double value, Language language) {
  if (!std::isfinite(value)) return "?";
  std::string plain = fmt::format("{:.2f}", value);
  plain.erase(plain.find_last_not_of('0') + 1);
  if (plain.ends_with('.')) plain.pop_back();
  return Localised(plain, language);
}

std::string FormatKroner(int64_t minor, Language language) {
  const std::string amount = FormatNumber(static_cast<double>(minor) / 100, 0, language);
  return language == Language::kEnglish ? "NOK " + amount : amount + std::string(kNoBreakSpace) + "kr";
}

std::string FormatFigure(double value, int decimals, std::string_view measurement_unit, Language language) {
  std::string text = FormatNumber(value, decimals, language);
  if (measurement_unit != "percent") return text;
  return text + (language == Language::kEnglish ? "" : std::string(kNoBreakSpace)) + "%";
}

std::string UnitName(std::string_view measurement_unit, Language language) {
  if (measurement_unit == "percent") return "%";
  if (measurement_unit == "nok") return "kr";
  if (measurement_unit == "count") return "";
  if (measurement_unit == "persons") return Say(language, text::kPersons);
  if (measurement_unit == "hours") return Say(language, text::kHours);
  if (measurement_unit == "days") return Say(language, text::kDays);
  return std::string(measurement_unit);
}

std::string FormatDate(std::string_view iso_date, Language language) {
  const bool is_date = iso_date.size() == 10 && iso_date[4] == '-' && iso_date[7] == '-';
  if (!is_date || language == Language::kEnglish) return std::string(iso_date);
  return fmt::format("{}.{}.{}", iso_date.substr(8, 2), iso_date.substr(5, 2), iso_date.substr(0, 4));
}

std::string FormatTime(std::string_view rfc3339, Language language) {
  bool ok = false;
  const std::chrono::sys_seconds time = ParseTime(rfc3339, ok);
  if (!ok) return std::string(rfc3339);
  try {
    const auto local = date::make_zoned("Europe/Oslo", date::sys_seconds(time.time_since_epoch()));
    return date::format(language == Language::kEnglish ? "%Y-%m-%d %H:%M" : "%d.%m.%Y %H:%M", local);
  } catch (const std::exception&) {  // a machine without time zones
    return std::string(rfc3339);
  }
}

std::string FormatDuration(int64_t seconds, Language language) {
  if (seconds < 60) return fmt::format("{} s", std::max<int64_t>(seconds, 0));
  if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
  return fmt::format("{} {} {} min", seconds / 3600, Say(language, text::kHourSign), seconds / 60 % 60);
}

int64_t UnixSeconds(std::string_view rfc3339) {
  bool ok = false;
  const std::chrono::sys_seconds time = ParseTime(rfc3339, ok);
  return ok ? time.time_since_epoch().count() : -1;
}

}  // namespace helhet::cli
