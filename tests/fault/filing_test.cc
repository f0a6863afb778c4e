// Kills the hub, and the child, at every ordering step of a filing and at random moments: in the end each edition stands in the
// archive, a real Apache with mod_dav, once and whole.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "core/configuration/documents.h"
#include "core/fault/fault.h"
#include "core/outbox/delivery.h"
#include "core/store/raw_payload.h"
#include "core/store/testing/test_database.h"
#include "tests/fault/fault_process.h"
#include "tests/support/test_hub.h"
#include "tests/webdav_server/webdav_server.h"

namespace helhet::testing {
namespace {

namespace fs = std::filesystem;

// A filing that is killed again and again must come to its end all the same.
constexpr int kTries = 5;
// So large that a kill can hit while it is on its way.
constexpr size_t kBodyBytes = 3'000'000;

class FilingTest : public ::testing::TestWithParam<store::Backend> {
 protected:
  FilingTest() : folder_(fs::temp_directory_path() / ("helhet-filing-" + std::to_string(getpid()))), archive_((fs::create_directories(folder_ / "run"), folder_ / "archive")) {
    model::v1::Municipality municipality;
    municipality.set_municipality_id(TestHub::kMunicipality);
    municipality.set_archive_connector_id("arkiv");
    Save("municipality", TestHub::kMunicipality, municipality);
    model::v1::Connector connector;
    connector.set_connector_id("arkiv");
    connector.set_plugin("webdav");
    connector.set_settings_json(nlohmann::json{{"url", archive_.url()}, {"write_folder", "a3"}}.dump());
    Save("connector", "arkiv", connector);
  }
  ~FilingTest() override { fs::remove_all(folder_); }

  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    ASSERT_TRUE(configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1).ok());
  }

  // Puts the next edition in the outbox.
  void File() {
    api::v1::GetA3Response sheet;
    sheet.mutable_a3()->set_a3_id("avtaler");
    sheet.mutable_a3()->set_edition(++edition_);
    sheet.mutable_a3()->set_rationale(std::string(kBodyBytes, 'x'));
    const outbox::Edition filed{sheet, api::v1::DELIVERY_EVENT_DECIDED, "arkiv", "A3 Avtaler", {{"case_key", "5037/avtaler"}, {"document_date", "2025-12-17"}}};
    ASSERT_TRUE(outbox::Enqueue(store_, filed, 1).ok());
  }

  pid_t Start(const std::vector<std::string>& environment = {}) {
    return StartProcess({HELHET_FILING_HUB, database_.url(), (folder_ / "run").string()}, environment);
  }
  void Finish() {
    for (int attempt = 0; attempt < kTries; ++attempt) {
      if (WaitFor(Start()) == 0) return;
    }
    FAIL() << "the filing did not come to its end in " << kTries << " tries";
  }

  // Every edition so far stands in the archive once, with the bytes that the outbox made of it, and nothing else does.
  void ExpectEachOnce() {
    const auto listed = outbox::ListDeliveries(store_, {}, 1000, "");
    ASSERT_TRUE(listed.ok()) << listed.status().message();
    EXPECT_EQ(listed->deliveries_size(), edition_);
    const auto files = archive_.Files();
    EXPECT_EQ(files.size(), static_cast<size_t>(edition_));
    for (const auto& delivery : listed->deliveries()) {
      EXPECT_EQ(delivery.state(), api::v1::DELIVERY_STATE_SENT) << delivery.delivery_id();
      EXPECT_EQ(delivery.external_id(), "a3/5037_avtaler/2025-12-17-5037_avtaler_" + std::to_string(delivery.edition()) + "_decided.pdf");
      EXPECT_EQ(store::Hex(store::Sha256(ReadFile(archive_.folder() / delivery.external_id()))), delivery.sha256());
      EXPECT_EQ(delivery.link(), archive_.url() + "/" + delivery.external_id());
    }
  }

