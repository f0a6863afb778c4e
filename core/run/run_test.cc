#include "core/run/run.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/run/lease.h"
#include "core/run/testing/scripted_connector.h"
#include "core/store/raw_payload.h"
#include "core/store/testing/test_database.h"

namespace helhet::run {
namespace {

using plugin::v1::Record;
using store::AsInteger;
using store::AsText;

// Stories of runs of a scripted connector, on both stores. Times come from a counter.
class RunTest : public testing::TestWithParam<store::Backend> {
 protected:
  RunTest() {
    model::v1::Unit unit;
    unit.set_unit_id("a");
    auto* code = unit.add_codes();
    code->set_scheme("buyer_reference");
    code->set_code("100");
    units_ = *model::UnitTree::Make({unit});
  }

  static Record Invoice(const std::string& number, int64_t amount_minor, const std::string& buyer_reference = "100") {
    Record record;
    record.set_stream("invoices");
    record.set_natural_key("invoice/987654325/" + number + "/2023-04-05");
    record.set_business_key(record.natural_key());
    record.set_locator("inbox/" + number + ".xml");
    record.set_raw("<Invoice>" + number + "</Invoice>");
    record.set_raw_media_type("application/xml");
    auto* fact = record.mutable_fact();
    auto* code = fact->add_unit_codes();
    code->set_scheme("buyer_reference");
    code->set_code(buyer_reference);
    auto* invoice = fact->mutable_invoice();
    invoice->set_type(model::v1::INVOICE_TYPE_INVOICE);
    invoice->set_number(number);
    invoice->set_issue_date("2023-04-05");
    invoice->set_tax_exclusive_amount_minor(amount_minor);
    invoice->add_lines()->set_net_amount_minor(amount_minor);
    return record;
  }
  static Record Refused(const std::string& name) {
    Record record;
    record.set_stream("invoices");
    record.set_natural_key("inbox/" + name);
    record.set_locator("inbox/" + name);
    record.set_raw("rubbish");
    record.mutable_refusal()->set_code("xml_malformed");
    record.mutable_refusal()->set_what("inbox/" + name + ": no XML");
    return record;
  }
  static Record Deletion(const std::string& number) {
    Record record = Invoice(number, 0);
    record.mutable_deletion();
    return record;
  }

  RunRecord Run(ScriptedConnector& connector, bool full = false, const std::string& connector_id = "ehf", bool dry_run = false) {
    auto result = TryRun(connector, full, connector_id, dry_run);
    EXPECT_TRUE(result.ok()) << result.status().message();
    if (!result.ok()) return {};
    EXPECT_TRUE(result->counters.Balanced());
    return *result;
  }
  Result<RunRecord> TryRun(ScriptedConnector& connector, bool full = false, const std::string& connector_id = "ehf", bool dry_run = false,
                           const std::string& holder = "hub-1") {
    RunRequest request;
    request.municipality_id = "5037";
    request.connector.set_connector_id(connector_id);
    request.connector.set_raw_retention_days(raw_retention_days_);
    request.full = full;
    request.dry_run = dry_run;
    const RunContext context{
        .database = database_.factory(),
        .connect = [&](const model::v1::Connector&) -> Result<plugin::Connection*> { return &connector; },
        .recompute = [&](store::TenantStore& store, const std::string&) -> Result<int64_t> {
          during_recompute_();
          return store.Execute("DELETE FROM dirty WHERE municipality_id = $1");
        },
        .units = units_,
        .codes_hash = codes_hash_,
        .precedence = {{"ehf", 1}, {"portal", 2}},
        .holder = holder,
        .now_us = [&] { return now_us_ += 1000; },
        .lease_beat = lease_beat_};
    return RunOnce(context, request);
  }

