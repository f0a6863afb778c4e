// A municipality's own proxy, through which alone its machines reach the world.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/plugin/outgoing.h"
#include "core/plugin/permissions.h"
#include "helhet/status.h"

namespace helhet::plugin {

// An HTTP proxy that makes tunnels (RFC 9110, section 9.3.6: CONNECT). What goes through is TLS or SSH between the
// connector and its source; the proxy sees host and port.
struct ForwardProxy {
  Endpoint address;
  // `user:password` for the Basic scheme (RFC 7617). Empty for a proxy that asks for none.
  std::string credentials;
  // Hosts that are reached without it: `arkiv.kommune.no`, or `.kommune.no` for all below that name. Their names alone count,
  // never their addresses: where a proxy is needed, names of the world often cannot be resolved.
  std::vector<std::string> direct_hosts = {"localhost", "127.0.0.1", "::1"};

  // Whether the host is reached through it.
  bool Serves(const std::string& host) const;
};

// `http://proxy.kommune.no:3128`. INVALID_ARGUMENT for another scheme, no port, or credentials, which belong in a file of
// their own.
Result<Endpoint> ParseProxyAddress(std::string_view text);

// Connects to the proxy, which may be on this machine if it is named by its address or as `localhost`, and has it connect to the target. Gives up after `timeout`, or
// when `stop` becomes readable. `why` says what the proxy answered.
OutgoingResult ConnectThrough(const ForwardProxy& proxy, const Endpoint& target, std::chrono::milliseconds timeout, int stop);

}  // namespace helhet::plugin
