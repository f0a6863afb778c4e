#include <gtest/gtest.h>

#include "core/store/fact_tables.h"
#include "core/store/numbers.h"
#include "core/store/raw_payload.h"
#include "core/store/tenant_store.h"
#include "core/store/testing/test_database.h"

namespace helhet::store {
namespace {

class StoreTest : public testing::TestWithParam<Backend> {
 protected:
  TestDatabase database_{GetParam()};
  std::unique_ptr<Database> connection_ = database_.Connect();
  TenantStore levanger_{*connection_, "5037"};
  TenantStore verdal_{*connection_, "5038"};

  static Status MarkDirty(TenantStore& store, const std::string& unit) {
    return store.Execute("INSERT INTO dirty (municipality_id, kind, unit_id, month, sequence) "
                         "VALUES ($1, 'invoice', $2, '2023-01', 1)", {unit}).status();
  }
  static int64_t CountDirty(TenantStore& store) {
    auto row = store.QueryOne("SELECT count(*) FROM dirty WHERE municipality_id = $1");
    EXPECT_TRUE(row.ok()) << row.status().message();
    return AsInteger((*row)[0]);
  }
};

TEST_P(StoreTest, MigratesTwiceWithoutChange) {
  EXPECT_TRUE(Migrate(*connection_).ok());
}

TEST_P(StoreTest, GivesAnOlderStoreTheColumnsItLacks) {
  ASSERT_TRUE(connection_->Script("DROP INDEX fact_invoice_by_order_key; ALTER TABLE fact_invoice DROP COLUMN order_key; "
                                  "ALTER TABLE fact_invoice DROP COLUMN population").ok());
  const Status migrated = Migrate(*connection_);
  EXPECT_TRUE(migrated.ok()) << migrated.message();
  EXPECT_TRUE(levanger_.QueryOne("SELECT order_key, population FROM fact_invoice WHERE municipality_id = $1").ok());
}

TEST_P(StoreTest, GivesTheTokensOfAnOlderStoreNoGroups) {
  ASSERT_TRUE(connection_->Script("ALTER TABLE api_token DROP COLUMN group_names").ok());
  EXPECT_EQ(levanger_.Execute("INSERT INTO api_token (municipality_id, token_id, token_sha256, title, role, created_us, expires_us) "
                              "VALUES ($1, 't', $2, 'x', 'reader', 1, 2)", {Bytes{"hash"}}).status().message(), "");
  const Status migrated = Migrate(*connection_);
  EXPECT_TRUE(migrated.ok()) << migrated.message();
  const auto token = levanger_.QueryOne("SELECT group_names FROM api_token WHERE municipality_id = $1");
  ASSERT_TRUE(token.ok()) << token.status().message();
  EXPECT_EQ(AsText((*token)[0]), "");
}

TEST_P(StoreTest, GivesTheDeliveriesOfAnOlderStoreNoExport) {
  ASSERT_TRUE(connection_->Script("DROP INDEX delivery_by_export; ALTER TABLE delivery DROP COLUMN export_id").ok());
  const std::string rest = "'waiting', 'A3', $2, $2, '', 0, $2, '', '', 1, 1, 0, 0, '', 0)";
  EXPECT_EQ(levanger_.Execute("INSERT INTO delivery (municipality_id, delivery_id, a3_id, edition, event, connector_id, state, title, sheet, request, sha256, failures, problem, "
                              "external_id, link, created_us, next_attempt_us, sent_us, lease_token, lease_holder, lease_until_us) VALUES ($1, 'd', 'ark', 1, 'decided', 'arkiv', " + rest,
                              {Bytes{}}).status().message(), "");
  const Status migrated = Migrate(*connection_);
  EXPECT_TRUE(migrated.ok()) << migrated.message();
  const auto delivery = levanger_.QueryOne("SELECT a3_id, export_id FROM delivery WHERE municipality_id = $1");
  ASSERT_TRUE(delivery.ok()) << delivery.status().message();
  EXPECT_EQ(AsText((*delivery)[0]), "ark");
  EXPECT_EQ(AsText((*delivery)[1]), "");
}

TEST_P(StoreTest, NumbersThePayloadsOfAnOlderStore) {
  const std::string ledger = Sha256("ledger"), notice = Sha256("notice");
  for (TenantStore* store : {&levanger_, &verdal_}) {
    RawPayload first{0, "saft", "text/plain", 6, 5}, second = first;
    ASSERT_TRUE(NumberSourceObject(*store, ledger, first).ok() && NumberSourceObject(*store, notice, second).ok());
    RawPayloads payloads;
    payloads.Add(first, 0, "led");
    payloads.Add(first, 1, "ger");
    payloads.Add(second, 0, "notice");
    EXPECT_EQ(payloads.Store(*store).message(), "");
  }
  // Of another connector, which had brought the same bytes.
  EXPECT_EQ(levanger_.InsertRows({"fact", {"fact_id", "connector_id", "stream", "natural_key", "business_key", "kind", "content_hash", "source_time_us",
                                           "locator", "raw_sha256", "raw_offset", "raw_length", "unit_codes", "flags", "run_id"}},
                                 {{*TakeNumbers(levanger_, 1), "copy", "s", "k", "", "invoice", Bytes{}, int64_t{0}, "", Bytes{ledger}, int64_t{0},
                                   int64_t{6}, "", "", "r"}}).message(), "");
  const std::string blob = GetParam() == Backend::kSqlite ? "BLOB" : "BYTEA";
  ASSERT_TRUE(connection_->BindTenant("*").ok());
  const Status aged = connection_->Script(
      "ALTER TABLE raw_payload RENAME TO numbered; DROP INDEX raw_payload_by_age; "
      "CREATE TABLE raw_payload (municipality_id TEXT NOT NULL, sha256 " + blob + " NOT NULL, piece BIGINT NOT NULL, media_type TEXT NOT NULL, "
      "total_length BIGINT NOT NULL, connector_id TEXT NOT NULL, stored_us BIGINT NOT NULL, data " + blob + " NOT NULL, "
      "PRIMARY KEY (municipality_id, sha256, piece)); "
      "INSERT INTO raw_payload SELECT n.municipality_id, o.sha256, n.piece, n.media_type, n.total_length, n.connector_id, n.stored_us, n.data "
      "FROM numbered n JOIN source_object o ON o.municipality_id = n.municipality_id AND o.payload_id = n.payload_id; "
      "CREATE INDEX raw_payload_by_age ON raw_payload (municipality_id, connector_id, stored_us); "
      "DROP TABLE numbered; DROP TABLE source_object; ALTER TABLE fact DROP COLUMN raw_payload_id; "
      "ALTER TABLE quarantine DROP COLUMN raw_payload_id; UPDATE schema_version SET version = 1");
  ASSERT_TRUE(aged.ok()) << aged.message();

  for (int time = 0; time < 2; ++time) {
    const Status migrated = Migrate(*database_.Connect());
    ASSERT_TRUE(migrated.ok()) << migrated.message();
  }
  const auto bytes = [](TenantStore& store, const char* connector, const std::string& sha256) {
    const auto loaded = LoadRawPayload(store, {connector, sha256});
    return loaded.ok() ? *loaded : loaded.status().code() == StatusCode::kNotFound ? "none" : loaded.status().message();
  };
  for (const char* connector : {"saft", "copy"}) EXPECT_EQ(bytes(levanger_, connector, ledger), "ledger") << connector;
  EXPECT_EQ(bytes(verdal_, "saft", notice), "notice");
  EXPECT_EQ(bytes(verdal_, "copy", ledger), "none");
  EXPECT_EQ(*TakeNumbers(levanger_, 1), 7) << "after two payloads, a fact, and the three payloads that the two became";
  EXPECT_EQ(*TakeNumbers(verdal_, 1), 5);
  EXPECT_EQ(*PurgeRawPayloads(levanger_, "saft", 6), 3) << "they are as old as they were";
  EXPECT_EQ(bytes(levanger_, "copy", ledger), "ledger");
}

TEST_P(StoreTest, RefusesAStoreThatANewerHubHasMade) {
  ASSERT_TRUE(connection_->Script("UPDATE schema_version SET version = 1000").ok());
  const Status refused = Migrate(*connection_);
  EXPECT_EQ(refused.reason(), "store_newer") << refused.message();
}

TEST_P(StoreTest, RefusesAStatementThatForgetsItsMunicipality) {
  EXPECT_EQ(levanger_.Execute("DELETE FROM dirty").status().code(), StatusCode::kInternal);
  EXPECT_EQ(levanger_.QueryOne("SELECT count(*) FROM dirty").status().code(), StatusCode::kInternal);
}

TEST_P(StoreTest, KeepsMunicipalitiesApart) {
  ASSERT_TRUE(MarkDirty(levanger_, "a").ok());
  EXPECT_EQ(CountDirty(levanger_), 1);
  EXPECT_EQ(CountDirty(verdal_), 0);
}

TEST_P(StoreTest, RollsBackBulkAndOrdinaryRowsTogether) {
  const Status status = levanger_.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(MarkDirty(levanger_, "a"));
    HELHET_RETURN_IF_ERROR(levanger_.InsertRows({"dirty", {"kind", "unit_id", "month", "sequence"}},
                                                {{std::string("invoice"), std::string("b"), std::string("2023-01"), int64_t{1}}}));
    EXPECT_EQ(CountDirty(levanger_), 2);
    return Aborted("on purpose");
  });
  EXPECT_EQ(status.code(), StatusCode::kAborted);
  EXPECT_EQ(CountDirty(levanger_), 0);
}

