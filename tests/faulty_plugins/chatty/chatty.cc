// Chatty: its library prints when it is loaded, as libraries do, and a good deal when it reads.
#include <cstdio>

#include "helhet/connector.h"

namespace helhet::chatty {
namespace {

const bool g_printed = [] {
  std::puts("ready 0000");
  std::puts("1|3|unix|/tmp/plugin.sock|grpc");
  std::fflush(stdout);
  return true;
}();

}  // namespace

class Chatty : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings&) override { return OkStatus(); }
  Result<std::string> Check(sdk::Host&) override { return std::string(g_printed ? "printed" : "silent"); }
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override { return plugin::v1::DiscoverResponse(); }
  Status Read(const plugin::v1::ReadStart&, sdk::Emitter&, sdk::Host&) override {
    for (int i = 0; i < 100'000; ++i) std::printf("line %d of very many\n", i);
    std::printf("%s", std::string(1 << 20, 'x').c_str());
    std::fflush(stdout);
    return OkStatus();
  }
};

}  // namespace helhet::chatty

HELHET_CONNECTOR(helhet::chatty::Chatty)
