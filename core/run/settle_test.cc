#include "core/run/settle.h"

#include <gtest/gtest.h>

#include "core/configuration/documents.h"
#include "core/run/batch_writer.h"
#include "core/run/remap.h"
#include "core/store/testing/test_database.h"

namespace helhet::run {
namespace {

// One invoice from two connectors, `ehf` and `portal`.
class SettleTest : public testing::TestWithParam<store::Backend> {
 protected:
  SettleTest() {
    model::v1::Unit unit;
    unit.set_unit_id("a");
    auto* code = unit.add_codes();
    code->set_scheme("buyer_reference");
    code->set_code("100");
    Save("unit", "a", unit);
    State("ehf", 1);
    State("portal", 2);
    EXPECT_TRUE(RemapIfCodesChanged(store_).ok());
  }
  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    EXPECT_TRUE(configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1).ok());
  }
  void State(const std::string& connector_id, int precedence) {
    model::v1::Connector connector;
    connector.set_connector_id(connector_id);
    connector.set_precedence(precedence);
    Save("connector", connector_id, connector);
  }
  void Read(const std::string& connector_id, int64_t amount_minor, int64_t source_time_us = 1) {
    plugin::v1::Batch batch;
    auto* record = batch.add_records();
    record->set_stream("invoices");
    record->set_natural_key("1");
    record->set_business_key("invoice/1");
    record->set_source_time_us(source_time_us);
    auto* code = record->mutable_fact()->add_unit_codes();
    code->set_scheme("buyer_reference");
    code->set_code("100");
    auto* flag = record->mutable_fact()->add_flags();
    flag->set_rule("BR-01");
    flag->set_what("no order");
    record->mutable_fact()->mutable_invoice()->set_issue_date("2023-04-05");
    record->mutable_fact()->mutable_invoice()->set_tax_exclusive_amount_minor(amount_minor);
    const auto units = configuration::LoadUnitTree(store_);
    EXPECT_TRUE(store_.InTransaction([&] {
      const BatchTarget target{connector_id, "run-1", *LoadPrecedence(store_)};
      return BatchWriter(store_, target).Write(MapBatch(batch, {&*units, {}}), batch).status();
    }).ok());
  }
  std::string Text(const std::string& sql) {
    std::string all;
    EXPECT_TRUE(store_.Query(sql, {}, [&](const store::Row& row) {
      all += (all.empty() ? "" : " | ") + store::AsText(row[0]);
      return OkStatus();
    }).ok());
    return all;
  }
  std::string Counted() {
    return Text("SELECT f.connector_id FROM fact f JOIN fact_invoice i ON i.municipality_id = f.municipality_id AND i.fact_id = f.fact_id "
                "WHERE f.municipality_id = $1 AND i.counted = 1");
  }
  std::string Disagreeing() {
    return Text("SELECT connector_id FROM fact WHERE municipality_id = $1 AND flags LIKE '%business_document_disagrees%' ORDER BY 1");
  }
  std::string Dirty() { return Text("SELECT kind || ' ' || unit_id || ' ' || month FROM dirty WHERE municipality_id = $1"); }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
};

TEST_P(SettleTest, AChangedPrecedenceSettlesWhatIsStored) {
  Read("ehf", 100);
  Read("portal", 101);
  EXPECT_EQ(Counted(), "ehf");
  EXPECT_EQ(Disagreeing(), "portal");
  ASSERT_TRUE(store_.Execute("DELETE FROM dirty WHERE municipality_id = $1").ok());
  State("ehf", 3);
  ASSERT_TRUE(RemapIfCodesChanged(store_).ok());
  EXPECT_EQ(Counted(), "portal");
  EXPECT_EQ(Disagreeing(), "ehf");
  EXPECT_EQ(Dirty(), "invoice a 2023-04");
}

TEST_P(SettleTest, NothingIsMarkedWhenTheSameOneStillCounts) {
  Read("ehf", 100);
  Read("portal", 101);
  ASSERT_TRUE(store_.Execute("DELETE FROM dirty WHERE municipality_id = $1").ok());
  State("portal", 7);
  ASSERT_TRUE(RemapIfCodesChanged(store_).ok());
  EXPECT_EQ(Counted(), "ehf");
  EXPECT_EQ(Dirty(), "");
}

TEST_P(SettleTest, TheFlagOfDisagreementGoesWhenTheyAgree) {
  Read("ehf", 100);
  Read("portal", 101);
  EXPECT_EQ(Disagreeing(), "portal");
  Read("ehf", 101, 2);  // corrected where it counts: the other one's row is not written again
  EXPECT_EQ(Disagreeing(), "");
  EXPECT_EQ(Text("SELECT flags FROM fact WHERE municipality_id = $1 AND connector_id = 'portal'"), "BR-01 : no order") << "other flags stay";
}

INSTANTIATE_TEST_SUITE_P(Stores, SettleTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
