#include "core/match/reach.h"

#include "core/model/calendar.h"

namespace helhet::match {
namespace {

constexpr int kDaysBeyondTheFirst = 364;

}  // namespace

std::string LastDayInReach(const std::string& order_day) { return model::DaysFrom(order_day, kDaysBeyondTheFirst); }
std::string FirstDayOfReach(const std::string& day) { return model::DaysFrom(day, -kDaysBeyondTheFirst); }

std::vector<std::pair<std::string, std::string>> DaysReachedByThisAlone(const std::string& day, const std::set<std::string>& other_days) {
  std::vector<std::pair<std::string, std::string>> alone;
  const std::string last = LastDayInReach(day);
  std::string next = day;  // the first day that is not yet known to be reached
  for (const std::string& other : other_days) {
    if (next > last || other > last) break;
    const std::string reached_to = LastDayInReach(other);
    if (reached_to < next) continue;
    if (other > next) alone.emplace_back(next, model::DaysFrom(other, -1));
    next = model::DaysFrom(reached_to, 1);
  }
  if (next <= last) alone.emplace_back(next, last);
  return alone;
}

}  // namespace helhet::match
