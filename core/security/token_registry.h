// Tokens of scripts and people. A token is 256 random bits, shown once; the store keeps its SHA-256.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/security/identity.h"
#include "core/store/database.h"
#include "helhet/status.h"

namespace helhet::security {

// How long a token lasts when nobody says; and at most, so that a forgotten one ends.
inline constexpr int kDefaultTokenDays = 365;
inline constexpr int kLongestTokenDays = 1095;
// A title is a line in a list.
inline constexpr size_t kTokenTitleBytes = 200;
// Groups of a token, and the bytes of a name: they are read by people, and with every call.
inline constexpr size_t kTokenGroups = 20;
inline constexpr size_t kTokenGroupBytes = 100;

// What is asked for.
struct TokenRequest {
  std::string municipality_id;  // `*` is the whole hub
  std::string title;            // what it is for, in words
  Role role = Role::kReader;
  int days = 0;                 // 0 means kDefaultTokenDays
  std::vector<std::string> groups = {};  // that its holder is of
};

// A token as its maker sees it, once.
struct IssuedToken {
  std::string token_id;
  std::string token;
  int64_t expires_us = 0;
};

// Thread-safe. A token reads `helhet.<municipality>.<id>.<secret>`, the whole hub's `helhet.-.<id>.<secret>`,
// so that it is found within its own municipality's rows.
class TokenRegistry {
 public:
  // `database` must outlive it. `now_us`: microseconds since 1970 UTC.
  TokenRegistry(store::DatabaseFactory& database, std::function<int64_t()> now_us);

  // INVALID_ARGUMENT when the request is out of bounds.
  Result<IssuedToken> Issue(const TokenRequest& request);
  // UNAUTHENTICATED when the token is unknown or has ended; the message does not hold it.
  Result<Identity> Authenticate(std::string_view token);
  // Whether a token stands that lets its holder administer the whole hub, for longer than `days` yet.
  Result<bool> HasAdministrator(int days);
  // Whether this very token does.
  bool IsAdministrator(std::string_view token, int days);

 private:
  struct Found;
  Result<Found> Find(std::string_view token);
  // Runs `work` on the registry's connection; on a new one when the old one has failed.
  Status OnConnection(const std::function<Status(store::Database&)>& work);

  store::DatabaseFactory& database_;
  const std::function<int64_t()> now_us_;
  std::mutex mutex_;
  std::unique_ptr<store::Database> connection_;
};

}  // namespace helhet::security
