// The settings of a table stand one level down, where the test of all connectors does not look.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

namespace helhet::ssb {
namespace {

std::string ReadFile(const std::string& name) {
  std::ifstream file(std::filesystem::path(HELHET_PLUGIN_DIR) / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(SsbDocumentation, ShowsEverySettingOfATable) {
  const std::string sample = ReadFile("sample.yaml");
  const auto settings = nlohmann::json::parse(ReadFile("manifest.json"))["settings"]["properties"];
  for (const auto& [name, unused] : settings["tables"]["items"]["properties"].items()) {
    EXPECT_NE(sample.find(" " + name + ":"), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace helhet::ssb
