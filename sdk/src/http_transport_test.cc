#include "helhet/http_transport.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "helhet/testing/fake_host.h"
#include "helhet/testing/loopback_server.h"

namespace helhet::sdk {
namespace {

using testing::FakeHost;
using Kind = testing::LoopbackServer::Kind;

std::string Answer(const std::string& status, const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

class HttpTransportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/helhet-http-XXXXXX";
    folder_ = mkdtemp(name);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // A server that gives these answers in turn.
  std::unique_ptr<testing::LoopbackServer> Serve(std::vector<std::string> answers, Kind kind = Kind::kPlain) {
    return std::make_unique<testing::LoopbackServer>(kind, folder_, [answers, next = size_t{0}](const std::string&) mutable {
      return answers[std::min(next++, answers.size() - 1)];
    });
  }

  std::string folder_;
  FakeHost host_;
};

TEST_F(HttpTransportTest, GetsAnAnswerAfterAskingForTheRateLimit) {
  auto server = Serve({Answer("200 OK", "{}", "Content-Type: application/JSON; charset=utf-8\r\n")});
  HttpTransport http({.credential = "key"});
  http.SetRateLimit(30, std::chrono::seconds(60));
  const auto answer = http.Send({.url = server->url() + "/config", .activity = "henter"}, host_.host());
  ASSERT_TRUE(answer.ok()) << answer.status().message();
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->content_type, "application/json");
  EXPECT_EQ(answer->body, "{}");
  ASSERT_EQ(host_.acquired().size(), 1u);
  EXPECT_EQ(host_.acquired()[0].host(), "127.0.0.1");
  EXPECT_EQ(host_.acquired()[0].credential(), "key");
  EXPECT_EQ(host_.acquired()[0].calls_per_window(), 30u);
  EXPECT_EQ(host_.acquired()[0].window_ms(), 60000u);
  EXPECT_EQ(host_.progress().at(0).activity(), "henter");
}

TEST_F(HttpTransportTest, PostsABodyWithItsMediaType) {
  auto server = Serve({Answer("200 OK", "ok")});
  HttpTransport http({});
  ASSERT_TRUE(
      http.Send({.url = server->url() + "/data", .body = "{\"a\":1}", .content_type = "application/json"}, host_.host())
          .ok());
  const std::string& request = server->requests().at(0);
  EXPECT_EQ(request.rfind("POST /data ", 0), 0u);
  EXPECT_NE(request.find("Content-Type: application/json\r\n"), std::string::npos);
  EXPECT_EQ(request.substr(request.size() - 7), "{\"a\":1}");
}

TEST_F(HttpTransportTest, SendsTheMethodThatIsAskedFor) {
  auto server = Serve({Answer("207 Multi-Status", "<a/>"), "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\n"});
  HttpTransport http({});
  const auto found = http.Send({.url = server->url() + "/", .method = "PROPFIND", .body = "<b/>", .content_type = "application/xml", .headers = {"Depth: 1"}}, host_.host());
  ASSERT_TRUE(found.ok()) << found.status().message();
  EXPECT_EQ(found->status, 207);
  EXPECT_EQ(server->requests().at(0).rfind("PROPFIND / ", 0), 0u);
  EXPECT_NE(server->requests().at(0).find("Depth: 1\r\n"), std::string::npos);
  EXPECT_TRUE(server->requests().at(0).ends_with("<b/>"));
  const auto head = http.Send({.url = server->url() + "/", .method = "HEAD"}, host_.host());
  ASSERT_TRUE(head.ok()) << "of a HEAD no body comes, whatever length is told: " << head.status().message();
  EXPECT_EQ(server->requests().at(1).rfind("HEAD / ", 0), 0u);
}

TEST_F(HttpTransportTest, NeverShowsThePasswordToAServerThatIsProvenByDigest) {
  auto server = Serve({Answer("401 Unauthorized", "", "WWW-Authenticate: Digest realm=\"arkiv\", nonce=\"n1\", qop=\"auth\", algorithm=MD5\r\n"), Answer("201 Created", "")});
  HttpTransport http({.user = "helhet", .password = Secret("sesam"), .uses_digest = true});
  const auto answer = http.Send({.url = server->url() + "/a", .method = "PUT", .body = "innhold", .content_type = "text/plain"}, host_.host());
  ASSERT_TRUE(answer.ok()) << answer.status().message();
  EXPECT_EQ(answer->status, 201);
  ASSERT_EQ(server->requests().size(), 2u);
  EXPECT_EQ(server->requests()[0].find("Authorization"), std::string::npos);
  EXPECT_NE(server->requests()[1].find("Authorization: Digest username=\"helhet\""), std::string::npos);
  EXPECT_TRUE(server->requests()[1].ends_with("innhold"));
  for (const std::string& request : server->requests()) EXPECT_EQ(request.find("sesam"), std::string::npos);
}

TEST_F(HttpTransportTest, HandsOverTheAnswersThatASourceMeans) {
  auto server = Serve({Answer("404 Not Found", "no such table")});
  HttpTransport http({});
  const auto answer = http.Send({.url = server->url()}, host_.host());
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, 404);
  EXPECT_EQ(answer->body, "no such table");
}

