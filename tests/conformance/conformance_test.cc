// What every connector must keep, in a confined child as in the hub. A check's name is its rule; the rules
// are those of proto/helhet/plugin/v1/connector.proto and core's manifest.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <set>

#include "core/plugin/supervisor.h"
#include "helhet/limits.h"
#include "tests/conformance/subjects.h"
#include "tests/http_peer/http_peer.h"
#include "tests/webdav_server/webdav_server.h"

namespace helhet::plugin {
namespace {

using nlohmann::json;

// A read to its end: records, and where each batch ended.
struct Reading {
  std::vector<std::string> records;  // serialised
  std::vector<std::pair<std::string, size_t>> checkpoints;  // with the number of records before it
  Status end;
};

class ConformanceTest : public ::testing::TestWithParam<Subject> {
 protected:
  ConformanceTest() : folder_(std::filesystem::temp_directory_path() / ("helhet-kit-" + std::to_string(getpid()))), catalogue_({HELHET_PLUGINS_DIR}) {
    std::filesystem::create_directories(folder_);
    SupervisorOptions options;
    options.host_program = HELHET_HOST_PROGRAM;
    options.runtime_folder = folder_;
    options.library_folders = {HELHET_LIBRARY_DIR};
    auto supervisor = Supervisor::Start(std::move(options), catalogue_, limiter_);
    EXPECT_TRUE(supervisor.ok()) << supervisor.status().message();
    supervisor_ = *std::move(supervisor);
    settings_ = GetParam().settings;
    if (!GetParam().peer.empty()) StartPeer();
    if (!GetParam().webdav.empty()) StartWebdav();
  }
  ~ConformanceTest() override {
    supervisor_.reset();
    webdav_.reset();
    std::filesystem::remove_all(folder_);
    std::filesystem::remove_all(served_);
  }

  // The settings have its address for ${PEER}.
  void StartPeer() {
    peer_.emplace(GetParam().peer);
    peer_->Control("seed", GetParam().seed);
    settings_ = json::parse(std::regex_replace(settings_.dump(), std::regex("\\$\\{PEER\\}"), peer_->origin()));
  }

  void StartWebdav() {
    // Apart from the hub's own folder, which nobody else may enter.
    served_ = folder_.string() + "-served";
    webdav_.emplace(served_, std::vector<std::string>{"--copy", GetParam().webdav});
    settings_ = json::parse(std::regex_replace(settings_.dump(), std::regex("\\$\\{WEBDAV\\}"), webdav_->url()));
  }

  Result<std::unique_ptr<Connection>> Connect(const json& settings, const std::string& connector_id = "kit") {
    std::map<std::string, sdk::Secret> secrets;
    for (const auto& [name, value] : GetParam().secrets) secrets.emplace(name, value);
    return supervisor_->Connect({"5037", connector_id, GetParam().plugin, "", settings.dump(), std::move(secrets)});
  }
  std::unique_ptr<Connection> Connected(const std::string& connector_id = "kit") {
    auto connection = Connect(settings_, connector_id);
    EXPECT_TRUE(connection.ok()) << connection.status().message();
    return connection.ok() ? *std::move(connection) : nullptr;
  }

  static Reading ReadAll(Connection& connection, const std::string& checkpoint = "") {
    v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    return ReadAll(connection, start);
  }
  static Reading ReadAll(Connection& connection, const v1::ReadStart& start) {
    Reading reading;
    auto session = connection.Read(start);
    if (!session.ok()) return {{}, {}, session.status()};
    while (true) {
      auto event = (*session)->Next();
      if (!event.ok()) return {reading.records, reading.checkpoints, event.status()};
      if (std::holds_alternative<EndOfRead>(*event)) return reading;
      const auto* batch = std::get_if<v1::Batch>(&*event);
      if (batch == nullptr) continue;
      for (const auto& record : batch->records()) reading.records.push_back(record.SerializeAsString());
      reading.checkpoints.emplace_back(batch->checkpoint(), reading.records.size());
      EXPECT_TRUE((*session)->Acknowledge(batch->sequence()).ok());
    }
  }

  static v1::ReadStart BackfillStart(const std::string& checkpoint, const std::string& from_day) {
    v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    start.set_backfill_from(from_day);
    return start;
  }
  // What is no refusal, in any order.
  static std::multiset<std::string> Facts(const Reading& reading) {
    std::multiset<std::string> facts;
    for (const std::string& bytes : reading.records) {
      v1::Record record;
      if (record.ParseFromString(bytes) && !record.has_refusal()) facts.insert(bytes);
    }
    return facts;
  }

