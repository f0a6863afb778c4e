// The model case as a user meets it: files applied, connectors run and figures asked for, all by the command line.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "core/security/testing/temporary_folder.h"
#include "tests/integration/command.h"
#include "tests/integration/hub_process.h"

namespace helhet::testing {
namespace {

using nlohmann::json;

constexpr char kConfig[] = HELHET_SOURCE_DIR "/deploy/model_case/config";

class ModelCaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer takes an hour for the model case";
#endif
    // The baseline year is enough for the figures that were gathered by hand.
    Shell("helhet-model-case " + (folder_ / "case").string() + " --years 2023");
    hub_ = std::make_unique<HubProcess>(folder_ / "hub");
    ASSERT_TRUE(hub_->WaitReady()) << hub_->errors();
  }

  // Runs one of the programs; gives what it prints.
  static std::string Shell(const std::string& command) {
    const Printed printed = RunProgram(command);
    EXPECT_EQ(printed.exit_code, 0) << command << "\n" << printed.text;
    return printed.text;
  }
  json Ask(const std::string& arguments) {
    const std::string printed = Shell("helhet --data " + (folder_ / "hub").string() + " --output json " + arguments);
    json answer = json::parse(printed, nullptr, /*allow_exceptions=*/false);
    EXPECT_FALSE(answer.is_discarded()) << arguments << "\n" << printed;
    return answer;
  }
  json Apply() { return Ask(std::string("apply -f ") + kConfig + " --set MODEL_CASE=" + (folder_ / "case").string()); }
  std::map<std::string, double> Figures(const std::string& measure) {
    std::map<std::string, double> figures;
    const json series = Ask("--municipality 5037 measure show " + measure + " --grain year --from 2023 --to 2023 --unit a --unit b --unit c --unit d");
    for (const auto& observation : series["observations"]) figures[observation["unit_id"]] = observation["value"];
    return figures;
  }

  security::TemporaryFolder folder_;
  std::unique_ptr<HubProcess> hub_;
};

TEST_F(ModelCaseTest, GivesTheFiguresThatWereGatheredByHandAndASecondTimeAddsNothing) {
  Apply();
  Ask("connector run --all");
  const auto amounts = Figures("ehandelsandel-belop");
  const std::map<std::string, double> shares = {{"a", 85.29}, {"b", 32.78}, {"c", 36.00}, {"d", 52.19}};
  ASSERT_EQ(amounts.size(), shares.size());
  for (const auto& [unit, share] : shares) EXPECT_NEAR(amounts.at(unit), share, 0.01) << unit;
  EXPECT_EQ(Figures("fakturaer"), (std::map<std::string, double>{{"a", 282}, {"b", 10'970}, {"c", 1084}, {"d", 1747}}));

  const json again = Apply();
  for (const auto& change : again["changes"]) EXPECT_EQ(change["action"], "CHANGE_ACTION_UNCHANGED") << change;
  for (const std::string full : {"", " --full"}) {
    const json runs = Ask("connector run --all" + full);
    for (const auto& run : runs["runs"]) {
      const auto count = [&](const char* counter) { return std::stoll(run["counters"].value(counter, "0")); };
      EXPECT_EQ(count("read") > 0, !full.empty()) << run;
      EXPECT_EQ(count("read"), count("unchanged") + count("refused")) << run;
      EXPECT_EQ(run.value("recomputed", "0"), "0") << run;
    }
  }
}

}  // namespace
}  // namespace helhet::testing