  // Waits until somebody extends the lease that is held. A batch that is committed meanwhile may write an earlier end first.
  void AwaitExtension() {
    const std::string sql = "SELECT lease_until_us FROM connector_state WHERE municipality_id = $1";
    const int64_t until_us = Number(sql);
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (Number(sql) <= until_us && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
    EXPECT_GT(Number(sql), until_us);
  }

  // The bytes behind a row; "gone" when they are not kept.
  std::string RawOf(const std::string& table, const std::string& locator) {
    const auto row = store_.QueryOne("SELECT connector_id, raw_sha256, raw_payload_id FROM " + table + " WHERE municipality_id = $1 AND locator = $2",
                                     {locator});
    if (!row.ok() || row->empty()) return "no such row";
    const auto raw = store::LoadRawPayload(store_, {AsText((*row)[0]), AsText((*row)[1]), AsInteger((*row)[2])});
    if (raw.status().code() == StatusCode::kNotFound) return "gone";
    return raw.ok() ? *raw : raw.status().message();
  }

  int64_t Number(const std::string& sql) {
    auto row = store_.QueryOne(sql);
    EXPECT_TRUE(row.ok()) << row.status().message();
    return row.ok() && !row->empty() ? AsInteger((*row)[0]) : -1;
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  model::UnitTree units_;
  int raw_retention_days_ = 0;
  std::string codes_hash_;
  std::atomic<int64_t> now_us_ = 1'700'000'000'000'000;
  std::chrono::milliseconds lease_beat_ = kLeaseBeat;
  std::function<void()> during_recompute_ = [] {};
};

TEST_P(RunTest, StoresWhatIsReadAndAcknowledgesEachBatchInOrder) {
  ScriptedConnector connector;
  for (int i = 0; i < 7; ++i) connector.records.push_back(Invoice(std::to_string(i), 100 + i));
  const RunRecord run = Run(connector);
  EXPECT_EQ(run.state, "succeeded");
  EXPECT_EQ(run.counters.read, 7);
  EXPECT_EQ(run.counters.inserted, 7);
  EXPECT_EQ(run.recomputed, 1) << "one unit and month";
  EXPECT_EQ(connector.acknowledged, (std::vector<uint64_t>{1, 2, 3}));
  EXPECT_EQ(Number("SELECT CAST(sum(tax_exclusive_amount_minor) AS BIGINT) FROM fact_invoice WHERE municipality_id = $1"), 721);
}

TEST_P(RunTest, ARerunFromTheCheckpointReadsNothing) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100), Invoice("2", 200)};
  Run(connector);
  const RunRecord again = Run(connector);
  EXPECT_EQ(again.counters.read, 0);
  EXPECT_EQ(again.recomputed, 0);
}

TEST_P(RunTest, AFullRerunFindsEverythingUnchanged) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100), Invoice("2", 200), Refused("x.xml"), Invoice("1", 100)};
  EXPECT_EQ(Run(connector).counters.unchanged, 1) << "the repeat";
  const RunRecord again = Run(connector, /*full=*/true);
  EXPECT_EQ(again.counters.read, 4);
  EXPECT_EQ(again.counters.unchanged, 3);
  EXPECT_EQ(again.counters.refused, 1);
  EXPECT_EQ(again.recomputed, 0);
  EXPECT_EQ(Number("SELECT count(*) FROM quarantine WHERE municipality_id = $1"), 1);
}

TEST_P(RunTest, AChangedRecordReplacesItsRowsAndMarksBothMonths) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100)};
  Run(connector);
  Record changed = Invoice("1", 150);
  changed.set_source_time_us(5);
  changed.mutable_fact()->mutable_invoice()->set_issue_date("2023-05-01");
  connector.records.push_back(changed);
  const RunRecord run = Run(connector);
  EXPECT_EQ(run.counters.changed, 1);
  EXPECT_EQ(run.recomputed, 2) << "April, which lost it, and May, which got it";
  EXPECT_EQ(Number("SELECT count(*) FROM fact_invoice_line WHERE municipality_id = $1"), 1);
  EXPECT_EQ(Number("SELECT tax_exclusive_amount_minor FROM fact_invoice WHERE municipality_id = $1"), 150);
}

TEST_P(RunTest, OfTwoVersionsTheLaterCountsInWhicheverOrderTheyCome) {
  Record early = Invoice("1", 100);
  early.set_source_time_us(1);
  Record late = Invoice("1", 150);
  late.set_source_time_us(2);
  ScriptedConnector connector;
  connector.records = {late, early};
  const RunRecord run = Run(connector);
  EXPECT_EQ(run.counters.inserted, 1);
  EXPECT_EQ(run.counters.unchanged, 1);
  EXPECT_EQ(Number("SELECT tax_exclusive_amount_minor FROM fact_invoice WHERE municipality_id = $1"), 150);
  EXPECT_EQ(Run(connector, true).counters.unchanged, 2);
}

