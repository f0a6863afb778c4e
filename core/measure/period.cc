#include "core/measure/period.h"

#include <chrono>
#include <cstdio>

namespace helhet::measure {
namespace {

using model::v1::Period;

struct Length {
  Period period;
  int months;
  char letter;  // between year and number; a month has none
  std::string_view name;
};
constexpr Length kLengths[] = {{model::v1::PERIOD_MONTH, 1, '\0', "month"},
                               {model::v1::PERIOD_QUARTER, 3, 'Q', "quarter"},
                               {model::v1::PERIOD_TERTIAL, 4, 'T', "tertial"},
                               {model::v1::PERIOD_HALF, 6, 'H', "half"},
                               {model::v1::PERIOD_YEAR, 12, '\0', "year"}};

const Length& Of(Period period) {
  for (const Length& length : kLengths) {
    if (length.period == period) return length;
  }
  return kLengths[0];
}

// The number that the text is, all digits; -1 when it is not.
int Number(std::string_view digits) {
  int number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return digits.empty() ? -1 : number;
}

std::string Format(const char* format, int year, int number) {
  char text[32];
  std::snprintf(text, sizeof text, format, year, number);
  return text;
}

}  // namespace

Result<CalendarPeriod> CalendarPeriod::Parse(std::string_view text) {
  const int year = text.size() >= 4 && text.size() <= 7 ? Number(text.substr(0, 4)) : -1;
  if (year >= 1000) {
    if (text.size() == 4) return CalendarPeriod(year * 12, 12);
    if (text.size() == 7 && text[4] == '-') {
      const int month = Number(text.substr(5));
      if (month >= 1 && month <= 12) return CalendarPeriod(year * 12 + month - 1, 1);
      const int number = Number(text.substr(6));
      for (const Length& length : kLengths) {
        if (length.letter != '\0' && text[5] == length.letter && number >= 1 && number <= 12 / length.months) {
          return CalendarPeriod(year * 12 + (number - 1) * length.months, length.months);
        }
      }
    }
  }
  return InvalidArgument("period: '" + std::string(text) + "' is none of 2023-04, 2023-Q2, 2023-T1, 2023-H1 and 2023")
      .WithReason("period_invalid");
}

CalendarPeriod CalendarPeriod::Around(const CalendarPeriod& month, Period length) {
  const int count = Of(length).months;
  return {month.first_ - month.first_ % 12 % count, count};
}

Period CalendarPeriod::length() const {
  for (const Length& length : kLengths) {
    if (length.months == count_) return length.period;
  }
  return model::v1::PERIOD_MONTH;
}

std::string CalendarPeriod::Text() const {
  if (count_ == 1) return Format("%04d-%02d", year(), month());
  if (count_ == 12) return Format("%04d", year(), 0);
  std::string text = Format("%04d-?%d", year(), (month() - 1) / count_ + 1);
  text[5] = Of(length()).letter;
  return text;
}

bool CalendarPeriod::Contains(const CalendarPeriod& other) const {
  return other.first_ >= first_ && other.first_ + other.count_ <= first_ + count_;
}

std::vector<CalendarPeriod> CalendarPeriod::Months() const {
  std::vector<CalendarPeriod> months;
  for (int i = 0; i < count_; ++i) months.push_back({first_ + i, 1});
  return months;
}

Result<std::vector<CalendarPeriod>> CalendarPeriod::Split(Period length) const {
  const int count = Of(length).months;
  if (count_ % count != 0) {
    return FailedPrecondition("period: " + Text() + " is not made up of whole periods of the length " +
                              std::string(LengthName(length)))
        .WithReason("period_finer_than_measure")
        .WithRemedy("ask for a year, or for periods of that length");
  }
  std::vector<CalendarPeriod> parts;
  for (int first = first_; first < first_ + count_; first += count) parts.push_back({first, count});
  return parts;
}

std::string CalendarPeriod::FirstDay() const { return FirstMonth().Text() + "-01"; }

std::string CalendarPeriod::LastDay() const {
  const CalendarPeriod last = LastMonth();
  const std::chrono::year_month_day_last day{std::chrono::year(last.year()),
                                             std::chrono::month_day_last(std::chrono::month(unsigned(last.month())))};
  return last.Text() + "-" + std::to_string(unsigned(day.day()));  // never before the 28th
}

std::string_view LengthName(Period length) { return Of(length).name; }

}  // namespace helhet::measure
