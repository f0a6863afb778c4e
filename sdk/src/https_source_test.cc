// Documents from a web server.
#include "document_fixture.h"
#include "helhet/testing/loopback_server.h"

namespace helhet::sdk {
namespace {

using nlohmann::json;
using Kind = testing::LoopbackServer::Kind;

// A server that holds some files and a listing of them, and does wrong when told to.
class HttpsSourceTest : public DocumentFixture {
 protected:
  void Serve(Kind kind = Kind::kTls) {
    server_ = std::make_unique<testing::LoopbackServer>(kind, inbox().string(), [this](const std::string& request) {
      return AnswerTo(request.substr(4, request.find(' ', 4) - 4), request);
    });
    settings_ = {{"https", {{"index", server_->url() + "/ut/liste.json"}}}};
    if (kind == Kind::kTls) settings_["https"]["ca_file"] = server_->certificate_path();
  }

  std::string AnswerTo(const std::string& path, const std::string& request) {
    if (!next_answers_[path].empty()) {
      const std::string answer = next_answers_[path].front();
      next_answers_[path].erase(next_answers_[path].begin());
      return answer;
    }
    if (path == "/ut/liste.json") return Answer("200 OK", listing_.dump());
    if (!files_.contains(path)) return Answer("404 Not Found", "");
    const size_t at = request.find("Range: bytes=");
    if (at == std::string::npos || !ranges_) return Answer("200 OK", files_[path], "ETag: \"1\"\r\n");
    const size_t from = std::stoul(request.substr(at + 13));
    return Answer("206 Partial Content", files_[path].substr(from),
                  "Content-Range: bytes " + std::to_string(from) + "-" + std::to_string(files_[path].size() - 1) + "/" +
                      std::to_string(files_[path].size()) + "\r\n");
  }

  static std::string Answer(const std::string& status, const std::string& body, const std::string& headers = "") {
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
  }