  void KillAtEveryPoint(const std::string& target) {
    const int times = KillsInFull() ? 5 : 1;
    for (const std::string_view point : fault::kDeliveryPoints) {
      int hits = 0;
      for (int i = 0; i < times; ++i) {
        File();
        const auto log = folder_ / "hits";
        fs::remove(log);
        WaitFor(Start({"HELHET_FAULT=" + std::string(point) + ":1", "HELHET_FAULT_LOG=" + log.string(), "HELHET_FAULT_TARGET=" + target}));
        hits += fs::exists(log);
        Finish();
      }
      std::printf("  %-18s killed %s %d of %d times\n", std::string(point).c_str(), target.c_str(), hits, times);
      EXPECT_EQ(hits, times) << point;
    }
    ExpectEachOnce();
  }

  // Claims of the newest edition so far, and whether it is still to be filed.
  std::pair<int64_t, bool> Claims() {
    const auto row = store_.QueryOne("SELECT lease_token, state FROM delivery WHERE municipality_id = $1 AND edition = $2", {int64_t{edition_}});
    EXPECT_TRUE(row.ok() && row->size() == 2);
    return {store::AsInteger((*row)[0]), store::AsText((*row)[1]) != "sent"};
  }

  // Kills the hub, or its child once it has one, at moments that are random by design, until the filing itself, and not what comes
  // before or after it, was hit as often as is demanded.
  void KillAtRandomMoments(bool is_child) {
    const int demanded = KillsInFull() ? 100 : 5;
    File();
    const auto begin = std::chrono::steady_clock::now();
    Finish();
    const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    // A child lives for the last part of it.
    std::uniform_int_distribution moment(1, static_cast<int>(is_child ? whole.count() / 2 : whole.count()));
    std::mt19937 random(4);
    int hit = 0, tries = 0;
    while (hit < demanded && tries < 20 * demanded) {
      File();
      // The same filing is killed up to three times.
      for (int kills = std::uniform_int_distribution(1, 3)(random); kills > 0; --kills, ++tries) hit += Strike(is_child, moment(random));
      Finish();
    }
    std::printf("  random moments: the %s was killed under way %d of %d times\n", is_child ? "child" : "hub", hit, tries);
    EXPECT_GE(hit, demanded);
    ExpectEachOnce();
  }

  // Starts a hub and kills after so long. Whether that hit the filing.
  bool Strike(bool is_child, int after_ms) {
    const auto before = Claims();
    const pid_t process = Start();
    while (is_child && ChildrenOf(process).empty() && !WaitAtMost(process, 1)) continue;
    WaitAtMost(process, after_ms);
    const auto children = ChildrenOf(process);
    // Under way: claimed by this hub, and the receipt not stored. A hub stores no more when it is dead; a child's is looked at before.
    auto at_kill = Claims();
    for (const pid_t victim : is_child ? children : std::vector<pid_t>{process}) kill(victim, SIGKILL);
    const bool has_struck = WaitFor(process) == -SIGKILL || (is_child && !children.empty());
    if (!is_child) at_kill = Claims();
    return has_struck && at_kill.second && at_kill.first > before.first;
  }

  const fs::path folder_;
  WebdavServer archive_;
  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, TestHub::kMunicipality};
  int edition_ = 0;
};

TEST_P(FilingTest, AHubThatIsKilledAtAnyStepFilesEachEditionOnce) { KillAtEveryPoint("hub"); }

TEST_P(FilingTest, AChildThatIsKilledAtAnyStepFilesEachEditionOnce) { KillAtEveryPoint("child"); }

TEST_P(FilingTest, AHubThatIsKilledAtRandomMomentsFilesEachEditionOnce) { KillAtRandomMoments(/*is_child=*/false); }

TEST_P(FilingTest, AChildThatIsKilledAtRandomMomentsFilesEachEditionOnce) { KillAtRandomMoments(/*is_child=*/true); }

INSTANTIATE_TEST_SUITE_P(Stores, FilingTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::testing
