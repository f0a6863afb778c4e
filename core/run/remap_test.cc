#include "core/run/remap.h"

#include <gtest/gtest.h>

#include "core/configuration/documents.h"
#include "core/run/batch_writer.h"
#include "core/store/testing/test_database.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;

class RemapTest : public testing::TestWithParam<store::Backend> {
 protected:
  RemapTest() {
    for (const char* id : {"a", "b"}) {
      model::v1::Unit unit;
      unit.set_unit_id(id);
      EXPECT_TRUE(configuration::SaveDocument(store_, "unit", id, configuration::ToJson(unit), "", 1).ok());
    }
    plugin::v1::Batch batch;
    for (const char* code : {"100", "100", "200"}) {
      auto* record = batch.add_records();
      record->set_stream("invoices");
      record->set_natural_key("invoice/" + std::to_string(batch.records_size()));
      auto* unit_code = record->mutable_fact()->add_unit_codes();
      unit_code->set_scheme("buyer_reference");
      unit_code->set_code(code);
      record->mutable_fact()->mutable_invoice()->set_issue_date("2023-04-05");
    }
    const model::UnitTree nothing;
    const BatchTarget target{"ehf", "run-1", {}};
    EXPECT_TRUE(store_.InTransaction([&] { return BatchWriter(store_, target).Write(MapBatch(batch, {&nothing, {}}), batch).status(); }).ok());
  }

  Result<int64_t> Map(const std::string& code, const std::string& unit_id) {
    api::v1::MapCodeRequest request;
    request.set_scheme("buyer_reference");
    request.set_code(code);
    request.set_unit_id(unit_id);
    return MapCode(store_, request, 2);
  }
  int64_t Number(const std::string& sql) {
    auto row = store_.QueryOne(sql);
    EXPECT_TRUE(row.ok()) << row.status().message();
    return AsInteger((*row)[0]);
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
};

TEST_P(RemapTest, ListsTheCodesThatFactsWaitForWithHowMany) {
  auto codes = ListUnmappedCodes(store_, 1, 0);
  ASSERT_TRUE(codes.ok()) << codes.status().message();
  ASSERT_EQ(codes->codes_size(), 1);
  EXPECT_EQ(codes->codes(0).code(), "100");
  EXPECT_EQ(codes->codes(0).facts(), 2);
  EXPECT_EQ(codes->waiting_facts(), 3);
  auto rest = ListUnmappedCodes(store_, 1, std::stoll(codes->next_page_token()));
  ASSERT_EQ(rest->codes_size(), 1);
  EXPECT_EQ(rest->codes(0).code(), "200");
  EXPECT_EQ(rest->next_page_token(), "");
}

TEST_P(RemapTest, MappingACodeGivesItsFactsAUnitAndMarksTheirCells) {
  auto mapped = Map("100", "a");
  ASSERT_TRUE(mapped.ok()) << mapped.status().message();
  EXPECT_EQ(*mapped, 2);
  EXPECT_EQ(Number("SELECT count(*) FROM fact_invoice WHERE municipality_id = $1 AND unit_id = 'a'"), 2);
  EXPECT_EQ(Number("SELECT count(*) FROM dirty WHERE municipality_id = $1 AND unit_id = 'a' AND month = '2023-04'"), 1);
  EXPECT_EQ(Number("SELECT count(*) FROM waiting_code WHERE municipality_id = $1"), 1);
}

// Code 300 meant unit a to the end of 2023, and means b since.
TEST_P(RemapTest, ADocumentStandsWhereItsCodeMeansLastOrMeantWhenItWasWithdrawn) {
  model::v1::Unit a, b;
  const auto give = [](model::v1::Unit& unit, const std::string& id, const std::string& from, const std::string& to) {
    unit.set_unit_id(id);
    auto* code = unit.add_codes();
    code->set_scheme("archive_unit");
    code->set_code("300");
    code->set_valid_from(from);
    code->set_valid_to(to);
  };
  give(a, "a", "", "2023-12-31");
  give(b, "b", "2024-01-01", "");
  const auto units = *model::UnitTree::Make({a, b});
  plugin::v1::Batch batch;
  for (const char* withdrawn : {"", "2023-06-30"}) {
    auto* record = batch.add_records();
    record->set_stream("documents");
    record->set_natural_key(std::string("document withdrawn ") + withdrawn);
    auto* code = record->mutable_fact()->add_unit_codes();
    code->set_scheme("archive_unit");
    code->set_code("300");
    record->mutable_fact()->mutable_archive_document()->set_revision_date("2019-05-01");
    record->mutable_fact()->mutable_archive_document()->set_withdrawn_date(withdrawn);
  }
  const BatchTarget target{"archive", "run-1", {}};
  ASSERT_TRUE(store_.InTransaction([&] { return BatchWriter(store_, target).Write(MapBatch(batch, {&units, {}}), batch).status(); }).ok());
  const auto placed = [&](const std::string& unit, const std::string& withdrawn) {
    return Number("SELECT count(*) FROM fact_archive_document WHERE municipality_id = $1 AND unit_id = '" + unit + "' AND withdrawn_date = '" + withdrawn + "'");
  };
  EXPECT_EQ(placed("b", ""), 1);
  EXPECT_EQ(placed("a", "2023-06-30"), 1);
  const auto moved = RemapFacts(store_, units, /*all=*/true);
  ASSERT_TRUE(moved.ok()) << moved.status().message();
  EXPECT_EQ(*moved, 0) << "remapping goes by the same day";
}

TEST_P(RemapTest, RefusesACodeThatMeansAnotherUnit) {
  ASSERT_TRUE(Map("100", "a").ok());
  EXPECT_FALSE(Map("100", "b").ok());
  EXPECT_EQ(Number("SELECT count(*) FROM fact_invoice WHERE municipality_id = $1 AND unit_id = 'b'"), 0);
}

TEST_P(RemapTest, RefusesAUnitThatDoesNotExist) {
  EXPECT_EQ(Map("100", "c").status().code(), StatusCode::kNotFound);
}

TEST_P(RemapTest, RemappingEverythingMovesFactsWhoseCodesMeanAnotherUnitNow) {
  ASSERT_TRUE(Map("100", "a").ok());
  model::v1::Unit a, b;
  a.set_unit_id("a");
  b.set_unit_id("b");
  auto* code = b.add_codes();
  code->set_scheme("buyer_reference");
  code->set_code("100");
  const auto units = *model::UnitTree::Make({a, b});
  auto moved = RemapFacts(store_, units, /*all=*/true);
  ASSERT_TRUE(moved.ok()) << moved.status().message();
  EXPECT_EQ(*moved, 2);
  EXPECT_EQ(Number("SELECT count(*) FROM dirty WHERE municipality_id = $1"), 2) << "the unit that lost them and the one that got them";
  EXPECT_EQ(*RemapFacts(store_, units, true), 0) << "once is enough";
}

// Units by buyer reference and by department, where a buyer of one unit orders for the department of another.
class PrecedenceTest : public RemapTest {
 protected:
  PrecedenceTest() {
    model::v1::Unit unit;
    for (const auto& [id, scheme, code] : {std::tuple("a", "buyer_reference", "kari"), std::tuple("b", "department", "4100")}) {
      unit.Clear();
      unit.set_unit_id(id);
      auto* stated = unit.add_codes();
      stated->set_scheme(scheme);
      stated->set_code(code);
      EXPECT_TRUE(configuration::SaveDocument(store_, "unit", id, configuration::ToJson(unit), "", 1).ok());
    }
  }