  void Put(const std::string& name, const std::string& content) {
    files_["/ut/" + name] = content;
    listing_.push_back({{"name", name}, {"size", content.size()}, {"mtime", 1'600'000'000}});
  }

  Reading ReadAll(const std::string& checkpoint = "") { return Read(settings_, checkpoint); }

  json listing_ = json::array();
  std::map<std::string, std::string> files_;
  std::map<std::string, std::vector<std::string>> next_answers_;
  bool ranges_ = true;
  json settings_;
  std::unique_ptr<testing::LoopbackServer> server_;
};

TEST_F(HttpsSourceTest, ReadsTheFilesOfAListing) {
  WriteZip(beside() / "b.zip", {{"1.xml", "1"}, {"2.xml", "2"}});
  Put("a.xml", "a");
  Put("b.zip", ReadBytes(beside() / "b.zip"));
  Serve();
  const Reading reading = ReadAll();
  ASSERT_TRUE(reading.status.ok()) << reading.status.message();
  EXPECT_EQ(reading.locators, (Names{"a.xml", "b.zip!1.xml", "b.zip!2.xml"}));
  EXPECT_EQ(ReadAll(reading.end).locators, Names{});
}

TEST_F(HttpsSourceTest, StreamsWhatItHasFetched) {
  WriteZip(beside() / "b.zip", {{"1.xml", "innhold 1"}});
  Put("a.xml", "fil a");
  Put("b.zip", ReadBytes(beside() / "b.zip"));
  Put("c.xml", std::string(1001, 'x'));
  Serve();
  stream_ = true;
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.bytes, (std::map<std::string, std::string>{{"a.xml", "fil a"}, {"b.zip!1.xml", "innhold 1"}}));
  EXPECT_EQ(reading.refused.at("c.xml"), "too_large");
  EXPECT_EQ(ReadAll(reading.end).locators, Names{});
}

TEST_F(HttpsSourceTest, ReadsFoldersOfTheListing) {
  listing_ = {{{"name", "2023"}, {"type", "directory"}}};
  files_["/ut/2023/"] = R"([{"name": "a.xml", "type": "file", "size": 1, "mtime": "Tue, 14 Nov 2000 22:13:20 GMT"}])";
  files_["/ut/2023/a.xml"] = "a";
  Serve();
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.locators, Names{"2023/a.xml"}) << reading.status.message();
}

TEST_F(HttpsSourceTest, SendsHeadersAndACredentialWithEveryRequest) {
  Put("a.xml", "a");
  Serve();
  settings_["https"]["headers"] = {"X-Kommune: 5037"};
  secrets_["token"] = "hemmelig";
  ASSERT_TRUE(ReadAll().status.ok());
  secrets_ = {{"password", "passord"}};
  settings_["https"]["user"] = "helhet";
  ASSERT_TRUE(ReadAll().status.ok());
  ASSERT_EQ(server_->requests().size(), 4u);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_NE(server_->requests()[i].find("X-Kommune: 5037\r\n"), std::string::npos);
    // echo -n helhet:passord | base64
    const char* credential = i < 2 ? "Authorization: Bearer hemmelig\r\n" : "Authorization: Basic aGVsaGV0OnBhc3NvcmQ=\r\n";
    EXPECT_NE(server_->requests()[i].find(credential), std::string::npos) << i;
  }
}

TEST_F(HttpsSourceTest, GoesOnWhereABodyWasCutOff) {
  Put("a.xml", "0123456789");
  next_answers_["/ut/a.xml"] = {"HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 10\r\nConnection: close\r\n\r\n0123"};
  Serve();
  EXPECT_EQ(ReadAll().bytes["a.xml"], "0123456789");
  EXPECT_NE(server_->requests().at(2).find("Range: bytes=4-\r\n"), std::string::npos);
  EXPECT_NE(server_->requests().at(2).find("If-Range: \"1\"\r\n"), std::string::npos);
}

TEST_F(HttpsSourceTest, AsksForAllAgainWhereNothingTellsTheContent) {
  Put("a.xml", "0123456789");
  next_answers_["/ut/a.xml"] = {"HTTP/1.1 200 OK\r\nETag: W/\"1\"\r\nContent-Length: 10\r\nConnection: close\r\n\r\nxxxx"};
  Serve();
  EXPECT_EQ(ReadAll().bytes["a.xml"], "0123456789");
  EXPECT_EQ(server_->requests().at(2).find("Range:"), std::string::npos) << "a weak tag says alike, not equal";
}

TEST_F(HttpsSourceTest, BeginsAgainWhereTheServerKnowsNoRanges) {
  Put("a.xml", "0123456789");
  ranges_ = false;
  next_answers_["/ut/a.xml"] = {"HTTP/1.1 200 OK\r\nLast-Modified: Tue, 14 Nov 2023 22:13:20 GMT\r\nContent-Length: 10\r\nConnection: close\r\n\r\nxxxx"};
  Serve();
  EXPECT_EQ(ReadAll().bytes["a.xml"], "0123456789");
}

TEST_F(HttpsSourceTest, SaysUnavailableWhenEveryAnswerIsCutOff) {
  Put("a.xml", "0123456789");
  next_answers_["/ut/a.xml"] = std::vector<std::string>(9, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nxxxx");
  Serve();
  EXPECT_EQ(ReadAll().status.code(), StatusCode::kUnavailable);
}

TEST_F(HttpsSourceTest, WaitsThroughTheHubAfterTooManyCalls) {
  Put("a.xml", "a");
  next_answers_["/ut/a.xml"] = {Answer("429 Too Many Requests", "vent", "Retry-After: 7\r\n"), Answer("429 Too Many Requests", "vent")};
  Serve();
  EXPECT_EQ(ReadAll().bytes["a.xml"], "a");
  ASSERT_EQ(host_.acquired().size(), 4u);
  EXPECT_EQ(host_.acquired()[2].retry_after_ms(), 7000u);
  EXPECT_EQ(host_.acquired()[3].retry_after_ms(), 60000u);
  next_answers_["/ut/a.xml"] = std::vector<std::string>(9, Answer("429 Too Many Requests", "", "Retry-After: 7\r\n"));
  const Status status = ReadAll().status;
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(status.retry_after_ms(), 7000u);
}

TEST_F(HttpsSourceTest, SaysWhenTheCredentialIsRefused) {
  next_answers_["/ut/liste.json"] = {Answer("401 Unauthorized", "")};
  Serve();
  secrets_["token"] = "hemmelig";
  const Status status = ReadAll().status;
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(status.error_class(), ErrorClass::kConfiguration);
  EXPECT_EQ(status.message().find("hemmelig"), std::string::npos);
}

TEST_F(HttpsSourceTest, RefusesACertificateOfAnUnknownAuthority) {
  Serve();
  settings_["https"].erase("ca_file");
  EXPECT_EQ(ReadAll().status.reason(), "certificate_not_trusted");
}

TEST_F(HttpsSourceTest, LeavesAFileThatIsGoneOrOfAnotherSizeThanListed) {
  Put("borte.xml", "a");
  Put("endret.xml", "b");
  Put("her.xml", "c");
  files_.erase("/ut/borte.xml");
  files_["/ut/endret.xml"] = "bb";
  Serve();
  EXPECT_EQ(ReadAll().locators, Names{"her.xml"});
  EXPECT_EQ(host_.log().size(), 2u) << "each is told";
}

TEST_F(HttpsSourceTest, RefusesATooLargeFileListedOrNot) {
  Put("stor.xml", std::string(1001, 'x'));
  listing_.push_back("ukjent.xml");
  files_["/ut/ukjent.xml"] = std::string(200'000, 'x');
  Serve();
  const Reading reading = ReadAll();
  EXPECT_EQ(reading.refused.at("stor.xml"), "too_large");
  EXPECT_EQ(reading.refused.at("ukjent.xml"), "too_large");
  for (const std::string& request : server_->requests()) EXPECT_EQ(request.find("stor.xml"), std::string::npos);
}

TEST_F(HttpsSourceTest, SendsNothingToAnotherHost) {
  listing_ = {"http://127.0.0.1:1/a.xml"};
  Serve();
  EXPECT_EQ(ReadAll().refused.at("http://127.0.0.1:1/a.xml"), "other_host");
}

TEST_F(HttpsSourceTest, RefusesPlainHttpBeyondLoopback) {
  settings_ = {{"https", {{"index", "http://filer.example.no/liste.json"}}}};
  EXPECT_EQ(ReadAll().status.reason(), "http_not_encrypted");
}

TEST_F(HttpsSourceTest, WantsOnePlaceAndOneOnly) {
  Serve();
  settings_["folder"] = inbox().string();
  EXPECT_EQ(ReadAll().status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(Read(json::object()).status.setting(), "settings.folder");
}

TEST_F(HttpsSourceTest, ReadsAFolderAsBefore) {
  Write(beside() / "a.xml", "a");
  EXPECT_EQ(Read({{"folder", beside().string()}}).locators, Names{"a.xml"});
}

}  // namespace
}  // namespace helhet::sdk
