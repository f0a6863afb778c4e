// For tests: tests/maskinporten_peer.py as a child process.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "helhet/testing/peer_process.h"

namespace helhet::rest {

class MaskinportenPeer {
 public:
  // The time that the peer has, and by which its certificates are valid, seconds since 1970.
  static constexpr int64_t kNowSeconds = 1'700'000'000;

  // Makes keys and certificates in a folder.
  static void MakeKeys(const std::filesystem::path& folder);

  // Serves with the further options that the program's help lists. Aborts when it does not start.
  MaskinportenPeer(const std::filesystem::path& folder, std::vector<std::string> options);

  // `http://127.0.0.1:PORT`.
  const std::string& url() const { return url_; }

 private:
  testing::PeerProcess process_;
  std::string url_;
};

}  // namespace helhet::rest
