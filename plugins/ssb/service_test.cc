// The connector against a server that speaks PxWebApi v2. Expected figures were read from the tables in
// tests/ssb_server by eye.
#include "dates.h"
#include "service_fixture.h"

namespace helhet::ssb {
namespace {

constexpr char kProducts[] = R"([{"id":"13615","selection":{"Produkter":["*"]}}])";
constexpr char kPeople[] =
    R"j([{"id":"07459","series":"inhabitants_80_plus","selection":{"Region":["5037","5038"],"Alder":["range(080,105+)"],"Tid":["from(2023)"]}}])j";

TEST_F(ServiceTest, ReadsEveryCellOfATableAndNeverANullAsZero) {
  ASSERT_TRUE(Read(kProducts).ok()) << host_.problem().what();
  EXPECT_EQ(Figures(),
            (std::map<std::string, std::string>{{"ssb/13615/ContentsCode=Salg;Produkter=04+05/2024K1", "152000000"},
                                                {"ssb/13615/ContentsCode=Salg;Produkter=04+05/2024K2", "0"},
                                                {"ssb/13615/ContentsCode=Pris;Produkter=04+05/2024K1", "20100000"},
                                                {"ssb/13615/ContentsCode=Pris;Produkter=04+05/2024K2", "19950000"},
                                                {"ssb/13615/ContentsCode=Salg;Produkter=01.4,02/2024K1", "-7000000"},
                                                {"ssb/13615/ContentsCode=Salg;Produkter=01.4,02/2024K2", "."},
                                                {"ssb/13615/ContentsCode=Pris;Produkter=01.4,02/2024K1", "123457"},
                                                {"ssb/13615/ContentsCode=Pris;Produkter=01.4,02/2024K2", ".."},
                                                {"ssb/13615/ContentsCode=Salg;Produkter=98/2024K1", ":"},
                                                {"ssb/13615/ContentsCode=Salg;Produkter=98/2024K2", "-"},
                                                {"ssb/13615/ContentsCode=Pris;Produkter=98/2024K1", ".."},
                                                {"ssb/13615/ContentsCode=Pris;Produkter=98/2024K2", ".."}}));
  const auto missing = Find("Salg;Produkter=98/2024K1").fact().statistic();
  EXPECT_FALSE(missing.has_value_micros());
  EXPECT_EQ(missing.status_meaning(), "Vises ikke av konfidensialitetshensyn");
  const auto rounded = Find("Pris;Produkter=01.4,02/2024K1").fact();
  ASSERT_EQ(rounded.flags_size(), 1);
  EXPECT_EQ(rounded.flags(0).rule(), "value_rounded");
  EXPECT_EQ(Find("Salg;Produkter=04+05/2024K2").fact().statistic().period_start(), "2024-04-01");
}

TEST_F(ServiceTest, FillsAFactWithWhatTheTableTells) {
  ASSERT_TRUE(Read(kPeople).ok()) << host_.problem().what();
  EXPECT_EQ(Figures(), (std::map<std::string, std::string>{
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=5037/2023", "138000000"},
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=5037/2024", "143000000"},
                           {"ssb/07459/Alder=081;ContentsCode=Personer1;Region=5037/2023", "125000000"},
                           {"ssb/07459/Alder=081;ContentsCode=Personer1;Region=5037/2024", "132000000"},
                           {"ssb/07459/Alder=105+;ContentsCode=Personer1;Region=5037/2023", "0"},
                           {"ssb/07459/Alder=105+;ContentsCode=Personer1;Region=5037/2024", "1000000"},
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=5038/2023", "99000000"},
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=5038/2024", "103000000"},
                           {"ssb/07459/Alder=081;ContentsCode=Personer1;Region=5038/2023", "91000000"},
                           {"ssb/07459/Alder=081;ContentsCode=Personer1;Region=5038/2024", "95000000"},
                           {"ssb/07459/Alder=105+;ContentsCode=Personer1;Region=5038/2023", "0"},
                           {"ssb/07459/Alder=105+;ContentsCode=Personer1;Region=5038/2024", "0"}}));
  const auto record = Find("Alder=105+;ContentsCode=Personer1;Region=5037/2024");
  EXPECT_EQ(record.stream(), "statistics");
  EXPECT_EQ(record.business_key(), record.natural_key());
  EXPECT_EQ(record.source_time_us(), ParseUpdated("2024-02-21T07:00:00Z"));
  const auto& statistic = record.fact().statistic();
  EXPECT_EQ(statistic.provider(), "ssb");
  EXPECT_EQ(statistic.table_id(), "07459");
  EXPECT_EQ(statistic.table_title(),
            "07459: Befolkning, etter region, kjønn, alder, statistikkvariabel og år 2017-2024");
  EXPECT_EQ(statistic.contents_code(), "Personer1");
  EXPECT_EQ(statistic.region_code(), "5037");
  EXPECT_EQ(statistic.period(), "2024");
  EXPECT_EQ(statistic.period_start(), "2024-01-01");
  EXPECT_EQ(statistic.variable_codes(), "Alder=105+");
  EXPECT_EQ(statistic.series(), "inhabitants_80_plus");
  EXPECT_EQ(statistic.statistic_kind(), model::v1::STATISTIC_KIND_HISTORY);
  EXPECT_EQ(statistic.measurement_unit(), "personer");
  EXPECT_EQ(statistic.age_from(), 105);
  EXPECT_EQ(statistic.updated(), "2024-02-21T07:00:00Z");
  EXPECT_EQ(statistic.projection_round(), "");
  ASSERT_EQ(record.fact().unit_codes_size(), 1);
  EXPECT_EQ(record.fact().unit_codes(0).scheme(), "municipality_code");
  EXPECT_EQ(record.fact().unit_codes(0).code(), "5037");
}

TEST_F(ServiceTest, KeepsTheWholeAnswerAndRefersToIt) {
  ASSERT_TRUE(Read(kPeople).ok());
  ASSERT_EQ(host_.batches().size(), 1u);
  ASSERT_EQ(host_.batches()[0].source_chunks_size(), 1);
  const auto& chunk = host_.batches()[0].source_chunks(0);
  EXPECT_EQ(chunk.media_type(), "application/json");
  EXPECT_EQ(nlohmann::json::parse(chunk.data())["class"], "dataset");
  for (const auto& record : host_.Records()) EXPECT_EQ(record.source().sha256(), chunk.sha256());
}

TEST_F(ServiceTest, GivesTheWholeCountryNoUnit) {
  ASSERT_TRUE(Read(R"j([{"id":"07459","selection":{"Region":["0"],"Tid":["top(1)"]}}])j").ok());
  const auto record = Find("Region=0/2024");
  EXPECT_EQ(record.fact().statistic().region_code(), "0");
  EXPECT_EQ(record.fact().unit_codes_size(), 0);
  EXPECT_FALSE(record.fact().statistic().has_age_from()) << "ages are eliminated";
}

TEST_F(ServiceTest, SplitsAboveTheCellLimitIntoExactlyTheSameFacts) {
  const std::string all = R"([{"id":"07459","selection":{"Region":["*"],"Kjonn":["*"],"Alder":["*"]}}])";
  ASSERT_TRUE(Read(all).ok());
  const auto whole = Facts();
  ASSERT_EQ(whole.size(), 6u * 2 * 4 * 5);
  EXPECT_EQ(DataRequests().size(), 1u);
  for (const int limit : {100, 48, 7, 1}) {
    server_.Control({{"max_data_cells", limit}, {"max_calls", 10000}});
    ASSERT_TRUE(Read(all).ok()) << host_.problem().what();
    EXPECT_EQ(Facts(), whole) << limit;
    EXPECT_GE(DataRequests().size(), 240u / static_cast<unsigned>(limit)) << limit;
  }
}

TEST_F(ServiceTest, SplitsFurtherWhenTheServiceCountsOtherwise) {
  ASSERT_TRUE(Read(kPeople).ok());
  const auto whole = Facts();
  for (const int status : {403, 400}) {
    server_.Control({{"true_max_data_cells", 3}, {"too_many_cells_status", status}, {"max_calls", 1000}});
    ASSERT_TRUE(Read(kPeople).ok()) << host_.problem().what();
    EXPECT_EQ(Facts(), whole) << status;
  }
}

TEST_F(ServiceTest, SaysSoWhenNotEvenOneCellIsAllowed) {
  server_.Control({{"true_max_data_cells", 0.5}, {"max_calls", 1000}});
  const Status status = Read(kPeople);
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_LT(DataRequests().size(), 10u);
}

TEST_F(ServiceTest, PostsWhatDoesNotFitInAnAddress) {
  ASSERT_TRUE(Read(R"([{"id":"90001","selection":{"Enhet":["*"]}}])").ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 60u);
  EXPECT_EQ(
      Find("Enhet=enhet-med-en-kode-saa-lang-at-adressen-blir-for-lang-059/2025U01").fact().statistic().value_micros(),
      60000000);
  EXPECT_EQ(Find("-000/2025U01").fact().statistic().period_start(), "2024-12-30");
  const auto requests = DataRequests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].rfind("POST ", 0), 0u);
}

