#include "core/hub/consequences.h"

#include <gtest/gtest.h>

#include "core/configuration/documents.h"
#include "core/run/batch_writer.h"
#include "core/run/remap.h"
#include "core/store/testing/test_database.h"

namespace helhet::hub {
namespace {

// A unit, a measure that counts invoices, and one invoice whose code means nothing yet.
class ConsequencesTest : public testing::TestWithParam<store::Backend> {
 protected:
  ConsequencesTest() {
    model::v1::Measure measure;
    measure.set_measure_id("invoices");
    measure.set_formula("n");
    auto* term = measure.add_terms();
    term->set_name("n");
    term->set_facts("invoice");
    term->set_aggregate(model::v1::AGGREGATE_COUNT);
    Save("measure", "invoices", measure);
    StateUnit("");
    plugin::v1::Batch batch;
    auto* record = batch.add_records();
    record->set_stream("invoices");
    record->set_natural_key("1");
    auto* code = record->mutable_fact()->add_unit_codes();
    code->set_scheme("buyer_reference");
    code->set_code("100");
    record->mutable_fact()->mutable_invoice()->set_issue_date("2023-04-05");
    const auto units = configuration::LoadUnitTree(store_);
    EXPECT_TRUE(store_.InTransaction([&] {
      return run::BatchWriter(store_, {"ehf", "run-1"}).Write(run::MapBatch(batch, {&*units, {}}), batch).status();
    }).ok());
  }
  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    EXPECT_TRUE(store_.InTransaction([&] {
      return configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1).status();
    }).ok());
  }
  void StateUnit(const std::string& code) {
    model::v1::Unit unit;
    unit.set_unit_id("a");
    if (!code.empty()) {
      unit.add_codes()->set_scheme("buyer_reference");
      unit.mutable_codes(0)->set_code(code);
    }
    Save("unit", "a", unit);
  }
  int64_t CatchUpNow() {
    const auto changed = CatchUp(store_, "", 2);
    EXPECT_TRUE(changed.ok()) << changed.status().message();
    return changed.ok() ? *changed : -1;
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
};

INSTANTIATE_TEST_SUITE_P(Stores, ConsequencesTest, store::BothBackends(), store::BackendName);

TEST_P(ConsequencesTest, AFactFindsItsUnitWhenSomebodyStatesItsCode) {
  CatchUpNow();
  EXPECT_EQ(CatchUpNow(), 0);
  StateUnit("100");
  EXPECT_EQ(CatchUpNow(), 1);
  EXPECT_EQ(CatchUpNow(), 0);
}

TEST_P(ConsequencesTest, AFactLosesItsUnitWhenTheCodeIsTakenBack) {
  StateUnit("100");
  EXPECT_EQ(CatchUpNow(), 1);
  StateUnit("200");
  EXPECT_EQ(CatchUpNow(), 1);
  const auto waiting = store_.QueryOne("SELECT count(*) FROM waiting_code WHERE municipality_id = $1");
  EXPECT_EQ(store::AsInteger((*waiting)[0]), 1);
}

TEST_P(ConsequencesTest, WhatAHubThatWasKilledLeftUndoneIsDoneAtTheNextStart) {
  CatchUpNow();
  StateUnit("100");  // and then nothing
  model::v1::Municipality municipality;
  municipality.set_municipality_id("5037");
  Save("municipality", "5037", municipality);
  EXPECT_TRUE(CatchUpAll(database_.factory(), 3).ok());
  EXPECT_EQ(*run::RemapIfCodesChanged(store_), 0);
  EXPECT_EQ(CatchUpNow(), 0);
}

TEST(CheckConnectorTest, SaysWhatSpeaksAgainstAConnectorBeforeItIsTried) {
  const plugin::PluginCatalogue nothing_installed({});
  model::v1::Connector connector;
  connector.set_plugin("ehf");
  EXPECT_EQ(CheckConnector(nothing_installed, connector).code(), StatusCode::kNotFound);
  connector.set_schedule("every now and then");
  EXPECT_EQ(CheckConnector(nothing_installed, connector).setting(), "schedule");
}

}  // namespace
}  // namespace helhet::hub
