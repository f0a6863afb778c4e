// Highest resident memory of this process, by proc(5): clear_refs, VmHWM.
#pragma once

#include <fstream>
#include <string>

namespace helhet::bench {

inline void ResetPeak() { std::ofstream("/proc/self/clear_refs") << "5"; }

// MiB since ResetPeak; 0 where it cannot be told.
inline double PeakMib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib / 1024;
  }
  return 0;
}

}  // namespace helhet::bench
