// A service that limits, fails or answers nonsense, and settings that are wrong.
#include "service_fixture.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ssb {
namespace {

using nlohmann::json;

constexpr char kPeople[] = R"j([{"id":"07459","selection":{"Region":["5037"],"Tid":["from(2023)"]}}])j";

json Planned(const std::string& path, int status, const std::string& body, const std::string& type = "text/html") {
  return {{"answers", json::array({{{"path", path}, {"status", status}, {"body", body}, {"content_type", type}}})}};
}

TEST_F(ServiceTest, WaitsAWholeWindowThroughTheHubAfterTooManyCalls) {
  server_.Control({{"max_calls", 2}, {"window_seconds", 60}});
  host_.OnAcquire([this](const plugin::v1::Acquire& acquire) {
    if (acquire.retry_after_ms() > 0) server_.Control({{"advance_ms", acquire.retry_after_ms()}});
  });
  ASSERT_TRUE(Read(kPeople).ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 2u);
  // Config and table within the first window; metadata is refused once, then goes out in the second.
  ASSERT_EQ(host_.acquired().size(), 5u);
  EXPECT_EQ(host_.acquired()[2].retry_after_ms(), 0u);
  EXPECT_EQ(host_.acquired()[3].retry_after_ms(), 60000u);
  EXPECT_EQ(host_.acquired()[2].calls_per_window(), 2u);
  EXPECT_EQ(host_.acquired()[2].window_ms(), 60000u);
  EXPECT_EQ(host_.acquired()[2].host(), "127.0.0.1");
}

TEST_F(ServiceTest, GivesUpWithTheWaitWhenTheWindowDoesNotOpen) {
  server_.Control({{"max_calls", 2}, {"retry_after", 45}});
  const Status status = Read(kPeople);
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(status.error_class(), ErrorClass::kRateLimit);
  EXPECT_EQ(status.retry_after_ms(), 45000u);
  EXPECT_TRUE(host_.batches().empty());
}

TEST_F(ServiceTest, LeavesItToTheHubToTryAgainWhenTheServiceIsAway) {
  for (const char* path : {"/config", "/tables/07459?", "/metadata", "/data"}) {
    server_.Control(Planned(path, 503, "<html>Service Unavailable</html>"));
    const Status status = Read(kPeople);
    EXPECT_EQ(status.code(), StatusCode::kUnavailable) << path;
    EXPECT_EQ(status.error_class(), ErrorClass::kTransient) << path;
    EXPECT_EQ(host_.Checkpoint(), "") << path;
  }
}

TEST_F(ServiceTest, CountsATableAsReadOnlyWhenAllItsPartsAre) {
  server_.Control({{"max_data_cells", 1}});
  server_.Control(Planned("Tid%5d=2024", 503, ""));
  EXPECT_EQ(Read(kPeople).code(), StatusCode::kUnavailable);
  EXPECT_EQ(host_.Checkpoint(), "");
  ASSERT_TRUE(Read(kPeople, host_.Checkpoint()).ok());
  EXPECT_EQ(host_.Records().size(), 2u);
}

TEST_F(ServiceTest, RefusesAPageOfHtmlWithStatus200) {
  for (const char* path : {"/config", "/tables/07459?", "/metadata", "/data"}) {
    server_.Control(Planned(path, 200, "<!doctype html><title>Feil</title>"));
    const Status status = Read(kPeople);
    EXPECT_EQ(status.code(), StatusCode::kUnavailable) << path;
    EXPECT_EQ(status.error_class(), ErrorClass::kSource) << path;
    EXPECT_TRUE(host_.Records().empty());
  }
}

TEST_F(ServiceTest, RefusesHostileAnswers) {
  const char* answers[] = {
      R"({"class":"dataset","id":["a","b"],"size":[4294967296,4294967296],"dimension":{"a":{},"b":{}},"value":{"0":1}})",
      R"({"class":"dataset","id":["a"],"size":[1000000000],"dimension":{"a":{"category":{"index":["x"]}}},"value":{"0":1}})",
      R"({"class":"dataset","id":["a"],"size":[1],"dimension":{"a":{"category":{"index":["x"]}}},"value":[1,2]})",
      R"({"class":"dataset","id":["a"],"size":[1],"dimension":{"a":{"category":{"index":["x"]}}}})",
      R"({"class":"collection","link":{"item":[]}})"};
  for (const char* answer : answers) {
    server_.Control(Planned("/data", 200, answer, "application/json"));
    EXPECT_EQ(Read(kPeople).code(), StatusCode::kFailedPrecondition) << answer;
    EXPECT_TRUE(host_.Records().empty()) << answer;
  }
}

TEST_F(ServiceTest, RefusesAFigureThatIsNone) {
  const std::string head =
      R"({"class":"dataset","role":{"time":["Tid"]},"id":["Tid"],"size":[2],"dimension":{"Tid":{"category":{"index":["2023","2024"]}}},"value":)";
  server_.Control(Planned("/data", 200, head + R"([1e300,"mange"]})", "application/json"));
  ASSERT_TRUE(Read(kPeople).ok()) << host_.problem().what();
  EXPECT_EQ(Figures(), (std::map<std::string, std::string>{{"ssb/07459//2023", "value_out_of_range"},
                                                           {"ssb/07459//2024", "value_not_a_number"}}));
  EXPECT_EQ(host_.Records()[0].refusal().what(), "the figure '1e300' is too large");
}

TEST_F(ServiceTest, ReportsTheServicesOwnWordsOnARefusedQuery) {
  server_.Control(Planned("/data", 400, R"({"type":"Parameter error","title":"Non-existent value","status":400})",
                          "application/problem+json"));
  const Status status = Read(kPeople);
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "table 07459: the service refuses the query, status 400, 'Non-existent value'");
  server_.Control(Planned("/data", 403, "<html>Forbidden</html>"));
  EXPECT_EQ(Read(kPeople).message(), "table 07459: the service refuses, status 403")
      << "a 403 that says nothing of cells is no reason to split";
}