TEST_F(HttpTransportTest, WaitsThroughTheHubAfterTooManyCalls) {
  auto server = Serve({Answer("429 Too Many Requests", "", "Retry-After: 7\r\n"), Answer("429 Too Many Requests", ""),
                       Answer("200 OK", "now")});
  HttpTransport http({});
  http.SetRateLimit(30, std::chrono::seconds(60));
  const auto answer = http.Send({.url = server->url()}, host_.host());
  ASSERT_TRUE(answer.ok()) << answer.status().message();
  EXPECT_EQ(answer->body, "now");
  ASSERT_EQ(host_.acquired().size(), 3u);
  EXPECT_EQ(host_.acquired()[0].retry_after_ms(), 0u);
  EXPECT_EQ(host_.acquired()[1].retry_after_ms(), 7000u);
  EXPECT_EQ(host_.acquired()[2].retry_after_ms(), 60000u) << "without Retry-After it waits a whole window";
}

TEST_F(HttpTransportTest, WaitsAWindowWhenTheSourceSaysNoTimeAtAll) {
  auto server = Serve({Answer("429 Too Many Requests", "", "Retry-After: 0\r\n"), Answer("200 OK", "now")});
  ASSERT_TRUE(HttpTransport({}).Send({.url = server->url()}, host_.host()).ok());
  EXPECT_EQ(host_.acquired().at(1).retry_after_ms(), 60000u) << "a minute where no window is known";
}

TEST_F(HttpTransportTest, GivesUpWithTheWaitWhenTooManyCallsGoesOn) {
  auto server = Serve({Answer("429 Too Many Requests", "", "Retry-After: 9\r\n")});
  HttpTransport http({.rate_limit_repeats = 1});
  const Status status = http.Send({.url = server->url()}, host_.host()).status();
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(status.error_class(), ErrorClass::kRateLimit);
  EXPECT_EQ(status.retry_after_ms(), 9000u);
  EXPECT_EQ(server->requests().size(), 2u);
}

