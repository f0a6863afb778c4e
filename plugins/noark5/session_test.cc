// How lists and addresses are followed, with answers that no good archive gives.
#include "session.h"

#include "played_core.h"

namespace helhet::noark5 {
namespace {

class SessionTest : public PlayedCoreTest {
 protected:
  SessionTest() {
    handler_ = [this](const std::string&) { return Answer("200 OK", body_); };
  }
  Status List(const Query& query = {}) {
    return session_->List({server_->url() + "/list/{?$filter}", true}, query, "listen", [this](Resource element) {
      titles_ += element.Text("tittel");
      return OkStatus();
    });
  }

  std::string body_;
  std::string titles_;
};

TEST_F(SessionTest, AListWithoutResultsIsEmpty) {
  body_ = R"({"count": 0, "_links": {}})";
  EXPECT_TRUE(List().ok());
  EXPECT_EQ(titles_, "");
}

TEST_F(SessionTest, PagesThatLeadInACircleAreTold) {
  body_ = Json{{"count", 9}, {"results", {{{"tittel", "a"}}}}, {"_links", {{"next", {{"href", server_->url() + "/list/"}}}}}}.dump();
  EXPECT_EQ(List().reason(), "pages_endless");
  EXPECT_EQ(titles_, "a");
}

TEST_F(SessionTest, ResultsThatAreNoListOfThingsAreTold) {
  for (const char* body : {R"({"results": {}})", R"({"results": [1]})", R"({"results": [[]]})"}) {
    body_ = body;
    EXPECT_EQ(List().reason(), "not_noark5") << body;
  }
}

TEST_F(SessionTest, WhatIsNoJsonObjectIsTold) {
  std::string deep = "1";
  for (int i = 0; i < 100; ++i) deep = "[" + deep + "]";
  for (const std::string& body : {std::string("<html>"), std::string("[]"), std::string(), "{\"a\":" + deep + "}"}) {
    body_ = body;
    EXPECT_EQ(session_->Get(server_->url() + "/x", "x").status().reason(), "not_noark5") << body;
  }
}

TEST_F(SessionTest, ACredentialGoesToNoOtherHostThanTheArchives) {
  body_ = Json{{"results", {{{"tittel", "a"}}}}, {"_links", {{"next", {{"href", "http://localhost:1/list/"}}}}}}.dump();
  const Status status = List();
  EXPECT_EQ(status.reason(), "other_host");
  EXPECT_NE(status.message().find("http://localhost:1"), std::string::npos) << status.message();
}

TEST_F(SessionTest, AQueryThatIsNotUnderstoodIsLeftOut) {
  handler_ = [this](const std::string& request) {
    return request.find("$filter") == std::string::npos ? Answer("200 OK", body_) : Answer("501 Not Implemented", Json::object());
  };
  body_ = R"({"results": [{"tittel": "a"}]})";
  EXPECT_TRUE(List({.filter = "tittel eq 'a'", .order_by = ""}).ok());
  EXPECT_EQ(titles_, "a");
}

TEST_F(SessionTest, AnArchiveThatIsDownIsAskedAgainLater) {
  handler_ = [](const std::string&) { return Answer("503 Service Unavailable", Json::object()); };
  EXPECT_EQ(List().error_class(), ErrorClass::kTransient);
}

TEST_F(SessionTest, ALinkThatIsNotOfferedIsToldAsARightThatIsMissing) {
  const auto link = LinkOrNotAllowed(Resource(Json{{"systemID", "7"}}), "saksmappe", "sakarkiv/ny-journalpost/");
  EXPECT_EQ(link.status().reason(), "not_allowed");
  EXPECT_NE(link.status().message().find("saksmappe '7'"), std::string::npos) << link.status().message();
}

}  // namespace
}  // namespace helhet::noark5