TEST_F(ServiceTest, EndsWhenCancelledInTheMiddle) {
  server_.Control({{"max_data_cells", 1}, {"max_calls", 1000}});
  host_.OnAcquire([this, calls = 0](const plugin::v1::Acquire&) mutable {
    if (++calls == 5) host_.Cancel();
  });
  EXPECT_EQ(Read(R"([{"id":"07459","selection":{"Region":["*"]}}])").code(), StatusCode::kCancelled);
}

TEST_F(ServiceTest, SaysWhatItReachedWhenChecked) {
  testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
  ASSERT_TRUE(connector.Configure(R"({"base_url":")" + server_.url() + R"(/","tables":)" + kPeople + "}").ok());
  const auto summary = connector.Check();
  ASSERT_TRUE(summary.ok()) << summary.status().message();
  EXPECT_EQ(*summary, "PxWebApi 2.0.0, " + server_.url() +
                          ": inntil 800000 celler i en spørring, 30 kall per 60 s; 07459 oppdatert 2024-02-21");
  const auto streams = connector.Discover();
  ASSERT_TRUE(streams.ok());
  EXPECT_EQ(streams->streams(0).name(), "statistics");
  EXPECT_EQ(streams->streams(0).kind(), "statistic");
}

TEST(SsbSettings, AreRefusedWithTheirPath) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"tables":[]})", "settings.tables"},
      {R"({})", "settings.tables"},
      {R"({"tables":[{}]})", "settings.tables.0"},
      {R"({"tables":[{"id":"07459","search":"x"}]})", "settings.tables.0"},
      {R"({"tables":[{"id":"../07459"}]})", "settings.tables.0.id"},
      {R"({"tables":[{"id":"07459"},{"id":"07459"}]})", "settings.tables.1"},
      {R"({"tables":[{"id":"07459","kind":"guess"}]})", "settings.tables.0.kind"},
      {R"({"tables":[{"id":"07459","selection":{"Region":[]}}]})", "settings.tables.0.selection.Region"},
      {R"({"tables":[{"id":"07459","codelists":{"Region":"agg_X"}}]})", "settings.tables.0.codelists.Region"},
      {R"({"tables":[{"id":"07459","selection":{"Region":["*"]},"output_values":{"Region":"single"}}]})",
       "settings.tables.0.output_values.Region"},
      {R"({"folder":"f","base_url":"https://x","tables":[{"id":"07459"}]})", "settings.folder"}};
  for (const auto& [settings, path] : cases) {
    testing::FakeHost host;
    const Status status = testing::ConnectorDriver(helhet_plugin_entry(), host).Configure(settings);
    EXPECT_EQ(status.code(), StatusCode::kInvalidArgument) << settings;
    EXPECT_EQ(status.setting(), path) << settings;
  }
}

}  // namespace
}  // namespace helhet::ssb
