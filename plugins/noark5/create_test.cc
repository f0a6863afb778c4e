// What is sent where something is made, to an archive that the test plays.
#include "create.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "helhet/testing/fake_host.h"
#include "helhet/testing/loopback_server.h"

namespace helhet::noark5 {
namespace {

class CreateTest : public ::testing::Test {
 protected:
  CreateTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-noark5-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    server_ = std::make_unique<testing::LoopbackServer>(testing::LoopbackServer::Kind::kPlain, folder_, [this](const std::string& request) {
      return request.starts_with("GET ") ? Answer("200 OK", template_) : Answer(status_, answer_);
    });
    const Json settings = {{"url", server_->url()}, {"auth", {{"style", "basic"}, {"user", "u"}}}};
    auto core = Core::From(*sdk::Settings::Parse(settings.dump(), {{"password", "p"}}, "", "", ""));
    core_.emplace(*std::move(core));
  }
  ~CreateTest() override { std::filesystem::remove_all(folder_); }

  static std::string Answer(const std::string& status, const Json& body) {
    const std::string text = body.dump();
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(text.size()) + "\r\nConnection: close\r\n\r\n" + text;
  }
  Result<Resource> Make(const Json& values) {
    const Resource series(Json{{"_links", {{"https://rel.arkivverket.no/noark5/v5/api/sakarkiv/ny-saksmappe/", {{"href", server_->url() + "/new"}}}}}});
    Session session(*core_, host_.host());
    return Create(session, series, "arkivdel", "sakarkiv/ny-saksmappe/", values);
  }
  Json Posted() const {
    const std::string& request = server_->requests().back();
    return Json::parse(request.substr(request.find("\r\n\r\n") + 4));
  }

  std::string folder_;
  Json template_ = Json::object();
  std::string status_ = "201 Created";
  Json answer_ = {{"systemID", "made"}};
  std::unique_ptr<testing::LoopbackServer> server_;
  testing::FakeHost host_;
  std::optional<Core> core_;
};

TEST_F(CreateTest, TheTemplateIsSentBackWithOurValuesAndWithoutWhatIsEmptyOrALink) {
  template_ = {{"dokumentmedium", {{"kode", "E"}}}, {"tittel", nullptr}, {"gradering", {{"graderingskode", nullptr}}}, {"_links", Json::object()}};
  ASSERT_TRUE(Make({{"tittel", "Sak"}}).ok());
  EXPECT_EQ(Posted(), (Json{{"dokumentmedium", {{"kode", "E"}}}, {"tittel", "Sak"}}));
}

TEST_F(CreateTest, AReferenceBesideANameThatWeStateIsLeftOut) {
  template_ = {{"saksansvarlig", "Pålogget"}, {"referanseSaksansvarlig", "id"}, {"referanseAdministrativEnhet", "unit"}};
  ASSERT_TRUE(Make({{"saksansvarlig", "Kari"}}).ok());
  EXPECT_EQ(Posted(), (Json{{"saksansvarlig", "Kari"}, {"referanseAdministrativEnhet", "unit"}}));
}

TEST_F(CreateTest, OurMetadataComeBesideThoseThatTheArchiveProposes) {
  template_ = {{"virksomhetsspesifikkeMetadata", {{"ppt-v1:skoleaar", "2024"}}}};
  ASSERT_TRUE(Make({{"virksomhetsspesifikkeMetadata", {{"vnd-helhet-v1:casekey", "k"}}}}).ok());
  EXPECT_EQ(Posted()["virksomhetsspesifikkeMetadata"], (Json{{"ppt-v1:skoleaar", "2024"}, {"vnd-helhet-v1:casekey", "k"}}));
}

TEST_F(CreateTest, AConflictIsTriedAgainLater) {
  status_ = "409 Conflict";
  EXPECT_EQ(Make({}).status().reason(), "conflict");
  EXPECT_EQ(Make({}).status().error_class(), ErrorClass::kTransient);
}

TEST_F(CreateTest, ARefusalIsToldInTheWordsOfTheArchive) {
  status_ = "400 Bad Request";
  answer_ = {{"feil", {{"kode", 400}, {"beskrivelse", "saksansvarlig mangler"}}}};
  const auto made = Make({});
  EXPECT_EQ(made.status().reason(), "http_400");
  EXPECT_NE(made.status().message().find("saksansvarlig mangler"), std::string::npos);
  EXPECT_EQ(made.status().message().find("feil"), std::string::npos) << made.status().message();
}

}  // namespace
}  // namespace helhet::noark5