TEST_P(RunTest, ADeletionTakesTheFactAway) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100), Invoice("2", 200), Deletion("1"), Deletion("3"), Invoice("4", 1), Deletion("4")};
  connector.batch_records = 2;
  const RunRecord run = Run(connector);
  EXPECT_EQ(run.counters.inserted, 3);
  EXPECT_EQ(run.counters.deleted, 2);
  EXPECT_EQ(run.counters.unchanged, 1) << "a deletion of what was never there";
  EXPECT_EQ(Number("SELECT count(*) FROM fact WHERE municipality_id = $1"), 1);
  EXPECT_EQ(Number("SELECT count(*) FROM fact_invoice_line WHERE municipality_id = $1"), 1);
}

TEST_P(RunTest, ARefusedRecordIsKeptWithItsBytesAndLeavesQuarantineWhenItIsReadWell) {
  ScriptedConnector connector;
  connector.records = {Refused("7.xml")};
  EXPECT_EQ(Run(connector).counters.refused, 1);
  EXPECT_EQ(RawOf("quarantine", "inbox/7.xml"), "rubbish");

  connector.records.push_back(Invoice("7", 100));  // the same file, whole by now
  Run(connector);
  EXPECT_EQ(Number("SELECT count(*) FROM quarantine WHERE municipality_id = $1 AND state = 'open'"), 0);
}

TEST_P(RunTest, AFactWithAnUnknownCodeIsStoredAndWaits) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100, "999")};
  const RunRecord run = Run(connector);
  EXPECT_EQ(run.counters.inserted, 1);
  EXPECT_EQ(run.counters.waiting, 1);
  EXPECT_EQ(run.recomputed, 0);
  EXPECT_EQ(Number("SELECT count(*) FROM waiting_code WHERE municipality_id = $1 AND code = '999'"), 1);
}

TEST_P(RunTest, AFactWithACodeThatNoUnitCouldHaveIsStoredAndFlagged) {
  std::string noise;  // that compression does not help an index with
  for (uint32_t i = 1; noise.size() < 4000; ++i) noise += std::to_string(i * 2654435761u);
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100, noise), Invoice("2", 100, "100\nbuyer_reference=200")};
  const RunRecord run = Run(connector);
  EXPECT_EQ(run.state, "succeeded") << run.problem.message();
  EXPECT_EQ(run.counters.inserted, 2);
  EXPECT_EQ(run.counters.waiting, 2);
  EXPECT_EQ(run.counters.flagged, 2);
  EXPECT_EQ(Number("SELECT count(*) FROM waiting_code WHERE municipality_id = $1 AND scheme = 'none'"), 2);
}

TEST_P(RunTest, ABatchByOldCodesLeavesMappingToDo) {
  ASSERT_TRUE(store_.Execute("INSERT INTO remap_state (municipality_id, codes_hash) VALUES ($1, 'new codes')").ok());
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100)};
  codes_hash_ = "new codes";
  Run(connector);
  EXPECT_EQ(Number("SELECT count(*) FROM remap_state WHERE municipality_id = $1"), 1);
  codes_hash_ = "old codes";
  connector.records.push_back(Invoice("2", 100));
  Run(connector);
  EXPECT_EQ(Number("SELECT count(*) FROM remap_state WHERE municipality_id = $1"), 0);
}

TEST_P(RunTest, ARefusedPartOfADocumentStaysInQuarantineWhenItsNeighboursAreWell) {
  ScriptedConnector connector;
  Record part = Refused("answer.json");
  part.set_natural_key("table/cell 7");
  Record neighbour = Invoice("1", 100);
  neighbour.set_locator(part.locator());
  connector.records = {part, neighbour, Invoice("2", 100), Invoice("3", 100)};
  connector.records[2].set_locator(part.locator());
  connector.records[3].set_locator(part.locator());
  Run(connector);
  EXPECT_EQ(Number("SELECT count(*) FROM quarantine WHERE municipality_id = $1 AND state = 'open'"), 1);
}

