// Exports of the hub to a service, against a service on loopback that the test plays.
#include "rest_fixture.h"

namespace helhet::rest {
namespace {

class RestWriteTest : public RestTest {
 protected:
  RestWriteTest() {
    settings_ = {{"write", {{"url", server_->url() + "/rapporter/{export_id}?fil={file_name}"}, {"id", "id"}, {"link", "se.href"}}}};
    document_.set_delivery_id("5037/export/maltall/2026-01-20T05:00:00Z");
    document_.set_title("Måltall");
    document_.set_media_type("application/json");
    document_.set_body("{\"rows\":[]}");
    (*document_.mutable_properties())["export_id"] = "maltall";
    (*document_.mutable_properties())["file_name"] = "tall 2026.json";
  }

  // The receipt, or the receipt's problem.
  plugin::v1::WriteResponse Write() {
    EXPECT_TRUE(Configure().ok()) << host_.problem().what();
    const auto receipt = connector_.Write(document_);
    EXPECT_TRUE(receipt.ok()) << receipt.status().message();
    return receipt.ok() ? *receipt : plugin::v1::WriteResponse();
  }

  plugin::v1::WriteRequest document_;
};

TEST_F(RestWriteTest, SendsTheDocumentWithItsNameAndDigestAndGivesTheReceipt) {
  settings_["auth"] = {{"style", "bearer"}};
  secrets_["token"] = "hemmelig";
  std::string asked;
  handler_ = [&](const std::string&, const std::string& request) {
    asked = request;
    return Answer("201 Created", R"({"id": 41, "se": {"href": "https://styring.example.no/41"}})");
  };
  const auto receipt = Write();
  EXPECT_EQ(receipt.external_id(), "41");
  EXPECT_EQ(receipt.link(), "https://styring.example.no/41");
  EXPECT_TRUE(asked.starts_with("POST /rapporter/maltall?fil=tall%202026.json HTTP/")) << asked;
  EXPECT_NE(asked.find("Content-Type: application/json\r\n"), std::string::npos) << asked;
  EXPECT_NE(asked.find("Idempotency-Key: \"5037/export/maltall/2026-01-20T05:00:00Z\"\r\n"), std::string::npos) << asked;
  EXPECT_NE(asked.find("Authorization: Bearer hemmelig\r\n"), std::string::npos) << asked;
  // printf '{"rows":[]}' | openssl dgst -sha256 -binary | base64
  EXPECT_NE(asked.find("Content-Digest: sha-256=:FjOQLGy7ped3Db7Rct91SiUHi7du/h8jR07ch/GkdlU=:\r\n"), std::string::npos) << asked;
  EXPECT_TRUE(asked.ends_with("\r\n\r\n{\"rows\":[]}")) << asked;
}

TEST_F(RestWriteTest, TakesTheLocationForIdentifierAndElseTheDelivery) {
  handler_ = [&](const std::string&, const std::string&) { return Answer("201 Created", "", "Location: /rapporter/7\r\n"); };
  EXPECT_EQ(Write().external_id(), "/rapporter/7");
  handler_ = [&](const std::string&, const std::string&) { return Answer("204 No Content", ""); };
  EXPECT_EQ(Write().external_id(), document_.delivery_id());
}

TEST_F(RestWriteTest, SendsNothingTwiceWhereTheServiceCanSayThatItHasIt) {
  settings_["write"]["find"] = server_->url() + "/har/{delivery_id}";
  bool has = false;
  int sent = 0;
  handler_ = [&](const std::string& path, const std::string&) {
    if (path.starts_with("/har/")) return has ? Answer("200 OK", R"({"id": "a"})") : Answer("404 Not Found", "");
    has = true;
    ++sent;
    return Answer("503 Service Unavailable", "");  // it was taken, and the answer says otherwise
  };
  EXPECT_EQ(Write().problem().problem_class(), plugin::v1::PROBLEM_CLASS_TRANSIENT);
  EXPECT_EQ(Write().external_id(), "a");
  EXPECT_EQ(sent, 1);
}

TEST_F(RestWriteTest, TellsWhetherARefusalMayPass) {
  handler_ = [&](const std::string&, const std::string&) { return Answer("409 Conflict", ""); };
  EXPECT_EQ(Write().problem().problem_class(), plugin::v1::PROBLEM_CLASS_TRANSIENT);
  handler_ = [&](const std::string&, const std::string&) { return Answer("422 Unprocessable Content", R"({"detail":"mangler periode"})"); };
  const auto refused = Write();
  EXPECT_NE(refused.problem().problem_class(), plugin::v1::PROBLEM_CLASS_TRANSIENT);
  EXPECT_NE(refused.problem().what().find("mangler periode"), std::string::npos) << refused.problem().what();
  handler_ = [&](const std::string&, const std::string&) { return Answer("403 Forbidden", ""); };
  EXPECT_EQ(Write().problem().problem_class(), plugin::v1::PROBLEM_CLASS_CONFIGURATION);
}

TEST_F(RestWriteTest, NeedsNoSettingsOfReadingAndSaysWhatIsMissing) {
  EXPECT_TRUE(Configure().ok()) << host_.problem().what();
  settings_ = {{"url", server_->url()}};
  EXPECT_FALSE(Configure().ok());
  EXPECT_EQ(host_.problem().setting(), "settings.kind");
}

}  // namespace
}  // namespace helhet::rest
