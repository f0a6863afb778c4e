// deploy/quickstart as a new user runs it, on the build at hand and a small model case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "core/security/testing/temporary_folder.h"
#include "tests/integration/command.h"

namespace helhet::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class QuickstartTest : public ::testing::Test {
 protected:
  void SetUp() override {
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer takes an hour for the model case";
#endif
    // One year and one invoice in twenty: what is tried here is the way through.
    const Printed made = RunProgram("helhet-model-case " + (data() / "model-case").string() + " --years 2023 --scale 5");
    ASSERT_EQ(made.exit_code, 0) << made.text;
  }
  void TearDown() override { Quickstart("--stop"); }

  std::filesystem::path data() const { return folder_ / "quickstart"; }
  // Both streams, as a terminal shows them.
  Printed Quickstart(const std::string& arguments) {
    return RunShell("HELHET_BUILD=" HELHET_BUILD_FOLDER " HELHET_DATA='" + data().string() + "' " HELHET_SOURCE_DIR "/deploy/quickstart " + arguments + " 2>&1");
  }

  security::TemporaryFolder folder_;
};

TEST_F(QuickstartTest, ShowsTheSheetAndStopsAndASecondStartAddsNothing) {
  const Printed first = Quickstart("--once");
  ASSERT_EQ(first.exit_code, 0) << first.text;
  for (const char* said : {"A3 · Avtalelojalitet", "*** Eksempeldata: Levanger ***", "Enhet a", "Innkjøp etter kanal og avtale", "Huben er stoppet."}) {
    EXPECT_THAT(first.text, HasSubstr(said));
  }
  EXPECT_FALSE(std::filesystem::exists(data() / "helhetd.pid"));

  const Printed second = Quickstart("--once");
  ASSERT_EQ(second.exit_code, 0) << second.text;
  EXPECT_THAT(second.text, HasSubstr("Opprettet 0, endret 0, "));
  EXPECT_THAT(second.text, HasSubstr("Finnes fra før: "));
  // What is found on the sheet is the same, to the letter.
  const auto sheet = [](const std::string& text) { return text.substr(text.find("== A3\n"), text.find("== Veien videre") - text.find("== A3\n")); };
  EXPECT_EQ(sheet(first.text), sheet(second.text));
}

TEST_F(QuickstartTest, LeavesTheHubRunningUntilItIsStopped) {
  const Printed started = Quickstart("");
  ASSERT_EQ(started.exit_code, 0) << started.text;
  EXPECT_THAT(started.text, Not(HasSubstr("Huben er stoppet.")));
  const std::string status = "helhet --data " + (data() / "hub").string() + " status 2>&1";
  EXPECT_EQ(RunProgram(status).exit_code, 0);
  EXPECT_THAT(Quickstart("").text, HasSubstr("Kjører fra før."));
  EXPECT_THAT(Quickstart("--stop").text, HasSubstr("Huben er stoppet."));
  EXPECT_NE(RunProgram(status).exit_code, 0);
}

TEST_F(QuickstartTest, RefusesWhatItDoesNotKnow) {
  const Printed refused = Quickstart("--twice");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.text, HasSubstr("'--twice'"));
}

}  // namespace
}  // namespace helhet::testing
