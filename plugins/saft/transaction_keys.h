// Keys that were given to the transactions of one export, so that two of them never get the same one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace helhet::saft {

class TransactionKeys {
 public:
  // How many times the key has come, this one included: 1 unless it is repeated. Beyond kTransactions different keys
  // no more are remembered, which is_full tells: repeats of those are not seen.
  uint32_t Count(const std::string& key);
  bool is_full() const;

 private:
  // Puts a hash in its place; false when it is there.
  bool Insert(uint64_t hash);
  void Grow();

  // Hashes of keys, each in the first free place from where it belongs; 0 is a free place. A map of nodes takes four
  // times the memory, and a tenth of the time that a posting takes.
  std::vector<uint64_t> places_;
  size_t keys_ = 0;
  std::unordered_map<uint64_t, uint32_t> repeats_;  // counts of keys that came more than once
};

}  // namespace helhet::saft
