#include "helhet/base64.h"

#include <algorithm>
#include <cstdint>

namespace helhet::sdk {
namespace {

std::string Encode(std::string_view bytes, const char* alphabet) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 3) {
    const size_t count = std::min<size_t>(3, bytes.size() - at);
    uint32_t group = 0;
    for (size_t i = 0; i < 3; ++i) group = group << 8 | (i < count ? static_cast<uint8_t>(bytes[at + i]) : 0u);
    for (size_t i = 0; i <= count; ++i) text += alphabet[group >> (18 - 6 * i) & 63];
  }
  return text;
}

}  // namespace

std::string Base64(std::string_view bytes) {
  std::string text = Encode(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string Base64Url(std::string_view bytes) {
  return Encode(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

}  // namespace helhet::sdk
