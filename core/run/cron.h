// Cron expressions in Europe/Oslo.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::run {

// Five fields, as in crontab(5): minute, hour, day of month, month, day of week (0 and 7 are Sunday; names
// of months and days in English, three letters). `*`, lists, ranges and steps. Where both day fields are
// restricted, either of them matches. Immutable.
class Cron {
 public:
  // INVALID_ARGUMENT names the field, what stands in it and what is allowed.
  static Result<Cron> Parse(const std::string& expression);

  // The first time after `after_us` (microseconds since 1970 UTC) that matches; 0 when none comes within
  // eight years, as for 30 February.
  //
  // When the clock is moved, a stated hour is kept to once: if it does not exist in spring it is run when the clock
  // has been moved, and if it comes twice in autumn, the first time. An open hour (`*`, `*/2`, `0-23`) follows the
  // clock on the wall: what does not exist is left out, and what comes twice is run twice.
  int64_t Next(int64_t after_us) const;

 private:
  std::vector<bool> minutes_, hours_, days_, months_, weekdays_;
  bool any_day_ = false;
  bool any_weekday_ = false;
  bool open_hour_ = false;
};

// Whether a resource's `schedule` is an expression, or empty for by hand. INVALID_ARGUMENT as Parse, with the setting.
Status CheckSchedule(const std::string& expression);

}  // namespace helhet::run
