#include "core/hub/day_change.h"

#include <gtest/gtest.h>

#include "core/configuration/documents.h"
#include "core/hub/consequences.h"
#include "core/model/calendar.h"
#include "core/run/batch_writer.h"
#include "core/store/testing/test_database.h"

namespace helhet::hub {
namespace {

int64_t At(const std::string& day) { return int64_t{*model::DaysBetween("1970-01-01", day)} * 86'400'000'000 + 43'200'000'000; }

// A municipality that counts its valid agreements, and one that ends on 20 May 2023.
class DayChangeTest : public testing::TestWithParam<store::Backend> {
 protected:
  DayChangeTest() {
    model::v1::Municipality municipality;
    municipality.set_municipality_id("5037");
    Save("municipality", "5037", municipality);
    model::v1::Unit unit;
    unit.set_unit_id("levanger");
    Save("unit", "levanger", unit);
    model::v1::Measure measure;
    measure.set_measure_id("valid");
    measure.set_formula("n");
    measure.set_kind(model::v1::MEASURE_KIND_STOCK);
    auto& term = *measure.add_terms();
    term.set_name("n");
    term.set_facts("agreement");
    term.set_aggregate(model::v1::AGGREGATE_COUNT);
    term.mutable_standing()->set_from_field("valid_from");
    term.mutable_standing()->set_until_field("valid_to");
    Save("measure", "valid", measure);
    plugin::v1::Batch batch;
    auto* record = batch.add_records();
    record->set_stream("agreements");
    record->set_natural_key("1");
    record->mutable_fact()->mutable_agreement()->set_valid_from("2023-01-01");
    record->mutable_fact()->mutable_agreement()->set_valid_to("2023-05-20");
    const auto units = configuration::LoadUnitTree(store_);
    EXPECT_TRUE(store_.InTransaction([&] {
      return run::BatchWriter(store_, {"register", "run-1", {}}).Write(run::MapBatch(batch, {&*units, {}}), batch).status();
    }).ok());
    EXPECT_TRUE(CatchUp(store_, "run-1", now_us_).ok());
  }
  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    EXPECT_TRUE(store_.InTransaction([&] {
      return configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1).status();
    }).ok());
  }
  std::string InMay() {
    const auto row = store_.QueryOne("SELECT terms FROM cell WHERE municipality_id = $1 AND measure_id = 'valid' AND period = '2023-05'");
    return row.ok() && !row->empty() ? store::AsText((*row)[0]) : "none";
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  int64_t now_us_ = At("2023-05-20");
};

INSTANTIATE_TEST_SUITE_P(Stores, DayChangeTest, store::BothBackends(), store::BackendName);

TEST_P(DayChangeTest, StocksAreLookedAtOnceForEachNewDay) {
  DayChange day_change(database_.factory(), [&] { return now_us_; });
  EXPECT_FALSE(day_change.Look()) << "it was caught up with at the start";
  EXPECT_EQ(InMay(), "[1]");
  now_us_ = At("2023-05-21");
  EXPECT_TRUE(day_change.Look());
  EXPECT_EQ(InMay(), "[0]");
  EXPECT_FALSE(day_change.Look());
  now_us_ = At("2023-05-20");
  EXPECT_FALSE(day_change.Look()) << "a clock that was set back";
}

TEST_P(DayChangeTest, ADayForWhichItFailedIsTriedAgain) {
  DayChange day_change(database_.factory(), [&] { return now_us_; });
  now_us_ = At("2023-05-21");
  ASSERT_TRUE(connection_->Script("ALTER TABLE dirty RENAME TO elsewhere").ok());
  EXPECT_FALSE(day_change.Look());
  ASSERT_TRUE(connection_->Script("ALTER TABLE elsewhere RENAME TO dirty").ok());
  EXPECT_TRUE(day_change.Look());
  EXPECT_EQ(InMay(), "[0]");
}

TEST_P(DayChangeTest, TheThreadEndsWithIt) {
  DayChange day_change(database_.factory(), [&] { return now_us_; });
  day_change.Start();
}

}  // namespace
}  // namespace helhet::hub
