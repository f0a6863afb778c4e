// What it costs, in cells, that facts stand.
#include "core/measure/limits.h"
#include "core/measure/testing/standing_store_test.h"
#include "core/measure/touched_cells.h"

namespace helhet::measure {
namespace {

class StandingCostTest : public StandingStoreTest {};

TEST_P(StandingCostTest, ManyFactsOfOneRunCostThePeriodsOfTheirUnitOnce) {
  book_.Define(MeasureOf(kValid));
  On("2023-11-14");
  std::vector<std::pair<model::v1::Fact, std::string>> agreements;
  for (int i = 0; i < 1000; ++i) {
    const std::string month = std::to_string(1 + i % 12);
    agreements.emplace_back(Agreement(std::to_string(2019 + i % 4) + (month.size() < 2 ? "-0" : "-") + month + "-15", ""), "a");
  }
  book_.AddAll(agreements);
  EXPECT_EQ(On("2023-11-14").examined, 59) << "2019-01 to 2023-11";
  EXPECT_EQ(Valid("2023-11"), "[1000] r1 +0");
  book_.Add(Agreement("2023-09-02", ""), "a");
  EXPECT_EQ(On("2023-11-14").examined, 3) << "September to November";
}

TEST_P(StandingCostTest, ATransactionHoldsABoundedNumberOfCells) {
  book_.Define(MeasureOf(kValid));
  On("2023-11-14");
  std::vector<std::pair<model::v1::Fact, std::string>> agreements;
  for (int i = 0; i < 12; ++i) agreements.emplace_back(Agreement("2019-01-15", ""), "unit-" + std::to_string(i));
  book_.AddAll(agreements);
  EXPECT_EQ(On("2023-11-14").examined, 12 * 59);
  EXPECT_EQ(Valid("2023-11", "unit-11"), "[1] r1 +0");
}

TEST_P(StandingCostTest, WhatIsSeenCostsOneCellForEachUnit) {
  book_.Define(MeasureOf(kDocuments));
  On("2023-11-14");
  for (const char* revised : {"2003-01-01", "2013-01-01", "", "2023-01-01"}) book_.Add(Document(revised, ""), "a");
  EXPECT_EQ(On("2023-11-14").examined, 1);
  EXPECT_EQ(On("2023-11-15").examined, 1);
}

TEST(TouchedCellsTest, MarksOfOneUnitStayTogetherAndNoMoreAreTakenThanFit) {
  const auto definition = std::make_shared<const Definition>(*Definition::Compile(MeasureOf(kValid)));
  std::vector<Mark> marks;
  for (const char* unit : {"a", "b", "c", "d", "e", "f"}) {
    for (const char* month : {"2019-01", "2019-02", "2023-11"}) marks.push_back({"agreement", unit, month, 1});
  }
  EXPECT_EQ(MarksThatFit(marks, {definition}, "2023-11-14"), 4u * 3) << "59 months of each unit";
  EXPECT_EQ(MarksThatFit(marks, {definition}, "2019-02-10"), marks.size());
  EXPECT_EQ(MarksThatFit({marks[0]}, {definition}, "2099-01-01"), 1u) << "one unit is taken however much it has";
  EXPECT_EQ(MarksThatFit(marks, {}, "2023-11-14"), marks.size());
}

TEST_P(StandingCostTest, AGenerationThatWasBegunOnAnotherDayIsOfToday) {
  for (int i = 0; i < 5; ++i) book_.Add(Agreement("2019-01-01", "2023-12-05"), "unit-" + std::to_string(i));
  Checked(Drain(store_, {At("2023-11-14"), "run"}));
  book_.Define(MeasureOf(kValid));
  std::vector<Status> problems;
  ASSERT_TRUE(Redefine(store_, problems).ok());
  DefinitionCache definitions;
  Recomputed built;
  ASSERT_TRUE(*BuildChunk(store_, {At("2023-11-14"), "run"}, definitions, built));
  EXPECT_EQ(built.examined, static_cast<int64_t>(limits::kChunkCells));
  On("2023-12-24");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(Valid("2023-11", "unit-" + std::to_string(i)).substr(0, 3), "[1]");
    EXPECT_EQ(Valid("2023-12", "unit-" + std::to_string(i)).substr(0, 3), "[0]");
  }
}

TEST_P(StandingCostTest, ADayConcernsNoUnitsButThoseOfStandingKinds) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-05-01", 100), "a");
  book_.Add(Agreement("2023-01-01", ""), "a");
  On("2023-05-20");
  EXPECT_EQ(On("2023-05-21").marks, 0) << "no measure stands";
  book_.Define(MeasureOf(kValid));
  On("2023-05-21");
  EXPECT_EQ(On("2023-05-22").marks, 1) << "invoices happen, and are not looked at anew";
}

INSTANTIATE_TEST_SUITE_P(Stores, StandingCostTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
