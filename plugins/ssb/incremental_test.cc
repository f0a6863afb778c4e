// What is read again and what is not; what a search finds; tables that come to an end.
#include "service_fixture.h"

namespace helhet::ssb {
namespace {

constexpr char kPeople[] = R"j([{"id":"07459","selection":{"Region":["5037"],"Tid":["from(2023)"]}}])j";
constexpr char kProjection[] =
    R"([{"search":"title:\"Framskrevet folkemengde (K)\"","kind":"projection","selection":{"Region":["5037"],"Alder":["080"]}}])";

TEST_F(ServiceTest, ReadsNothingAgainWhenNothingChanged) {
  ASSERT_TRUE(Read(kPeople).ok());
  const std::string checkpoint = host_.Checkpoint();
  server_.Control();
  ASSERT_TRUE(Read(kPeople, checkpoint).ok());
  EXPECT_TRUE(host_.batches().empty());
  EXPECT_EQ(server_.Control(),
            (std::vector<std::string>{"GET /api/pxwebapi/v2/config", "GET /api/pxwebapi/v2/tables/07459?lang=no"}));
}

TEST_F(ServiceTest, ReadsATableAgainWhenItWasUpdated) {
  ASSERT_TRUE(Read(kPeople).ok());
  const std::string checkpoint = host_.Checkpoint();
  server_.Control({{"tables", {{"07459", {{"updated", "2025-02-25T07:00:00Z"}}}}}});
  ASSERT_TRUE(Read(kPeople, checkpoint).ok());
  EXPECT_EQ(host_.Records().size(), 2u);
  EXPECT_EQ(host_.Records()[0].fact().statistic().updated(), "2025-02-25T07:00:00Z");
}

TEST_F(ServiceTest, ReadsATableAgainWhenItsSettingsChanged) {
  ASSERT_TRUE(Read(kPeople).ok());
  const std::string checkpoint = host_.Checkpoint();
  ASSERT_TRUE(
      Read(R"j([{"id":"07459","series":"new_name","selection":{"Region":["5037"],"Tid":["from(2023)"]}}])j", checkpoint)
          .ok());
  EXPECT_EQ(host_.Records().size(), 2u);
  EXPECT_EQ(nlohmann::json::parse(host_.Checkpoint())["tables"].size(), 1u) << "the old settings are forgotten";
}

TEST_F(ServiceTest, ReadsAllAgainFromACheckpointThatIsNone) {
  for (const char* rubbish : {"rubbish", "[]", R"({"version":2,"tables":{}})", R"({"version":1,"tables":[1]})",
                              R"({"version":1,"tables":{"a":1}})"}) {
    ASSERT_TRUE(Read(kPeople, rubbish).ok());
    EXPECT_EQ(host_.Records().size(), 2u) << rubbish;
  }
}

TEST_F(ServiceTest, TakesAnUnreadableUpdatedAsAMarkButNotAsATime) {
  const std::string tables = R"([{"id":"13615","selection":{"Produkter":["*"]}}])";
  ASSERT_TRUE(Read(tables).ok());
  EXPECT_EQ(host_.Records()[0].source_time_us(), 0);
  EXPECT_EQ(host_.Records()[0].fact().statistic().updated(), "");
  const std::string checkpoint = host_.Checkpoint();
  ASSERT_TRUE(Read(tables, checkpoint).ok());
  EXPECT_TRUE(host_.Records().empty());
}

TEST_F(ServiceTest, NeverSkipsATableThatDoesNotSayWhenItWasUpdated) {
  server_.Control({{"tables", {{"07459", {{"updated", nullptr}}}}}});
  ASSERT_TRUE(Read(kPeople).ok());
  const std::string checkpoint = host_.Checkpoint();
  ASSERT_TRUE(Read(kPeople, checkpoint).ok());
  EXPECT_EQ(host_.Records().size(), 2u);
}

TEST_F(ServiceTest, BackfillsFromADateWhateverTheCheckpointSays) {
  const std::string all = R"([{"id":"07459","selection":{"Region":["5037"]}}])";
  ASSERT_TRUE(Read(all).ok());
  const std::string checkpoint = host_.Checkpoint();
  ASSERT_TRUE(Read(all, checkpoint, "2022-06-01").ok());
  EXPECT_EQ(host_.Records().size(), 2u) << "2023 and 2024";
  EXPECT_EQ(host_.Checkpoint(), checkpoint);
  EXPECT_EQ(DataRequests().back().find("2022"), std::string::npos);
}

TEST_F(ServiceTest, BindsAProjectionToTheNewestRound) {
  ASSERT_TRUE(Read(kProjection).ok()) << host_.problem().what();
  EXPECT_EQ(Figures(), (std::map<std::string, std::string>{
                           {"ssb/14746/Alder=080;ContentsCode=Personer;Region=5037/2026", "156000000"},
                           {"ssb/14746/Alder=080;ContentsCode=Personer;Region=5037/2027", "163000000"},
                           {"ssb/14746/Alder=080;ContentsCode=Personer4;Region=5037/2026", "156000000"},
                           {"ssb/14746/Alder=080;ContentsCode=Personer4;Region=5037/2027", "160000000"}}));
  const auto main = Find("ContentsCode=Personer;Region=5037/2027").fact().statistic();
  EXPECT_EQ(main.statistic_kind(), model::v1::STATISTIC_KIND_PROJECTION);
  EXPECT_EQ(main.projection_round(), "2026");
  EXPECT_EQ(main.projection_alternative(), "MMMM");
  EXPECT_EQ(Find("ContentsCode=Personer4;Region=5037/2027").fact().statistic().projection_alternative(), "LLML");
}

