#include "core/run/raw_keeper.h"

#include <gtest/gtest.h>

#include "core/store/testing/test_database.h"

namespace helhet::run {
namespace {

constexpr int64_t kThen = 1'000, kLater = 2'000;

class RawKeeperTest : public testing::TestWithParam<store::Backend> {
 protected:
  static MappedRecord RecordOf(const std::string& raw) {
    MappedRecord mapped;
    mapped.record.set_raw(raw);
    mapped.record.set_raw_media_type("text/plain");
    return mapped;
  }
  // A batch with some pieces of `whole`, which is cut into single bytes.
  static plugin::v1::Batch PiecesOf(const std::string& whole, uint32_t from, uint32_t to) {
    plugin::v1::Batch batch;
    for (uint32_t i = from; i < to; ++i) {
      auto* chunk = batch.add_source_chunks();
      chunk->set_index(i);
      chunk->set_data(whole.substr(i, 1));
      chunk->set_sha256(store::Sha256(whole));
      chunk->set_total_length(whole.size());
    }
    return batch;
  }

  void Keep(RawKeeper& keeper, const plugin::v1::Batch& batch, const std::vector<MappedRecord*>& records = {}) {
    const Status kept = store_.InTransaction([&] { return keeper.Keep(store_, batch, records); });
    EXPECT_TRUE(kept.ok()) << kept.message();
  }
  // The number that the payload of a record with these bytes gets.
  int64_t KeepOne(RawKeeper& keeper, const std::string& raw) {
    MappedRecord record = RecordOf(raw);
    Keep(keeper, {}, {&record});
    const auto bytes = store::LoadRawPayload(store_, {"ehf", record.record.source().sha256(), record.raw_payload_id});
    EXPECT_TRUE(bytes.ok() && *bytes == raw) << bytes.status().message();
    return record.raw_payload_id;
  }
  std::string Object(const std::string& connector_id, const std::string& whole) {
    const auto bytes = store::LoadRawPayload(store_, {connector_id, store::Sha256(whole), 0});
    if (bytes.status().code() == StatusCode::kNotFound) return "not found";
    if (bytes.status().code() == StatusCode::kDataLoss) return "pieces missing";
    return bytes.ok() ? *bytes : bytes.status().message();
  }
  int64_t Payloads() {
    const auto row = store_.QueryOne("SELECT count(*) FROM raw_payload WHERE municipality_id = $1");
    return row.ok() ? store::AsInteger((*row)[0]) : -1;
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  RawKeeper keeper_{"ehf", kThen};
};

TEST_P(RawKeeperTest, RecordsOfOneDocumentShareItInABatchAndAcrossBatches) {
  MappedRecord one = RecordOf("notice"), other = RecordOf("notice"), third = RecordOf("another");
  Keep(keeper_, {}, {&one, &other, &third});
  EXPECT_EQ(one.raw_payload_id, other.raw_payload_id);
  EXPECT_NE(one.raw_payload_id, third.raw_payload_id);
  EXPECT_EQ(KeepOne(keeper_, "notice"), one.raw_payload_id);
  EXPECT_EQ(Payloads(), 2);
}

TEST_P(RawKeeperTest, StoresAgainWhatItHasForgotten) {
  const int64_t first = KeepOne(keeper_, "notice");
  for (int i = 0; i < 5'000; ++i) keeper_.Remember(std::to_string(i), i + 1);
  EXPECT_EQ(KeepOne(keeper_, "notice"), first) << "what is in the older half is still known";
  for (int i = 0; i < 10'000; ++i) keeper_.Remember(std::to_string(i), i + 1);
  EXPECT_NE(KeepOne(keeper_, "notice"), first);
}

TEST_P(RawKeeperTest, StoresAgainWhatWasRolledBack) {
  MappedRecord record = RecordOf("notice");
  ASSERT_TRUE(store_.Begin().ok());
  ASSERT_TRUE(keeper_.Keep(store_, {}, {&record}).ok());
  store_.Rollback();
  EXPECT_GT(KeepOne(keeper_, "notice"), 0);
}

TEST_P(RawKeeperTest, AnObjectThatWasCutOffIsMadeWholeByTheNextRun) {
  Keep(keeper_, PiecesOf("ledger", 0, 3));
  EXPECT_EQ(Object("ehf", "ledger"), "pieces missing");
  RawKeeper next("ehf", kLater);
  Keep(next, PiecesOf("ledger", 0, 2));
  Keep(next, PiecesOf("ledger", 2, 6));
  EXPECT_EQ(Object("ehf", "ledger"), "ledger");
  EXPECT_EQ(Payloads(), 6);
}

TEST_P(RawKeeperTest, AnObjectIsAsOldAsItsFirstPiece) {
  Keep(keeper_, PiecesOf("ledger", 0, 3));
  RawKeeper next("ehf", kLater);
  Keep(next, PiecesOf("ledger", 3, 6));
  EXPECT_EQ(*store::PurgeRawPayloads(store_, "ehf", kLater), 6);
  EXPECT_EQ(Object("ehf", "ledger"), "not found");
  Keep(next, PiecesOf("ledger", 0, 6));
  EXPECT_EQ(*store::PurgeRawPayloads(store_, "ehf", kLater), 0) << "when it comes again it begins anew";
  EXPECT_EQ(Object("ehf", "ledger"), "ledger");
}

TEST_P(RawKeeperTest, EachConnectorKeepsWhatItBringsForAsLongAsItSays) {
  RawKeeper portal("portal", kThen);
  for (RawKeeper* keeper : {&keeper_, &portal}) Keep(*keeper, PiecesOf("ledger", 0, 6));
  const int64_t own = KeepOne(keeper_, "notice"), other = KeepOne(portal, "notice");
  EXPECT_NE(own, other);
  EXPECT_EQ(*store::PurgeRawPayloads(store_, "portal", kLater), 7);
  EXPECT_EQ(Object("portal", "ledger"), "not found");
  EXPECT_EQ(Object("ehf", "ledger"), "ledger");
  EXPECT_EQ(KeepOne(keeper_, "notice"), own);
}

TEST_P(RawKeeperTest, TellsBytesThatAreNotThoseOfTheHash) {
  const int64_t payload_id = KeepOne(keeper_, "notice");
  const auto other = store::LoadRawPayload(store_, {"ehf", store::Sha256("another"), payload_id});
  EXPECT_EQ(other.status().code(), StatusCode::kDataLoss);
}

INSTANTIATE_TEST_SUITE_P(Stores, RawKeeperTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
