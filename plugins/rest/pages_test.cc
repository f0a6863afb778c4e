// Which requests are made, and where the pages end.
#include "rest_fixture.h"

namespace helhet::rest {
namespace {

class PagesTest : public RestTest {};

TEST_F(PagesTest, CountsPagesUntilOneIsEmpty) {
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

TEST_F(PagesTest, TakesAPageThatIsNotThereForTheEnd) {
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

TEST_F(PagesTest, CountsRecordsForAnOffset) {
  settings_["query"] = {{{"name", "$skip"}, {"value", "{offset}"}}};
  settings_["pagination"] = {{"style", "offset"}};
  handler_ = [](const std::string& path, const std::string&) {
    return Answer("200 OK", path == "/orders?%24skip=0" ? Orders({1, 2}).dump() : path == "/orders?%24skip=2" ? Orders({3}).dump() : "[]");
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Keys(), (Names{"1", "2", "3"}));
}

TEST_F(PagesTest, SendsTheCursorOfTheAnswerInABody) {
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

TEST_F(PagesTest, LeavesOutAParameterThatHasNoValueYet) {
  settings_["query"] = {{{"name", "c"}, {"value", "{cursor}"}}, {{"name", "a"}, {"value", "å b"}}};
  settings_["records"] = "items";
  settings_["pagination"] = {{"style", "cursor"}, {"path", "next"}};
  handler_ = [](const std::string& path, const std::string&) {
    return Answer("200 OK", json{{"items", Orders({1})}, {"next", path.find("c=") == std::string::npos ? json("x/y") : json("")}}.dump());
  };
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Asked(), (Names{"/orders?a=%c3%a5%20b", "/orders?c=x%2fy&a=%c3%a5%20b"}));
}

TEST_F(PagesTest, FollowsTheLinkHeaderAndTheNextAddress) {
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

TEST_F(PagesTest, SendsNothingToAnotherHostAndGoesInNoCircles) {
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

TEST_F(PagesTest, IsSentOnToAHostThatItIsTold) {
  sdk::LoopbackServer store(Kind::kPlain, folder_, [](const std::string&) { return Answer("200 OK", Orders({1}).dump()); });
  secrets_["token"] = "hemmelig";
  settings_["auth"] = {{"style", "bearer"}};
  settings_["headers"] = {"X-Kommune: 5037"};
  handler_ = [&](const std::string&, const std::string&) { return Answer("302 Found", "", "Location: " + store.url() + "/a?signature=x\r\n"); };
  EXPECT_EQ(Read().reason(), "http_redirect");
  settings_["redirect_hosts"] = {"https://lager.example.no"};
  EXPECT_EQ(Read().setting(), "settings.redirect_hosts");
  EXPECT_TRUE(store.requests().empty());
  settings_["redirect_hosts"] = {store.url()};
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(Keys(), Names{"1"});
  EXPECT_EQ(store.requests().at(0).find("hemmelig"), std::string::npos) << "the credential is the service's alone";
  EXPECT_EQ(store.requests().at(0).find("X-Kommune"), std::string::npos);
}

TEST_F(PagesTest, WaitsThroughTheHubAfterTooManyCalls) {
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

}  // namespace
}  // namespace helhet::rest
