// A peer of this folder's kind (tests/noark5_server, tests/sif_server) as an object of a C++ test.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "helhet/testing/peer_process.h"

namespace helhet::testing {

class HttpPeer {
 public:
  // `program` is its path under tests/, such as "noark5_server/noark5_server.py"; options as its help lists them.
  explicit HttpPeer(const std::string& program, const std::vector<std::string>& options = {});

  // `http://127.0.0.1:PORT`, or `https://…` where options give a certificate.
  const std::string& origin() const { return origin_; }
  // Posts to the control, which the README of the peer describes. Null, and a failure of the test, when it is refused.
  nlohmann::json Control(const std::string& name, const nlohmann::json& content = nlohmann::json::object());

 private:
  PeerProcess process_;
  std::string origin_;
  std::string control_;
};

}  // namespace helhet::testing
