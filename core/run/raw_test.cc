// What becomes of source bytes over several runs: of facts and of what was refused.
#include "core/run/run.h"

#include "core/run/testing/run_fixture.h"

namespace helhet::run {
namespace {

using plugin::v1::Record;

class RawTest : public RunFixture {};

TEST_P(RawTest, ARefusedRecordIsKeptWithItsBytesAndLeavesQuarantineWhenItIsReadWell) {
  ScriptedConnector connector;
  connector.records = {Refused("7.xml")};
  EXPECT_EQ(Run(connector).counters.refused, 1);
  EXPECT_EQ(RawOf("quarantine", "inbox/7.xml"), "rubbish");

  connector.records.push_back(Invoice("7", 100));  // the same file, whole by now
  Run(connector);
  EXPECT_EQ(Number("SELECT count(*) FROM quarantine WHERE municipality_id = $1 AND state = 'open'"), 0);
}

TEST_P(RawTest, ARefusedPartOfADocumentStaysInQuarantineWhenItsNeighboursAreWell) {
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

TEST_P(RawTest, RawPayloadsGoWhenTheirDaysAreOverAndFactsStay) {
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

TEST_P(RawTest, ADocumentIsKeptOnceHoweverOftenItIsRead) {
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

TEST_P(RawTest, KeepsNoRawPayloadWhereNoneAreWanted) {
  raw_retention_days_ = -1;
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100), Refused("x.xml")};
  Run(connector);
  EXPECT_EQ(Number("SELECT count(*) FROM raw_payload WHERE municipality_id = $1"), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, RawTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
