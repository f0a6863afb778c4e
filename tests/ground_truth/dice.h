// Chance, the same for the same seed on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/ground_truth/comparing.h"

namespace helhet::truth {

class Dice {
 public:
  explicit Dice(uint32_t seed) : engine_(seed) {}

  // From `low` to `high`, both included.
  int Between(int low, int high) { return low + static_cast<int>(engine_() % static_cast<uint32_t>(high - low + 1)); }
  bool Percent(int share) { return Between(1, 100) <= share; }
  std::string Day(const std::string& first, const std::string& last) {
    return DateOfDay(DayNumber(first) + Between(0, static_cast<int>(DayNumber(last) - DayNumber(first))));
  }
  template <typename T>
  const T& OneOf(const std::vector<T>& choices) {
    return choices[static_cast<size_t>(Between(0, static_cast<int>(choices.size()) - 1))];
  }
  template <typename T>
  void Shuffle(std::vector<T>& things) {
    for (size_t i = things.size(); i > 1; --i) std::swap(things[i - 1], things[static_cast<size_t>(Between(0, static_cast<int>(i) - 1))]);
  }
  // The reference as somebody else writes it: blanks around it, other cases.
  std::string Reworded(std::string reference) {
    if (Percent(15)) {
      for (char& c : reference) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return Percent(10) ? "  " + reference + " " : reference;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace helhet::truth
