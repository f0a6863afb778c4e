// A plugin that misbehaves costs its own run and no other: the run is on record as failed, with a sentence that
// names the plugin and what it did, while a read under way beside it and the next run go on.
#include <gmock/gmock.h>

#include "core/run/ledger.h"
#include "core/security/testing/temporary_folder.h"
#include "core/store/testing/test_database.h"
#include "tests/support/test_hub.h"

namespace helhet::testing {
namespace {

using ::testing::HasSubstr;

model::v1::Connector Instance(const std::string& plugin, const std::string& settings_json) {
  model::v1::Connector connector;
  connector.set_connector_id(plugin);
  connector.set_plugin(plugin);
  connector.set_settings_json(settings_json);
  return connector;
}

// One way to go wrong, and words that the run's problem must hold.
struct Way {
  std::string name;
  std::string words;
  std::string plugin = "faulty";
  plugin::Deadlines deadlines;

  model::v1::Connector Connector() const {
    return Instance(plugin, plugin == "faulty" ? R"({"fault": ")" + name + R"("})" : "{}");
  }
};

plugin::Deadlines HangAfter(int64_t ms) {
  plugin::Deadlines deadlines;
  deadlines.hang = std::chrono::milliseconds(ms);
  return deadlines;
}

plugin::Deadlines SilentAfter(int64_t ms) {
  plugin::Deadlines deadlines;
  deadlines.heartbeat = std::chrono::milliseconds(ms);
  return deadlines;
}

plugin::Deadlines DeafAfter(int64_t ms) {
  plugin::Deadlines deadlines;
  deadlines.deaf = std::chrono::milliseconds(ms);
  return deadlines;
}

class FaultyPluginTest : public ::testing::TestWithParam<Way> {
 protected:
  FaultyPluginTest() : database_(store::Backend::kSqlite) {
    auto hub = TestHub::Start(database_.factory(), folder_ / "run", {HELHET_FAULTY_PLUGINS_DIR}, GetParam().deadlines);
    EXPECT_TRUE(hub.ok()) << hub.status().message();
    hub_ = *std::move(hub);
  }

  security::TemporaryFolder folder_;
  store::TestDatabase database_;
  std::unique_ptr<TestHub> hub_;
};

TEST_P(FaultyPluginTest, FailsItsOwnRunInWordsAndNoOther) {
  const auto beside = hub_->supervisor().StartNew({TestHub::kMunicipality, "beside", "hello", "", R"({"region": "5006"})", {}});
  ASSERT_TRUE(beside.ok()) << beside.status().message();
  const auto session = (*beside)->Read({});
  ASSERT_TRUE(session.ok()) << session.status().message();
  ASSERT_TRUE((*session)->Next().ok());

  const auto failed = hub_->Run(GetParam().Connector());
  ASSERT_TRUE(failed.ok()) << failed.status().message();
  const auto on_record = run::LoadRun(hub_->store(), failed->run_id);
  ASSERT_TRUE(on_record.ok()) << on_record.status().message();
  EXPECT_EQ(on_record->state, "failed");
  EXPECT_THAT(on_record->problem.message(), HasSubstr("plugin " + GetParam().plugin + " 1.0.0: "));
  EXPECT_THAT(on_record->problem.message(), HasSubstr(GetParam().words));
  EXPECT_GT(on_record->finished_us, 0);

  EXPECT_TRUE((*session)->Acknowledge(1).ok());
  const auto end = (*session)->Next();
  EXPECT_TRUE(end.ok() && std::holds_alternative<plugin::EndOfRead>(*end)) << end.status().message();
  const auto next = hub_->Run(Instance("hello", R"({"region": "5037"})"));
  ASSERT_TRUE(next.ok()) << next.status().message();
  EXPECT_EQ(next->state, "succeeded") << next->problem.message();
  EXPECT_EQ(next->counters.inserted, 1);
}

const Way kWays[] = {
    {"crash", "crashed with signal 11"},
    {"exit", "exit code 3"},
    {"print_and_abort", "last lines: the last words"},
    {"throw", "no such luck"},
    {"throw_number", "no std::exception"},
    {"hang", "no batch, no progress and no answer for 300 ms", "faulty", HangAfter(300)},
    {"stand_still", "no heartbeat from its process for 1500 ms", "faulty", SilentAfter(1500)},
    {"leak", "memory"},
    {"leak_shared", "over its memory limit of 64 MiB"},
    {"spin", "more than 1 s of processor time"},
    {"spin_deaf", "more than 1 s of processor time", "faulty", DeafAfter(200)},
    {"flood_log", "more than 1 s of processor time"},
    {"flood_output", "more than 1 s of processor time"},
    {"too_many_records", "records"},
    {"too_many_bytes", "bytes"},
    {"too_large_message", "emit: not taken"},
    {"rubbish", "bytes that are no"},
    {"wrong_sequence", "batch 7 came where batch 1 was due"},
    {"source_away", "the source does not answer"},
    {"refuse_settings", "not one that I like"},
    {"drifted", "none that this hub knows", "drifted"},
    {"from_the_future", "upgrade the hub", "from_the_future"},
    {"next_major", "built for plugin ABI 2.0", "next_major"},
    {"newer_minor", "built for plugin ABI 1.99", "newer_minor"},
    {"short_table", "its table has 32 bytes", "short_table"},
    {"no_entry", "it is no plugin", "no_entry"},
    {"missing_function", "nobody_defines_this", "missing_function"},
    {"says_nothing", "did not say why", "says_nothing"},
};

INSTANTIATE_TEST_SUITE_P(Ways, FaultyPluginTest, ::testing::ValuesIn(kWays),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace helhet::testing
