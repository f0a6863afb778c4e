// Keys that were given to the transactions of one export, so that two of them never get the same one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

#include "saft_limits.h"

namespace helhet::saft {

class TransactionKeys {
 public:
  // How many times the key has come, this one included: 1 unless it is repeated. Beyond kTransactions different keys
  // no more are remembered, which is_full tells: repeats of those are not seen.
  uint32_t Count(const std::string& key) {
    // 64 bits of hash: of two million keys, two are alike by chance once in nine million exports.
    const uint64_t hash = std::hash<std::string>()(key);
    if (is_full() && !counts_.contains(hash)) return 1;
    return ++counts_[hash];
  }
  bool is_full() const { return counts_.size() >= kTransactions; }

 private:
  std::unordered_map<uint64_t, uint32_t> counts_;
};

}  // namespace helhet::saft
