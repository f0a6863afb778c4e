#include "core/model/local_day.h"

#include <date/tz.h>

namespace helhet::model {

std::string LocalDay(int64_t time_us) {
  static const date::time_zone* const oslo = date::locate_zone("Europe/Oslo");
  const date::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(time_us)};
  return date::format("%F", date::floor<date::days>(oslo->to_local(time)));
}

}  // namespace helhet::model