  std::filesystem::path folder_;
  std::filesystem::path served_;
  PluginCatalogue catalogue_;
  RateLimiter limiter_;
  std::unique_ptr<Supervisor> supervisor_;
  std::optional<testing::HttpPeer> peer_;
  std::optional<testing::WebdavServer> webdav_;
  json settings_;
};

TEST_P(ConformanceTest, ManifestTellsWhatItIsAndEverySettingIsDescribed) {
  const auto plugin = catalogue_.Find(GetParam().plugin);
  ASSERT_TRUE(plugin.ok()) << plugin.status().message();
  EXPECT_FALSE(plugin->manifest.title.empty());
  EXPECT_FALSE(plugin->manifest.description.empty());
  EXPECT_FALSE(plugin->manifest.streams.empty());
  const json schema = json::parse(plugin->manifest.settings_schema);
  for (const auto& [name, property] : schema["properties"].items()) {
    EXPECT_TRUE(property.contains("description")) << name << " has no description";
  }
}

TEST_P(ConformanceTest, EachRequiredSettingThatIsMissingIsToldByName) {
  for (const std::string& name : GetParam().required) {
    json settings = settings_;
    settings.erase(name);
    const auto connection = Connect(settings);
    ASSERT_FALSE(connection.ok()) << name << " is missing, and nobody said so";
    EXPECT_NE((connection.status().setting() + connection.status().message()).find(name), std::string::npos) << connection.status().message();
    EXPECT_EQ(connection.status().error_class(), ErrorClass::kConfiguration);
  }
}

TEST_P(ConformanceTest, AnUnknownSettingIsRefused) {
  json settings = settings_;
  settings["no_such_setting"] = 1;
  const auto connection = Connect(settings);
  ASSERT_FALSE(connection.ok());
  EXPECT_NE(connection.status().message().find("no_such_setting"), std::string::npos) << connection.status().message();
}

TEST_P(ConformanceTest, CheckReachesTheSourceAndSaysWhatIsThere) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const auto summary = connection->Check();
  ASSERT_TRUE(summary.ok()) << summary.status().message();
  EXPECT_FALSE(summary->empty());
}

TEST_P(ConformanceTest, DiscoverGivesTheStreamsOfTheManifest) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const auto discovered = connection->Discover();
  ASSERT_TRUE(discovered.ok()) << discovered.status().message();
  std::set<std::string> names, stated;
  for (const auto& stream : discovered->streams()) names.insert(stream.name() + " " + stream.kind());
  const auto plugin = catalogue_.Find(GetParam().plugin);
  for (const auto& stream : plugin->manifest.streams) stated.insert(stream.name + " " + stream.kind);
  EXPECT_EQ(names, stated);
}

TEST_P(ConformanceTest, EveryRecordHasAStreamAKeyAndOneContent) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const Reading reading = ReadAll(*connection);
  ASSERT_TRUE(reading.end.ok()) << reading.end.message();
  EXPECT_GE(reading.records.size(), GetParam().records);
  for (const std::string& bytes : reading.records) {
    v1::Record record;
    ASSERT_TRUE(record.ParseFromString(bytes));
    EXPECT_FALSE(record.stream().empty());
    EXPECT_FALSE(record.natural_key().empty()) << record.locator();
    EXPECT_NE(record.content_case(), v1::Record::CONTENT_NOT_SET) << record.natural_key();
    if (!record.has_refusal()) continue;
    EXPECT_FALSE(record.refusal().code().empty()) << record.locator();
    EXPECT_FALSE(record.refusal().what().empty()) << record.locator();
  }
}

TEST_P(ConformanceTest, ReadingAgainFromTheSamePlaceGivesTheSameRecords) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  EXPECT_EQ(ReadAll(*connection).records, ReadAll(*connection).records);
}

TEST_P(ConformanceTest, ReadingFromTheLastCheckpointGivesNothing) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const Reading reading = ReadAll(*connection);
  ASSERT_FALSE(reading.checkpoints.empty());
  const Reading again = ReadAll(*connection, reading.checkpoints.back().first);
  EXPECT_TRUE(again.end.ok()) << again.end.message();
  EXPECT_TRUE(again.records.empty());
}

