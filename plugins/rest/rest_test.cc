// The whole connector against a service that the test plays.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "helhet/testing/fake_host.h"
#include "loopback_server.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::rest {
namespace {

using nlohmann::json;
using Kind = sdk::LoopbackServer::Kind;

std::string Answer(const std::string& status, const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

class RestTest : public ::testing::Test {
 protected:
  RestTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-rest-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    server_ = std::make_unique<sdk::LoopbackServer>(Kind::kPlain, folder_, [this](const std::string& request) {
      const size_t begin = request.find(' ') + 1;
      return handler_(request.substr(begin, request.find(' ', begin) - begin), request);
    });
    settings_ = {{"url", server_->url() + "/orders"}, {"kind", "order"}, {"key", {"nr"}},
                 {"fields", {{"number", {{"column", "nr"}}}, {"issue_date", {{"column", "dato"}}}}}};
  }
  ~RestTest() override { std::filesystem::remove_all(folder_); }

  // Orders with these numbers, as a list.
  static json Orders(std::initializer_list<int> numbers) {
    json list = json::array();
    for (const int number : numbers) list.push_back({{"nr", number}, {"dato", "2024-03-01"}});
    return list;
  }

  Status Configure() { return connector_.Configure(settings_.dump(), secrets_); }
  Status Read(const std::string& checkpoint = "", const std::string& backfill_from = "") {
    host_.ForgetBatches();
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    start.set_backfill_from(backfill_from);
    const Status status = Configure();
    return status.ok() ? connector_.Read(start) : status;
  }
  std::vector<std::string> Keys() const {
    std::vector<std::string> keys;
    for (const auto& record : host_.Records()) keys.push_back(record.natural_key());
    return keys;
  }
  // The first lines of the requests so far, without method and version.
  std::vector<std::string> Asked() const {
    std::vector<std::string> asked;
    for (const std::string& request : server_->requests()) {
      const size_t begin = request.find(' ') + 1;
      asked.push_back(request.substr(begin, request.find(' ', begin) - begin));
    }
    return asked;
  }
  using Names = std::vector<std::string>;

  std::string folder_;
  std::function<std::string(const std::string& path, const std::string& request)> handler_;
  std::unique_ptr<sdk::LoopbackServer> server_;
  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
  json settings_;
  std::map<std::string, std::string> secrets_;
};

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
  EXPECT_EQ(records[0].locator(), "/orders 7");
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
  EXPECT_EQ(records[0].natural_key(), "/orders 1") << "the same in the next read, wherever on a page it stands";
  EXPECT_EQ(records[1].refusal().code(), "key_missing");
  EXPECT_TRUE(records[2].has_fact());
  EXPECT_EQ(records[3].refusal().code(), "key_missing");
}

TEST_F(RestTest, CountsPagesUntilOneIsEmpty) {
  settings_["query"] = {{{"name", "side"}, {"value", "{page}"}}, {{"name", "antall"}, {"value", "{size}"}}};
  settings_["pagination"] = {{"style", "page"}, {"size", 3}};
  handler_ = [](const std::string& path, const std::string&) {
    if (path.starts_with("/orders?side=1&")) return Answer("200 OK", Orders({1, 2, 3}).dump());
    return Answer("200 OK", path.starts_with("/orders?side=2&") ? Orders({4}).dump() : "[]");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Keys(), (Names{"1", "2", "3", "4"}));
  EXPECT_EQ(Asked(), (Names{"/orders?side=1&antall=3", "/orders?side=2&antall=3", "/orders?side=3&antall=3"}));
}

TEST_F(RestTest, TakesAPageThatIsNotThereForTheEnd) {
  settings_["url"] = server_->url() + "/orders/{page}";
  settings_["pagination"] = {{"style", "page"}, {"first", 0}};
  handler_ = [](const std::string& path, const std::string&) {
    return path == "/orders/0" ? Answer("200 OK", Orders({1}).dump()) : Answer("404 Not Found", "");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Keys(), Names{"1"});
  handler_ = [](const std::string&, const std::string&) { return Answer("404 Not Found", ""); };
  EXPECT_EQ(Read().code(), StatusCode::kNotFound) << "the first page must be there";
}

TEST_F(RestTest, CountsRecordsForAnOffset) {
  settings_["query"] = {{{"name", "$skip"}, {"value", "{offset}"}}};
  settings_["pagination"] = {{"style", "offset"}};
  handler_ = [](const std::string& path, const std::string&) {
    return Answer("200 OK", path == "/orders?%24skip=0" ? Orders({1, 2}).dump() : path == "/orders?%24skip=2" ? Orders({3}).dump() : "[]");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Keys(), (Names{"1", "2", "3"}));
}

