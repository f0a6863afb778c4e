// How far the e-commerce platform reaches (core/match/README.md, section 5).
#pragma once

#include <string>
#include <utility>

namespace helhet::match {

// Digits at which what is offered and what is bought are held to be the same: the class of UNSPSC and of CPV.
inline constexpr int kUnspscDigits = 6;
inline constexpr int kCpvDigits = 5;

// An order reaches the 365 days from its own on.
std::string LastDayInReach(const std::string& order_day);
// The first day of an order that reaches the day.
std::string FirstDayOfReach(const std::string& day);

// The first and last of the days that an order on `day` reaches and no other does; the last before the first when there
// are none. `before` and `after` are the nearest days with other orders, on or before the day and on or after it; empty
// when there is none. All orders reach equally far, so the nearest decide.
std::pair<std::string, std::string> DaysReachedByThisAlone(const std::string& day, const std::string& before, const std::string& after);

}  // namespace helhet::match
