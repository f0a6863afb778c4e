// A confined connector whose hub stands behind a municipality's own proxy.
#include "core/plugin/forward_proxy.h"

#include <sys/eventfd.h>

#include "tests/remote_places/places_fixture.h"
#include "tests/remote_places/proxy_server.h"

namespace helhet::plugin {
namespace {

class ForwardProxyTest : public PlacesTest {
 protected:
  // Everything goes through the proxy, this machine too.
  ForwardProxy Through(const testing::ProxyServer& server, const std::string& credentials = "") {
    return {.address = {"127.0.0.1", server.port()}, .credentials = credentials, .direct_hosts = {}};
  }
  uint16_t PortOf(const std::string& url) { return ParseEndpoint(url)->port; }
};

TEST_F(ForwardProxyTest, ReachesASourceThroughTheProxyAlone) {
  const uint16_t port = PortOf(web().index());
  const testing::ProxyServer proxy(folder() / "proxy", {port}, false);
  options().forward_proxy = Through(proxy);
  auto connection = supervisor().StartNew(Instance("ehf", SettingsOf(Place::kHttps).dump()));
  ASSERT_OK(connection.status());
  EXPECT_OK((*connection)->Check().status());
  ASSERT_FALSE(proxy.asked().empty());
  EXPECT_EQ(proxy.asked().front(), "CONNECT 127.0.0.1:" + std::to_string(port) + " HTTP/1.1");
}

TEST_F(ForwardProxyTest, CarriesAServerThatSpeaksFirst) {
  const uint16_t port = PortOf(ssh().address());
  const testing::ProxyServer proxy(folder() / "proxy", {port}, false);
  options().forward_proxy = Through(proxy);
  const Reading reading = Read("ehf", Place::kSftp);
  EXPECT_OK(reading.end);
  EXPECT_EQ(proxy.asked().size(), 1u);
}

TEST_F(ForwardProxyTest, GivesTheCredentialsThatTheProxyAsksFor) {
  const uint16_t port = PortOf(web().index());
  const testing::ProxyServer proxy(folder() / "proxy", {port}, true);
  options().forward_proxy = Through(proxy, testing::ProxyServer::kCredentials);
  EXPECT_OK(Read("ehf", Place::kHttps).end);
}

TEST_F(ForwardProxyTest, LeavesOutTheProxyForHostsThatAreNear) {
  const testing::ProxyServer proxy(folder() / "proxy", {}, false);
  options().forward_proxy = ForwardProxy{.address = {"127.0.0.1", proxy.port()}};
  EXPECT_OK(Read("ehf", Place::kHttps).end);
  EXPECT_TRUE(proxy.asked().empty());
}

// The hub's own words to what a proxy refuses, without a connector before it.
class ConnectThroughTest : public ForwardProxyTest {
 protected:
  OutgoingResult Connect(const ForwardProxy& proxy, uint16_t port) {
    return ConnectThrough(proxy, {"127.0.0.1", port}, std::chrono::seconds(30), stop_.get());
  }
  // Nothing ever becomes readable there.
  const Descriptor stop_{eventfd(0, EFD_CLOEXEC)};
};

TEST_F(ConnectThroughTest, SaysThatTheProxyAsksForALogin) {
  const uint16_t port = PortOf(web().index());
  const testing::ProxyServer proxy(folder() / "proxy", {port}, true);
  const OutgoingResult result = Connect(Through(proxy), port);
  EXPECT_EQ(result.reply, socks::Reply::kNotAllowed);
  EXPECT_THAT(result.why, ::testing::HasSubstr("407"));
  EXPECT_THAT(result.why, ::testing::HasSubstr("outgoing_proxy_credentials"));
}

TEST_F(ConnectThroughTest, SaysThatTheProxyForbidsTheHost) {
  const uint16_t port = PortOf(web().index());
  const testing::ProxyServer proxy(folder() / "proxy", {static_cast<uint16_t>(port - 1)}, false);
  const OutgoingResult result = Connect(Through(proxy), port);
  EXPECT_EQ(result.reply, socks::Reply::kNotAllowed);
  EXPECT_THAT(result.why, ::testing::HasSubstr("403"));
}

TEST_F(ConnectThroughTest, SaysThatTheProxyIsNotThere) {
  uint16_t port = 0;
  { port = testing::ProxyServer(folder() / "proxy", {}, false).port(); }
  const OutgoingResult result = Connect({.address = {"127.0.0.1", port}, .credentials = "", .direct_hosts = {}}, 443);
  EXPECT_EQ(result.reply, socks::Reply::kConnectionRefused);
  EXPECT_THAT(result.why, ::testing::HasSubstr("the proxy 127.0.0.1:" + std::to_string(port)));
}

TEST_F(ConnectThroughTest, GivesUpOnWhatIsNoProxy) {
  // Another server of the web answers CONNECT with an error, one of SSH with words of its own.
  const uint16_t port = PortOf(ssh().address());
  const OutgoingResult result = Connect({.address = {"127.0.0.1", port}, .credentials = "", .direct_hosts = {}}, 443);
  EXPECT_EQ(result.reply, socks::Reply::kHostUnreachable);
}

TEST(ForwardProxyAddressTest, IsHttpWithAPortAndWithoutCredentials) {
  const auto address = ParseProxyAddress("http://Proxy.kommune.no:3128/");
  ASSERT_OK(address.status());
  EXPECT_EQ(address->host, "proxy.kommune.no");
  EXPECT_EQ(address->port, 3128);
  for (const char* wrong : {"proxy.kommune.no:3128", "https://proxy:3128", "http://proxy", "http://", "socks5://proxy:1080", "http://a:b@proxy:3128"}) {
    EXPECT_EQ(ParseProxyAddress(wrong).status().code(), StatusCode::kInvalidArgument) << wrong;
  }
  // A password in the wrong place is not shown to whoever reads the log.
  EXPECT_EQ(ParseProxyAddress("http://a:b@proxy:3128").status().message().find("a:b"), std::string::npos);
}

TEST(ForwardProxyHostsTest, ServesAllButTheHostsThatAreExempt) {
  const ForwardProxy proxy{.address = {"proxy", 3128}, .credentials = "", .direct_hosts = {"arkiv.kommune.no", ".lokal"}};
  EXPECT_FALSE(proxy.Serves("arkiv.kommune.no"));
  EXPECT_FALSE(proxy.Serves("a.b.lokal"));
  for (const char* host : {"kommune.no", "x.arkiv.kommune.no", "lokal", "ikkelokal", "localhost"}) EXPECT_TRUE(proxy.Serves(host)) << host;
  EXPECT_FALSE((ForwardProxy{.address = {"proxy", 3128}}).Serves("localhost"));
}

}  // namespace
}  // namespace helhet::plugin