TEST_F(RestTest, SendsTheCursorOfTheAnswerInABody) {
  settings_["body"] = R"x({"query": "orders(first: 2, after: \"{cursor}\")"})x";
  settings_["records"] = "data.nodes";
  settings_["pagination"] = {{"style", "cursor"}, {"path", "data.end"}};
  handler_ = [](const std::string&, const std::string& request) {
    const json body = json::parse(request.substr(request.find("\r\n\r\n") + 4));
    const bool first = body["query"] == R"x(orders(first: 2, after: ""))x";
    const json data = first ? json{{"nodes", Orders({1, 2})}, {"end", "a\"b"}} : json{{"nodes", Orders({3})}, {"end", nullptr}};
    EXPECT_TRUE(first || body["query"] == R"x(orders(first: 2, after: "a"b"))x") << body;
    return Answer("200 OK", json{{"data", data}}.dump());
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Keys(), (Names{"1", "2", "3"}));
}

TEST_F(RestTest, LeavesOutAParameterThatHasNoValueYet) {
  settings_["query"] = {{{"name", "c"}, {"value", "{cursor}"}}, {{"name", "a"}, {"value", "å b"}}};
  settings_["records"] = "items";
  settings_["pagination"] = {{"style", "cursor"}, {"path", "next"}};
  handler_ = [](const std::string& path, const std::string&) {
    return Answer("200 OK", json{{"items", Orders({1})}, {"next", path.find("c=") == std::string::npos ? json("x/y") : json("")}}.dump());
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Asked(), (Names{"/orders?a=%c3%a5%20b", "/orders?c=x%2fy&a=%c3%a5%20b"}));
}

TEST_F(RestTest, FollowsTheLinkHeaderAndTheNextAddress) {
  settings_["pagination"] = {{"style", "link"}};
  handler_ = [this](const std::string& path, const std::string&) {
    const std::string link = "Link: <" + server_->url() + "/orders>; rel=\"first\", </orders?p=2>; rel=\"next\"\r\n";
    return path == "/orders" ? Answer("200 OK", Orders({1}).dump(), link) : Answer("200 OK", Orders({2}).dump());
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Keys(), (Names{"1", "2"}));
  settings_["pagination"] = {{"style", "next_url"}, {"path", "next"}};
  settings_["records"] = "items";
  handler_ = [](const std::string& path, const std::string&) {
    return Answer("200 OK", path == "/orders" ? json{{"items", Orders({1})}, {"next", "?p=2"}}.dump() : json{{"items", Orders({2})}}.dump());
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Keys(), (Names{"1", "2"}));
}

TEST_F(RestTest, SendsNothingToAnotherHostAndGoesInNoCircles) {
  settings_["pagination"] = {{"style", "link"}};
  handler_ = [](const std::string&, const std::string&) {
    return Answer("200 OK", Orders({1}).dump(), "Link: <https://ond.example.org/orders>; rel=\"next\"\r\n");
  };
  EXPECT_EQ(Read().reason(), "other_host");
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", Orders({1}).dump(), "Link: </orders>; rel=\"next\"\r\n"); };
  EXPECT_EQ(Read().reason(), "pages_endless");
  settings_["pagination"] = {{"style", "page"}};
  settings_["query"] = {{{"name", "p"}, {"value", "{page}"}}};
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", Orders({1}).dump()); };
  EXPECT_EQ(Read().reason(), "pages_endless") << "a service that does not know the parameter gives the first page for ever";
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
  handler_ = [](const std::string& path, const std::string&) {
    return path.starts_with("/orders?p=1") ? Answer("200 OK", R"([{"nr": 1, "dato": "2024-03-01", "endret": "2024"}])") : Answer("503 Busy", "");
  };
  EXPECT_EQ(Read(R"({"since":"2021"})").code(), StatusCode::kUnavailable);
  for (const auto& batch : host_.batches()) EXPECT_EQ(batch.checkpoint(), R"({"since":"2021"})");
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

TEST_F(RestTest, SendsAnApiKeyInAHeaderOrAParameter) {
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "[]"); };
  secrets_["api_key"] = "hemmelig/1";
  settings_["auth"] = {{"style", "api_key"}, {"header", "X-Api-Key"}};
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_NE(server_->requests().back().find("X-Api-Key: hemmelig/1\r\n"), std::string::npos);
  settings_["auth"] = {{"style", "api_key"}, {"parameter", "key"}};
  ASSERT_TRUE(Read().ok());
  EXPECT_EQ(Asked().back(), "/orders?key=hemmelig%2f1");
}

TEST_F(RestTest, SendsABearerTokenOrAPassword) {
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "[]"); };
  secrets_ = {{"token", "abc"}, {"password", "passord"}};
  settings_["auth"] = {{"style", "bearer"}};
  ASSERT_TRUE(Read().ok());
  EXPECT_NE(server_->requests().back().find("Authorization: Bearer abc\r\n"), std::string::npos);
  settings_["auth"] = {{"style", "basic"}, {"user", "helhet"}};
  ASSERT_TRUE(Read().ok());
  EXPECT_NE(server_->requests().back().find("Authorization: Basic aGVsaGV0OnBhc3NvcmQ=\r\n"), std::string::npos);
}

