// Random: numbers that look drawn but repeat. The same seed text gives the same numbers on every machine,
// which the distributions of <random> do not promise; nothing here is floating point, for the same reason.
#pragma once

#include <cstdint>
#include <string_view>

namespace helhet::model_case {

class Random {
 public:
  explicit Random(std::string_view seed) {
    for (char c : seed) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }

  // Splitmix64.
  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  // From 0 to limit - 1. The bias of the remainder is below 10^-12 for the limits used here.
  int64_t Below(int64_t limit) { return static_cast<int64_t>(Next() % static_cast<uint64_t>(limit)); }
  int64_t Between(int64_t low, int64_t high) { return low + Below(high - low + 1); }
  bool Chance(int permille) { return Below(1000) < permille; }

  // The index of one of `weights`, each as likely as its weight says.
  template <typename Weights>
  int Pick(const Weights& weights) {
    int64_t sum = 0;
    for (int weight : weights) sum += weight;
    int64_t left = Below(sum);
    int index = 0;
    for (int weight : weights) {
      if (left < weight) break;
      left -= weight;
      ++index;
    }
    return index;
  }

 private:
  uint64_t state_ = 0xcbf29ce484222325;
};

}  // namespace helhet::model_case
