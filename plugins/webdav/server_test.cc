// Servers that are not Apache: what they answer is what the test says.
#include "server.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>

#include "folder_walk.h"
#include "helhet/testing/fake_host.h"
#include "helhet/testing/loopback_server.h"
#include "store_once.h"

namespace helhet::webdav {
namespace {

std::string Answer(const std::string& status, const std::string& body = "", const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

std::string Listing(const std::vector<std::string>& hrefs) {
  std::string body = "<d:multistatus xmlns:d=\"DAV:\">";
  for (const std::string& href : hrefs) {
    body += "<d:response><d:href>" + href + "</d:href><d:propstat><d:prop><d:resourcetype>" + (href.ends_with("/") ? "<d:collection/>" : "") +
            "</d:resourcetype><d:getetag>\"1\"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
  }
  return Answer("207 Multi-Status", body + "</d:multistatus>");
}

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-dav-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    peer_ = std::make_unique<testing::LoopbackServer>(testing::LoopbackServer::Kind::kPlain, folder_.string(), [this](const std::string& request) {
      return handler_(request.substr(0, request.find(" HTTP/")), request);
    });
  }
  ~ServerTest() override {
    peer_.reset();
    std::filesystem::remove_all(folder_);
  }
  Server Made(const std::string& path = "/dav") {
    const nlohmann::json settings = {{"url", peer_->url() + path}};
    auto server = Server::From(*sdk::Settings::Parse(settings.dump(), {}, "5037", "arkiv", ""));
    EXPECT_TRUE(server.ok()) << server.status().message();
    return *std::move(server);
  }

  std::filesystem::path folder_;
  std::function<std::string(const std::string& line, const std::string& request)> handler_;
  std::unique_ptr<testing::LoopbackServer> peer_;
  testing::FakeHost host_;
};

TEST_F(ServerTest, GoesByThePathsOfAddressesAndNeverToAnotherHost) {
  handler_ = [](const std::string&, const std::string&) {
    return Listing({"https://internal.test:8443/dav/", "https://internal.test:8443/dav/a.txt", "/dav/b%20c.txt", "/andre/x.txt", "/dav/f/y.txt", "/dav/../z.txt", "/dav/%2e%2e/w.txt",
                    "/dav/%ff.txt"});
  };
  Server server = Made();
  const auto folder = server.List("", host_.host());
  ASSERT_TRUE(folder.ok()) << folder.status().message();
  std::vector<std::string> paths;
  for (const Member& member : folder->members) paths.push_back(member.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"a.txt", "b c.txt"}));
  EXPECT_EQ(folder->strays.size(), 5u);
}

TEST_F(ServerTest, RefusesStraysAndGoesOn) {
  handler_ = [](const std::string& line, const std::string&) {
    return line == "PROPFIND /dav/" ? Listing({"/dav/", "/dav/a.txt", "/andre/x.txt", "/dav/f/"}) : Answer("403 Forbidden");
  };
  Server server = Made();
  const auto walk = WalkFolder(server, "", host_.host());
  ASSERT_TRUE(walk.ok()) << walk.status().message();
  EXPECT_EQ(walk->documents.size(), 1u);
  ASSERT_EQ(walk->unreadable.size(), 2u);
  EXPECT_EQ(walk->unreadable[0].why.reason(), "href_outside");
  EXPECT_EQ(walk->unreadable[1].path, "f");
  EXPECT_EQ(walk->unreadable[1].why.reason(), "folder_not_readable");
}

TEST_F(ServerTest, AsksForOneFolderAtATimeAndNeverForAllBelow) {
  handler_ = [](const std::string&, const std::string&) { return Listing({"/dav/"}); };
  Server server = Made();
  ASSERT_TRUE(WalkFolder(server, "", host_.host()).ok());
  EXPECT_NE(peer_->requests().at(0).find("Depth: 1\r\n"), std::string::npos);
}

TEST_F(ServerTest, SaysWhatAServerThatIsNoneOfWebdavAnswers) {
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "<html/>"); };
  EXPECT_EQ(Made().List("", host_.host()).status().reason(), "not_webdav");
}

TEST_F(ServerTest, WhatIsLockedOrHasNoRoomIsTriedLater) {
  for (const auto& [answer, reason] : {std::pair("423 Locked", "locked"), std::pair("507 Insufficient Storage", "storage_full")}) {
    handler_ = [answer = answer](const std::string& line, const std::string&) { return Answer(line.starts_with("GET") ? "404 Not Found" : answer); };
    Server server = Made();
    plugin::v1::WriteRequest request;
    request.set_media_type("application/pdf");
    request.set_body("%PDF");
    const Status stored = StoreOnce(server, "a.pdf", request, host_.host());
    EXPECT_EQ(stored.reason(), reason);
    EXPECT_EQ(stored.error_class(), ErrorClass::kTransient);
    EXPECT_FALSE(stored.remedy().empty());
  }
}

TEST_F(ServerTest, ADocumentThatAppearsBetweenLookingAndStoringIsComparedAgain) {
  bool is_there = false;
  std::string content = "%PDF";
  handler_ = [&](const std::string& line, const std::string&) {
    if (line.starts_with("GET")) return is_there ? Answer("200 OK", content) : Answer("404 Not Found");
    is_there = true;
    return Answer("412 Precondition Failed");
  };
  plugin::v1::WriteRequest request;
  request.set_media_type("application/pdf");
  request.set_body("%PDF");
  Server server = Made();
  EXPECT_TRUE(StoreOnce(server, "a.pdf", request, host_.host()).ok());
  is_there = false;
  content = "other";
  EXPECT_EQ(StoreOnce(server, "a.pdf", request, host_.host()).reason(), "another_document");
}

TEST_F(ServerTest, ABeginningUnderAWeakTagWaitsUntilItIsAStrongOne) {
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "%P", "ETag: W/\"1\"\r\n"); };
  plugin::v1::WriteRequest request;
  request.set_media_type("application/pdf");
  request.set_body("%PDF");
  Server server = Made();
  EXPECT_EQ(StoreOnce(server, "a.pdf", request, host_.host()).reason(), "changing");
}

}  // namespace
}  // namespace helhet::webdav
