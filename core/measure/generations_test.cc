#include "core/measure/generations.h"

#include <gtest/gtest.h>

#include "core/measure/limits.h"
#include "core/measure/testing/measure_store_test.h"

namespace helhet::measure {
namespace {

class GenerationsTest : public MeasureStoreTest {
 protected:
  // More places than one transaction builds, one invoice of 100 øre in each.
  void AddManyPlaces() {
    std::vector<std::pair<model::v1::Fact, std::string>> facts;
    for (int i = 0; i < kPlaces; ++i) facts.emplace_back(Invoice("2023-04-01", 100), UnitAt(i));
    book_.AddAll(facts);
  }
  static std::string UnitAt(int i) { return "unit" + std::to_string(1000 + i); }

  // A definition whose one term is twice what the first version gives.
  static model::v1::Measure Changed() {
    model::v1::Measure measure = MeasureOf(kShare);
    measure.mutable_terms(0)->set_filter("order_reference_status = none");
    return measure;
  }
  bool BuildOnce() {
    DefinitionCache definitions;
    const auto found = BuildChunk(store_, {1, "build"}, definitions, built_);
    EXPECT_TRUE(found.ok()) << found.status().message();
    return found.ok() && *found;
  }
  std::vector<Status> RedefineAll() {
    std::vector<Status> problems;
    const Status status = Redefine(store_, problems);
    EXPECT_TRUE(status.ok()) << status.message();
    return problems;
  }

