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
  // eight years, as for 30 February. An hour that does not exist in spring is run when the clock has been
  // moved; one that comes twice in autumn is run the first time.
  int64_t Next(int64_t after_us) const;

 private:
  std::vector<bool> minutes_, hours_, days_, months_, weekdays_;
  bool any_day_ = false;
  bool any_weekday_ = false;
};

}  // namespace helhet::run