TEST_P(RunTest, TheSameDocumentFromTwoConnectorsCountsOnce) {
  ScriptedConnector portal;
  portal.records = {Invoice("1", 100)};
  Run(portal, false, "portal");
  ScriptedConnector ehf;
  ehf.records = {Invoice("1", 101)};
  Run(ehf);
  EXPECT_EQ(Number("SELECT count(*) FROM fact WHERE municipality_id = $1"), 2);
  EXPECT_EQ(Number("SELECT tax_exclusive_amount_minor FROM fact_invoice WHERE municipality_id = $1 AND counted = 1"), 101);
  EXPECT_EQ(Number("SELECT count(*) FROM fact WHERE municipality_id = $1 AND flags LIKE '%disagrees%'"), 1);

  ehf.records.push_back(Deletion("1"));
  Run(ehf);
  EXPECT_EQ(Number("SELECT tax_exclusive_amount_minor FROM fact_invoice WHERE municipality_id = $1 AND counted = 1"), 100)
      << "the other one counts again";
}

TEST_P(RunTest, AFailedReadKeepsWhatIsStoredAndGoesOnFromThere) {
  ScriptedConnector connector;
  for (int i = 0; i < 7; ++i) connector.records.push_back(Invoice(std::to_string(i), 1));
  connector.fail_after_batches = 1;
  const RunRecord failed = Run(connector);
  EXPECT_EQ(failed.state, "failed");
  EXPECT_EQ(failed.problem.message(), "source: it went away");
  EXPECT_EQ(failed.counters.inserted, 3);
  EXPECT_EQ(failed.recomputed, 1) << "figures show what is stored";
  connector.fail_after_batches = -1;
  EXPECT_EQ(Run(connector).counters.inserted, 4);
}

TEST_P(RunTest, RawPayloadsGoWhenTheirDaysAreOverAndFactsStay) {
  raw_retention_days_ = 10;
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100)};
  Run(connector);
  now_us_ += int64_t{11} * 86'400 * 1'000'000;
  connector.records.push_back(Invoice("2", 200));
  Run(connector);
  EXPECT_EQ(RawOf("fact", "inbox/1.xml"), "gone");
  EXPECT_EQ(RawOf("fact", "inbox/2.xml"), "<Invoice>2</Invoice>");
  EXPECT_EQ(Number("SELECT count(*) FROM fact WHERE municipality_id = $1"), 2);

  // Read otherwise by a newer connector: the facts change, and their documents do not.
  for (Record& record : connector.records) record.mutable_fact()->mutable_invoice()->set_buyer_reference("newer");
  EXPECT_EQ(Run(connector, /*full=*/true).counters.changed, 2);
  EXPECT_EQ(RawOf("fact", "inbox/1.xml"), "<Invoice>1</Invoice>") << "it has come again";
}

TEST_P(RunTest, ADocumentIsKeptOnceHoweverOftenItIsRead) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100), Refused("x.xml")};
  Run(connector);
  Run(connector, /*full=*/true);
  EXPECT_EQ(Number("SELECT count(*) FROM raw_payload WHERE municipality_id = $1"), 2);

  // By a newer connector the refused file is an invoice, and the other one has another amount.
  connector.records = {Invoice("1", 150), Invoice("2", 200)};
  connector.records[1].set_raw("rubbish");
  connector.records[1].set_locator("inbox/x.xml");
  EXPECT_EQ(Run(connector, /*full=*/true).counters.changed, 1);
  EXPECT_EQ(Number("SELECT count(*) FROM raw_payload WHERE municipality_id = $1"), 2);
  EXPECT_EQ(RawOf("fact", "inbox/1.xml"), "<Invoice>1</Invoice>");
  EXPECT_EQ(RawOf("fact", "inbox/x.xml"), "rubbish");
}

TEST_P(RunTest, KeepsNoRawPayloadWhereNoneAreWanted) {
  raw_retention_days_ = -1;
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100), Refused("x.xml")};
  Run(connector);
  EXPECT_EQ(Number("SELECT count(*) FROM raw_payload WHERE municipality_id = $1"), 0);
}

