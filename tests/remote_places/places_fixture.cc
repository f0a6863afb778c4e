#include "tests/remote_places/places_fixture.h"

#include <chrono>
#include <fstream>

namespace helhet::plugin {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// See proc(5): VmHWM.
double PeakMib(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib / 1024;
  }
  return 0;
}

}  // namespace

PlacesTest::PlacesTest() { fs::create_directories(inbox()); }

void PlacesTest::Put(const std::string& name, const std::string& content) {
  fs::create_directories((inbox() / name).parent_path());
  std::ofstream(inbox() / name, std::ios::binary) << content;
  Settle(inbox() / name);
}

void PlacesTest::Settle(const fs::path& path) {
  const auto hour_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
  fs::last_write_time(path, std::chrono::floor<std::chrono::seconds>(hour_ago) + std::chrono::seconds(files_++));
}

testing::SshServer& PlacesTest::ssh() {
  fs::create_directories(folder() / "sshd");
  if (!ssh_) ssh_.emplace(folder() / "sshd");
  return *ssh_;
}

testing::WebFolder& PlacesTest::web() {
  if (!web_) web_.emplace(inbox(), folder());
  return *web_;
}

json PlacesTest::SettingsOf(Place place) {
  secrets_.clear();
  if (place == Place::kFolder) return {{"folder", inbox().string()}};
  if (place == Place::kHttps) return {{"https", {{"index", web().index()}, {"ca_file", web().ca_file()}}}};
  secrets_["private_key"] = sdk::Secret(ssh().known_key());
  return {{"sftp",
           {{"address", ssh().address()}, {"user", testing::SshServer::user()}, {"path", inbox().string()}, {"host_key", ssh().host_key()}}}};
}

PlacesTest::Reading PlacesTest::Read(const std::string& plugin, Place place, json settings, const std::string& checkpoint) {
  settings.update(SettingsOf(place));
  return ReadWith(plugin, settings, checkpoint);
}

PlacesTest::Reading PlacesTest::ReadWith(const std::string& plugin, const json& settings, const std::string& checkpoint) {
  Reading reading;
  reading.checkpoint = checkpoint;
  InstanceConfig instance = Instance(plugin, settings.dump());
  instance.secrets = secrets_;
  auto connection = supervisor().StartNew(instance);
  reading.end = connection.status();
  if (!connection.ok()) return reading;
  v1::ReadStart start;
  start.set_checkpoint(checkpoint);
  auto session = (*connection)->Read(start);
  reading.end = session.status();
  while (session.ok()) {
    auto event = (*session)->Next();
    reading.end = event.status();
    if (!event.ok() || std::holds_alternative<EndOfRead>(*event)) break;
    const auto* batch = std::get_if<v1::Batch>(&*event);
    if (batch == nullptr) continue;
    reading.records.insert(reading.records.end(), batch->records().begin(), batch->records().end());
    reading.checkpoint = batch->checkpoint();
    EXPECT_OK((*session)->Acknowledge(batch->sequence()));
  }
  reading.peak_mib = PeakMib((*connection)->child().pid());
  return reading;
}

}  // namespace helhet::plugin