TEST_P(StoreTest, KeepsEveryKindOfValue) {
  const std::string odd = "tab\t newline\n backslash\\ quote' æøå";
  const Bytes bytes{std::string("\x00\x01\xff\\x", 5)};
  EXPECT_EQ(levanger_.InsertRows({"raw_payload", {"payload_id", "piece", "media_type", "total_length", "connector_id", "stored_us", "data"}},
                                   {{int64_t{1}, int64_t{-7}, odd, INT64_MAX, std::string(), int64_t{0}, bytes}}).message(), "");
  EXPECT_EQ(levanger_.InsertRows({"source_object", {"connector_id", "sha256", "payload_id", "stored_us"}},
                                 {{std::string(), Bytes{}, int64_t{1}, int64_t{0}}}).message(), "");
  auto row = levanger_.QueryOne("SELECT p.data, p.piece, p.media_type, p.total_length, o.sha256 FROM raw_payload p JOIN source_object o ON "
                                "o.payload_id = p.payload_id WHERE p.municipality_id = $1 AND p.data = $2", {bytes});
  ASSERT_TRUE(row.ok()) << row.status().message();
  ASSERT_EQ(row->size(), 5u);
  EXPECT_EQ(std::get<Bytes>((*row)[0]), bytes);
  EXPECT_EQ(AsInteger((*row)[1]), -7);
  EXPECT_EQ(AsText((*row)[2]), odd);
  EXPECT_EQ(AsInteger((*row)[3]), INT64_MAX);
  EXPECT_EQ(AsText((*row)[4]), "");
}

