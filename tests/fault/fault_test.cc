// Kills the hub, and the child, at every ordering step of a run and at random moments, and holds what the
// store has in the end against a sync that nobody disturbed.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "core/fault/fault.h"
#include "core/store/testing/test_database.h"
#include "tests/fault/fault_process.h"
#include "tests/support/canonical_dump.h"
#include "tests/support/test_hub.h"

namespace helhet::testing {
namespace {

constexpr char kRecords[] = "60";
constexpr int kBatches = 12;
// A sync that is killed again and again must come to its end all the same.
constexpr int kTries = 5;

class FaultTest : public ::testing::TestWithParam<store::Backend> {
 protected:
  FaultTest() : folder_(std::filesystem::temp_directory_path() / ("helhet-fault-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_ / "run");
    store::TestDatabase undisturbed(GetParam());
    Prepare(undisturbed);
    EXPECT_EQ(WaitFor(Start(undisturbed, {})), 0);
    expected_ = Dump(undisturbed);
    EXPECT_NE(expected_.find("figure\t"), std::string::npos);
  }
  ~FaultTest() override { std::filesystem::remove_all(folder_); }

  void Prepare(store::TestDatabase& database) {
    auto hub = TestHub::Start(database.factory(), folder_ / "run");
    ASSERT_TRUE(hub.ok()) << hub.status().message();
    ASSERT_TRUE((*hub)->StateOrganisation().ok());
  }

  pid_t Start(store::TestDatabase& database, const std::vector<std::string>& environment, bool mutant = false) {
    std::vector<std::string> command = {HELHET_FAULT_HUB, database.url(), (folder_ / "run").string(), kRecords};
    if (mutant) command.push_back("mutant");
    return StartProcess(command, environment);
  }

  // Syncs until one goes through.
  void Finish(store::TestDatabase& database, bool mutant = false) {
    for (int attempt = 0; attempt < kTries; ++attempt) {
      if (WaitFor(Start(database, {}, mutant)) == 0) return;
    }
    FAIL() << "the sync did not come to its end in " << kTries << " tries";
  }

  static std::string Dump(store::TestDatabase& database) {
    auto connection = database.Connect();
    store::TenantStore store(*connection, TestHub::kMunicipality);
    auto dump = CanonicalDump(store);
    EXPECT_TRUE(dump.ok()) << dump.status().message();
    return dump.ok() ? *dump : "";
  }

  // Lines that one of the two stores has and the other has not; nothing when they are the same.
  static std::string Difference(const std::string& found, const std::string& expected) {
    const auto lines = [](const std::string& dump) {
      std::set<std::string> lines;
      std::istringstream text(dump);
      for (std::string line; std::getline(text, line);) lines.insert(line);
      return lines;
    };
    const auto one = lines(found), other = lines(expected);
    std::string difference;
    for (const std::string& line : one) difference += other.contains(line) ? "" : "+ " + line + "\n";
    for (const std::string& line : other) difference += one.contains(line) ? "" : "- " + line + "\n";
    return difference.empty() && found != expected ? "the number of some lines" : difference;
  }

  // Disturbs one sync at a point, lets it finish, and says whether the point was hit and the store is right.
  struct Outcome {
    bool hit;
    std::string difference;  // to an undisturbed sync; empty when there is none
  };
  Outcome Disturb(const std::string& point, int nth, const std::string& target, bool mutant = false) {
    store::TestDatabase database(GetParam());
    Prepare(database);
    const auto log = folder_ / "hits";
    std::filesystem::remove(log);
    WaitFor(Start(database, {"HELHET_FAULT=" + point + ":" + std::to_string(nth), "HELHET_FAULT_LOG=" + log.string(), "HELHET_FAULT_TARGET=" + target}, mutant));
    Finish(database, mutant);
    return {std::filesystem::exists(log), Difference(Dump(database), expected_)};
  }

  // Kills at moments that are random by design, many times over: whatever they are, the end must be the same.
  // `strike` kills, given the hub's process, and says whether it hit what was under way; at least one has to.
  void KillAtRandomMoments(const char* what, const std::function<bool(pid_t)>& strike) {
    const int times = KillsInFull() ? 200 : 5;
    std::mt19937 random(2);
    int hit = 0;
    for (int i = 0; i < times || (hit == 0 && i < 10 * times); ++i) {
      store::TestDatabase database(GetParam());
      Prepare(database);
      const pid_t process = Start(database, {});
      // How long a sync takes depends on the machine, and on sanitizers: where none was hit, look sooner, then later.
      static constexpr int kWindowsMs[] = {250, 120, 60, 1000, 2500};
      WaitAtMost(process, std::uniform_int_distribution(1, kWindowsMs[i / times % 5])(random));
      hit += strike(process);
      Finish(database);
      EXPECT_EQ(Difference(Dump(database), expected_), "") << "kill number " << i;
    }
    std::printf("  random moments: the %s was killed under way %d of %d times\n", what, hit, times);
    EXPECT_GT(hit, 0);
  }

  // Points inside the loop over batches are passed once for each; the others once.
  static int Passes(std::string_view point) { return point.starts_with("batch") ? kBatches : 1; }

  void KillAtEveryPoint(const std::string& target) {
    const int times = KillsInFull() ? 5 : 1;
    std::map<std::string, int> hits;
    std::mt19937 random(1);
    for (const std::string_view point : fault::kPoints) {
      for (int i = 0; i < times; ++i) {
        const int nth = std::uniform_int_distribution(1, Passes(point))(random);
        const Outcome outcome = Disturb(std::string(point), nth, target);
        hits[std::string(point)] += outcome.hit;
        EXPECT_EQ(outcome.difference, "") << "killed " << target << " at " << point << ", pass " << nth;
      }
      std::printf("  %-20s killed %s %d of %d times\n", std::string(point).c_str(), target.c_str(), hits[std::string(point)], times);
      EXPECT_EQ(hits[std::string(point)], times) << point << " was not hit";
    }
  }

  std::filesystem::path folder_;
  std::string expected_;
};

TEST_P(FaultTest, KillingTheHubAtEveryPointHasNoEffectInTheEnd) { KillAtEveryPoint("hub"); }

TEST_P(FaultTest, KillingTheChildAtEveryPointHasNoEffectInTheEnd) { KillAtEveryPoint("child"); }

TEST_P(FaultTest, KillingTheHubAtRandomMomentsHasNoEffectInTheEnd) {
  KillAtRandomMoments("hub", [](pid_t process) {
    kill(process, SIGKILL);
    return WaitFor(process) == -SIGKILL;
  });
}

TEST_P(FaultTest, KillingTheChildAtRandomMomentsHasNoEffectInTheEnd) {
  KillAtRandomMoments("child", [](pid_t process) {
    const auto children = ChildrenOf(process);
    for (const pid_t child : children) kill(child, SIGKILL);
    // A run that has failed is told by the exit code.
    return WaitFor(process) == 1 && !children.empty();
  });
}

TEST_P(FaultTest, FindsAHubThatCommitsTheCheckpointApartFromTheFacts) {
  const Outcome outcome = Disturb("batch_facts_written", 3, "hub", /*mutant=*/true);
  EXPECT_TRUE(outcome.hit);
  EXPECT_NE(outcome.difference, "") << "the mutant loses a batch; a test that does not see it proves nothing";
}

INSTANTIATE_TEST_SUITE_P(Stores, FaultTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::testing
