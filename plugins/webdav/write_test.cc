// A document stands on a real server once, whatever happens on the way.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "apache_fixture.h"
#include "helhet/testing/loopback_server.h"
#include "helhet/web_address.h"
#include "store_once.h"

namespace helhet::webdav {
namespace {

plugin::v1::WriteRequest Document(const std::string& delivery_id, const std::string& body) {
  plugin::v1::WriteRequest request;
  request.set_delivery_id(delivery_id);
  request.set_title("A3 Avtaler");
  request.set_media_type("application/pdf");
  request.set_body(body);
  auto& properties = *request.mutable_properties();
  properties["case_key"] = "5037/avtaler";
  properties["document_date"] = "2025-12-17";
  properties["file_name"] = "avtaler-3-decided.pdf";
  return request;
}

constexpr char kId[] = "5037/avtaler/3/decided";
constexpr char kPath[] = "arkiv/a3/5037_avtaler/2025-12-17-5037_avtaler_3_decided.pdf";
using Names = std::vector<std::string>;

class WriteTest : public ApacheTest {
 protected:
  WriteTest() { settings_["write_folder"] = "arkiv/a3"; }

  Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request) {
    HELHET_RETURN_IF_ERROR(Configure());
    return connector_.Write(request);
  }
  // What Apache answers to a request, all of it.
  std::string AnswerOfApache(std::string request) const {
    request.insert(request.find("\r\n") + 2, "Connection: close\r\n");
    const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(sdk::WebAddress::Parse(server_->url())->port);
    EXPECT_EQ(connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(send(connection, request.data(), request.size(), MSG_NOSIGNAL), static_cast<ssize_t>(request.size()));
    std::string answer;
    char bytes[4096];
    for (ssize_t got; (got = recv(connection, bytes, sizeof(bytes), 0)) > 0;) answer.append(bytes, static_cast<size_t>(got));
    close(connection);
    return answer;
  }
  // The problem of a receipt.
  plugin::v1::Problem Problem(const plugin::v1::WriteRequest& request) {
    const auto receipt = Write(request);
    EXPECT_TRUE(receipt.ok() && receipt->has_problem()) << receipt.status().message();
    return receipt.ok() ? receipt->problem() : plugin::v1::Problem();
  }
};

TEST_F(WriteTest, StoresADocumentInAFolderForItsCaseAndAnswersWhereItIs) {
  const std::string body("%PDF-1.7\0\xff\n", 11);
  const auto receipt = Write(Document(kId, body));
  ASSERT_TRUE(receipt.ok()) << receipt.status().message();
  EXPECT_EQ(receipt->delivery_id(), kId);
  EXPECT_EQ(receipt->external_id(), kPath);
  EXPECT_EQ(receipt->link(), server_->url() + "/" + kPath);
  EXPECT_EQ(server_->Files(), (Names{kPath}));
  EXPECT_EQ(ContentOf(kPath), body);
}

TEST_F(WriteTest, StoresADocumentThatNobodyStatedTheTypeOf) {
  auto request = Document(kId, "abc");
  request.clear_media_type();
  ASSERT_TRUE(Write(request).ok());
  EXPECT_EQ(ContentOf(kPath), "abc");
}

TEST_F(WriteTest, ARepeatFindsWhatItMadeAndAnswersTheSame) {
  const auto first = Write(Document(kId, "%PDF"));
  const auto again = Write(Document(kId, "%PDF"));
  ASSERT_TRUE(first.ok() && again.ok()) << again.status().message();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  EXPECT_EQ(server_->Files(), (Names{kPath}));
}

TEST_F(WriteTest, AnotherDocumentInItsPlaceIsLeftAloneAndTold) {
  Put(kPath, "somebody's notes");
  EXPECT_EQ(Problem(Document(kId, "%PDF")).code(), "another_document");
  EXPECT_EQ(ContentOf(kPath), "somebody's notes");
  Put(kPath, "%PDX");
  EXPECT_EQ(Problem(Document(kId, "%PDF")).code(), "another_document");
}

TEST_F(WriteTest, AnUploadThatBrokeOffIsReplaced) {
  Put(kPath, "%PD");
  const auto receipt = Write(Document(kId, "%PDF"));
  ASSERT_TRUE(receipt.ok() && !receipt->has_problem()) << receipt->problem().what();
  EXPECT_EQ(ContentOf(kPath), "%PDF");
  EXPECT_EQ(server_->Files().size(), 1u);
}

TEST_F(WriteTest, AnAnswerThatBreaksOffEndsWithOneFile) {
  size_t most = SIZE_MAX;
  std::string method;
  testing::LoopbackServer front(testing::LoopbackServer::Kind::kPlain, folder_.string(), [&](const std::string& request) {
    const std::string answer = AnswerOfApache(request);
    return request.starts_with(method) ? answer.substr(0, most) : answer;
  });
  settings_["url"] = front.url() + "/dav";
  int failed_though_stored = 0, files = 0;
  for (const std::string broken : {"GET", "PUT", "MKCOL"}) {
    for (const size_t bytes : {1, 9, 12, 20}) {  // within the status line: after it the outcome is known
      const std::string edition = std::to_string(++files);
      auto request = Document("5037/avtaler/" + edition + "/decided", "%PDF " + edition);
      // Folders are made for the first of a case alone.
      if (broken == "MKCOL") (*request.mutable_properties())["case_key"] = "5037/case-" + edition;
      const std::string path = PathOfDocument("arkiv/a3", request);
      most = bytes;
      method = broken;
      const auto first = Write(request);
      ASSERT_TRUE(first.ok() && first->has_problem()) << broken << " " << bytes;
      EXPECT_EQ(first->problem().problem_class(), plugin::v1::PROBLEM_CLASS_TRANSIENT) << first->problem().what();
      failed_though_stored += std::filesystem::exists(server_->folder() / path);
      most = SIZE_MAX;
      const auto second = Write(request);
      ASSERT_TRUE(second.ok() && !second->has_problem()) << second->problem().what();
      EXPECT_EQ(ContentOf(path), request.body());
    }
  }
  EXPECT_EQ(failed_though_stored, 4) << "a PUT that is carried out and whose answer is lost";
  EXPECT_EQ(server_->Files().size(), static_cast<size_t>(files));
}

TEST_F(WriteTest, NamesHoldTheDeliveryAndNothingThatAFileSystemReadsInItsOwnWay) {
  EXPECT_EQ(PathOfDocument("", Document("a/../b_c d\\e:æ", "x")), "5037_avtaler/2025-12-17-a_.._b~5fc~20d~5ce~3a~c3~a6.pdf");
  auto bare = Document("..", "x");
  bare.clear_properties();
  EXPECT_EQ(PathOfDocument("ut", bare), "ut/~2e.");
}

TEST_F(WriteTest, WantsAFolderToWriteTo) {
  settings_.erase("write_folder");
  EXPECT_EQ(Problem(Document(kId, "x")).setting(), "settings.write_folder");
  EXPECT_TRUE(server_->Files().empty());
}

TEST_F(WriteTest, IsLetInByDigestThoughTheBodyThenGoesTwice) {
  StartServer({"--user", "helhet", "--password", "sesam", "--digest"});
  settings_["authentication"] = "digest";
  settings_["user"] = "helhet";
  secrets_["password"] = "sesam";
  const std::string body(300'000, 'x');
  const auto receipt = Write(Document(kId, body));
  ASSERT_TRUE(receipt.ok() && !receipt->has_problem()) << receipt->problem().what();
  EXPECT_EQ(ContentOf(kPath), body);
}

}  // namespace
}  // namespace helhet::webdav
