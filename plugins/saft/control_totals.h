// Holds what was read against what the file says it holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "audit_file.h"

namespace helhet::saft {

// What was read of one file, or of all parts of an export.
class ControlTotals {
 public:
  void Add(int64_t debit_minor, int64_t credit_minor);
  // A transaction whose amounts cannot be told: from now on sums say nothing.
  void AddUnreadable();
  void Add(const ControlTotals& part);

  // One sentence on what differs from what is stated; empty when nothing does. What is not stated is not compared.
  std::string Differences(const StatedTotals& stated) const;

 private:
  int64_t entries_ = 0;
  int64_t debit_minor_ = 0;
  int64_t credit_minor_ = 0;
  bool has_sums_ = true;
};

}  // namespace helhet::saft
