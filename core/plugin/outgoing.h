// Connections from the hub to the hosts that a child may call.
#pragma once

#include <chrono>
#include <string>

#include "core/plugin/descriptor.h"
#include "core/plugin/socks.h"

struct sockaddr;

namespace helhet::plugin {

struct OutgoingResult {
  socks::Reply reply = socks::Reply::kGeneralFailure;
  Descriptor connection;  // open when the reply is kSucceeded
  std::string why;        // when it is not
};

// Resolves and connects. An address of the machine itself, or of its link (cloud services keep keys there),
// counts only when the endpoint names an address or `localhost`: a name from outside must not lead in. Gives
// up after `timeout`, or when `stop` becomes readable.
OutgoingResult ConnectOut(const Endpoint& target, std::chrono::milliseconds timeout, int stop);

// Whether the address is of this machine or its link: 127/8, 0/8, 169.254/16, ::1, ::, fe80::/10, also
// written as IPv4 in IPv6.
bool IsLocal(const sockaddr& address);

}  // namespace helhet::plugin