  static constexpr int kPlaces = static_cast<int>(limits::kChunkCells) + 100;
  Recomputed built_;
};

TEST_P(GenerationsTest, OldOneShowsUntilTheNewIsComplete) {
  book_.Define(MeasureOf(kShare));
  AddManyPlaces();
  RecomputeAll();
  EXPECT_EQ(Cell(UnitAt(0), "2023-04"), "[0,100] r1 +0");
  book_.Define(Changed());
  RedefineAll();
  ASSERT_TRUE(BuildOnce());
  EXPECT_EQ(built_.written, static_cast<int64_t>(limits::kChunkCells));
  EXPECT_EQ(Cell(UnitAt(0), "2023-04"), "[0,100] r1 +0");
  EXPECT_EQ(State().definition_version, 1);
  while (BuildOnce()) {
  }
  EXPECT_EQ(Cell(UnitAt(0), "2023-04"), "[100,100] r1 +0");
  EXPECT_EQ(Cell(UnitAt(kPlaces - 1), "2023-04"), "[100,100] r1 +0");
  EXPECT_EQ(State().definition_version, 2);
  EXPECT_FALSE(State().is_building());
  EXPECT_EQ(book_.Number("SELECT COUNT(*) FROM cell WHERE municipality_id = $1"), kPlaces) << "cells of the old one are gone";
  EXPECT_EQ(Observations(), 2 * kPlaces) << "observations of the old one stay";
}

TEST_P(GenerationsTest, GoesOnWhereItStopped) {
  book_.Define(MeasureOf(kShare));
  AddManyPlaces();
  RedefineAll();
  ASSERT_TRUE(BuildOnce());
  // The hub stops here and starts again: on another connection, with nothing in memory.
  connection_ = database_.Connect();
  store::TenantStore store(*connection_, "5037");
  const Recomputed after = Checked(Recompute(store, {2, "after"}));
  // Once by building the rest, and once by the marks of the invoices themselves.
  EXPECT_EQ(after.examined, kPlaces - static_cast<int>(limits::kChunkCells) + kPlaces);
  EXPECT_EQ(after.written, kPlaces - static_cast<int>(limits::kChunkCells));
}

TEST_P(GenerationsTest, MarksCountForBothWhileBuilding) {
  book_.Define(MeasureOf(kShare));
  AddManyPlaces();
  RecomputeAll();
  book_.Define(Changed());
  RedefineAll();
  ASSERT_TRUE(BuildOnce());
  book_.Add(Invoice("2023-04-02", 7), UnitAt(0));            // where it has been built
  book_.Add(Invoice("2023-04-02", 7), UnitAt(kPlaces - 1));  // where it has not
  const Recomputed drained = DrainAll();
  EXPECT_EQ(drained.marks, 2);
  EXPECT_EQ(drained.examined, 3) << "two cells that show, and the one of the new generation that is there";
  EXPECT_EQ(Cell(UnitAt(0), "2023-04"), "[0,107] r2 +0");
  while (BuildOnce()) {
  }
  EXPECT_EQ(Cell(UnitAt(0), "2023-04"), "[107,107] r2 +0");
  EXPECT_EQ(Cell(UnitAt(kPlaces - 1), "2023-04"), "[107,107] r1 +0");
}

TEST_P(GenerationsTest, LongCellsAreMarkedByTheirFirstMonth) {
  // The builder has met January, and so has computed the year. An invoice of December goes while it builds
  // on, and leaves no place for the builder to meet.
  model::v1::Measure yearly = MeasureOf(kShare);
  yearly.set_grain(model::v1::PERIOD_YEAR);
  book_.Define(yearly);
  book_.Add(Invoice("2023-01-01", 5), UnitAt(0));
  const int64_t december = book_.Add(Invoice("2023-12-01", 7), UnitAt(0));
  DrainAll();  // the marks of adding them
  RedefineAll();
  ASSERT_TRUE(BuildOnce());
  MeasureState halfway = State();
  halfway.built_to = {UnitAt(0), "2023-01"};
  ASSERT_TRUE(SaveState(store_, halfway).ok());
  book_.Remove(december);
  DrainAll();
  while (BuildOnce()) {
  }
  EXPECT_EQ(Cell(UnitAt(0), "2023"), "[0,5] r2 +0");
}

TEST_P(GenerationsTest, AVersionBetweenIsAbandoned) {
  book_.Define(MeasureOf(kShare));
  AddManyPlaces();
  RedefineAll();
  ASSERT_TRUE(BuildOnce());
  book_.Define(Changed());
  RecomputeAll();
  EXPECT_EQ(State().definition_version, 2);
  EXPECT_EQ(Cell(UnitAt(0), "2023-04"), "[100,100] r1 +0");
  EXPECT_EQ(book_.Number("SELECT COUNT(*) FROM cell WHERE municipality_id = $1"), kPlaces);
}

TEST_P(GenerationsTest, ChangeOfWordsOrFormulaCostsNoCells) {
  book_.Define(MeasureOf(kShare));
  AddManyPlaces();
  RecomputeAll();
  model::v1::Measure reworded = MeasureOf(kShare);
  reworded.set_title("Andel");
  reworded.mutable_terms(0)->set_title("Med ordre");
  reworded.set_formula("with_order / total");
  book_.Define(reworded);
  EXPECT_EQ(RecomputeAll().examined, 0);
  EXPECT_EQ(State().definition_version, 2);
  EXPECT_EQ(State().generation, 1);
  // Half built, the rest is built under the new words.
  book_.Define(Changed());
  RedefineAll();
  ASSERT_TRUE(BuildOnce());
  model::v1::Measure changed = Changed();
  changed.set_title("Andel");
  book_.Define(changed);
  EXPECT_EQ(RecomputeAll().examined, kPlaces - static_cast<int>(limits::kChunkCells));
  EXPECT_EQ(State().definition_version, 4);
  EXPECT_EQ(State().generation, 2);
}

TEST_P(GenerationsTest, AMeasureThatIsGoneIsForgottenAndCanComeBack) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-04-01", 300), "a");
  RecomputeAll();
  book_.Undefine("share");
  RecomputeAll();
  EXPECT_EQ(book_.Number("SELECT COUNT(*) FROM cell WHERE municipality_id = $1"), 0);
  EXPECT_EQ(Observations(), 1);
  book_.Define(MeasureOf(kShare));
  RecomputeAll();
  EXPECT_EQ(Cell("a", "2023-04"), "[0,300] r1 +0");
  EXPECT_EQ(Observations(), 2);
}

TEST_P(GenerationsTest, DefinitionThatCannotBeReadLeavesTheOldOne) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-04-01", 300), "a");
  RecomputeAll();
  model::v1::Measure broken = MeasureOf(kShare);
  broken.mutable_terms(0)->set_filter("no_such_field = 1");
  book_.Define(broken);
  const std::vector<Status> problems = RedefineAll();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].setting(), "terms[0].filter");
  book_.Add(Invoice("2023-04-01", 5), "a");
  EXPECT_EQ(RecomputeAll().problems.size(), 1u);
  EXPECT_EQ(Cell("a", "2023-04"), "[0,305] r2 +0");
}

TEST_P(GenerationsTest, MeasuresDefinedTogetherAreBuiltTogether) {
  AddManyPlaces();
  DrainAll();
  for (int i = 0; i < 5; ++i) {
    model::v1::Measure measure = MeasureOf(kShare);
    measure.set_measure_id("share" + std::to_string(i));
    book_.Define(measure);
  }
  RedefineAll();
  int chunks = 0;
  while (BuildOnce()) ++chunks;
  EXPECT_EQ(chunks, 3) << "two with cells and one that lets them show";
  EXPECT_EQ(built_.written, 5 * kPlaces);
}

INSTANTIATE_TEST_SUITE_P(Stores, GenerationsTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
