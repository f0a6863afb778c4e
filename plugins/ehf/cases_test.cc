// The cases in tests/cases: settings, documents, and the records that they give. A new case is a new folder;
// HELHET_REWRITE_CASES=1 writes what comes as what is expected, for review. And: what the documentation
// shows must work.
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "helhet/testing/fake_host.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ehf {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kFolder = HELHET_EHF_DIR;

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

json ToJson(const YAML::Node& node) {
  if (node.IsSequence()) {
    json list = json::array();
    for (const auto& element : node) list.push_back(ToJson(element));
    return list;
  }
  if (node.IsMap()) {
    json object = json::object();
    for (const auto& member : node) object[member.first.as<std::string>()] = ToJson(member.second);
    return object;
  }
  int64_t number = 0;
  return YAML::convert<int64_t>::decode(node, number) ? json(number) : json(node.as<std::string>());
}

// One line for each record: without the time of the file, and without the document, which stands beside it.
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

class EhfCase : public ::testing::TestWithParam<std::string> {
 protected:
  EhfCase() {
    std::string pattern = (fs::temp_directory_path() / "helhet-case-XXXXXX").string();
    inbox_ = mkdtemp(pattern.data());
  }
  ~EhfCase() override { fs::remove_all(inbox_); }

  // Copies the documents in the order of their names, which is then the order of their times too.
  void FillInbox(const fs::path& folder) {
    std::vector<fs::path> inputs;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().filename().string().starts_with("input")) inputs.push_back(entry.path());
    }
    std::sort(inputs.begin(), inputs.end());
    for (const auto& input : inputs) fs::copy_file(input, inbox_ / input.filename());
  }

  fs::path inbox_;
};

TEST_P(EhfCase, GivesTheExpectedRecords) {
  const fs::path folder = kFolder / "tests/cases" / GetParam();
  FillInbox(folder);
  json settings = ToJson(YAML::LoadFile(folder / "config.yaml"));
  settings["folder"] = inbox_.string();
  testing::FakeHost host;
  testing::ConnectorDriver connector(helhet_plugin_entry(), host);
  ASSERT_TRUE(connector.Configure(settings.dump()).ok()) << host.problem().what();
  ASSERT_TRUE(connector.Read().ok()) << host.problem().what();
  const std::string lines = AsLines(host.Records());
  if (std::getenv("HELHET_REWRITE_CASES") != nullptr) std::ofstream(folder / "expected.jsonl") << lines;
  EXPECT_EQ(lines, ReadFile(folder / "expected.jsonl"));
  for (const auto& record : host.Records()) {
    const bool is_kept = record.locator().ends_with(".zip") || record.raw() == ReadFile(inbox_ / record.locator());
    EXPECT_TRUE(is_kept) << record.locator() << ": the document is not kept as it was";
  }
}

std::vector<std::string> Cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder / "tests/cases")) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Case, EhfCase, ::testing::ValuesIn(Cases()), [](const auto& info) { return info.param; });

TEST(EhfDocumentation, ShowsTheSampleAsItIs) {
  EXPECT_NE(ReadFile(kFolder / "README.md").find("```yaml\n" + ReadFile(kFolder / "sample.yaml") + "```"), std::string::npos)
      << "README.md must hold sample.yaml word for word";
}

TEST(EhfDocumentation, HasASampleThatTheConnectorTakes) {
  testing::FakeHost host;
  testing::ConnectorDriver connector(helhet_plugin_entry(), host);
  EXPECT_TRUE(connector.Configure(ToJson(YAML::LoadFile(kFolder / "sample.yaml")).dump()).ok()) << host.problem().what();
}

TEST(EhfDocumentation, ShowsEverySettingWithItsDefault) {
  const std::string sample = ReadFile(kFolder / "sample.yaml");
  const json settings = json::parse(ReadFile(kFolder / "manifest.json"))["settings"]["properties"];
  for (const auto& [name, setting] : settings.items()) {
    const bool is_choice = name == "sftp" || name == "https";
    if (setting.contains("secret")) continue;  // stated apart from the settings
    const std::string shown = setting.contains("default") ? "# " + name + ": " + setting["default"].dump()
                              : is_choice                 ? "\n# " + name + ":\n"
                                                          : "\n" + name + ": ";
    EXPECT_NE(sample.find(shown), std::string::npos) << shown;
  }
}

}  // namespace
}  // namespace helhet::ehf
