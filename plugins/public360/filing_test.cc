// A3s filed in the archive, against a strict server of SIF: each once, whatever happens on the way.
#include "helhet/testing/loopback_server.h"
#include "sif_fixture.h"

namespace helhet::public360 {
namespace {

class FilingTest : public SifTest {
 protected:
  FilingTest() {
    settings_["filing"] = {{"case", {{"CaseType", "Sak"}, {"Status", "B"}}},
                           {"document", {{"Archive", "recno:2"}, {"Category", "recno:111"}, {"Status", "J"}}}};
  }

  static plugin::v1::WriteRequest Edition(const std::string& delivery_id, const std::string& event = "submitted") {
    plugin::v1::WriteRequest request;
    request.set_delivery_id(delivery_id);
    request.set_title("A3 avtalelojalitet");
    request.set_media_type("application/pdf");
    request.set_body("%PDF-1.7 \xE2\xE3 side");
    auto& properties = *request.mutable_properties();
    properties["a3_id"] = "avtalelojalitet";
    properties["edition"] = "2";
    properties["event"] = event;
    properties["case_key"] = "5037/a3/avtalelojalitet";
    properties["case_title"] = "A3: Avtalelojalitet";
    properties["document_title"] = "A3: Avtalelojalitet, utgave 2";
    properties["document_date"] = "2024-10-01";
    properties["decision_body"] = "Kommunestyret";
    properties["decision_case_number"] = "PS 45/24";
    properties["decision_date"] = "2024-12-12";
    properties["adopted"] = "true";
    properties["unit_name"] = "Oppvekst";
    properties["owner"] = "Kari Nordmann";
    properties["sha256"] = "0123";
    properties["file_name"] = "a3-avtalelojalitet-2.pdf";
    return request;
  }