TEST_F(ServiceTest, PrefersANewRoundToAnOldOneCorrectedLater) {
  server_.Control({{"tables", {{"14288", {{"discontinued", nullptr}, {"updated", "2026-12-01T07:00:00Z"}}}}}});
  ASSERT_TRUE(Read(kProjection).ok());
  EXPECT_EQ(host_.Records()[0].fact().statistic().table_id(), "14746");
}

TEST_F(ServiceTest, MovesToANewRoundWhenThereIsOne) {
  server_.Control({{"tables", {{"14288", {{"discontinued", nullptr}}}, {"14746", {{"discontinued", true}}}}}});
  ASSERT_TRUE(Read(kProjection).ok());
  EXPECT_EQ(host_.Records()[0].fact().statistic().table_id(), "14288");
  EXPECT_EQ(host_.Records()[0].fact().statistic().projection_round(), "2024");
  const std::string checkpoint = host_.Checkpoint();
  server_.Control({{"tables", {{"14288", {{"discontinued", true}}}, {"14746", {{"discontinued", false}}}}}});
  ASSERT_TRUE(Read(kProjection, checkpoint).ok());
  EXPECT_EQ(host_.Records().size(), 4u);
  EXPECT_EQ(host_.Records()[0].fact().statistic().table_id(), "14746");
}

TEST_F(ServiceTest, LooksThroughAllPagesOfASearch) {
  const auto page = [](const char* tables, int pages) {
    return std::string(R"({"tables":[)") + tables + R"(],"page":{"totalPages":)" + std::to_string(pages) + "}}";
  };
  const auto planned = [](int number, const std::string& body) {
    return nlohmann::json{{"path", "pageNumber=" + std::to_string(number)}, {"status", 200}, {"body", body}};
  };
  const std::string first = page(R"({"id":"14288","firstPeriod":"2024"})", 3);
  const std::string second = page(R"({"id":"14746","firstPeriod":"2026"})", 3);
  // The list became shorter meanwhile: the third page is 404.
  server_.Control({{"answers", {planned(1, first), planned(2, second)}}});
  ASSERT_TRUE(Read(kProjection).ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().at(0).fact().statistic().table_id(), "14746");

  server_.Control({{"answers", {planned(1, page("", 21))}}});
  EXPECT_EQ(Read(kProjection).reason(), "search_too_wide");
}

TEST_F(ServiceTest, SaysThatASearchFindsNothing) {
  const Status status = Read(R"([{"search":"title:\"Framskrevet antall elger\""}])");
  EXPECT_EQ(status.code(), StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "search 'title:\"Framskrevet antall elger\"': finds no table that goes on");
  EXPECT_EQ(status.setting(), "settings.tables.0.search");
}

TEST_F(ServiceTest, ReadsADiscontinuedTableAndFailsInPlainWords) {
  const std::string tables = R"([{"id":"14288","kind":"projection","selection":{"Region":["5037"]}}])";
  const Status status = Read(tables);
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(),
            "table 14288 is discontinued: '14288: Framskrevet folkemengde (K) 1. januar, etter region, alder, "
            "statistikkvariabel "
            "og år 2024-2026' gets no figures after 2026");
  EXPECT_EQ(status.reason(), "table_discontinued");
  EXPECT_EQ(status.setting(), "settings.tables.0");
  EXPECT_EQ(host_.Records().size(), 6u);
  EXPECT_EQ(host_.Records()[0].fact().flags(0).rule(), "table_discontinued");
  const std::string checkpoint = host_.Checkpoint();
  EXPECT_EQ(Read(tables, checkpoint).code(), StatusCode::kFailedPrecondition) << "it goes on being said";
  EXPECT_TRUE(host_.Records().empty());
}

TEST_F(ServiceTest, AcceptsADiscontinuedTableThatTheSettingsAccept) {
  EXPECT_TRUE(Read(R"([{"id":"14288","accept_discontinued":true,"selection":{"Region":["5037"]}}])").ok());
  EXPECT_EQ(host_.Records().size(), 6u);
}

TEST_F(ServiceTest, ReadsTheOtherTablesWhenOneIsGone) {
  const Status status = Read(R"j([{"id":"99999"},{"id":"07459","selection":{"Region":["5037"],"Tid":["top(1)"]}}])j");
  EXPECT_EQ(status.code(), StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "table 99999: the service has none, status 404, 'Non-existent table'");
  EXPECT_EQ(status.setting(), "settings.tables.0.id");
  EXPECT_EQ(host_.Records().size(), 1u);
  const std::string checkpoint = host_.Checkpoint();
  EXPECT_EQ(nlohmann::json::parse(checkpoint)["tables"].size(), 1u);
}

}  // namespace
}  // namespace helhet::ssb
