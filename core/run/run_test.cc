// Stories of runs, from a connector to rows.
#include "core/run/run.h"

#include "core/run/testing/run_fixture.h"

namespace helhet::run {
namespace {

using plugin::v1::Record;

class RunTest : public RunFixture {};

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

TEST_P(RunTest, TakesDocumentsThatWereNeverRevisedButNoDateThatIsNone) {
  const auto document = [](const std::string& key, const std::string& revised) {
    Record record = Invoice(key, 0);
    record.mutable_fact()->mutable_archive_document()->set_revision_date(revised);
    return record;
  };
  ScriptedConnector connector;
  connector.records = {document("1", ""), document("2", "2019-05-01"), document("3", "i fjor")};
  const RunRecord run = Run(connector);
  EXPECT_EQ(run.counters.inserted, 2);
  EXPECT_EQ(run.counters.refused, 1);
  EXPECT_EQ(Number("SELECT count(*) FROM fact_archive_document WHERE municipality_id = $1 AND month = '' AND unit_id = 'a'"), 1);
}

TEST_P(RunTest, RefusesADayThatDoesNotExist) {
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100)};
  connector.records[0].mutable_fact()->mutable_invoice()->set_issue_date("2023-13-01");
  EXPECT_EQ(Run(connector).counters.refused, 1);
}

INSTANTIATE_TEST_SUITE_P(Stores, RunTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
