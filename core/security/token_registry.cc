#include "core/security/token_registry.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>

#include "core/store/raw_payload.h"
#include "core/store/tenant_store.h"

namespace helhet::security {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

constexpr std::string_view kPrefix = "helhet.";
constexpr std::string_view kWholeHub = "-";
constexpr int64_t kDayUs = 86'400'000'000;
constexpr size_t kSecretBytes = 32;
constexpr size_t kIdBytes = 6;
// Nothing longer is looked at.
constexpr size_t kLongestTokenBytes = 256;

Result<std::string> RandomHex(size_t size) {
  std::string bytes(size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) != 1) {
    return Internal("token: the system gives no random bytes").WithClass(ErrorClass::kHub);
  }
  return store::Hex(bytes);
}

Status Unauthenticated(std::string what) {
  return Status(StatusCode::kUnauthenticated, std::move(what)).WithReason("token_refused").WithClass(ErrorClass::kConfiguration)
      .WithRemedy("ask an administrator for a token (helhet token create)");
}

// One answer for every token that is not there, so that it tells nothing of those that are.
Status UnknownToken() { return Unauthenticated("token: this hub does not know it"); }

// The parts of a token that say where its row is.
struct TokenParts {
  std::string municipality_id;
  std::string token_id;
};

Result<TokenParts> Parse(std::string_view token) {
  if (token.size() > kLongestTokenBytes || !token.starts_with(kPrefix)) return UnknownToken();
  const size_t secret = token.rfind('.');
  const size_t id = secret == 0 ? std::string_view::npos : token.rfind('.', secret - 1);
  if (id == std::string_view::npos || id < kPrefix.size()) return UnknownToken();
  TokenParts parts{std::string(token.substr(kPrefix.size(), id - kPrefix.size())), std::string(token.substr(id + 1, secret - id - 1))};
  if (parts.municipality_id == kWholeHub) parts.municipality_id = "*";
  return parts;
}

bool SameHash(const std::string& a, const std::string& b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// In the store, one a line.
std::string JoinGroups(const std::vector<std::string>& groups) {
  std::string lines;
  for (const std::string& group : groups) lines += (lines.empty() ? "" : "\n") + group;
  return lines;
}

std::vector<std::string> SplitGroups(const std::string& lines) {
  std::vector<std::string> groups;
  for (size_t begin = 0; begin < lines.size();) {
    const size_t end = std::min(lines.find('\n', begin), lines.size());
    groups.push_back(lines.substr(begin, end - begin));
    begin = end + 1;
  }
  return groups;
}

bool IsGroupName(const std::string& name) {
  return !name.empty() && name.size() <= kTokenGroupBytes && std::none_of(name.begin(), name.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

Status CheckRequest(const TokenRequest& request) {
  const auto wrong = [](const char* setting, std::string what) {
    return InvalidArgument(std::move(what)).WithReason("token_request").WithSetting(setting).WithClass(ErrorClass::kConfiguration);
  };
  if (request.municipality_id.empty()) return wrong("municipality_id", "token: it must be for a municipality, or for `*`, the whole hub");
  if (request.municipality_id == kWholeHub) return wrong("municipality_id", "token: `-` is no municipality");
  if (request.title.empty()) return wrong("title", "token: the title must say what it is for");
  if (request.title.size() > kTokenTitleBytes) return wrong("title", "token: the title is longer than " + std::to_string(kTokenTitleBytes) + " bytes");
  if (request.days < 0 || request.days > kLongestTokenDays) {
    return wrong("days", "token: it lasts 1 to " + std::to_string(kLongestTokenDays) + " days, not " + std::to_string(request.days));
  }
  if (request.groups.size() > kTokenGroups) return wrong("groups", "token: it has more than " + std::to_string(kTokenGroups) + " groups");
  if (!std::all_of(request.groups.begin(), request.groups.end(), IsGroupName)) {
    return wrong("groups", "token: a group's name has 1 to " + std::to_string(kTokenGroupBytes) + " bytes and no control characters");
  }
  return OkStatus();
}

}  // namespace

struct TokenRegistry::Found {
  Identity identity;
  int64_t expires_us = 0;
};

TokenRegistry::TokenRegistry(store::DatabaseFactory& database, std::function<int64_t()> now_us)
    : database_(database), now_us_(std::move(now_us)) {}

Status TokenRegistry::OnConnection(const std::function<Status(store::Database&)>& work) {
  std::lock_guard lock(mutex_);
  Status status;
  // Once more on a new connection: the old one may have died with a restart of the database.
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (connection_ == nullptr) {
      HELHET_ASSIGN_OR_RETURN(connection_, database_.Connect());
    }
    status = work(*connection_);
    if (status.ok()) return status;
    connection_.reset();
  }
  return status;
}

Result<IssuedToken> TokenRegistry::Issue(const TokenRequest& request) {
  HELHET_RETURN_IF_ERROR(CheckRequest(request));
  IssuedToken issued;
  HELHET_ASSIGN_OR_RETURN(issued.token_id, RandomHex(kIdBytes));
  HELHET_ASSIGN_OR_RETURN(const std::string secret, RandomHex(kSecretBytes));
  const std::string owner = request.municipality_id == "*" ? std::string(kWholeHub) : request.municipality_id;
  issued.token = std::string(kPrefix) + owner + "." + issued.token_id + "." + secret;
  const int64_t now_us = now_us_();
  issued.expires_us = now_us + (request.days == 0 ? kDefaultTokenDays : request.days) * kDayUs;
  HELHET_RETURN_IF_ERROR(OnConnection([&](store::Database& database) {
    store::TenantStore store(database, request.municipality_id);
    return store.Execute(
        "INSERT INTO api_token (municipality_id, token_id, token_sha256, title, role, created_us, expires_us, group_names) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {issued.token_id, store::Bytes{store::Sha256(issued.token)}, request.title, std::string(RoleName(request.role)), now_us,
         issued.expires_us, JoinGroups(request.groups)}).status();
  }));
  return issued;
}

