// How far the e-commerce platform reaches (core/match/README.md, section 5).
#pragma once

#include <string>

namespace helhet::match {

// Digits at which what is offered and what is bought are held to be the same: the class of UNSPSC and of CPV.
inline constexpr int kUnspscDigits = 6;
inline constexpr int kCpvDigits = 5;

// An order reaches the 365 days from its own on.
std::string LastDayInReach(const std::string& order_day);
// The first day of an order that reaches the day.
std::string FirstDayOfReach(const std::string& day);

}  // namespace helhet::match
