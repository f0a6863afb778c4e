#include "core/match/reach.h"

#include <algorithm>

#include "core/model/calendar.h"

namespace helhet::match {
namespace {

constexpr int kDaysBeyondTheFirst = 364;

}  // namespace

std::string LastDayInReach(const std::string& order_day) { return model::DaysFrom(order_day, kDaysBeyondTheFirst); }
std::string FirstDayOfReach(const std::string& day) { return model::DaysFrom(day, -kDaysBeyondTheFirst); }

std::pair<std::string, std::string> DaysReachedByThisAlone(const std::string& day, const std::string& before, const std::string& after) {
  const std::string first = before.empty() ? day : std::max(day, model::DaysFrom(LastDayInReach(before), 1));
  const std::string last = after.empty() ? LastDayInReach(day) : std::min(LastDayInReach(day), model::DaysFrom(after, -1));
  return {first, last};
}

}  // namespace helhet::match
