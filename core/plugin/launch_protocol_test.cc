#include "core/plugin/launch_protocol.h"

#include <gtest/gtest.h>

namespace helhet::plugin {
namespace {

TEST(LaunchProtocolTest, CarriesEveryField) {
  LaunchOrder order;
  order.plugin_name = "ehf";
  order.plugin_version = "1.0.0";
  order.program = "ehf.py";
  order.private_folder = "/run/helhet/c.1/w";
  order.root_folder = "/run/helhet/c.1/r";
  order.readable_paths = {"/srv/inn boks", "/srv/b"};
  order.writable_paths = {"/srv/ut"};
  order.library_folders = {"/opt/lib"};
  order.may_connect = true;
  order.sandbox_required = false;
  order.memory_mib = 256;
  order.cpu_seconds = 60;
  const auto packet = EncodeLaunchOrder(order);
  ASSERT_TRUE(packet.ok());
  const auto decoded = DecodeLaunchOrder(*packet);
  ASSERT_TRUE(decoded.ok()) << decoded.status().message();
  EXPECT_EQ(decoded->plugin_name, order.plugin_name);
  EXPECT_EQ(decoded->plugin_version, order.plugin_version);
  EXPECT_EQ(decoded->program, order.program);
  EXPECT_EQ(decoded->private_folder, order.private_folder);
  EXPECT_EQ(decoded->root_folder, order.root_folder);
  EXPECT_EQ(decoded->readable_paths, order.readable_paths);
  EXPECT_EQ(decoded->writable_paths, order.writable_paths);
  EXPECT_EQ(decoded->library_folders, order.library_folders);
  EXPECT_TRUE(decoded->may_connect);
  EXPECT_FALSE(decoded->sandbox_required);
  EXPECT_EQ(decoded->memory_mib, 256u);
  EXPECT_EQ(decoded->cpu_seconds, 60u);
}

TEST(LaunchProtocolTest, RequiresTheSandboxUnlessToldOtherwise) {
  EXPECT_TRUE(DecodeLaunchOrder("name ehf\n")->sandbox_required);
}

TEST(LaunchProtocolTest, LetsNoPathSmuggleALineIn) {
  LaunchOrder order;
  order.readable_paths = {"/srv\nsandbox prefer"};
  EXPECT_FALSE(EncodeLaunchOrder(order).ok());
}

TEST(LaunchProtocolTest, RefusesAnUnknownLine) { EXPECT_FALSE(DecodeLaunchOrder("name ehf\nwalls none\n").ok()); }

TEST(LaunchProtocolTest, PassesOverUnknownLinesForPrograms) {
  const auto order = DecodeServeOrder("colour blue\nsecret abc\nsocket /s\n");
  ASSERT_TRUE(order.ok());
  EXPECT_EQ(order->secret, "abc");
  EXPECT_EQ(order->socket, "/s");
}

}  // namespace
}  // namespace helhet::plugin
