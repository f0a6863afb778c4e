// Documents of the archive, against a strict server of SIF.
#include "sif_fixture.h"

#include "helhet/testing/loopback_server.h"

namespace helhet::public360 {
namespace {

TEST_F(SifTest, ReadsEveryDocumentPageByPage) {
  SeedDocuments(5);
  settings_["page_size"] = 2;
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Titles(), (Names{"Rutine 1", "Rutine 2", "Rutine 3", "Rutine 4", "Rutine 5"}));
  EXPECT_EQ(sif_.Control("requests").size(), 3u);
}

TEST_F(SifTest, ReadsAgainWhatWasChangedAndNotTheRest) {
  SeedDocuments(3);
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const std::string checkpoint = host_.Checkpoint();
  const std::string number = host_.Records()[0].fact().archive_document().document_id();
  sif_.Control("change", {{"DocumentNumber", number}, {"set", {{"Title", "Rutine 1, ny"}}}});
  ASSERT_TRUE(Read(checkpoint).ok()) << host_.problem().what();
  // LastDate is inclusive: what was changed last of all before comes once more.
  EXPECT_EQ(Titles(), (Names{"Rutine 1, ny", "Rutine 3"}));
  EXPECT_NE(host_.Checkpoint(), checkpoint);
}

TEST_F(SifTest, LeavesTheCheckpointWhereNothingIsNew) {
  SeedDocuments(1);
  ASSERT_TRUE(Read().ok());
  const std::string checkpoint = host_.Checkpoint();
  ASSERT_TRUE(Read(checkpoint).ok());
  EXPECT_EQ(host_.Checkpoint(), checkpoint);
}

TEST_F(SifTest, BeginsAgainWhereAReadThatBrokeOffBegan) {
  SeedDocuments(4);
  settings_["page_size"] = 2;
  Fault({{"do", "cut_in_answer"}, {"on", "DocumentService/GetDocuments"}, {"skip", 1}, {"bytes", 20}});
  EXPECT_EQ(Read().code(), StatusCode::kUnavailable);
  EXPECT_EQ(host_.Checkpoint(), "");
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Titles().size(), 4u);
}

TEST_F(SifTest, TellsWhyACallWasNotCarriedOutThoughHttpSaysOk) {
  SeedDocuments(1);
  Fault({{"do", "unsuccessful_instead"}, {"on", "DocumentService/GetDocuments"}, {"argument", "Arkivet er stengt"}});
  const Status status = Read();
  EXPECT_EQ(status.reason(), "archive_refused");
  EXPECT_NE(status.message().find("Arkivet er stengt"), std::string::npos) << status.message();
  EXPECT_EQ(status.message().find("<operation>"), std::string::npos) << status.message();
  EXPECT_TRUE(host_.Records().empty());
}

TEST_F(SifTest, TakesABlankErrorMessageForNone) {
  SeedDocuments(1);
  sif_.Control("switches", {{"blank_error_message", true}});
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Titles(), Names{"Rutine 1"});
}

TEST_F(SifTest, SaysThatTheKeyIsNotAcceptedAndDoesNotShowIt) {
  sif_.Control("switches", {{"authkey", "en annen"}});
  const Status status = Read();
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated) << status.message();
  EXPECT_EQ((status.message() + status.remedy()).find(kKey), std::string::npos) << status.message();
}

TEST_F(SifTest, ReadsWithTheKeyInAHeader) {
  SeedDocuments(1);
  settings_["auth"] = {{"style", "api_key"}, {"header", "Authorization"}};
  secrets_["api_key"] = std::string("authkey ") + kKey;
  EXPECT_TRUE(Read().ok()) << host_.problem().what();
}

TEST_F(SifTest, RenewsATokenThatIsNoLongerAccepted) {
  SeedDocuments(3);
  settings_["page_size"] = 1;
  const std::string token_path = sif_.Control("addresses").at("token");  // without the origin
  settings_["auth"] = {{"style", "oauth2"}, {"token_url", sif_.origin() + token_path}, {"client_id", "helhet"}};
  secrets_ = {{"client_secret", "hemmelig"}};
  Fault({{"do", "expire_tokens"}, {"on", "DocumentService/GetDocuments"}, {"skip", 1}});
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Titles().size(), 3u);

  secrets_ = {{"client_secret", "feil"}};
  EXPECT_EQ(Read().reason(), "token_refused");
}

