#include "core/run/cron.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace helhet::run {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

struct FieldRule {
  const char* name;
  int low;
  int high;
  std::array<std::string_view, 12> names;  // of the values from `low` up; empty where there are none
};

constexpr FieldRule kFields[] = {
    {"minute", 0, 59, {}},
    {"hour", 0, 23, {}},
    {"day of month", 1, 31, {}},
    {"month", 1, 12, {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}},
    {"day of week", 0, 7, {"sun", "mon", "tue", "wed", "thu", "fri", "sat"}}};

Status Malformed(const FieldRule& rule, std::string_view text) {
  return InvalidArgument("schedule: " + std::string(rule.name) + " '" + std::string(text) + "' is not understood: write * or values from " +
                         std::to_string(rule.low) + " to " + std::to_string(rule.high) + ", as 1,5 or 8-16 or */15")
      .WithReason("schedule_malformed").WithClass(ErrorClass::kConfiguration);
}

std::optional<int> Number(std::string_view text, const FieldRule& rule) {
  for (size_t i = 0; i < rule.names.size(); ++i) {
    if (!rule.names[i].empty() && text == rule.names[i]) return rule.low + static_cast<int>(i);
  }
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < rule.low || number > rule.high) return std::nullopt;
  return number;
}

// One part of a list: `*`, `5`, `8-16`, each perhaps with `/step`.
bool AddPart(std::string_view part, const FieldRule& rule, std::vector<bool>& values) {
  int step = 1;
  const size_t slash = part.find('/');
  if (slash != std::string_view::npos) {
    const std::string_view text = part.substr(slash + 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
    if (error != std::errc() || end != text.data() + text.size() || step < 1) return false;
    part = part.substr(0, slash);
  }
  int low = rule.low;
  int high = rule.high;
  if (part != "*") {
    const size_t dash = part.find('-');
    const auto first = Number(part.substr(0, dash), rule);
    const auto last = dash == std::string_view::npos ? first : Number(part.substr(dash + 1), rule);
    if (!first || !last || *last < *first) return false;
    low = *first;
    high = dash == std::string_view::npos && slash != std::string_view::npos ? rule.high : *last;
  }
  for (int value = low; value <= high; value += step) values[static_cast<size_t>(value)] = true;
  return true;
}

Result<std::vector<bool>> ParseField(std::string_view text, const FieldRule& rule) {
  std::vector<bool> values(static_cast<size_t>(rule.high) + 1);
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    if (!AddPart(text.substr(begin, end - begin), rule, values)) return Malformed(rule, text);
    begin = end + 1;
  }
  return values;
}

// A time that is shown twice is meant the first or the second time.
using Showing = date::choose;

const date::time_zone* Oslo() {
  static const date::time_zone* zone = date::locate_zone("Europe/Oslo");
  return zone;
}

// When Oslo's clocks show it; nothing when they do not, or not a second time. A stated hour that is skipped is
// kept to when the clock has been moved.
std::optional<date::sys_seconds> Instant(date::local_seconds local, Showing showing, bool open_hour) {
  const date::local_info info = Oslo()->get_info(local);
  if (showing == Showing::latest && (info.result != date::local_info::ambiguous || !open_hour)) return std::nullopt;
  if (info.result != date::local_info::nonexistent) return Oslo()->to_sys(local, showing);
  if (open_hour) return std::nullopt;
  return info.first.end;
}

}  // namespace

Result<Cron> Cron::Parse(const std::string& expression) {
  std::vector<std::string> fields;
  for (size_t begin = expression.find_first_not_of(' '); begin != std::string::npos;) {
    const size_t end = std::min(expression.find(' ', begin), expression.size());
    fields.push_back(expression.substr(begin, end - begin));
    begin = expression.find_first_not_of(' ', end);
  }
  if (fields.size() != std::size(kFields)) {
    return InvalidArgument("schedule: '" + expression + "' has " + std::to_string(fields.size()) +
                           " fields: write five, minute hour day month weekday, as 30 5 * * 1-5")
        .WithReason("schedule_malformed").WithClass(ErrorClass::kConfiguration);
  }
  Cron cron;
  std::vector<bool>* const values[] = {&cron.minutes_, &cron.hours_, &cron.days_, &cron.months_, &cron.weekdays_};
  for (size_t i = 0; i < fields.size(); ++i) {
    HELHET_ASSIGN_OR_RETURN(*values[i], ParseField(fields[i], kFields[i]));
  }
  if (cron.weekdays_[7]) cron.weekdays_[0] = true;
  cron.any_day_ = fields[2].starts_with('*');
  cron.any_weekday_ = fields[4].starts_with('*');
  cron.open_hour_ = fields[1].starts_with('*') || std::count(cron.hours_.begin(), cron.hours_.end(), true) == 24;
  return cron;
}

int64_t Cron::Next(int64_t after_us) const {
  const date::sys_time<microseconds> after{microseconds(after_us)};
  auto day = date::floor<days>(Oslo()->to_local(after));
  for (int looked = 0; looked < 8 * 366 + 1; ++looked, day += days(1)) {
    const date::year_month_day date(day);
    if (!months_[static_cast<unsigned>(date.month())]) continue;
    const bool in_month = days_[static_cast<unsigned>(date.day())];
    const bool in_week = weekdays_[date::weekday(day).c_encoding()];
    // crontab(5): either of the two day fields, unless one of them is open.
    if (!(any_day_ || any_weekday_ ? in_month && in_week : in_month || in_week)) continue;
    for (size_t hour = 0; hour < hours_.size(); ++hour) {
      if (!hours_[hour]) continue;
      for (const Showing showing : {Showing::earliest, Showing::latest}) {
        for (size_t minute = 0; minute < minutes_.size(); ++minute) {
          if (!minutes_[minute]) continue;
          const auto time = Instant(day + hours(hour) + minutes(minute), showing, open_hour_);
          if (time && *time > after) return std::chrono::duration_cast<microseconds>(time->time_since_epoch()).count();
        }
      }
    }
  }
  return 0;
}

Status CheckSchedule(const std::string& expression) {
  if (expression.empty()) return OkStatus();
  return Status(Cron::Parse(expression).status()).WithSetting("schedule");
}

}  // namespace helhet::run
