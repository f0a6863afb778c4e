// What to do about what the hub sees.
#pragma once

#include <span>
#include <string_view>

namespace helhet::a3 {

// In one sentence each.
struct Remedy {
  std::string_view code;  // of a pitfall, or `follow_up_due`
  std::string_view nb, nn, en;
};

// All there are; a test holds the pitfalls against them.
std::span<const Remedy> Remedies();

// The remedy of a code; one that says to look at the sheet for a code that has none.
const Remedy& RemedyFor(std::string_view code);

}  // namespace helhet::a3
