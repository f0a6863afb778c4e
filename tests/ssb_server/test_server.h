// The server beside, as a process of its own that ends with this object.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "helhet/testing/peer_process.h"

namespace helhet::ssb {

class TestServer {
 public:
  // Speaks HTTP; or HTTPS, with a PEM file that holds the certificate and its key.
  explicit TestServer(const std::string& certificate_file = "");

  // `http://127.0.0.1:PORT/api/pxwebapi/v2`.
  std::string url() const { return origin_ + "/api/pxwebapi/v2"; }
  // Sets switches (README.md); gives the requests since the last call. Of a server that speaks HTTP.
  std::vector<std::string> Control(const nlohmann::json& switches = nlohmann::json::object());

 private:
  testing::PeerProcess process_;
  std::string origin_;
};

}  // namespace helhet::ssb
