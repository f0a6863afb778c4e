// The cases in tests/cases: settings and saved answers beside the records that they give. A new case is a new
// folder; HELHET_REWRITE_CASES=1 writes what comes as what is expected, for review. And: what the
// documentation shows must work.
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "helhet/testing/fake_host.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ssb {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kFolder = HELHET_SSB_FOLDER;

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Quoted scalars are texts whatever they look like, as in the settings file of the hub.
json ToJson(const YAML::Node& node) {
  if (node.IsMap()) {
    json object = json::object();
    for (const auto& member : node) object[member.first.as<std::string>()] = ToJson(member.second);
    return object;
  }
  if (node.IsSequence()) {
    json list = json::array();
    for (const auto& element : node) list.push_back(ToJson(element));
    return list;
  }
  const std::string text = node.as<std::string>();
  if (node.Tag() != "!" && (text == "true" || text == "false")) return text == "true";
  return text;
}

std::string AsLines(const std::vector<plugin::v1::Record>& records) {
  std::string lines;
  for (const auto& record : records) {
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string line;
    EXPECT_TRUE(google::protobuf::util::MessageToJsonString(record, &line, options).ok());
    lines += line + "\n";
  }
  return lines;
}

class SsbCase : public ::testing::TestWithParam<std::string> {};

TEST_P(SsbCase, GivesTheExpectedRecords) {
  const fs::path folder = kFolder / "tests/cases" / GetParam();
  json settings = ToJson(YAML::LoadFile(folder / "config.yaml"));
  settings["folder"] = (folder / settings["folder"].get<std::string>()).string();
  testing::FakeHost host;
  testing::ConnectorDriver connector(helhet_plugin_entry(), host);
  ASSERT_TRUE(connector.Configure(settings.dump()).ok()) << host.problem().what();
  ASSERT_TRUE(connector.Check().ok()) << host.problem().what();
  ASSERT_TRUE(connector.Read().ok()) << host.problem().what();
  const std::string lines = AsLines(host.Records());
  if (std::getenv("HELHET_REWRITE_CASES") != nullptr) std::ofstream(folder / "expected.jsonl") << lines;
  EXPECT_EQ(lines, ReadFile(folder / "expected.jsonl"));

  plugin::v1::ReadStart again;
  again.set_checkpoint(host.Checkpoint());
  host.ForgetBatches();
  ASSERT_TRUE(connector.Read(again).ok());
  EXPECT_TRUE(host.batches().empty()) << "a second read finds nothing new";
}

std::vector<std::string> Cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder / "tests/cases")) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Case, SsbCase, ::testing::ValuesIn(Cases()), [](const auto& info) { return info.param; });

TEST(SsbDocumentation, ShowsTheSampleAsItIs) {
  EXPECT_NE(ReadFile(kFolder / "README.md").find("```yaml\n" + ReadFile(kFolder / "sample.yaml") + "```"),
            std::string::npos)
      << "README.md must hold sample.yaml word for word";
}

TEST(SsbDocumentation, HasASampleThatTheConnectorTakes) {
  testing::FakeHost host;
  testing::ConnectorDriver connector(helhet_plugin_entry(), host);
  EXPECT_TRUE(connector.Configure(ToJson(YAML::LoadFile(kFolder / "sample.yaml")).dump()).ok())
      << host.problem().what();
}

TEST(SsbDocumentation, ExplainsEverySettingInTheSample) {
  const std::string sample = ReadFile(kFolder / "sample.yaml");
  const json settings = json::parse(ReadFile(kFolder / "manifest.json"))["settings"]["properties"];
  for (const json& properties : {settings, settings["tables"]["items"]["properties"]}) {
    for (const auto& [name, unused] : properties.items()) {
      EXPECT_NE(sample.find(name + ":"), std::string::npos) << name;
    }
  }
}

}  // namespace
}  // namespace helhet::ssb
