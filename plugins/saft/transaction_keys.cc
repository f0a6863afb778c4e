#include "transaction_keys.h"

#include <functional>
#include <utility>

#include "saft_limits.h"

namespace helhet::saft {
namespace {

constexpr size_t kFirstPlaces = 1024;  // a power of two, as all sizes are

// 64 bits of hash: of two million keys, two are alike by chance once in nine million exports. 0 means a free place.
uint64_t HashOf(const std::string& key) {
  const uint64_t hash = std::hash<std::string>()(key);
  return hash == 0 ? 1 : hash;
}

}  // namespace

bool TransactionKeys::is_full() const { return keys_ == kTransactions; }

uint32_t TransactionKeys::Count(const std::string& key) {
  const uint64_t hash = HashOf(key);
  if (places_.size() < 2 * (keys_ + 1)) Grow();
  if (Insert(hash)) return 1;
  return repeats_.try_emplace(hash, 1).first->second += 1;
}

bool TransactionKeys::Insert(uint64_t hash) {
  size_t at = hash & (places_.size() - 1);
  while (places_[at] != 0) {
    if (places_[at] == hash) return false;
    at = (at + 1) & (places_.size() - 1);
  }
  if (is_full()) return true;
  places_[at] = hash;
  ++keys_;
  return true;
}

void TransactionKeys::Grow() {
  const std::vector<uint64_t> before = std::exchange(places_, std::vector<uint64_t>(places_.empty() ? kFirstPlaces : 2 * places_.size()));
  keys_ = 0;
  for (const uint64_t hash : before) {
    if (hash != 0) Insert(hash);
  }
}

}  // namespace helhet::saft
