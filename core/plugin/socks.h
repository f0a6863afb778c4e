// SOCKS version 5 (RFC 1928), as much of it as the hub serves: no authentication, CONNECT.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/plugin/permissions.h"

namespace helhet::plugin::socks {

// RFC 1928, section 6.
enum class Reply : uint8_t {
  kSucceeded = 0,
  kGeneralFailure = 1,
  kNotAllowed = 2,
  kNetworkUnreachable = 3,
  kHostUnreachable = 4,
  kConnectionRefused = 5,
  kCommandNotSupported = 7,
  kAddressNotSupported = 8,
};

inline constexpr size_t kLongestRequest = 4 + 1 + 255 + 2;

// A message off the wire: how many bytes it takes, and what it says.
template <typename T>
struct Parsed {
  size_t size = 0;
  T value{};
};

// The client's greeting; none while it is not all there. The value: whether it offers no authentication,
// in version 5.
std::optional<Parsed<bool>> ParseGreeting(std::string_view bytes);

// What the client asks for: an endpoint, or the reply that refuses it.
struct Request {
  Reply refusal = Reply::kSucceeded;
  Endpoint target;
};
// None while it is not all there.
std::optional<Parsed<Request>> ParseRequest(std::string_view bytes);

// The server's answers.
std::string GreetingAnswer(bool accepted);
std::string RequestAnswer(Reply reply);

}  // namespace helhet::plugin::socks