TEST_F(RestTest, WantsTheSecretOfItsStyle) {
  for (const auto& [style, secret] : std::map<std::string, std::string>{{"api_key", "api_key"}, {"bearer", "token"}, {"basic", "password"},
                                                                      {"oauth2", "client_secret"}, {"maskinporten", "private_key"}}) {
    settings_["auth"] = {{"style", style}, {"header", "X"}, {"user", "u"}, {"token_url", "https://a.no/token"}, {"client_id", "c"}, {"scope", "s"}};
    EXPECT_EQ(Configure().setting(), "secrets." + secret) << style;
  }
}

TEST_F(RestTest, GetsATokenByClientCredentialsAndKeepsIt) {
  secrets_["client_secret"] = "s&1";
  settings_["auth"] = {{"style", "oauth2"}, {"token_url", server_->url() + "/token"}, {"client_id", "helhet"}, {"scope", "a b"},
                       {"client_authentication", "form"}, {"further", {{{"name", "tenant_id"}, {"value", "5037"}}}}};
  handler_ = [](const std::string& path, const std::string&) {
    return path == "/token" ? Answer("200 OK", R"({"access_token": "t1", "expires_in": 3600})") : Answer("200 OK", "[]");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  plugin::v1::ReadStart start;
  ASSERT_TRUE(connector_.Read(start).ok());
  EXPECT_EQ(Asked(), (Names{"/token", "/orders", "/orders"}));
  const std::string& asked = server_->requests().at(0);
  EXPECT_TRUE(asked.ends_with("grant_type=client_credentials&scope=a%20b&client_id=helhet&client_secret=s%261&tenant_id=5037")) << asked;
  EXPECT_NE(server_->requests().at(1).find("Authorization: Bearer t1\r\n"), std::string::npos);
  // 29 s before its end the token is not used any more.
  host_.set_now_us(1'700'000'000'000'000 + 3'571'000'000);
  ASSERT_TRUE(connector_.Read(start).ok());
  EXPECT_EQ(Asked().size(), 5u);
}

TEST_F(RestTest, AsksForATokenAgainWhenItIsRefusedOnce) {
  secrets_["client_secret"] = "s";
  settings_["auth"] = {{"style", "oauth2"}, {"token_url", server_->url() + "/token"}, {"client_id", "helhet"}};
  int tokens = 0;
  handler_ = [&](const std::string& path, const std::string& request) {
    if (path == "/token") return Answer("200 OK", json{{"access_token", "t" + std::to_string(++tokens)}, {"expires_in", 3600}}.dump());
    return request.find("Bearer t1") == std::string::npos ? Answer("200 OK", "[]") : Answer("401 Unauthorized", "");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(tokens, 2);
  EXPECT_NE(server_->requests().at(0).find("Authorization: Basic aGVsaGV0OnM=\r\n"), std::string::npos) << "echo -n helhet:s | base64";
  handler_ = [&](const std::string& path, const std::string&) {
    return path == "/token" ? Answer("200 OK", R"({"access_token": "t", "expires_in": 3600})") : Answer("401 Unauthorized", "");
  };
  EXPECT_EQ(Read().code(), StatusCode::kUnauthenticated) << "and not for ever";
}

TEST_F(RestTest, SaysWhyThereIsNoToken) {
  secrets_["client_secret"] = "hemmelig";
  settings_["auth"] = {{"style", "oauth2"}, {"token_url", server_->url() + "/token"}, {"client_id", "helhet"}};
  handler_ = [](const std::string&, const std::string&) {
    return Answer("400 Bad Request", R"({"error": "invalid_client", "error_description": "unknown client"})");
  };
  const Status status = Read();
  EXPECT_EQ(status.code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(status.reason(), "token_refused");
  EXPECT_NE(status.message().find("invalid_client: unknown client"), std::string::npos) << status.message();
  EXPECT_EQ(status.message().find("hemmelig"), std::string::npos);
  handler_ = [](const std::string&, const std::string&) { return Answer("200 OK", "<html>"); };
  EXPECT_EQ(Read().reason(), "token_unreadable");
}

TEST_F(RestTest, WaitsThroughTheHubAfterTooManyCalls) {
  settings_["rate_limit"] = {{"calls", 10}, {"seconds", 5}};
  int asked = 0;
  handler_ = [&](const std::string&, const std::string&) {
    return ++asked == 1 ? Answer("429 Too Many Requests", "") : Answer("200 OK", "[]");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  ASSERT_EQ(host_.acquired().size(), 2u);
  EXPECT_EQ(host_.acquired()[0].calls_per_window(), 10u);
  EXPECT_EQ(host_.acquired()[1].retry_after_ms(), 5000u);
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