TEST_P(ConformanceTest, ReadingResumesAtEveryCheckpointWithNothingLost) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const Reading whole = ReadAll(*connection);
  for (const auto& [checkpoint, before] : whole.checkpoints) {
    const Reading rest = ReadAll(*connection, checkpoint);
    ASSERT_TRUE(rest.end.ok()) << rest.end.message();
    const std::set<std::string> found(rest.records.begin(), rest.records.end());
    for (size_t i = before; i < whole.records.size(); ++i) EXPECT_TRUE(found.contains(whole.records[i])) << "record " << i << " is lost";
  }
}

TEST_P(ConformanceTest, ABackfillFromTheFarPastReadsEverythingAndLeavesTheCheckpoint) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const Reading whole = ReadAll(*connection);
  ASSERT_FALSE(whole.checkpoints.empty());
  const std::string& last = whole.checkpoints.back().first;
  const Reading again = ReadAll(*connection, BackfillStart(last, "1000-01-01"));
  ASSERT_TRUE(again.end.ok()) << again.end.message();
  EXPECT_EQ(Facts(again), Facts(whole));
  for (const auto& [checkpoint, unused] : again.checkpoints) EXPECT_EQ(checkpoint, last);
}

TEST_P(ConformanceTest, ABackfillFromTheFarFutureReadsNoFactsOrIsDeclined) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const Reading reading = ReadAll(*connection, BackfillStart("", "9999-12-31"));
  // What is refused may have no date, and comes along.
  EXPECT_TRUE(Facts(reading).empty());
  if (!reading.end.ok()) {
    EXPECT_FALSE(reading.end.message().empty());
  }
}

TEST_P(ConformanceTest, ABackfillFromWhatIsNoDateIsDeclined) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const Reading reading = ReadAll(*connection, BackfillStart("", "31.12.2023"));
  EXPECT_EQ(reading.end.code(), StatusCode::kInvalidArgument);
  EXPECT_NE(reading.end.message().find("31.12.2023"), std::string::npos) << reading.end.message();
}

TEST_P(ConformanceTest, ACheckpointThatIsNoneOfItsOwnLosesNothing) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  const size_t whole = ReadAll(*connection).records.size();
  const Reading reading = ReadAll(*connection, "\x01 no checkpoint of anyone's");
  // Either told, or read from the beginning; never passed over as if all were known.
  EXPECT_TRUE(!reading.end.ok() || reading.records.size() == whole);
}

TEST_P(ConformanceTest, AReplayReadsWhatWasKeptAndNothingElseOrIsDeclined) {
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  v1::ReadStart start;
  auto* kept = start.add_replay();
  kept->set_locator("kept");
  kept->set_raw("no document of any kind");
  const Reading reading = ReadAll(*connection, start);
  if (!reading.end.ok()) {
    EXPECT_EQ(reading.end.reason(), "replay_not_offered") << reading.end.message();
    EXPECT_TRUE(reading.records.empty());
    return;
  }
  ASSERT_EQ(reading.records.size(), 1u);
  v1::Record record;
  ASSERT_TRUE(record.ParseFromString(reading.records[0]));
  EXPECT_EQ(record.locator(), "kept");
}

TEST_P(ConformanceTest, ARepeatOfADeliveryAnswersTheSameReceipt) {
  if (GetParam().delivery.empty()) return;  // a connector that only reads
  const auto connection = Connected();
  ASSERT_NE(connection, nullptr);
  auto session = connection->Write();
  ASSERT_TRUE(session.ok()) << session.status().message();
  v1::WriteRequest request;
  request.set_delivery_id("5037/levanger-2026/1/submitted");
  request.set_media_type("application/pdf");
  request.set_body("%PDF-1.7\n%%EOF\n");
  request.mutable_properties()->insert(GetParam().delivery.begin(), GetParam().delivery.end());
  const auto first = (*session)->Deliver(request);
  const auto second = (*session)->Deliver(request);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_FALSE(first->has_problem()) << first->problem().what();
  EXPECT_FALSE(first->external_id().empty());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_TRUE((*session)->Finish().ok());
}

TEST_P(ConformanceTest, TwoInstancesStandSideBySide) {
  const auto one = Connected("one");
  const auto two = Connected("two");
  ASSERT_TRUE(one != nullptr && two != nullptr);
  EXPECT_EQ(ReadAll(*one).records, ReadAll(*two).records);
}

INSTANTIATE_TEST_SUITE_P(Plugins, ConformanceTest, ::testing::ValuesIn(Subjects(HELHET_SOURCE_DIR)),
                         [](const auto& info) { return info.param.plugin; });

}  // namespace
}  // namespace helhet::plugin
