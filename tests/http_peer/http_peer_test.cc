#include "tests/http_peer/http_peer.h"

#include <gtest/gtest.h>

#include "helhet/http_transport.h"
#include "helhet/testing/fake_host.h"

namespace helhet::testing {
namespace {

TEST(HttpPeerTest, ServesAndIsControlled) {
  HttpPeer archive("noark5_server/noark5_server.py", {"--page-size", "3"});
  FakeHost host;
  sdk::HttpTransport http({});
  const auto root = http.Send({.url = archive.origin() + "/noark5/"}, host.host());
  ASSERT_TRUE(root.ok()) << root.status().message();
  EXPECT_EQ(root->status, 200);

  const nlohmann::json seen = archive.Control("requests");
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0]["name"], "root");
}

TEST(HttpPeerTest, ServesTheOtherPeerToo) {
  HttpPeer archive("sif_server/sif_server.py");
  EXPECT_EQ(archive.Control("counts")["documents"], 0);
}

}  // namespace
}  // namespace helhet::testing
