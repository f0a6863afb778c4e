// Queries by many keys, a bounded number in each statement.
#pragma once

#include <string>
#include <vector>

#include "core/store/tenant_store.h"

namespace helhet::store {

// Keys in one statement. Lists are padded to it, so that the statement is prepared once.
inline constexpr size_t kKeysPerQuery = 128;

// `$first, $first+1, …`: kKeysPerQuery places.
inline std::string Places(int first) {
  std::string places;
  for (size_t i = 0; i < kKeysPerQuery; ++i) places += (i > 0 ? ", $" : "$") + std::to_string(first + static_cast<int>(i));
  return places;
}

// Calls `query` with `before` and lists of exactly kKeysPerQuery keys; the last key fills up.
template <typename Keys, typename Query>
Status InLists(const Keys& keys, const std::vector<Value>& before, Query query) {
  std::vector<Value> parameters = before;
  for (const auto& key : keys) {
    parameters.emplace_back(key);
    if (parameters.size() < before.size() + kKeysPerQuery) continue;
    HELHET_RETURN_IF_ERROR(query(parameters));
    parameters = before;
  }
  if (parameters.size() == before.size()) return OkStatus();
  while (parameters.size() < before.size() + kKeysPerQuery) parameters.push_back(parameters.back());
  return query(parameters);
}

}  // namespace helhet::store
