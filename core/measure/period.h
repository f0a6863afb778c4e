// Periods of the calendar that figures are told for: 2023-04, 2023-Q2, 2023-T1, 2023-H1, 2023.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/model/v1/measure.pb.h"
#include "helhet/status.h"

namespace helhet::measure {

// A month, quarter, tertial (four months), half or whole year, between the years 1000 and 9999. A value.
class CalendarPeriod {
 public:
  // INVALID_ARGUMENT when the text is none of the five forms.
  static Result<CalendarPeriod> Parse(std::string_view text);
  // The period of a length that a month lies in. `length` unspecified is a month.
  static CalendarPeriod Around(const CalendarPeriod& month, model::v1::Period length);

  std::string Text() const;
  model::v1::Period length() const;

  CalendarPeriod Next() const { return {first_ + count_, count_}; }
  CalendarPeriod Previous() const { return {first_ - count_, count_}; }
  bool Contains(const CalendarPeriod& other) const;

  CalendarPeriod FirstMonth() const { return {first_, 1}; }
  CalendarPeriod LastMonth() const { return {first_ + count_ - 1, 1}; }
  std::vector<CalendarPeriod> Months() const;
  // The periods of a length that make up this one, in order. FAILED_PRECONDITION when none do: a tertial
  // is no number of quarters, and a month cannot be divided.
  Result<std::vector<CalendarPeriod>> Split(model::v1::Period length) const;

  // YYYY-MM-DD.
  std::string FirstDay() const;
  std::string LastDay() const;

  // By first month, then shorter before longer.
  auto operator<=>(const CalendarPeriod&) const = default;

 private:
  CalendarPeriod(int first, int count) : first_(first), count_(count) {}
  int year() const { return first_ / 12; }
  int month() const { return first_ % 12 + 1; }

  int first_;  // months since the year 0
  int count_;  // months: 1, 3, 4, 6 or 12
};

// What people call a length: `month`, `quarter`, `tertial`, `half`, `year`.
std::string_view LengthName(model::v1::Period length);

}  // namespace helhet::measure
