// Runs: how they go, and how they went.
#include "core/cli/testing/fake_hub.h"

namespace helhet::cli {
namespace {

using api::v1::RunConnectorResponse;
using api::v1::RunState;

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class RunCommandsTest : public testing::Test {
 protected:
  void SetUp() override {
    AddMunicipality(hub_, "5037", "Levanger");
    for (const char* name : {"faktura", "ssb"}) {
      auto* connector = hub_.connectors.add_connectors();
      connector->set_municipality_id("5037");
      connector->mutable_connector()->set_connector_id(name);
    }
  }

  // One more message of a connector's run.
  api::v1::Run& Tell(const std::string& connector, RunState state, const std::string& activity = "") {
    RunConnectorResponse& response = hub_.runs[connector].emplace_back();
    response.set_activity(activity);
    api::v1::Run& run = *response.mutable_run();
    run.set_municipality_id("5037");
    run.set_connector_id(connector);
    run.set_state(state);
    run.set_start_time("2025-01-01T08:00:00Z");
    if (state != api::v1::RUN_STATE_RUNNING) run.set_end_time("2025-01-01T08:01:05Z");
    return run;
  }

  void BothGoThrough() {
    auto& counters = *Tell("faktura", api::v1::RUN_STATE_SUCCEEDED).mutable_counters();
    counters.set_read(91734);
    counters.set_inserted(91720);
    counters.set_changed(4);
    counters.set_refused(10);
    counters.set_waiting(218);
    auto& unchanged = *Tell("ssb", api::v1::RUN_STATE_SUCCEEDED).mutable_counters();
    unchanged.set_read(300);
    unchanged.set_unchanged(300);
  }

  FakeHub hub_;
};

TEST_F(RunCommandsTest, SumUpEveryConnectorAndShowThatNothingIsLost) {
  BothGoThrough();
  hub_.runs["faktura"].back().mutable_run()->set_recomputed(1420);
  const auto result = hub_.Run({"connector", "run", "--all"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "Kobling             Lest  Lagret  Uendret  Avvist  Venter        Tid  Tilstand\n"
                        "Levanger faktura  91\u00A0734  91\u00A0724        0      10     218  1 min 5 s  fullført\n"
                        "Levanger ssb         300       0      300       0       0  1 min 5 s  fullført\n"
                        "Sum               92\u00A0034  91\u00A0724      300      10     218\n"
                        "\n"
                        "Lest = lagret + uendret + avvist: 92\u00A0034 = 91\u00A0724 + 300 + 10\n"
                        "Lagret: 91\u00A0720 nye, 4 endret, 0 slettet i kilden.\n"
                        "1\u00A0420 tall er regnet ut på nytt.\n"
                        "218 venter på en enhet: helhet unmapped list\n"
                        "10 ble avvist: helhet quarantine list\n");
}

TEST_F(RunCommandsTest, SayWhenARunDoesNotAddUp) {
  Tell("faktura", api::v1::RUN_STATE_SUCCEEDED).mutable_counters()->set_read(5);
  const auto result = hub_.Run({"connector", "run", "faktura"});
  EXPECT_TRUE(Holds(result.out, "Det stemmer ikke for Levanger faktura.")) << result.out;
}

TEST_F(RunCommandsTest, SayWhyARunFailedAndWhatToDo) {
  BothGoThrough();
  auto& failed = Tell("ssb", api::v1::RUN_STATE_FAILED);
  failed.mutable_problem()->set_what("the folder /data/ssb is not there");
  failed.mutable_problem()->set_setting("settings.folder");
  failed.mutable_problem()->set_remedy("make the folder, or change the setting");
  failed.mutable_problem()->set_retry_after_ms(89'500);
  const auto result = hub_.Run({"connector", "run", "--all"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(Holds(result.out, "\nLevanger ssb feilet: the folder /data/ssb is not there\n  Innstilling: settings.folder\n"
                                "  Gjør dette: make the folder, or change the setting\n"
                                "  Kan prøves igjen om: 1 min 30 s\n"))
      << result.out;
}

TEST_F(RunCommandsTest, GoOnWithTheOthersWhenOneCannotBegin) {
  BothGoThrough();
  hub_.runs.erase("faktura");
  const auto result = hub_.Run({"connector", "run", "--all"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(Holds(result.out, "Levanger faktura feilet: the connector is being run already")) << result.out;
  EXPECT_TRUE(Holds(result.out, "fullført")) << result.out;
}

TEST_F(RunCommandsTest, PassOnHowToRead) {
  BothGoThrough();
  EXPECT_EQ(hub_.Run({"connector", "run", "ssb", "--full", "--from", "2024-01-01"}).exit_code, 0);
  EXPECT_TRUE(hub_.run_request.full());
  EXPECT_EQ(hub_.run_request.backfill_from(), "2024-01-01");
  EXPECT_FALSE(hub_.run_request.dry_run());
  hub_.runs["ssb"].back().mutable_run()->set_trigger("dry_run");
  const auto dry = hub_.Run({"connector", "dry-run", "ssb"});
  EXPECT_TRUE(hub_.run_request.dry_run());
  EXPECT_TRUE(Holds(dry.out, "Prøvekjøring: ingenting er lagret.")) << dry.out;
}

TEST_F(RunCommandsTest, ShowOneChangingLineOnATerminal) {
  Tell("ssb", api::v1::RUN_STATE_RUNNING, "leser 07459").mutable_counters()->set_read(1200);
  hub_.runs["ssb"].back().set_done(1);
  hub_.runs["ssb"].back().set_total(2);
  Tell("ssb", api::v1::RUN_STATE_SUCCEEDED);
  hub_.is_terminal = true;
  const auto result = hub_.Run({"connector", "run", "ssb"});
  EXPECT_EQ(result.err, "\r\x1b[KLevanger ssb: 1\u00A0200 lest · 1 av 2 · leser 07459\r\x1b[K");
}

TEST_F(RunCommandsTest, LeaveNoLinesOfAShortRunInALog) {
  Tell("ssb", api::v1::RUN_STATE_RUNNING, "leser");
  Tell("ssb", api::v1::RUN_STATE_SUCCEEDED);
  EXPECT_EQ(hub_.Run({"connector", "run", "ssb"}).err, "");
}

TEST_F(RunCommandsTest, UseColoursOnlyOnATerminalThatWantsThem) {
  BothGoThrough();
  EXPECT_FALSE(Holds(hub_.Run({"connector", "run", "ssb"}).out, "\x1b["));
  hub_.is_terminal = true;
  EXPECT_TRUE(Holds(hub_.Run({"connector", "run", "ssb"}).out, "\x1b["));
  hub_.environment["NO_COLOR"] = "1";
  EXPECT_FALSE(Holds(hub_.Run({"connector", "run", "ssb"}).out, "\x1b["));
}

TEST_F(RunCommandsTest, GiveProgramsRunsAsJsonAndCsv) {
  BothGoThrough();
  const auto json = hub_.Run({"connector", "run", "faktura", "--output", "json"});
  EXPECT_TRUE(Holds(json.out, "\"read\": \"91734\"")) << json.out;
  const auto csv = hub_.Run({"connector", "run", "faktura", "--output", "csv"});
  EXPECT_EQ(csv.out, "connector,read,stored,unchanged,refused,waiting,seconds,state,example_data\r\n5037/faktura,91734,91724,0,10,218,65,done,\r\n");
}

TEST_F(RunCommandsTest, RefuseNeitherNorBothOfNameAndAll) {
  EXPECT_EQ(hub_.Run({"connector", "run"}).exit_code, 2);
  EXPECT_EQ(hub_.Run({"connector", "run", "ssb", "--all"}).exit_code, 2);
  const auto unknown = hub_.Run({"connector", "run", "visma"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_EQ(unknown.err, "Feil: koblingen visma finnes ikke\nGjør dette: se hva som finnes med helhet connector list\n");
}

TEST_F(RunCommandsTest, ListConnectorsWithWhatKeepsThemFromRunning) {
  hub_.connectors.mutable_connectors(0)->set_problem("the plugin ehf is not installed");
  const auto result = hub_.Run({"connector", "list"});
  EXPECT_TRUE(Holds(result.out, "Levanger faktura: the plugin ehf is not installed")) << result.out;
  EXPECT_TRUE(Holds(result.out, "aldri")) << result.out;
}

TEST_F(RunCommandsTest, ListTellsOfScheduledRunsThatDidNotBegin) {
  hub_.connectors.mutable_connectors(0)->set_missed_runs(2);
  hub_.connectors.mutable_connectors(0)->set_missed_time("2025-01-01T08:00:00Z");
  const auto result = hub_.Run({"connector", "list"});
  EXPECT_TRUE(Holds(result.out, "Levanger faktura: planlagte kjøringer som ikke begynte: 2, sist 01.01.2025 09:00.\n")) << result.out;
}

}  // namespace
}  // namespace helhet::cli