TEST_F(ServiceTest, EncodesAPlusInAnAddressAndPostsAComma) {
  ASSERT_TRUE(Read(R"([{"id":"13615","selection":{"Produkter":["04+05"]}}])").ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 4u);
  EXPECT_NE(DataRequests().at(0).find("=04%2b05&"), std::string::npos);
  ASSERT_TRUE(Read(R"([{"id":"13615","selection":{"Produkter":["01.4,02"]}}])").ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 4u);
  EXPECT_EQ(DataRequests().at(0).rfind("POST ", 0), 0u);
}

TEST_F(ServiceTest, JoinsMergedMunicipalitiesByACodelist) {
  ASSERT_TRUE(
      Read(R"([{"id":"07459","selection":{"Region":["K-5006"],"Alder":["080"]},"codelists":{"Region":"agg_KommSummer"},
                        "output_values":{"Region":"aggregated"}}])")
          .ok())
      << host_.problem().what();
  EXPECT_EQ(Figures(), (std::map<std::string, std::string>{
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=K-5006/2017", "162000000"},
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=K-5006/2021", "169000000"},
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=K-5006/2022", "174000000"},
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=K-5006/2023", "179000000"},
                           {"ssb/07459/Alder=080;ContentsCode=Personer1;Region=K-5006/2024", "184000000"}}));
  EXPECT_EQ(Find("K-5006/2017").fact().unit_codes(0).code(), "5006");
  EXPECT_EQ(Find("K-5006/2017").fact().statistic().region_code(), "K-5006");
  const auto requests = DataRequests();
  EXPECT_NE(requests.at(0).find("codelist%5bRegion%5d=agg_KommSummer"), std::string::npos);
  EXPECT_NE(requests.at(0).find("outputValues%5bRegion%5d=aggregated"), std::string::npos);
}

TEST_F(ServiceTest, ExplainsASymbolInTheTablesOwnWords) {
  ASSERT_TRUE(Read(R"([{"id":"07459","selection":{"Region":["1702"],"Tid":["2024"]}}])").ok());
  EXPECT_EQ(Find("Region=1702/2024").fact().statistic().status_meaning(), "Kommunen fantes ikke dette året.");
}

TEST_F(ServiceTest, ReadsSparseAnswersAsTheSameFacts) {
  ASSERT_TRUE(Read(kProducts).ok());
  const auto dense = Facts();
  server_.Control({{"sparse", true}});
  ASSERT_TRUE(Read(kProducts).ok());
  EXPECT_EQ(Facts(), dense);
}

}  // namespace
}  // namespace helhet::ssb
