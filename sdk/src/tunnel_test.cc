#include "tunnel.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

#include <filesystem>

#include "helhet/testing/fake_host.h"
#include "loopback_server.h"
#include "stream_proxy.h"

namespace helhet::sdk {
namespace {

using testing::FakeHost;

class TunnelTest : public ::testing::Test {
 protected:
  TunnelTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-tunnel-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    // It waits for a request that never comes.
    server_ = std::make_unique<LoopbackServer>(LoopbackServer::Kind::kPlain, folder_, [](const std::string&) { return ""; });
    target_.host = "127.0.0.1";
    target_.port = static_cast<uint16_t>(std::stoi(server_->url().substr(server_->url().rfind(':') + 1)));
  }
  ~TunnelTest() override { std::filesystem::remove_all(folder_); }

  // What a library does that waits for the other side.
  static ssize_t Wait(const Tunnel& tunnel) {
    pollfd waited{tunnel.descriptor(), POLLIN, 0};
    poll(&waited, 1, -1);
    char byte;
    return recv(tunnel.descriptor(), &byte, 1, 0);
  }

  std::string folder_;
  std::unique_ptr<LoopbackServer> server_;
  Tunnel::Target target_;
  FakeHost host_;
};

TEST_F(TunnelTest, IsCutWhenNothingIsHeard) {
  target_.silence_ms = std::chrono::milliseconds(50);
  auto tunnel = Tunnel::Open(target_, host_.host());
  ASSERT_TRUE(tunnel.ok()) << tunnel.status().message();
  EXPECT_EQ(Wait(**tunnel), 0);
  EXPECT_EQ((*tunnel)->status().code(), StatusCode::kUnavailable);
  EXPECT_EQ((*tunnel)->status().reason(), "connection_silent");
}

TEST_F(TunnelTest, IsCutWhenTheCallIsCancelled) {
  auto tunnel = Tunnel::Open(target_, host_.host());
  ASSERT_TRUE(tunnel.ok()) << tunnel.status().message();
  host_.Cancel();
  EXPECT_EQ(Wait(**tunnel), 0);
  EXPECT_EQ((*tunnel)->status().code(), StatusCode::kCancelled);
}

TEST_F(TunnelTest, AsksTheProxyForTheNameAndLeavesItToBeResolvedThere) {
  StreamProxy proxy(folder_);
  target_.host = "sftp.example.no";
  target_.proxy_socket = proxy.socket_path();
  ASSERT_TRUE(Tunnel::Open(target_, host_.host()).ok());
  EXPECT_EQ(proxy.targets().at(0), "sftp.example.no:" + std::to_string(target_.port));
}

TEST_F(TunnelTest, SaysUnavailableWhenNobodyListens) {
  target_.port = 1;
  const Status status = Tunnel::Open(target_, host_.host()).status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_EQ(status.reason(), "connection_failed");
}

}  // namespace
}  // namespace helhet::sdk