  // States in which order the connector `ehandel` tries the schemes.
  void TryInOrder(const std::vector<std::string>& schemes) {
    model::v1::Connector connector;
    connector.set_connector_id("ehandel");
    for (const std::string& scheme : schemes) connector.add_unit_code_schemes(scheme);
    EXPECT_TRUE(configuration::SaveDocument(store_, "connector", "ehandel", configuration::ToJson(connector), "", 1).ok());
    rules_ = schemes;
  }
  void StoreInvoiceOfBoth() {
    plugin::v1::Batch batch;
    auto* record = batch.add_records();
    record->set_stream("invoices");
    record->set_natural_key("both");
    for (const auto& [scheme, code] : {std::pair("buyer_reference", "kari"), std::pair("department", "4100")}) {
      auto* unit_code = record->mutable_fact()->add_unit_codes();
      unit_code->set_scheme(scheme);
      unit_code->set_code(code);
    }
    record->mutable_fact()->mutable_invoice()->set_issue_date("2023-05-06");
    const auto units = *configuration::LoadUnitTree(store_);
    const BatchTarget target{"ehandel", "run-1", {}};
    EXPECT_TRUE(store_.InTransaction([&] { return BatchWriter(store_, target).Write(MapBatch(batch, {&units, rules_}), batch).status(); }).ok());
  }
  std::string UnitOfBoth() {
    auto row = store_.QueryOne("SELECT unit_id FROM fact_invoice WHERE municipality_id = $1 AND month = '2023-05'");
    EXPECT_TRUE(row.ok() && !row->empty());
    return AsText((*row)[0]);
  }
  std::vector<std::string> rules_;
};

TEST_P(PrecedenceTest, OfTwoCodesThatMeanTwoUnitsTheRuleOfPrecedenceDecides) {
  TryInOrder({"department", "buyer_reference"});
  StoreInvoiceOfBoth();
  EXPECT_EQ(UnitOfBoth(), "b") << "though the buyer reference stands first in the record";
}

TEST_P(PrecedenceTest, WithoutARuleTheRecordsOwnOrderDecides) {
  TryInOrder({});
  StoreInvoiceOfBoth();
  EXPECT_EQ(UnitOfBoth(), "a");
}

TEST_P(PrecedenceTest, AChangedRuleMovesWhatIsStored) {
  TryInOrder({"department", "buyer_reference"});
  StoreInvoiceOfBoth();
  ASSERT_TRUE(RemapIfCodesChanged(store_).ok());
  ASSERT_TRUE(store_.Execute("DELETE FROM dirty WHERE municipality_id = $1").ok());
  TryInOrder({"buyer_reference", "department"});
  const auto moved = RemapIfCodesChanged(store_);
  ASSERT_TRUE(moved.ok()) << moved.status().message();
  EXPECT_EQ(*moved, 1);
  EXPECT_EQ(UnitOfBoth(), "a");
  EXPECT_EQ(Number("SELECT count(*) FROM dirty WHERE municipality_id = $1 AND month = '2023-05'"), 2) << "the unit that lost it and the one that got it";
  EXPECT_EQ(*RemapIfCodesChanged(store_), 0) << "the rule is the same";
  TryInOrder({"project"});
  EXPECT_EQ(*RemapIfCodesChanged(store_), 1);
  EXPECT_EQ(UnitOfBoth(), "") << "no scheme that the rule names is in the record: it waits";
}

INSTANTIATE_TEST_SUITE_P(Stores, PrecedenceTest, store::BothBackends(), store::BackendName);
INSTANTIATE_TEST_SUITE_P(Stores, RemapTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