TEST_F(HttpTransportTest, ReadsRetryAfterAsADate) {
  auto server = Serve({Answer("503 Service Unavailable", "<html>", "Retry-After: Tue, 14 Nov 2023 22:14:00 GMT\r\n")});
  host_.set_now_us(1'700'000'000'000'000);  // 2023-11-14 22:13:20
  const Status status = HttpTransport({}).Send({.url = server->url()}, host_.host()).status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_EQ(status.retry_after_ms(), 40'000u);
  EXPECT_EQ(server->requests().size(), 1u) << "only 429 is repeated";
}

TEST_F(HttpTransportTest, RefusesAnAnswerOverTheLimit) {
  auto server = Serve({Answer("200 OK", std::string(5000, 'x'))});
  const Status status = HttpTransport({}).Send({.url = server->url(), .limit_bytes = 4999}, host_.host()).status();
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(status.reason(), "answer_too_large");
}

TEST_F(HttpTransportTest, EndsSoonWhenTheCallIsCancelled) {
  testing::LoopbackServer server(Kind::kPlain, folder_, [this](const std::string&) {
    host_.Cancel();
    return "";
  });
  // A host whose progress never says that the call is cancelled: it is `cancelled` that must be looked at.
  helhet_host table = *host_.table();
  table.progress = [](void*, helhet_bytes) -> helhet_status { return HELHET_OK; };
  const Host host(&table);
  const HttpRequest request{.url = server.url(), .deadline_ms = std::chrono::seconds(10)};
  EXPECT_EQ(HttpTransport({}).Send(request, host).status().code(), StatusCode::kCancelled);
}

TEST_F(HttpTransportTest, SaysUnavailableWhenNoAnswerComesInTime) {
  auto server = Serve({""});
  const Status status = HttpTransport({})
                            .Send({.url = server->url(), .deadline_ms = std::chrono::milliseconds(50)}, host_.host())
                            .status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_EQ(status.reason(), "http_timeout");
}

TEST_F(HttpTransportTest, NeverFollowsARedirect) {
  auto server = Serve({Answer("302 Found", "", "Location: https://example.org/other?secret=1\r\n")});
  const Status status = HttpTransport({}).Send({.url = server->url() + "/here"}, host_.host()).status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_NE(status.message().find("https://example.org/other'"), std::string::npos);
}

TEST_F(HttpTransportTest, RefusesPlainHttpBeyondLoopbackAndOtherSchemes) {
  HttpTransport http({});
  for (const char* url :
       {"http://data.ssb.no/api", "ftp://127.0.0.1/", "file:///etc/passwd", "data.ssb.no", "http://"}) {
    EXPECT_EQ(http.Send({.url = url}, host_.host()).status().code(), StatusCode::kInvalidArgument) << url;
  }
  EXPECT_TRUE(host_.acquired().empty());
}

TEST_F(HttpTransportTest, GoesOutThroughTheProxyByName) {
  auto proxy = Serve({Answer("200 OK", "by proxy")}, Kind::kSocks5);
  setenv("no_proxy", "localhost", 1);
  const auto answer =
      HttpTransport({.proxy_socket = proxy->socket_path()}).Send({.url = "http://localhost:81/x"}, host_.host());
  unsetenv("no_proxy");
  ASSERT_TRUE(answer.ok()) << answer.status().message();
  EXPECT_EQ(answer->body, "by proxy");
  EXPECT_EQ(proxy->targets().at(0), "localhost:81");
}

TEST_F(HttpTransportTest, TakesNoProxyFromTheEnvironment) {
  auto server = Serve({Answer("200 OK", "direct")});
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  const auto answer = HttpTransport({}).Send({.url = server->url()}, host_.host());
  unsetenv("http_proxy");
  EXPECT_TRUE(answer.ok()) << answer.status().message();
}

TEST_F(HttpTransportTest, RefusesACertificateThatNobodyVouchesFor) {
  auto server = Serve({Answer("200 OK", "secret")}, Kind::kTls);
  const Status status = HttpTransport({}).Send({.url = server->url()}, host_.host()).status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.reason(), "certificate_not_trusted");
  EXPECT_TRUE(server->requests().empty());
}

TEST_F(HttpTransportTest, TrustsACertificateOfTheStatedAuthority) {
  auto server = Serve({Answer("200 OK", "secret")}, Kind::kTls);
  const auto answer = HttpTransport({.ca_file = server->certificate_path()}).Send({.url = server->url()}, host_.host());
  ASSERT_TRUE(answer.ok()) << answer.status().message();
  EXPECT_EQ(answer->body, "secret");
}

TEST(PercentEncode, LeavesOnlyUnreservedCharacters) { EXPECT_EQ(PercentEncode("04+05 ø~"), "04%2b05%20%c3%b8~"); }

}  // namespace
}  // namespace helhet::sdk
