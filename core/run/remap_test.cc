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

INSTANTIATE_TEST_SUITE_P(Stores, RemapTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