TEST_F(SifTest, TellsThatSomethingElseAnswers) {
  Fault({{"do", "answer_instead"}, {"on", "DocumentService/GetDocuments"}, {"status", 200}, {"body", "<html>Logg inn</html>"}});
  EXPECT_EQ(Read().reason(), "answer_unreadable");
  Fault({{"do", "answer_instead"}, {"on", "DocumentService/GetDocuments"}, {"status", 200}, {"body", "{\"Documents\": []}"}});
  EXPECT_EQ(Read().reason(), "answer_unreadable");
}

TEST_F(SifTest, KeepsNoTitleThatAnAccessCodeWithholds) {
  Seed({{"Title", "Personalsak Ola Nordmann"}}, {{"AccessCodeCode", "13"}, {"Paragraph", "Offl. § 13"}});
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const auto records = host_.Records();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_FALSE(records[0].fact().archive_document().document_id().empty());
  EXPECT_EQ(records[0].SerializeAsString().find("Nordmann"), std::string::npos);
}

TEST_F(SifTest, CountsTheDocumentsToCheckThatTheyCanBeRead) {
  SeedDocuments(2);
  ASSERT_TRUE(Configure().ok());
  const auto summary = connector_->Check();
  ASSERT_TRUE(summary.ok()) << summary.status().message();
  EXPECT_EQ(*summary, sif_.origin() + ": 2 dokumenter");
}

TEST_F(SifTest, ReadsWhatItHasKeptAsItReadTheDocument) {
  Seed({{"Title", "Rutine"}});
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const auto record = host_.Records()[0];
  plugin::v1::ReadStart start;
  auto* kept = start.add_replay();
  kept->set_locator(record.locator());
  kept->set_raw(record.raw());
  kept->set_source_time_us(record.source_time_us());
  host_.ForgetBatches();
  ASSERT_TRUE(connector_->Read(start).ok());
  ASSERT_EQ(host_.Records().size(), 1u);
  EXPECT_EQ(host_.Records()[0].SerializeAsString(), record.SerializeAsString());
}

TEST_F(SifTest, NamesTheSettingThatIsWrong) {
  settings_["auth"] = json::object();
  EXPECT_EQ(Configure().setting(), "settings.auth.style");
  settings_["auth"] = {{"style", "api_key"}, {"parameter", "authkey"}};
  settings_["revision_date"] = "siste";
  EXPECT_EQ(Configure().setting(), "settings.revision_date");
  settings_.erase("revision_date");
  settings_["folder"] = "/tmp";
  EXPECT_EQ(Configure().setting(), "settings.address");
}

// A page of documents that the test makes up, as answers look.
std::string PageOf(const std::vector<int>& recnos, int pages, int total) {
  json documents = json::array();
  for (const int recno : recnos) documents.push_back({{"Recno", recno}, {"AccessCodeCode", ""}});
  const std::string body =
      json{{"Successful", true}, {"Documents", documents}, {"TotalPageCount", pages}, {"TotalCount", total}, {"NextDeltaLastDate", "2024-01-01"}}.dump();
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

TEST(Reading, PassesOverNoDocumentWhenOthersGoAwayMeanwhile) {
  // Four documents, two on a page; 1 is deleted once the first page is read, so that 3 moves to that page.
  int calls = 0;
  testing::LoopbackServer server(testing::LoopbackServer::Kind::kPlain, "", [&](const std::string& request) {
    const bool is_first = request.find("\"Page\":0") != std::string::npos;
    if (calls++ == 0) return PageOf({1, 2}, 2, 4);
    return is_first ? PageOf({2, 3}, 2, 3) : PageOf({4}, 2, 3);
  });
  testing::FakeHost host;
  testing::ConnectorDriver connector(helhet_plugin_entry(), host);
  const json settings = {{"address", server.url()}, {"page_size", 2}, {"auth", {{"style", "api_key"}, {"parameter", "authkey"}}}};
  ASSERT_TRUE(connector.Configure(settings.dump(), {{"api_key", "x"}}).ok());
  ASSERT_TRUE(connector.Read().ok()) << host.problem().what();
  std::vector<std::string> keys;
  for (const auto& record : host.Records()) keys.push_back(record.natural_key());
  EXPECT_EQ(keys, (std::vector<std::string>{"1", "2", "4", "2", "3", "4"}));
  EXPECT_EQ(host.Checkpoint(), R"({"last_date":"2024-01-01"})");
}

}  // namespace
}  // namespace helhet::public360
