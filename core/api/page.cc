#include "core/api/page.h"

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/api/limits.h"
#include "core/store/raw_payload.h"

namespace helhet::api {
namespace {

// Tells a token that was cut or changed, and one of another list. It is no secret: a token opens nothing
// that the caller's role does not.
constexpr size_t kCheckBytes = 6;

std::string CheckOf(std::string_view list, const std::string& parts) {
  return store::Sha256(std::string(list) + '\0' + parts).substr(0, kCheckBytes);
}

// Base64 with the alphabet of addresses (RFC 4648, 5), without padding.
std::string Encode(const std::string& bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  text.resize(static_cast<size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                                  reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()))));
  while (text.ends_with('=')) text.pop_back();
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

std::optional<std::string> Decode(std::string text) {
  const auto allowed = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; };
  if (!std::all_of(text.begin(), text.end(), allowed) || text.size() % 4 == 1) return std::nullopt;
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  const size_t size = text.size() * 3 / 4;
  text.append((4 - text.size() % 4) % 4, '=');
  std::string bytes(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), reinterpret_cast<const unsigned char*>(text.data()),
                      static_cast<int>(text.size())) < 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

// Parts as `length:bytes`, one after another.
std::string Join(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += std::to_string(part.size()) + ":" + part;
  return joined;
}

std::optional<std::vector<std::string>> Split(std::string_view joined) {
  std::vector<std::string> parts;
  while (!joined.empty()) {
    size_t size = 0;
    const char* const end = joined.data() + joined.size();
    const auto [colon, error] = std::from_chars(joined.data(), end, size);
    if (error != std::errc() || colon == end || *colon != ':' || size > static_cast<size_t>(end - colon) - 1) return std::nullopt;
    parts.emplace_back(colon + 1, size);
    joined.remove_prefix(static_cast<size_t>(colon - joined.data()) + 1 + size);
  }
  return parts;
}

std::optional<std::vector<std::string>> ReadToken(std::string_view list, size_t key_parts, const std::string& token) {
  if (token.size() > limits::kPageTokenBytes) return std::nullopt;
  const auto bytes = Decode(token);
  if (!bytes || bytes->size() < kCheckBytes) return std::nullopt;
  const std::string joined = bytes->substr(kCheckBytes);
  if (bytes->substr(0, kCheckBytes) != CheckOf(list, joined)) return std::nullopt;
  auto parts = Split(joined);
  return parts && parts->size() == key_parts ? parts : std::nullopt;
}

}  // namespace

int64_t Page::AfterNumber() const {
  const std::string text = AfterOne();
  int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::max<int64_t>(number, 0);
}

Result<Page> ReadPage(std::string_view list, size_t key_parts, int page_size, const std::string& page_token, int default_size) {
  if (page_size < 0) {
    return InvalidArgument("page_size: it is " + std::to_string(page_size) + ", and cannot be less than 0")
        .WithReason("page_size_invalid").WithSetting("page_size").WithClass(ErrorClass::kConfiguration);
  }
  Page page{page_size == 0 ? default_size : std::min(page_size, limits::kLongestPage), {}};
  if (page_token.empty()) return page;
  auto after = ReadToken(list, key_parts, page_token);
  if (!after) {
    return InvalidArgument("page_token: it is none that this list gave").WithReason("page_token_invalid").WithSetting("page_token")
        .WithClass(ErrorClass::kConfiguration).WithRemedy("begin at the first page, with an empty token");
  }
  page.after = *std::move(after);
  return page;
}

std::string PageToken(std::string_view list, const std::vector<std::string>& key) {
  const std::string joined = Join(key);
  return Encode(CheckOf(list, joined) + joined);
}

void SealPageToken(std::string_view list, std::string& key) {
  if (!key.empty()) key = PageToken(list, {key});
}

}  // namespace helhet::api
