#include "core/plugin/egress_proxy.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "core/plugin/outgoing.h"

namespace helhet::plugin {
namespace {

namespace fs = std::filesystem;
using socks::Reply;

// A server on a free port of the loopback that takes one connection and answers every byte with the same.
class EchoServer {
 public:
  EchoServer() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    EXPECT_EQ(bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(listener_.get(), 8), 0);
    getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Echo(); });
  }
  ~EchoServer() {
    shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
  }
  uint16_t port() const { return port_; }

 private:
  void Echo() {
    while (true) {
      const Descriptor client(accept(listener_.get(), nullptr, nullptr));
      if (!client.open()) return;
      char bytes[256];
      for (ssize_t size; (size = recv(client.get(), bytes, sizeof(bytes), 0)) > 0;) {
        send(client.get(), bytes, static_cast<size_t>(size), MSG_NOSIGNAL);
      }
    }
  }

  Descriptor listener_;
  uint16_t port_ = 0;
  std::thread thread_;
};

class EgressProxyTest : public testing::Test {
 protected:
  EgressProxyTest() {
    std::string name = (fs::temp_directory_path() / "helhet.XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~EgressProxyTest() override {
    proxy_.reset();
    fs::remove_all(folder_);
  }

  void Allow(std::vector<Endpoint> allowed, EgressLimits limits = {}) {
    auto proxy = EgressProxy::Listen(folder_ / "proxy.sock", std::move(allowed), "plugin test", std::nullopt, limits);
    ASSERT_TRUE(proxy.ok()) << proxy.status().message();
    proxy_ = *std::move(proxy);
  }

  // A connection of a child to its proxy.
  Descriptor Dial() {
    Descriptor client(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = (folder_ / "proxy.sock").string();
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    EXPECT_EQ(connect(client.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    return client;
  }

  static void Send(const Descriptor& client, const std::string& bytes) {
    EXPECT_EQ(send(client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }

  // That many bytes, or fewer when the other side ends.
  static std::string Receive(const Descriptor& client, size_t size) {
    std::string bytes(size, '\0');
    const ssize_t received = recv(client.get(), bytes.data(), size, MSG_WAITALL);
    bytes.resize(received < 0 ? 0 : static_cast<size_t>(received));
    return bytes;
  }

  static std::string ConnectRequest(const std::string& host, uint16_t port) {
    return std::string("\5\1\0\3", 4) + static_cast<char>(host.size()) + host + static_cast<char>(port >> 8) +
           static_cast<char>(port & 255);
  }

  // Greets and asks; the proxy's reply.
  Reply Ask(const Descriptor& client, const std::string& host, uint16_t port) {
    Send(client, std::string("\5\1\0", 3));
    EXPECT_EQ(Receive(client, 2), std::string("\5\0", 2));
    Send(client, ConnectRequest(host, port));
    const std::string answer = Receive(client, 10);
    return answer.size() == 10 ? static_cast<Reply>(answer[1]) : Reply::kGeneralFailure;
  }

  fs::path folder_;
  EchoServer server_;
  std::unique_ptr<EgressProxy> proxy_;
};

TEST_F(EgressProxyTest, LetsAnAllowedConnectionThrough) {
  Allow({{"127.0.0.1", server_.port()}});
  const Descriptor client = Dial();
  ASSERT_EQ(Ask(client, "127.0.0.1", server_.port()), Reply::kSucceeded);
  Send(client, "hei");
  EXPECT_EQ(Receive(client, 3), "hei");
  EXPECT_EQ(proxy_->traffic().connections, 1u);
  EXPECT_EQ(proxy_->traffic().bytes_out, 3u);
  EXPECT_EQ(proxy_->traffic().bytes_in, 3u);
}

TEST_F(EgressProxyTest, LetsANameThroughThatIsAllowed) {
  Allow({{"localhost", server_.port()}});
  EXPECT_EQ(Ask(Dial(), "LOCALHOST", server_.port()), Reply::kSucceeded);
}

TEST_F(EgressProxyTest, RefusesWhatIsNotAllowedToTheLetter) {
  Allow({{"localhost", server_.port()}});
  EXPECT_EQ(Ask(Dial(), "127.0.0.1", server_.port()), Reply::kNotAllowed);
  EXPECT_EQ(Ask(Dial(), "localhost", static_cast<uint16_t>(server_.port() + 1)), Reply::kNotAllowed);
  EXPECT_EQ(Ask(Dial(), "localhost.", server_.port()), Reply::kNotAllowed);
  EXPECT_EQ(proxy_->traffic().refused, 3u);
  EXPECT_EQ(proxy_->traffic().connections, 0u);
}

TEST_F(EgressProxyTest, TellsThatNobodyListens) {
  uint16_t port;
  { port = EchoServer().port(); }
  Allow({{"127.0.0.1", port}});
  EXPECT_EQ(Ask(Dial(), "127.0.0.1", port), Reply::kConnectionRefused);
}

TEST_F(EgressProxyTest, UnderstandsNoOtherCommandOrVersion) {
  Allow({});
  const Descriptor client = Dial();
  Send(client, std::string("\5\1\0", 3));
  EXPECT_EQ(Receive(client, 2), std::string("\5\0", 2));
  Send(client, std::string("\5\2\0\1\0\0\0\0\0\0", 10));  // BIND
  EXPECT_EQ(static_cast<Reply>(Receive(client, 10)[1]), Reply::kCommandNotSupported);

  const Descriptor old = Dial();
  Send(old, std::string("\4\1\0\0", 4));
  EXPECT_EQ(Receive(old, 2), "\5\xff");
}

TEST_F(EgressProxyTest, GivesUpAClientThatSaysNothing) {
  Allow({}, {.handshake = std::chrono::milliseconds(50)});
  EXPECT_EQ(Receive(Dial(), 1), "");
}

TEST_F(EgressProxyTest, CutsConnectionsWhenItEnds) {
  Allow({{"127.0.0.1", server_.port()}});
  const Descriptor client = Dial();
  ASSERT_EQ(Ask(client, "127.0.0.1", server_.port()), Reply::kSucceeded);
  proxy_.reset();
  EXPECT_EQ(Receive(client, 1), "");
}

TEST_F(EgressProxyTest, ServesNoMoreAtATimeThanItsLimit) {
  Allow({{"127.0.0.1", server_.port()}}, {.connections = 1});
  Descriptor first = Dial();
  ASSERT_EQ(Ask(first, "127.0.0.1", server_.port()), Reply::kSucceeded);
  const Descriptor second = Dial();
  Send(second, std::string("\5\1\0", 3));
  char byte;
  EXPECT_EQ(recv(second.get(), &byte, 1, MSG_DONTWAIT), -1);
  first.Close();
  EXPECT_EQ(Receive(second, 2), std::string("\5\0", 2));
}

TEST(IsLocalTest, KnowsTheMachineAndItsLinkInEveryDress) {
  const auto local = [](const char* text) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) return IsLocal(reinterpret_cast<sockaddr&>(v4));
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text, &v6.sin6_addr), 1) << text;
    return IsLocal(reinterpret_cast<sockaddr&>(v6));
  };
  for (const char* text :
       {"127.0.0.1", "127.9.9.9", "0.0.0.0", "169.254.169.254", "::1", "::", "fe80::1", "::ffff:127.0.0.1"}) {
    EXPECT_TRUE(local(text)) << text;
  }
  for (const char* text : {"10.0.0.1", "192.168.1.1", "128.0.0.1", "2001:db8::1", "::ffff:10.0.0.1"}) {
    EXPECT_FALSE(local(text)) << text;
  }
}

}  // namespace
}  // namespace helhet::plugin
