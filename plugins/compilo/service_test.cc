// A JSON service that a municipality has an agreement about, which the test plays.
#include "compilo_fixture.h"

#include "helhet/testing/loopback_server.h"

namespace helhet::compilo {
namespace {

class ServiceTest : public CompiloTest {
 protected:
  ServiceTest() {
    server_ = std::make_unique<testing::LoopbackServer>(testing::LoopbackServer::Kind::kPlain, inbox_.path(), [this](const std::string& request) {
      const std::string body = answer_(request);
      return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
             "\r\nConnection: close\r\n\r\n" + body;
    });
    settings_ = {{"url", server_->url() + "/documents"}, {"records", "items"}, {"query", {{{"name", "page"}, {"value", "{page}"}}}},
                 {"pagination", {{"style", "page"}}}, {"auth", {{"style", "api_key"}, {"header", "X-Api-Key"}}}};
    secrets_ = {{"api_key", "noekkel"}};
  }

  static std::string Page(const std::vector<int>& ids) {
    json items = json::array();
    for (const int id : ids) items.push_back({{"id", id}, {"title", "Rutine"}, {"lastRevised", "2024-01-01"}, {"nextRevision", nullptr}});
    return json{{"items", items}}.dump();
  }
  // The pages of a list, and an empty one after them.
  void Pages(std::vector<std::vector<int>> pages) {
    answer_ = [pages](const std::string& request) {
      const size_t page = std::stoul(request.substr(request.find("page=") + 5));
      return Page(page <= pages.size() ? pages[page - 1] : std::vector<int>());
    };
  }

  std::function<std::string(const std::string&)> answer_;
  std::unique_ptr<testing::LoopbackServer> server_;
};

TEST_F(ServiceTest, ReadsAllPagesWithTheKey) {
  Pages({{1, 2}, {3}});
  EXPECT_EQ(Told(Read()), (Names{"1", "2", "3"}));
  EXPECT_NE(server_->requests()[0].find("X-Api-Key: noekkel"), std::string::npos);
  EXPECT_EQ(host_.Records()[0].stream(), "documents");
}

TEST_F(ServiceTest, TellsWhatIsGoneWhereTheServiceGivesAll) {
  settings_["complete_exports"] = true;
  Pages({{1, 2}, {3}});
  Read();
  Pages({{2, 3}});
  EXPECT_EQ(Told(Read()), (Names{"2", "3", "-1"}));
}

TEST_F(ServiceTest, FailsWhenARequiredValueStandsNowhere) {
  answer_ = [](const std::string& request) {
    return request.find("page=1") == std::string::npos ? R"({"items": []})" : R"({"items": [{"id": 1, "title": "Rutine", "revised": "2024-01-01"}]})";
  };
  ASSERT_TRUE(Configure().ok());
  const Status status = connector_->Read();
  EXPECT_EQ(status.reason(), "columns_missing");
  EXPECT_NE(status.message().find("lastRevised"), std::string::npos) << status.message();
  EXPECT_TRUE(host_.Records().empty());
}

TEST_F(ServiceTest, CountsDeviations) {
  settings_["stream"] = "deviations";
  settings_["key"] = {"id"};
  settings_["pagination"] = {{"style", "none"}};
  settings_.erase("query");
  answer_ = [](const std::string&) {
    return R"({"items": [{"id": 1, "registered": "2024-01-03T10:00:00", "type": "HMS", "unitId": "4400", "text": "HEMMELIG"}]})";
  };
  const auto records = Read();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].fact().statistic().value_micros(), 1'000'000);
  EXPECT_EQ(records[0].SerializeAsString().find("HEMMELIG"), std::string::npos);
}

}  // namespace
}  // namespace helhet::compilo
