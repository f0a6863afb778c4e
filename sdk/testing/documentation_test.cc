// For every plugin, compiled into its tests by helhet_add_plugin_test: what its documentation shows must be so, and work.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

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

TEST(Documentation, ShowsTheSampleAsItIs) {
  EXPECT_NE(ReadFile(kFolder / "README.md").find("```yaml\n" + ReadFile(kFolder / "sample.yaml") + "```"), std::string::npos)
      << "README.md must hold sample.yaml word for word";
}

TEST(Documentation, HasASampleThatTheConnectorTakes) {
  FakeHost host;
  ConnectorDriver connector(helhet_plugin_entry(), host);
  // Secrets are stated apart from the settings.
  std::map<std::string, std::string> secrets;
  const json settings = json::parse(ReadFile(kFolder / "manifest.json"))["settings"]["properties"];
  for (const auto& [name, setting] : settings.items()) {
    if (setting.contains("secret")) secrets[name] = "hemmelig";
  }
  EXPECT_TRUE(connector.Configure(SettingsFile(kFolder / "sample.yaml").dump(), secrets).ok()) << host.problem().what();
}

TEST(Documentation, ShowsEverySettingWithItsDefault) {
  const std::string sample = "\n" + ReadFile(kFolder / "sample.yaml");
  const json settings = json::parse(ReadFile(kFolder / "manifest.json"))["settings"]["properties"];
  for (const auto& [name, setting] : settings.items()) {
    if (setting.contains("secret")) continue;  // stated apart from the settings
    const bool has_default = setting.contains("default");
    const std::string left_out = "\n# " + name + ":" + (has_default ? " " + setting["default"].dump() + "\n" : "");
    const bool is_stated = !has_default && sample.find("\n" + name + ":") != std::string::npos;
    EXPECT_TRUE(is_stated || sample.find(left_out) != std::string::npos) << name << ":" << left_out;
  }
}

}  // namespace
}  // namespace helhet::testing