TEST_P(RunTest, ADryRunStoresNothing) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100)};
  connector.records.push_back(Refused("x.xml"));
  const RunRecord dry = Run(connector, false, "ehf", /*dry_run=*/true);
  EXPECT_EQ(dry.counters.inserted, 1);
  EXPECT_EQ(dry.counters.refused, 1);
  const auto kept = LoadRun(store_, dry.run_id);
  ASSERT_TRUE(kept.ok()) << kept.status().message();
  EXPECT_EQ(kept->batches, 1);
  EXPECT_EQ(kept->counters.read, 2) << "what it found is on record";
  EXPECT_EQ(kept->counters.inserted, 1);
  EXPECT_EQ(Number("SELECT count(*) FROM quarantine WHERE municipality_id = $1"), 0);
  EXPECT_EQ(Number("SELECT count(*) FROM fact WHERE municipality_id = $1"), 0);
  EXPECT_EQ(Run(connector).counters.inserted, 1) << "and moves no checkpoint";
}

TEST_P(RunTest, RefusesFactsThatBelongToNoPeriod) {
  Record record = Invoice("1", 100);
  record.mutable_fact()->mutable_invoice()->set_issue_date("05.04.2023");
  Record nul = Invoice("2", 100);
  nul.mutable_fact()->mutable_invoice()->set_supplier_name(std::string("a\0b", 3));
  Record empty;
  ScriptedConnector connector;
  connector.records = {record, nul, empty};
  EXPECT_EQ(Run(connector).counters.refused, 3);
}

TEST_P(RunTest, RefusesADayThatDoesNotExist) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100)};
  connector.records[0].mutable_fact()->mutable_invoice()->set_issue_date("2023-13-01");
  EXPECT_EQ(Run(connector).counters.refused, 1);
}

TEST_P(RunTest, TwoRunsOfOneConnectorNeverOverlap) {
  ASSERT_TRUE(TakeLease(store_, "ehf", "hub-2", now_us_).ok());
  auto second = TakeLease(store_, "ehf", "hub-1", now_us_ + 1);
  EXPECT_EQ(second.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_TRUE(TakeLease(store_, "ehf", "hub-1", now_us_ + kLeaseUs + 1).ok()) << "once it has expired";
}

TEST_P(RunTest, ABatchOfARunThatLostItsLeaseIsRefused) {
  auto lease = TakeLease(store_, "ehf", "hub-2", now_us_);
  ASSERT_TRUE(lease.ok());
  ASSERT_TRUE(TakeLease(store_, "ehf", "hub-1", now_us_ + kLeaseUs + 1).ok());
  EXPECT_EQ(FenceAndCheckpoint(store_, *lease, "x", now_us_).code(), StatusCode::kAborted);
}

TEST_P(RunTest, ALeaseIsKeptWhileTheSourceIsSilentAndWhileFiguresAreComputed) {
  lease_beat_ = std::chrono::milliseconds(1);
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100)};
  connector.before_batch = [&] { AwaitExtension(); };
  during_recompute_ = [&] { AwaitExtension(); };
  EXPECT_EQ(Run(connector).state, "succeeded");
  EXPECT_EQ(Number("SELECT lease_until_us FROM connector_state WHERE municipality_id = $1"), 0) << "given back";
}

TEST_P(RunTest, ARunThatIsTakenOverEndsItsReadAndIsTheSuccessorsToClose) {
  lease_beat_ = std::chrono::milliseconds(1);
  ScriptedConnector successor;
  successor.records = {Invoice("1", 100)};
  Result<RunRecord> second = Unavailable("not yet");
  ScriptedConnector connector;
  connector.silent = true;
  connector.before_batch = [&] {
    while (!second.ok()) {  // as if the first hub had been away for as long as a lease holds
      ASSERT_TRUE(store_.Execute("UPDATE connector_state SET lease_until_us = 0 WHERE municipality_id = $1").ok());
      second = TryRun(successor, false, "ehf", false, "hub-2");
    }
  };
  const RunRecord first = Run(connector);
  EXPECT_EQ(first.state, "failed");
  EXPECT_EQ(first.problem.reason(), "lease_lost") << first.problem.message();
  EXPECT_EQ(second->state, "succeeded");
  EXPECT_EQ(second->counters.inserted, 1);
  const auto kept = LoadRun(store_, first.run_id);
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->state, "interrupted");
  EXPECT_EQ(kept->problem.reason(), "taken_over");
  EXPECT_EQ(LoadRun(store_, second->run_id)->state, "succeeded");
}

INSTANTIATE_TEST_SUITE_P(Stores, RunTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
