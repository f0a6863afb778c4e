// Every connector that reads files reads the same from a folder, an SFTP server and a web server: by the same settings, in a
// confined child, which has no network but the hub's proxy to the one host that its settings state.
#include <fstream>
#include <map>
#include <set>
#include <tuple>

#include "helhet/testing/write_zip.h"
#include "tests/conformance/subjects.h"
#include "tests/remote_places/places_fixture.h"

namespace helhet::plugin {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json ManifestOf(const std::string& plugin) {
  std::ifstream file(fs::path(HELHET_SOURCE_DIR) / "plugins" / plugin / "manifest.json");
  return json::parse(file, nullptr, /*allow_exceptions=*/false);
}

// The connectors that offer the settings of remote places.
std::vector<Subject> ReadersOfFiles() {
  std::vector<Subject> readers;
  for (Subject& subject : Subjects(HELHET_SOURCE_DIR)) {
    const json manifest = ManifestOf(subject.plugin);
    if (manifest.is_object() && manifest["settings"]["properties"].contains("sftp")) readers.push_back(std::move(subject));
  }
  return readers;
}

TEST(ReadersOfFilesTest, AreAllThatReadFiles) {
  std::set<std::string> names;
  for (const Subject& subject : ReadersOfFiles()) names.insert(subject.plugin);
  EXPECT_EQ(names, (std::set<std::string>{"agreements", "compilo", "ehandel", "ehf", "kostra", "saft", "tabular"}));
}

TEST(ReadersOfFilesTest, AskForTheHostsAndFilesOfTheirSettingsAndNoOthers) {
  for (const Subject& subject : ReadersOfFiles()) {
    const json permissions = ManifestOf(subject.plugin)["permissions"];
    json hosts = {"settings.sftp.address", "settings.https.index"}, paths = {"settings.folder", "settings.https.ca_file"};
    if (subject.plugin == "compilo") {  // which reads a service of JSON too
      hosts.insert(hosts.end(), {"settings.url", "settings.auth.token_url"});
      paths.push_back("settings.ca_file");
    }
    EXPECT_EQ(permissions["hosts"], hosts) << subject.plugin;
    EXPECT_EQ(permissions["read_paths"], paths) << subject.plugin;
  }
}

class RemotePlacesTest : public PlacesTest, public ::testing::WithParamInterface<std::tuple<Subject, Place>> {
 protected:
  const Subject& subject() const { return std::get<0>(GetParam()); }
  Place place() const { return std::get<1>(GetParam()); }

  // The files of the conformance kit, once as they are and once in a zip file.
  void PutFiles() {
    testing::ZipEntries entries;
    const fs::path from = subject().settings["folder"].get<std::string>();
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string content{std::istreambuf_iterator<char>(file), {}};
      const std::string name = fs::relative(entry.path(), from).string();
      Put(name, content);
      entries.emplace_back(name, content);
    }
    testing::WriteZip(inbox() / "alt samlet.zip", entries);
    Settle(inbox() / "alt samlet.zip");
  }

  // Places have orders of their own.
  static std::multiset<std::string> Texts(const Reading& reading) {
    std::multiset<std::string> texts;
    for (const v1::Record& record : reading.records) texts.insert(record.DebugString());
    return texts;
  }
};

TEST_P(RemotePlacesTest, GivesTheRecordsOfTheFolder) {
  PutFiles();
  const Reading here = Read(subject().plugin, Place::kFolder, subject().settings);
  ASSERT_OK(here.end);
  EXPECT_GE(here.records.size(), 2 * subject().records) << "in files, and in the zip file";
  json settings = subject().settings;
  settings.erase("folder");
  const Reading there = Read(subject().plugin, place(), settings);
  ASSERT_OK(there.end);
  EXPECT_EQ(Texts(there), Texts(here));
  const Reading again = Read(subject().plugin, place(), settings, there.checkpoint);
  ASSERT_OK(again.end);
  EXPECT_TRUE(again.records.empty()) << "nothing is new";
}

INSTANTIATE_TEST_SUITE_P(Plugins, RemotePlacesTest,
                         ::testing::Combine(::testing::ValuesIn(ReadersOfFiles()), ::testing::Values(Place::kSftp, Place::kHttps)),
                         [](const auto& info) {
                           return std::get<0>(info.param).plugin + (std::get<1>(info.param) == Place::kSftp ? "_by_sftp" : "_by_https");
                         });

}  // namespace
}  // namespace helhet::plugin