TEST_P(StoreTest, WritesAFactWithItsLinesAsRows) {
  model::v1::Fact fact;
  auto* invoice = fact.mutable_invoice();
  invoice->set_type(model::v1::INVOICE_TYPE_CREDIT_NOTE);
  invoice->set_issue_date("2023-04-05");
  invoice->set_tax_exclusive_amount_minor(-12345);
  invoice->add_preceding_invoices("17");
  invoice->add_lines()->set_net_amount_minor(-12345);
  invoice->add_lines()->set_quantity_micros(5);
  FactRows rows;
  rows.Add(fact, {7, "a", MonthOf(fact), true});
  for (auto& table : rows.Take()) EXPECT_EQ(levanger_.InsertRows(table.table, table.rows).message(), "");

  auto kind = levanger_.QueryOne("SELECT type, month, tax_exclusive_amount_minor, preceding_invoices, counted "
                                 "FROM fact_invoice WHERE municipality_id = $1 AND fact_id = 7");
  ASSERT_TRUE(kind.ok()) << kind.status().message();
  EXPECT_EQ(AsText((*kind)[0]), "credit_note");
  EXPECT_EQ(AsText((*kind)[1]), "2023-04");
  EXPECT_EQ(AsInteger((*kind)[2]), -12345);
  EXPECT_EQ(AsText((*kind)[3]), "|17|");
  EXPECT_EQ(AsInteger((*kind)[4]), 1);
  auto lines = levanger_.QueryOne("SELECT count(*), count(quantity_micros) FROM fact_invoice_line WHERE municipality_id = $1");
  ASSERT_TRUE(lines.ok()) << lines.status().message();
  EXPECT_EQ(AsInteger((*lines)[0]), 2);
  EXPECT_EQ(AsInteger((*lines)[1]), 1) << "an unset quantity is unknown, not zero";
}

TEST_P(StoreTest, RefusesTheSameKeyTwiceInABulkInsert) {
  ASSERT_TRUE(MarkDirty(levanger_, "a").ok());
  EXPECT_EQ(levanger_.InsertRows({"dirty", {"kind", "unit_id", "month", "sequence"}},
                                 {{std::string("invoice"), std::string("a"), std::string("2023-01"), int64_t{1}}}).code(),
            StatusCode::kAlreadyExists);
}

// SQLite has none of it; TenantStore is alone there.
TEST(PostgresStoreTest, RowLevelSecurityHidesOtherMunicipalities) {
  TestDatabase database(Backend::kPostgres);
  const auto connection = database.Connect();
  EXPECT_FALSE(*PassesRowLevelSecurity(*connection));
  TenantStore levanger(*connection, "5037");
  ASSERT_TRUE(levanger.Execute("INSERT INTO dirty (municipality_id, kind, unit_id, month, sequence) VALUES ($1, 'invoice', 'a', '2023-01', 1)").ok());
  ASSERT_TRUE(connection->BindTenant("5038").ok());
  int64_t rows = -1;
  ASSERT_TRUE(connection->Query("SELECT count(*) FROM dirty", {}, [&](const Row& row) {
    rows = AsInteger(row[0]);
    return OkStatus();
  }).ok());
  EXPECT_EQ(rows, 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreTest, BothBackends(), BackendName);

TEST(OpenDatabaseTest, RefusesAnUnknownStore) {
  EXPECT_EQ(OpenDatabase("mysql:x").status().code(), StatusCode::kInvalidArgument);
}

// A statement that would run for ever.
constexpr char kEndless[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

TEST_P(StoreTest, AStatementEndsWhenItsTimeIsUp) {
  const auto connection = database_.Connect();
  ASSERT_TRUE(connection->LimitTime(std::chrono::milliseconds(50)).ok());
  const Status status = connection->Query(kEndless, {}, [](const Row&) { return OkStatus(); });
  EXPECT_EQ(status.code(), StatusCode::kDeadlineExceeded) << status.message();
}

}  // namespace
}  // namespace helhet::store