  json Counts() { return sif_.Control("counts"); }
  void ExpectOne() {
    EXPECT_EQ(Counts()["cases"], 1);
    EXPECT_EQ(Counts()["documents"], 1);
    EXPECT_EQ(Counts()["files"], 1);
  }
};

TEST_F(FilingTest, FilesADocumentOnACaseOfItsKey) {
  const auto receipt = Write(Edition("levering-1"));
  ASSERT_TRUE(receipt.ok()) << receipt.status().message();
  ASSERT_FALSE(receipt->has_problem()) << receipt->problem().what();
  EXPECT_EQ(receipt->delivery_id(), "levering-1");
  EXPECT_FALSE(receipt->external_id().empty());
  EXPECT_TRUE(receipt->link().starts_with("http")) << receipt->link();
  ExpectOne();
  const std::string state = sif_.Control("state").dump();
  for (const char* text : {"A3: Avtalelojalitet, utgave 2", "5037/a3/avtalelojalitet", "levering-1",
                           // sha256sum of the body
                           "39f738f4d495cf4e"}) {
    EXPECT_NE(state.find(text), std::string::npos) << text << " is not in " << state;
  }
}

TEST_F(FilingTest, FilesWhatComesOfOneA3OnOneCase) {
  const auto submitted = Write(Edition("levering-1"));
  const auto decided = Write(Edition("levering-2", "decided"));
  ASSERT_TRUE(submitted.ok() && decided.ok());
  EXPECT_NE(submitted->external_id(), decided->external_id());
  EXPECT_EQ(Counts()["cases"], 1);
  EXPECT_EQ(Counts()["documents"], 2);
}

TEST_F(FilingTest, AnswersARepeatWithTheSameReceipt) {
  const auto first = Write(Edition("levering-1"));
  const auto again = Write(Edition("levering-1"));
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  ExpectOne();
}

TEST_F(FilingTest, EndsWithOneDocumentAfterAnythingThatHappensBehindASuccess) {
  for (const char* method : {"CaseService/CreateCase", "DocumentService/CreateDocument"}) {
    for (const json& what : {json{{"do", "drop_after"}}, json{{"do", "answer_after"}, {"status", 500}, {"body", "feil"}},
                             json{{"do", "cut_in_answer"}, {"bytes", 10}}}) {
      sif_.Control("reset");
      json fault = what;
      fault["on"] = method;
      Fault(fault);
      EXPECT_EQ(ProblemOf(Edition("levering-1")).problem_class(), plugin::v1::PROBLEM_CLASS_TRANSIENT) << fault;
      const auto again = Write(Edition("levering-1"));
      ASSERT_TRUE(again.ok()) << again.status().message();
      EXPECT_FALSE(again->has_problem()) << again->problem().what();
      ExpectOne();
    }
  }
}

TEST_F(FilingTest, EndsWithOneDocumentAfterAnUnsuccessfulAnswerThatWasCarriedOut) {
  for (const char* method : {"CaseService/CreateCase", "DocumentService/CreateDocument"}) {
    sif_.Control("reset");
    Fault({{"do", "unsuccessful_after"}, {"on", method}, {"argument", "Noe gikk galt"}});
    EXPECT_EQ(ProblemOf(Edition("levering-1")).code(), "archive_refused");
    const auto again = Write(Edition("levering-1"));
    ASSERT_TRUE(again.ok() && !again->has_problem());
    ExpectOne();
  }
}

TEST_F(FilingTest, TellsWhyTheArchiveDoesNotTakeADocument) {
  settings_["filing"]["document"]["Category"] = "recno:999999";
  const auto problem = ProblemOf(Edition("levering-1"));
  EXPECT_EQ(problem.code(), "archive_refused");
  EXPECT_NE(problem.what().find("999999"), std::string::npos) << problem.what();
  EXPECT_EQ(Counts()["documents"], 0);
}

TEST_F(FilingTest, FilesNothingWithoutWhatItNeeds) {
  plugin::v1::WriteRequest request = Edition("levering-1");
  request.mutable_properties()->erase("case_key");
  const auto problem = ProblemOf(request);
  EXPECT_EQ(problem.code(), "property_missing");
  EXPECT_NE(problem.what().find("case_key"), std::string::npos);

  settings_.erase("filing");
  EXPECT_EQ(ProblemOf(Edition("levering-1")).setting(), "settings.filing");
  EXPECT_EQ(Counts()["cases"], 0);
}

TEST_F(FilingTest, FilesOnNoCaseThatHasNoNumber) {
  Fault({{"do", "answer_instead"}, {"on", "CaseService/CreateCase"}, {"status", 200}, {"body", R"({"Successful": true})"}});
  EXPECT_EQ(ProblemOf(Edition("levering-1")).code(), "answer_unreadable");
  Fault({{"do", "answer_instead"}, {"on", "DocumentService/CreateDocument"}, {"status", 200}, {"body", R"({"Successful": true})"}});
  EXPECT_EQ(ProblemOf(Edition("levering-1")).code(), "answer_unreadable");
  EXPECT_EQ(Counts()["documents"], 0);
}

TEST_F(FilingTest, FilesNothingBeforeItKnowsWhatIsFiled) {
  Fault({{"do", "drop_before"}, {"on", "FileService/GetFilesWithMetadata"}});
  EXPECT_EQ(ProblemOf(Edition("levering-1")).problem_class(), plugin::v1::PROBLEM_CLASS_TRANSIENT);
  Fault({{"do", "unsuccessful_instead"}, {"on", "CaseService/GetCases"}, {"argument", "Ingen tilgang"}});
  EXPECT_EQ(ProblemOf(Edition("levering-1")).code(), "archive_refused");
  EXPECT_EQ(Counts()["cases"], 0);
}

TEST_F(FilingTest, TellsPeopleAtTheArchiveWhatItIs) {
  // An archive in which the case is there, and who files may not see what is filed.
  testing::LoopbackServer archive(testing::LoopbackServer::Kind::kPlain, "", [](const std::string& request) {
    const bool asks_for_cases = request.find("/CaseService/GetCases") != std::string::npos;
    const std::string body = asks_for_cases ? R"({"Successful": true, "Cases": [{"CaseNumber": "24/7"}]})"
                                            : R"({"Successful": true, "DocumentNumber": "24/7-1", "Files": [], "Documents": []})";
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
  });
  settings_["address"] = archive.url();
  const auto receipt = Write(Edition("levering-1"));
  ASSERT_TRUE(receipt.ok()) << receipt.status().message();
  EXPECT_EQ(receipt->external_id(), "24/7-1");
  EXPECT_EQ(receipt->link(), "");
  const std::string& request = archive.requests().at(2);
  ASSERT_NE(request.find("/DocumentService/CreateDocument"), std::string::npos) << request;
  const json parameter = json::parse(request.substr(request.find("\r\n\r\n")))["parameter"];
  EXPECT_EQ(parameter["Notes"],
            "Enhet: Oppvekst\nEier: Kari Nordmann\nBehandling: Kommunestyret, PS 45/24, 2024-12-12\nUtfall: vedtatt\n"
            "A3: avtalelojalitet\nUtgave: 2\nSHA-256: 0123");
  EXPECT_EQ(parameter["CaseNumber"], "24/7");
  EXPECT_EQ(parameter["DocumentDate"], "2024-10-01");
  EXPECT_EQ(parameter["Files"][0]["Format"], "pdf");
  // base64 of the body
  EXPECT_EQ(parameter["Files"][0]["Base64Data"], "JVBERi0xLjcg4uMgc2lkZQ==");
}

}  // namespace
}  // namespace helhet::public360
