// One invoice that two real connectors bring, each from its own source and format: it is one document, and counts once.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/configuration/documents.h"
#include "core/measure/series.h"
#include "core/run/remap.h"
#include "core/security/testing/temporary_folder.h"
#include "core/store/testing/test_database.h"
#include "tests/support/test_hub.h"

namespace helhet::testing {
namespace {

namespace fs = std::filesystem;

model::v1::Connector Instance(const std::string& plugin, const std::string& settings_json) {
  model::v1::Connector connector;
  connector.set_connector_id(plugin);
  connector.set_plugin(plugin);
  connector.set_settings_json(settings_json);
  return connector;
}

class TwoConnectorsTest : public ::testing::TestWithParam<store::Backend> {
 protected:
  TwoConnectorsTest() {
    auto hub = TestHub::Start(database_.factory(), folder_ / "run");
    EXPECT_TRUE(hub.ok()) << hub.status().message();
    hub_ = *std::move(hub);
    EXPECT_TRUE(hub_->StateOrganisation().ok());
    // The unit that the invoice's buyer reference means.
    api::v1::MapCodeRequest code;
    code.set_scheme("buyer_reference");
    code.set_code("500123");
    code.set_unit_id("a");
    EXPECT_TRUE(run::MapCode(hub_->store(), code, 1).ok());
    for (const char* name : {"ehf", "tabular"}) fs::create_directories(folder_ / name);
    fs::copy_file(fs::path(HELHET_SOURCE_DIR) / "plugins/ehf/tests/cases/bis3_invoice/input.xml", folder_ / "ehf" / "17.xml");
  }

  // The export of a system that has got the same invoice, and knows less of it.
  void Export(const std::string& number) {
    std::ofstream(folder_ / "tabular" / (fs::path(number).filename().string() + ".csv"))
        << "Fakturanr;Fakturadato;Org.nr;Referanse;Ordre;Beløp\n" << number << ";03.04.2023;991 825 827;500123;IO-1042;374,90\n";
  }
  int64_t Inserted(const model::v1::Connector& connector) {
    const auto run = hub_->Run(connector);
    EXPECT_TRUE(run.ok()) << run.status().message();
    EXPECT_EQ(run->state, "succeeded") << run->problem.message();
    EXPECT_EQ(run->counters.refused, 0);
    return run->counters.inserted;
  }
  int64_t InsertedFromEhf() { return Inserted(Instance("ehf", R"({"folder": ")" + (folder_ / "ehf").string() + R"("})")); }
  int64_t InsertedFromTable() {
    return Inserted(Instance("tabular", R"({"folder": ")" + (folder_ / "tabular").string() + R"(", "kind": "invoice", "fields": {
        "type": {"value": "invoice"}, "number": {"column": "Fakturanr", "required": true}, "issue_date": {"column": "Fakturadato", "required": true},
        "supplier_organisation_number": {"column": "Org.nr", "required": true}, "order_reference": {"column": "Ordre"},
        "currency_code": {"value": "NOK"}, "tax_exclusive_amount_minor": {"column": "Beløp"}},
        "unit_codes": [{"scheme": "buyer_reference", "column": "Referanse"}]})"));
  }
  // The terms of both measures for the unit and the whole.
  std::string Figures() {
    const auto units = *configuration::LoadUnitTree(hub_->store());
    std::string told;
    for (const char* measure : {"share-amount", "share-count"}) {
      const auto series = measure::ReadSeries(hub_->store(), units, {measure, {"topp", "a"}, {"2023-04"}});
      EXPECT_TRUE(series.ok()) << series.status().message();
      for (const auto& figure : series->figures) {
        told += std::string(measure) + " " + figure.observation.unit_id() + ":";
        for (const auto& term : figure.observation.terms()) told += " " + std::to_string(term.value());
        told += " r" + std::to_string(figure.observation.revision()) + "\n";
      }
    }
    return told;
  }
  std::string Text(const std::string& sql) {
    const auto row = hub_->store().QueryOne(sql);
    EXPECT_TRUE(row.ok()) << row.status().message();
    return store::AsText((*row)[0]);
  }
  int64_t Number(const std::string& sql) { return store::AsInteger((*hub_->store().QueryOne(sql))[0]); }

  security::TemporaryFolder folder_;
  store::TestDatabase database_{GetParam()};
  std::unique_ptr<TestHub> hub_;
};

TEST_P(TwoConnectorsTest, AnInvoiceFromBothIsOneDocumentAndChangesNoMeasure) {
  Export("F-2023/17");
  EXPECT_EQ(InsertedFromEhf(), 1);
  const std::string before = Figures();
  EXPECT_NE(before.find("share-amount a: 37490 37490 "), std::string::npos) << before;
  EXPECT_EQ(InsertedFromTable(), 1);
  EXPECT_EQ(Figures(), before);
  EXPECT_EQ(Number("SELECT count(*) FROM fact WHERE municipality_id = $1"), 2) << "what each source said is kept";
  EXPECT_EQ(Number("SELECT count(DISTINCT business_key) FROM fact WHERE municipality_id = $1"), 1);
  EXPECT_EQ(Text("SELECT min(business_key) FROM fact WHERE municipality_id = $1"), "invoice/991825827/F-2023/17/2023-04-03");
  EXPECT_EQ(Number("SELECT count(*) FROM fact_invoice WHERE municipality_id = $1 AND counted = 1"), 1);
}

TEST_P(TwoConnectorsTest, AnInvoiceThatOnlyOneHasCountsBesideIt) {
  Export("F-2023/18");
  EXPECT_EQ(InsertedFromEhf(), 1);
  EXPECT_EQ(InsertedFromTable(), 1);
  EXPECT_NE(Figures().find("share-amount a: 74980 74980 "), std::string::npos) << Figures();
}

INSTANTIATE_TEST_SUITE_P(Stores, TwoConnectorsTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::testing
