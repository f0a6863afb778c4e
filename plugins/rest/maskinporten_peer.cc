#include "maskinporten_peer.h"

namespace helhet::rest {
namespace {

std::vector<std::string> Command(const char* action, const std::filesystem::path& folder, std::vector<std::string> options) {
  const std::string program = std::string(HELHET_PLUGIN_DIR) + "/tests/maskinporten_peer.py";
  options.insert(options.begin(), {"/usr/bin/python3", program, action, folder.string()});
  return options;
}

}  // namespace

void MaskinportenPeer::MakeKeys(const std::filesystem::path& folder) {
  testing::PeerProcess::Run(Command("keys", folder, {"--now", std::to_string(kNowSeconds)}));
}

MaskinportenPeer::MaskinportenPeer(const std::filesystem::path& folder, std::vector<std::string> options)
    : process_(Command("serve", folder, std::move(options))), url_("http://127.0.0.1:" + process_.first_line()) {}

}  // namespace helhet::rest