Result<TokenRegistry::Found> TokenRegistry::Find(std::string_view token) {
  HELHET_ASSIGN_OR_RETURN(const TokenParts parts, Parse(token));
  Row row;
  HELHET_RETURN_IF_ERROR(OnConnection([&](store::Database& database) -> Status {
    store::TenantStore store(database, parts.municipality_id);
    HELHET_ASSIGN_OR_RETURN(row, store.QueryOne(
        "SELECT token_sha256, role, expires_us, title, group_names FROM api_token WHERE municipality_id = $1 AND token_id = $2", {parts.token_id}));
    return OkStatus();
  }));
  if (row.empty() || !SameHash(AsText(row[0]), store::Sha256(token))) return UnknownToken();
  HELHET_ASSIGN_OR_RETURN(const Role role, ParseRole(AsText(row[1])));
  return Found{{parts.token_id, parts.municipality_id, AsText(row[3]), role, SplitGroups(AsText(row[4]))}, AsInteger(row[2])};
}

Result<Identity> TokenRegistry::Authenticate(std::string_view token) {
  HELHET_ASSIGN_OR_RETURN(Found found, Find(token));
  if (found.expires_us > now_us_()) return std::move(found.identity);
  return Unauthenticated("token: " + found.identity.token_id + " has ended");
}

Result<bool> TokenRegistry::HasAdministrator(int days) {
  bool found = false;
  HELHET_RETURN_IF_ERROR(OnConnection([&](store::Database& database) -> Status {
    store::TenantStore hub(database, "*");
    HELHET_ASSIGN_OR_RETURN(const Row row, hub.QueryOne(
        "SELECT count(*) FROM api_token WHERE municipality_id = $1 AND role = $2 AND expires_us > $3",
        {std::string(RoleName(Role::kAdministrator)), now_us_() + days * kDayUs}));
    found = AsInteger(row[0]) > 0;
    return OkStatus();
  }));
  return found;
}

bool TokenRegistry::IsAdministrator(std::string_view token, int days) {
  const auto found = Find(token);
  return found.ok() && found->identity.whole_hub() && found->identity.role == Role::kAdministrator &&
         found->expires_us > now_us_() + days * kDayUs;
}

}  // namespace helhet::security
