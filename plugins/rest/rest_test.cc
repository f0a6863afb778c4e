// What becomes of records, and where a read begins.
#include "rest_fixture.h"

namespace helhet::rest {
namespace {

TEST_F(RestTest, MapsRecordsToFacts) {
  settings_["records"] = "data.items";
  settings_["lines_at"] = "linjer";
  settings_["fields"]["supplier_name"] = {{"column", "leverandor.navn"}};
  settings_["fields"]["tax_exclusive_amount_minor"] = {{"column", "sum"}};
  settings_["lines"] = {{"lines", {{"line_id", {{"column", "linjer.id"}}}, {"net_amount_minor", {{"column", "linjer.belop"}}}}}};
  settings_["unit_codes"] = {{{"scheme", "responsibility"}, {"column", "ansvar.0"}}};
  handler_ = [](const std::string&, const std::string&) {
    return Answer("200 OK", R"({"data": {"items": [{"nr": 7, "dato": "2024-03-01T10:00:00+01:00", "sum": "1234.50",
      "leverandor": {"navn": "Ås AS"}, "ansvar": ["1200", "x"], "linjer": [{"id": 1, "belop": 1000.1}, {"id": 2, "belop": 234.4}]}]}})");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const auto records = host_.Records();
  ASSERT_EQ(records.size(), 1u);
  const auto& order = records[0].fact().order();
  EXPECT_EQ(order.number(), "7");
  EXPECT_EQ(order.issue_date(), "2024-03-01");
  EXPECT_EQ(order.supplier_name(), "Ås AS");
  EXPECT_EQ(order.tax_exclusive_amount_minor(), 123450);
  ASSERT_EQ(order.lines_size(), 2);
  EXPECT_EQ(order.lines(0).net_amount_minor(), 100010);
  EXPECT_EQ(order.lines(1).line_id(), "2");
  EXPECT_EQ(records[0].fact().unit_codes(0).code(), "1200");
  EXPECT_EQ(records[0].natural_key(), "7");
  EXPECT_EQ(records[0].locator(), "/orders, 7");
  EXPECT_EQ(json::parse(records[0].raw())["leverandor"]["navn"], "Ås AS") << "the record is kept as the service gave it";
}

TEST_F(RestTest, RefusesARecordThatCannotBeMappedAndReadsTheRest) {
  handler_ = [](const std::string&, const std::string&) {
    return Answer("200 OK", R"([{"nr": 1, "dato": "i går"}, {"dato": "2024-03-01"}, {"nr": 3, "dato": "2024-03-01"}, 17])");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const auto records = host_.Records();
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].refusal().code(), "value_unreadable");
  EXPECT_EQ(records[0].natural_key(), "/orders, 1") << "the same in the next read, wherever on a page it stands";
  EXPECT_EQ(records[1].refusal().code(), "key_missing");
  EXPECT_TRUE(records[2].has_fact());
  EXPECT_EQ(records[3].refusal().code(), "key_missing");
}

TEST_F(RestTest, TakesOfSeveralPathsTheFirstAtWhichTheRecordHoldsSomething) {
  settings_["fields"]["issue_date"] = {{"columns", {"sendt", "dato"}}, {"required", true}};
  handler_ = [](const std::string&, const std::string&) {
    return Answer("200 OK", R"([{"nr": 1, "sendt": "2024-02-01", "dato": "2024-03-01"}, {"nr": 2, "sendt": null, "dato": "2024-03-02"},
                                {"nr": 3, "dato": "2024-03-03"}, {"nr": 4}])");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const auto records = host_.Records();
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].fact().order().issue_date(), "2024-02-01");
  EXPECT_EQ(records[1].fact().order().issue_date(), "2024-03-02");
  EXPECT_EQ(records[2].fact().order().issue_date(), "2024-03-03");
  EXPECT_EQ(records[3].refusal().what(), "row 1, column 'sendt': empty, a value is required");
}

