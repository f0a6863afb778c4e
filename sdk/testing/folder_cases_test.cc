// For every plugin that reads a folder, compiled into its tests by helhet_add_plugin_test(... FOLDER_CASES): the cases
// in tests/cases, which are settings, documents, and the records that they give. A new case is a new folder: its
// documents are files named input*, or stand in a folder `input` in the way that the connector wants them.
// HELHET_REWRITE_CASES=1 writes what comes as what is expected, for review.
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "helhet/testing/fake_host.h"
#include "helhet/testing/settings_file.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kFolder = HELHET_PLUGIN_DIR;

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One line for each record: without its time, which mostly is the file's, and without the document, which stands beside it.
std::string AsLines(const std::vector<plugin::v1::Record>& records) {
  std::string lines;
  for (auto record : records) {
    record.clear_raw();
    record.clear_source_time_us();
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string line;
    EXPECT_TRUE(google::protobuf::util::MessageToJsonString(record, &line, options).ok());
    lines += line + "\n";
  }
  return lines;
}

// What a source object's pieces add up to.
std::string SourceObject(const FakeHost& host, const std::string& sha256) {
  std::string bytes;
  for (const auto& batch : host.batches()) {
    for (const auto& chunk : batch.source_chunks()) {
      if (chunk.sha256() == sha256) bytes += chunk.data();
    }
  }
  return bytes;
}

class FolderCase : public ::testing::TestWithParam<std::string> {
 protected:
  FolderCase() {
    std::string pattern = (fs::temp_directory_path() / "helhet-case-XXXXXX").string();
    inbox_ = mkdtemp(pattern.data());
  }
  ~FolderCase() override { fs::remove_all(inbox_); }

  // Copies the documents in the order of their names, which is then the order of their times too.
  void FillInbox(const fs::path& folder) {
    if (fs::is_directory(folder / "input")) return fs::copy(folder / "input", inbox_, fs::copy_options::recursive);
    std::vector<fs::path> inputs;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().filename().string().starts_with("input")) inputs.push_back(entry.path());
    }
    std::sort(inputs.begin(), inputs.end());
    for (const auto& input : inputs) fs::copy_file(input, inbox_ / input.filename());
  }

  // Whether what is kept of a row, with all its columns, names the table that it stands in.
  bool IsKeptRow(const plugin::v1::Record& record) const {
    const json kept = json::parse(record.raw(), nullptr, /*allow_exceptions=*/false);
    return kept.is_object() && fs::exists(inbox_ / kept.value("table", "")) && !kept["columns"].empty() && !kept["rows"].empty();
  }

  // The file of a record, whose locator may go on to a part of it: `kunngjoring.xml, agreement/2023-112/991825827`.
  fs::path FileOf(const plugin::v1::Record& record) const {
    const fs::path whole = inbox_ / record.locator();
    return fs::exists(whole) ? whole : inbox_ / record.locator().substr(0, record.locator().find(", "));
  }

  // Whether every line of the record stands in the document.
  bool IsKeptLines(const plugin::v1::Record& record) const {
    const std::string whole = ReadFile(FileOf(record));
    std::istringstream lines(record.raw());
    for (std::string line; std::getline(lines, line);) {
      if (whole.find(line) == std::string::npos) return false;
    }
    return !record.raw().empty();
  }

  // Whether the record has the document, or an object somewhere in it.
  bool IsKeptPart(const plugin::v1::Record& record) const {
    const std::string whole = ReadFile(FileOf(record));
    if (record.raw() == whole) return true;
    const json part = json::parse(record.raw(), nullptr, /*allow_exceptions=*/false);
    std::vector<json> open = {json::parse(whole)};
    while (!open.empty()) {
      const json value = std::move(open.back());
      open.pop_back();
      if (value == part) return true;
      if (value.is_structured()) open.insert(open.end(), value.begin(), value.end());
    }
    return false;
  }

  // Whether the record has the whole document, or of a table its own rows; of one that is kept in pieces, its place.
  bool IsKept(const plugin::v1::Record& record, const FakeHost& host) const {
    if (record.locator().ends_with(".zip")) return true;
    if (record.has_source()) {
      const std::string document = ReadFile(FileOf(record));
      const auto& place = record.source();
      return SourceObject(host, place.sha256()) == document && place.offset() < document.size() &&
             place.length() <= document.size() - place.offset();
    }
    if (record.raw_media_type().starts_with("text/")) return IsKeptLines(record);
    if (record.raw_media_type() == "application/vnd.helhet.rows+json") return IsKeptRow(record);
    if (record.raw_media_type() == "application/json") return IsKeptPart(record);
    return record.raw() == ReadFile(FileOf(record));
  }

  fs::path inbox_;
};

TEST_P(FolderCase, GivesTheExpectedRecords) {
  const fs::path folder = kFolder / "tests/cases" / GetParam();
  FillInbox(folder);
  json settings = SettingsFile(folder / "config.yaml");
  settings["folder"] = inbox_.string();
  FakeHost host;
  ConnectorDriver connector(helhet_plugin_entry(), host);
  ASSERT_TRUE(connector.Configure(settings.dump()).ok()) << host.problem().what();
  ASSERT_TRUE(connector.Read().ok()) << host.problem().what();
  const std::string lines = AsLines(host.Records());
  if (std::getenv("HELHET_REWRITE_CASES") != nullptr) std::ofstream(folder / "expected.jsonl") << lines;
  EXPECT_EQ(lines, ReadFile(folder / "expected.jsonl"));
  for (const auto& record : host.Records()) {
    EXPECT_TRUE(IsKept(record, host)) << record.locator() << ": the document is not kept as it was";
  }
}

std::vector<std::string> Cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder / "tests/cases")) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Case, FolderCase, ::testing::ValuesIn(Cases()), [](const auto& info) { return info.param; });

}  // namespace
}  // namespace helhet::testing
