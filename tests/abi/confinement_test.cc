// gRPC inside the full confinement: namespaces, Landlock, seccomp, no new privileges, limits.
#include <cstdlib>
#include <fstream>
#include <set>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "core/plugin/launch_protocol.h"
#include "tests/abi/children.h"

namespace helhet::plugin {
namespace {

class ConfinementTest : public ChildrenTest {
 protected:
  // What a hub may well have in its environment, and no plugin may see.
  ConfinementTest() { setenv("HELHET_STORE_PASSWORD", "canary", 1); }
  ~ConfinementTest() override { unsetenv("HELHET_STORE_PASSWORD"); }

  // Settings of the plugin `escape`: a folder it may read beside a file it may not, and a socket.
  InstanceConfig Escape(const std::string& base_url, uint16_t port = 0) {
    std::filesystem::create_directories(folder() / "granted");
    std::ofstream(folder() / "granted/granted.txt") << "granted";
    std::ofstream(folder() / "secret.txt") << "secret";
    const std::string socket = (folder() / "other.sock").string();
    listener_ = Listen(socket);
    return Instance("escape", R"({"folder": ")" + (folder() / "granted").string() + R"(", "secret_file": ")" +
                                  (folder() / "secret.txt").string() + R"(", "socket": ")" + socket +
                                  R"(", "base_url": ")" + base_url + R"(", "port": )" + std::to_string(port) + "}");
  }

  std::string WaysOut(const InstanceConfig& instance) {
    const auto connection = supervisor().StartNew(instance);
    if (!connection.ok()) return connection.status().message();
    const auto open = (*connection)->Check();
    return open.ok() ? *open : open.status().message();
  }

 private:
  static Descriptor Listen(const std::string& path) {
    Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    EXPECT_EQ(bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(listen(listener.get(), 1), 0);
    return listener;
  }

  Descriptor listener_;
};

TEST_F(ConfinementTest, ReadsThroughGrpcInsideEveryPartOfTheSandbox) {
  auto connection = supervisor().StartNew(Hello());
  ASSERT_OK(connection.status());
  std::set<std::string> active;
  for (const auto& part : (*connection)->child().sandbox()) {
    EXPECT_TRUE(part.active) << part.name << ": " << part.why_not;
    active.insert(part.name);
  }
  EXPECT_EQ(active, std::set<std::string>(std::begin(kSandboxParts), std::end(kSandboxParts)));

  EXPECT_EQ((*connection)->description().name(), "hello");
  const auto summary = (*connection)->Check();
  ASSERT_OK(summary.status());
  EXPECT_EQ(*summary, "hello, region 5037");
  const auto streams = (*connection)->Discover();
  ASSERT_OK(streams.status());
  EXPECT_EQ(streams->streams_size(), 1);

  auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  auto event = (*session)->Next();
  ASSERT_OK(event.status());
  const auto& batch = std::get<v1::Batch>(*event);
  ASSERT_EQ(batch.records_size(), 1);
  EXPECT_EQ(batch.records(0).fact().statistic().region_code(), "5037");
  EXPECT_EQ(batch.checkpoint(), "done");
  ASSERT_OK((*session)->Acknowledge(batch.sequence()));
  event = (*session)->Next();
  ASSERT_OK(event.status());
  EXPECT_TRUE(std::holds_alternative<EndOfRead>(*event));
}

// What a connector needs, and nothing else.
constexpr char kNeeded[] = "read_granted write_private start_thread";

TEST_F(ConfinementTest, LeavesNoWayOutOpen) { EXPECT_EQ(WaysOut(Escape("")), kNeeded); }

TEST_F(ConfinementTest, LeavesTheProxyOpenToAPluginWithHostsAndNothingElse) {
  const Descriptor server(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  ASSERT_EQ(bind(server.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(server.get(), 1), 0);
  getsockname(server.get(), reinterpret_cast<sockaddr*>(&address), &size);
  const uint16_t port = ntohs(address.sin_port);
  EXPECT_EQ(WaysOut(Escape("http://127.0.0.1:" + std::to_string(port), port)),
            std::string(kNeeded) + " reach_granted_host");
}

}  // namespace
}  // namespace helhet::plugin
