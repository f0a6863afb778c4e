// How far the e-commerce platform reaches (core/match/README.md, section 5).
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace helhet::match {

// Digits at which what is offered and what is bought are held to be the same: the class of UNSPSC and of CPV.
inline constexpr int kUnspscDigits = 6;
inline constexpr int kCpvDigits = 5;

// An order reaches the 365 days from its own on.
std::string LastDayInReach(const std::string& order_day);
// The first day of an order that reaches the day.
std::string FirstDayOfReach(const std::string& day);

// The days, as ranges with both ends, that an order on `day` reaches and none of the other orders does.
std::vector<std::pair<std::string, std::string>> DaysReachedByThisAlone(const std::string& day, const std::set<std::string>& other_days);

}  // namespace helhet::match
