#include "query.h"

#include <gtest/gtest.h>

namespace helhet::ssb {
namespace {

jsonstat::Dataset Metadata() {
  auto dataset =
      jsonstat::DecodeDataset(R"({"class":"dataset","role":{"time":["Tid"],"geo":["Region"],"metric":["ContentsCode"]},
    "id":["Region","Kjonn","Alder","ContentsCode","Tid"],"size":[3,2,2,1,4],"dimension":{
    "Region":{"category":{"index":["5037","5038","5053"]},"extension":{"elimination":true}},
    "Kjonn":{"category":{"index":["1","2"]},"extension":{"elimination":true}},
    "Alder":{"category":{"index":["080","105+"]},"extension":{"elimination":false}},
    "ContentsCode":{"category":{"index":["Personer1"]},"extension":{"elimination":false}},
    "Tid":{"category":{"index":["2021","2022","2023","2024"]},"extension":{"elimination":false}}}})");
  EXPECT_TRUE(dataset.ok()) << dataset.status().message();
  return std::move(*dataset);
}

TableSpec Spec() {
  TableSpec spec;
  spec.setting = "settings.tables.0";
  spec.id = "07459";
  spec.selection = {{"Region", {"5037", "5053"}}, {"Alder", {"*"}}};
  return spec;
}

DataQuery Query() {
  DataQuery query = *MakeQuery(Spec(), Metadata(), "");
  query.table_id = "07459";
  return query;
}

std::string Shown(const DataQuery& query) {
  std::string text;
  for (const auto& variable : query.variables) {
    text += (text.empty() ? "" : "|");
    for (const auto& code : variable.codes) text += code + " ";
  }
  return text;
}

TEST(MakeQuery, SelectsContentsAndTimeAndLeavesOutWhatMayVanish) {
  EXPECT_EQ(Shown(Query()), "5037 5053 |080 105+ |Personer1 |2021 2022 2023 2024 ");
  EXPECT_EQ(Query().cells(), 16u);
  EXPECT_EQ(Query().time, 3);
  EXPECT_EQ(Query().region, 0);
}

TEST(MakeQuery, LeavesOutPeriodsBeforeABackfill) {
  EXPECT_EQ(Shown(*MakeQuery(Spec(), Metadata(), "2022-07-01")), "5037 5053 |080 105+ |Personer1 |2023 2024 ");
}

TEST(MakeQuery, SaysWhatIsWrongAndWhere) {
  TableSpec spec = Spec();
  spec.selection.erase("Alder");
  EXPECT_EQ(MakeQuery(spec, Metadata(), "").status().message(),
            "table 07459: cannot do without the variable 'Alder': select codes of it");
  spec = Spec();
  spec.selection["Sivilstand"] = {"*"};
  EXPECT_EQ(MakeQuery(spec, Metadata(), "").status().message(), "table 07459: has no variable 'Sivilstand'");
  spec = Spec();
  spec.selection["Region"] = {"5099"};
  const Status status = MakeQuery(spec, Metadata(), "").status();
  EXPECT_EQ(status.message(), "table 07459: variable 'Region': '5099' is no code of it");
  EXPECT_EQ(status.setting(), "settings.tables.0.selection.Region");
}

TEST(Split, SplitsTimeThenRegionThenTheLongest) {
  EXPECT_EQ(Split(Query(), 16).size(), 1u);
  const auto by_time = Split(Query(), 12);
  ASSERT_EQ(by_time.size(), 2u);
  EXPECT_EQ(Shown(by_time[0]), "5037 5053 |080 105+ |Personer1 |2021 2022 2023 ");
  EXPECT_EQ(Shown(by_time[1]), "5037 5053 |080 105+ |Personer1 |2024 ");
  const auto by_region = Split(Query(), 2);
  ASSERT_EQ(by_region.size(), 8u);
  EXPECT_EQ(Shown(by_region[1]), "5053 |080 105+ |Personer1 |2021 ");
  const auto single = Split(Query(), 1);
  ASSERT_EQ(single.size(), 16u);
  EXPECT_EQ(Shown(single[15]), "5053 |105+ |Personer1 |2024 ");
}

TEST(Split, KeepsEveryPartWithinTheLimitAndTheWholeTogether) {
  for (uint64_t limit = 1; limit <= 17; ++limit) {
    uint64_t cells = 0;
    for (const DataQuery& part : Split(Query(), limit)) {
      EXPECT_LE(part.cells(), limit);
      cells += part.cells();
    }
    EXPECT_EQ(cells, 16u) << limit;
  }
}

TEST(Addresses, EncodeWhatAnAddressCannotHold) {
  DataQuery query = Query();
  query.variables[0].codelist = "agg_KommSummer";
  query.variables[0].output_values = "aggregated";
  EXPECT_EQ(GetAddress("https://h/v2", query, "no"),
            "https://h/v2/tables/07459/data?lang=no&outputFormat=json-stat2&outputValues%5bRegion%5d=aggregated"
            "&valueCodes%5bRegion%5d=5037,5053&codelist%5bRegion%5d=agg_KommSummer&valueCodes%5bAlder%5d=080,105%2b"
            "&valueCodes%5bContentsCode%5d=Personer1&valueCodes%5bTid%5d=2021,2022,2023,2024");
  EXPECT_EQ(PostAddress("https://h/v2", query, "no"),
            "https://h/v2/tables/07459/data?lang=no&outputFormat=json-stat2&outputValues%5bRegion%5d=aggregated");
  EXPECT_EQ(
      PostBody(query),
      R"({"selection":[{"variableCode":"Region","codelist":"agg_KommSummer","valueCodes":["5037","5053"]},)"
      R"({"variableCode":"Alder","valueCodes":["080","105+"]},{"variableCode":"ContentsCode","valueCodes":["Personer1"]},)"
      R"({"variableCode":"Tid","valueCodes":["2021","2022","2023","2024"]}]})");
}

TEST(NeedsPost, AboveTheLengthLimitAndForCodesWithAComma) {
  DataQuery query = Query();
  EXPECT_FALSE(NeedsPost(std::string(2000, 'x'), query));
  EXPECT_TRUE(NeedsPost(std::string(2001, 'x'), query));
  query.variables[1].codes = {"01.4,02,03.1"};
  EXPECT_TRUE(NeedsPost("short", query));
}

}  // namespace
}  // namespace helhet::ssb
