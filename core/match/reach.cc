#include "core/match/reach.h"

#include "core/model/calendar.h"

namespace helhet::match {
namespace {

constexpr int kDaysBeyondTheFirst = 364;

}  // namespace

std::string LastDayInReach(const std::string& order_day) { return model::DaysFrom(order_day, kDaysBeyondTheFirst); }
std::string FirstDayOfReach(const std::string& day) { return model::DaysFrom(day, -kDaysBeyondTheFirst); }

}  // namespace helhet::match
