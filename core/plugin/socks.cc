#include "core/plugin/socks.h"

#include <arpa/inet.h>

namespace helhet::plugin::socks {
namespace {

constexpr uint8_t kVersion = 5;
constexpr uint8_t kNoAuthentication = 0, kNoneAcceptable = 0xff;
constexpr uint8_t kConnect = 1;
constexpr uint8_t kIpv4 = 1, kDomainName = 3, kIpv6 = 4;

uint8_t Byte(std::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }

// Length of the address after its type, its own length byte included; 0 for a type that is not known.
size_t AddressSize(std::string_view bytes) {
  switch (Byte(bytes, 3)) {
    case kIpv4: return 4;
    case kIpv6: return 16;
    case kDomainName: return 1 + Byte(bytes, 4);
    default: return 0;
  }
}

std::string HostOf(uint8_t type, std::string_view address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (type == kIpv4) return inet_ntop(AF_INET, address.data(), text, sizeof(text));
  if (type == kIpv6) return inet_ntop(AF_INET6, address.data(), text, sizeof(text));
  std::string host(address.substr(1));
  for (char& c : host) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return host;
}

}  // namespace

std::optional<Parsed<bool>> ParseGreeting(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const size_t size = 2 + size_t{Byte(bytes, 1)};
  if (Byte(bytes, 0) != kVersion) return Parsed<bool>{bytes.size(), false};
  if (bytes.size() < size) return std::nullopt;
  const bool offers = bytes.substr(2, size - 2).find(static_cast<char>(kNoAuthentication)) != std::string_view::npos;
  return Parsed<bool>{size, offers};
}

std::optional<Parsed<Request>> ParseRequest(std::string_view bytes) {
  if (bytes.size() < 5) return std::nullopt;
  if (Byte(bytes, 0) != kVersion) return Parsed<Request>{bytes.size(), {Reply::kGeneralFailure, {}}};
  const size_t address_size = AddressSize(bytes);
  if (address_size == 0) return Parsed<Request>{bytes.size(), {Reply::kAddressNotSupported, {}}};
  const size_t size = 4 + address_size + 2;
  if (bytes.size() < size) return std::nullopt;
  if (Byte(bytes, 1) != kConnect) return Parsed<Request>{size, {Reply::kCommandNotSupported, {}}};
  Request request;
  request.target.host = HostOf(Byte(bytes, 3), bytes.substr(4, address_size));
  request.target.port = static_cast<uint16_t>(Byte(bytes, size - 2) << 8 | Byte(bytes, size - 1));
  return Parsed<Request>{size, request};
}

std::string GreetingAnswer(bool accepted) {
  return {static_cast<char>(kVersion), static_cast<char>(accepted ? kNoAuthentication : kNoneAcceptable)};
}

std::string RequestAnswer(Reply reply) {
  // The bound address is of no use to the client: all zero, as many proxies say.
  std::string answer(10, '\0');
  answer[0] = static_cast<char>(kVersion);
  answer[1] = static_cast<char>(reply);
  answer[3] = static_cast<char>(kIpv4);
  return answer;
}

}  // namespace helhet::plugin::socks
