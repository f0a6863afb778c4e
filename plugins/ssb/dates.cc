#include "dates.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace helhet::ssb {
namespace {

namespace chrono = std::chrono;

// The number that `text` is made of, all of it digits.
std::optional<int> Digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text[0] == '-' || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string Iso(chrono::sys_days day) {
  const chrono::year_month_day date(day);
  char text[48];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

// `count` months from the given one, which is 1 to 12.
Period Months(int year, int month, int count) {
  const chrono::year_month first{chrono::year(year), chrono::month(static_cast<unsigned>(month))};
  const chrono::year_month_day last = (first + chrono::months(count - 1)) / chrono::last;
  return {Iso(chrono::sys_days(first / 1)), Iso(chrono::sys_days(last))};
}

// ISO 8601: week 1 holds 4 January, weeks begin on Monday.
std::optional<Period> Week(int year, int week) {
  const auto monday_of = [](chrono::sys_days day) { return day - (chrono::weekday(day) - chrono::Monday); };
  const auto first_week = [&](int of) { return monday_of(chrono::sys_days(chrono::year(of) / 1 / 4)); };
  const chrono::sys_days monday = first_week(year) + chrono::weeks(week - 1);
  if (week < 1 || monday >= first_week(year + 1)) return std::nullopt;
  return Period{Iso(monday), Iso(monday + chrono::days(6))};
}

struct Division {
  char letter;
  int parts;
  size_t digits;
};
constexpr std::array kDivisions = {Division{'H', 2, 1}, Division{'T', 3, 1}, Division{'K', 4, 1}, Division{'M', 12, 2}};

}  // namespace

std::optional<Period> ParsePeriod(std::string_view code) {
  if (code.size() < 4) return std::nullopt;
  const auto year = Digits(code.substr(0, 4));
  if (!year || *year < 1000) return std::nullopt;
  const std::string_view rest = code.substr(4);
  if (rest.empty()) return Months(*year, 1, 12);
  if (rest[0] == '-') {
    const auto last = rest.size() == 5 ? Digits(rest.substr(1)) : std::nullopt;
    if (!last || *last < *year) return std::nullopt;
    return Months(*year, 1, 12);
  }
  const auto number = Digits(rest.substr(1));
  if (!number) return std::nullopt;
  if (rest[0] == 'U' && rest.size() == 3) return Week(*year, *number);
  for (const Division& division : kDivisions) {
    if (rest[0] != division.letter || rest.size() != 1 + division.digits) continue;
    if (*number < 1 || *number > division.parts) return std::nullopt;
    const int months = 12 / division.parts;
    return Months(*year, 1 + (*number - 1) * months, months);
  }
  return std::nullopt;
}

std::string DayOfFigure(const Period& period, std::string_view measuring_type, std::string_view reference_period) {
  if (measuring_type != "Stock") return period.first_day;
  // Words by which SSB says "at the end" in bokmål, nynorsk and English.
  for (const std::string_view end :
       {"lutten", "tgangen", "31.12", "31. des", "End of", "end of", "December 31", "31 December"}) {
    if (reference_period.find(end) != std::string_view::npos) return period.last_day;
  }
  return period.first_day;
}

std::optional<int64_t> ParseUpdated(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = Digits(text.substr(0, 4)), month = Digits(text.substr(5, 2)), day = Digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1970 || *year > 2199) return std::nullopt;
  const chrono::year_month_day date{chrono::year(*year), chrono::month(static_cast<unsigned>(*month)),
                                    chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const chrono::microseconds midnight = chrono::sys_days(date).time_since_epoch();
  text.remove_prefix(10);
  if (text.empty()) return midnight.count();

  if (text.size() < 9 || (text[0] != 'T' && text[0] != ' ') || text[3] != ':' || text[6] != ':') return std::nullopt;
  const auto hour = Digits(text.substr(1, 2)), minute = Digits(text.substr(4, 2)), second = Digits(text.substr(7, 2));
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  text.remove_prefix(9);
  if (!text.empty() && text[0] == '.') {
    const size_t end = text.find_first_not_of("0123456789", 1);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end);
  }
  chrono::minutes offset{0};
  if (!text.empty() && text != "Z") {
    if ((text[0] != '+' && text[0] != '-') || text.size() < 5) return std::nullopt;
    const auto hours = Digits(text.substr(1, 2)), minutes = Digits(text.substr(text.size() - 2));
    const bool colon = text.size() == 6 && text[3] == ':';
    if ((!colon && text.size() != 5) || !hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    offset = chrono::hours(*hours) + chrono::minutes(*minutes);
    if (text[0] == '-') offset = -offset;
  }
  const chrono::microseconds time =
      midnight + chrono::hours(*hour) + chrono::minutes(*minute) + chrono::seconds(*second) - offset;
  return time.count();
}

std::string FormatUtc(int64_t time_us) {
  const chrono::sys_time<chrono::microseconds> time{chrono::microseconds(time_us)};
  const auto day = chrono::floor<chrono::days>(time);
  const auto second = chrono::duration_cast<chrono::seconds>(time - day).count();
  char text[32];
  std::snprintf(text, sizeof(text), "T%02d:%02d:%02dZ", static_cast<int>(second / 3600),
                static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
  return Iso(day) + text;
}

}  // namespace helhet::ssb
