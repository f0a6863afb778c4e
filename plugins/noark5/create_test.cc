// What is sent where something is made, to an archive that the test plays.
#include "create.h"

#include "played_core.h"

namespace helhet::noark5 {
namespace {

class CreateTest : public PlayedCoreTest {
 protected:
  CreateTest() {
    handler_ = [this](const std::string& request) {
      return request.starts_with("GET ") ? Answer("200 OK", template_) : Answer(status_, answer_);
    };
  }

  Result<Resource> Make(const Json& values) {
    const Resource series(Json{{"_links", {{"https://rel.arkivverket.no/noark5/v5/api/sakarkiv/ny-saksmappe/", {{"href", server_->url() + "/new"}}}}}});
    return Create(*session_, series, "arkivdel", "sakarkiv/ny-saksmappe/", values);
  }
  Json Posted() const {
    const std::string& request = server_->requests().back();
    return Json::parse(request.substr(request.find("\r\n\r\n") + 4));
  }

  Json template_ = Json::object();
  std::string status_ = "201 Created";
  Json answer_ = {{"systemID", "made"}};
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