TEST_F(RestTest, TurnsCreditNotesThatHaveNoSign) {
  settings_["kind"] = "invoice";
  settings_["credit_notes"] = "positive";
  settings_["lines_at"] = "linjer";
  settings_["fields"]["type"] = {{"column", "type"}};
  settings_["fields"]["tax_exclusive_amount_minor"] = {{"column", "sum"}};
  settings_["lines"] = {{"lines", {{"quantity_micros", {{"column", "linjer.antall"}}}, {"unit_price_micros", {{"column", "linjer.pris"}}},
                                   {"net_amount_minor", {{"column", "linjer.sum"}}}}}};
  handler_ = [](const std::string&, const std::string&) {
    const std::string rest = R"("dato": "2024-03-01", "sum": 30, "linjer": [{"antall": 2, "pris": 15, "sum": 30}, {"sum": 0}])";
    return Answer("200 OK", R"([{"nr": 1, "type": "credit_note", )" + rest + R"(}, {"nr": 2, "type": "invoice", )" + rest + "}]");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const auto records = host_.Records();
  const auto& credit_note = records[0].fact().invoice();
  EXPECT_EQ(credit_note.tax_exclusive_amount_minor(), -3000);
  EXPECT_EQ(credit_note.lines(0).net_amount_minor(), -3000);
  EXPECT_EQ(credit_note.lines(0).quantity_micros(), -2'000'000);
  EXPECT_EQ(credit_note.lines(0).unit_price_micros(), 15'000'000) << "a price has no direction";
  EXPECT_FALSE(credit_note.lines(1).has_quantity_micros()) << "what is unknown stays unknown";
  EXPECT_EQ(records[1].fact().invoice().tax_exclusive_amount_minor(), 3000);
}

TEST_F(RestTest, AsksForWhatWasChangedSince) {
  settings_["query"] = {{{"name", "since"}, {"value", "{since}"}}};
  settings_["updated"] = "endret";
  settings_["initial"] = "2020-01-01T00:00:00Z";
  handler_ = [](const std::string&, const std::string&) {
    return Answer("200 OK", R"([{"nr": 1, "dato": "2024-03-01", "endret": "2024-03-02T10:00:00Z"}, {"nr": 2, "dato": "2024-03-01", "endret": "2024-03-01T10:00:00Z"}])");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  const std::string checkpoint = host_.Checkpoint();
  EXPECT_EQ(checkpoint, R"({"since":"2024-03-02T10:00:00Z"})");
  EXPECT_EQ(host_.Records()[0].source_time_us(), 1'709'373'600'000'000) << "date -d 2024-03-02T10:00:00Z +%s";
  ASSERT_TRUE(Read(checkpoint).ok());
  EXPECT_EQ(Asked(), (Names{"/orders?since=2020-01-01T00%3a00%3a00Z", "/orders?since=2024-03-02T10%3a00%3a00Z"}));
}

TEST_F(RestTest, BeginsAgainWhereItBeganWhenAReadBreaksOff) {
  settings_["query"] = {{{"name", "p"}, {"value", "{page}"}}, {{"name", "since"}, {"value", "{since}"}}};
  settings_["pagination"] = {{"style", "page"}};
  settings_["updated"] = "endret";
  settings_["initial"] = "2020";
  // More than one batch holds, so that some of it is stored before the read breaks off.
  json page = json::array();
  for (int number = 1; number <= 1001; ++number) page.push_back({{"nr", number}, {"dato", "2024-03-01"}, {"endret", "2024"}});
  handler_ = [&](const std::string& path, const std::string&) {
    return path.starts_with("/orders?p=1") ? Answer("200 OK", page.dump()) : Answer("503 Busy", "");
  };
  EXPECT_EQ(Read(R"({"since":"2021"})").code(), StatusCode::kUnavailable);
  ASSERT_FALSE(host_.batches().empty());
  for (const auto& batch : host_.batches()) EXPECT_EQ(batch.checkpoint(), R"({"since":"2021"})");
}

TEST_F(RestTest, WritesSinceAsTheServiceWantsIt) {
  settings_["query"] = {{{"name", "since"}, {"value", "{since}"}}};
  settings_["updated"] = "endret";
  settings_["initial"] = "2020-01-01";
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "[]"); };
  const std::string checkpoint = R"({"since":"2024-03-02T10:00:00.123Z"})";
  settings_["since_form"] = "day";
  ASSERT_TRUE(Read(checkpoint).ok());
  EXPECT_EQ(Asked().back(), "/orders?since=2024-03-02");
  settings_["since_form"] = "seconds";
  ASSERT_TRUE(Read(checkpoint).ok());
  EXPECT_EQ(Asked().back(), "/orders?since=2024-03-02%2010%3a00%3a00");
}

TEST_F(RestTest, GoesThroughAllInABackfillAndLeavesTheCheckpoint) {
  settings_["query"] = {{{"name", "since"}, {"value", "{since}"}}};
  settings_["updated"] = "endret";
  settings_["initial"] = "2020";
  handler_ = [](const std::string&, const std::string&) {
    return Answer("200 OK", R"([{"nr": 1, "dato": "2024-02-29", "endret": "2024"}, {"nr": 2, "dato": "2024-03-01", "endret": "2024"}])");
  };
  ASSERT_TRUE(Read(R"({"since":"2025"})", "2024-03-01").ok());
  EXPECT_EQ(Keys(), Names{"2"});
  EXPECT_EQ(Asked().back(), "/orders?since=2020");
  EXPECT_EQ(host_.Checkpoint(), R"({"since":"2025"})");
}

TEST_F(RestTest, SaysWhatAnAnswerIsInsteadOfAList) {
  const auto reason = [this](const std::string& body) {
    handler_ = [body](const std::string&, const std::string&) { return Answer("200 OK", body); };
    return Read().reason();
  };
  EXPECT_EQ(reason("<html>"), "not_json");
  EXPECT_EQ(reason(std::string(200, '[') + std::string(200, ']')), "json_too_deep");
  EXPECT_EQ(reason(R"({"errors": [{"message": "no"}]})"), "records_missing");
  EXPECT_NE(host_.problem().what().find("errors"), std::string::npos) << host_.problem().what();
  handler_ = [](const std::string&, const std::string&) { return Answer("400 Bad Request", R"({"message": "ukjent felt"})"); };
  EXPECT_EQ(Read().code(), StatusCode::kFailedPrecondition);
  EXPECT_NE(host_.problem().what().find("ukjent felt"), std::string::npos);
}

TEST_F(RestTest, RefusesSettingsThatDoNotFitTogether) {
  const auto setting = [this](const char* name, const json& value) {
    const json before = settings_;
    settings_[name] = value;
    const std::string at = Configure().setting();
    settings_ = before;
    return at;
  };
  EXPECT_EQ(setting("pagination", {{"style", "page"}}), "settings.pagination.style") << "no {page} in the request";
  EXPECT_EQ(setting("pagination", {{"style", "cursor"}}), "settings.pagination.path");
  EXPECT_EQ(setting("url", server_->url() + "/{side}"), "settings.url");
  EXPECT_EQ(setting("url", server_->url() + "/{size}"), "settings.pagination.size");
  EXPECT_EQ(setting("url", server_->url() + "/{since}"), "settings.initial");
  EXPECT_EQ(setting("body", "{query}"), "settings.body");
  EXPECT_EQ(setting("body", "not json"), "settings.body");
  EXPECT_EQ(setting("lines", {{"lines", {{"line_id", {{"column", "a.b"}}}}}}), "settings.lines_at");
  EXPECT_EQ(setting("folder", folder_), "settings.url");
  EXPECT_EQ(setting("fields", {{"nummer", {{"column", "nr"}}}}), "settings.fields.nummer");
}

}  // namespace
}  // namespace helhet::rest
