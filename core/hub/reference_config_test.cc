// deploy/helhetd.yaml, which people copy: it names every option, and each line of it can be used.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

#include "core/hub/options.h"
#include "core/security/testing/temporary_folder.h"

namespace helhet::hub {
namespace {

std::string Reference() {
  std::stringstream content;
  content << std::ifstream(HELHET_SOURCE_DIR "/deploy/helhetd.yaml").rdbuf();
  return content.str();
}

// Lines that state an option, whether they are commented out or not.
std::vector<std::string> Statements() {
  std::vector<std::string> statements;
  std::istringstream lines(Reference());
  static const std::regex kStatement("(# )?([a-z_]+): (\\S.*)");
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (std::regex_match(line, found, kStatement)) statements.push_back(found[2].str() + ": " + found[3].str());
  }
  return statements;
}

TEST(ReferenceConfig, IsReadAsItStands) {
  Options options;
  const Status read = ReadConfigFile(HELHET_SOURCE_DIR "/deploy/helhetd.yaml", options);
  ASSERT_TRUE(read.ok()) << read.message();
  EXPECT_EQ(options.data, "/var/lib/helhet");
  EXPECT_EQ(options.listen, "127.0.0.1:7443");
}

TEST(ReferenceConfig, HasEveryOption) {
  for (const std::string& key : ConfigFileKeys()) {
    const auto statements = Statements();
    EXPECT_TRUE(std::any_of(statements.begin(), statements.end(), [&](const std::string& one) { return one.starts_with(key + ": "); })) << key;
  }
}

TEST(ReferenceConfig, EachLineCanBeUsed) {
  const security::TemporaryFolder folder;
  for (const std::string& statement : Statements()) {
    std::ofstream(folder / "helhetd.yaml") << statement << "\n";
    Options options;
    const Status read = ReadConfigFile(folder / "helhetd.yaml", options);
    EXPECT_TRUE(read.ok()) << statement << "\n" << read.message();
  }
}

// What it calls the default is the default.
TEST(ReferenceConfig, ShowsTheDefaults) {
  const Options defaults;
  Options shown;
  const security::TemporaryFolder folder;
  std::ofstream(folder / "helhetd.yaml") << "sandbox: require\nchild_idle: 10m\n";
  ASSERT_TRUE(ReadConfigFile(folder / "helhetd.yaml", shown).ok());
  for (const std::string line : {"# sandbox: require\n", "# child_idle: 10m\n"}) EXPECT_NE(Reference().find(line), std::string::npos) << line;
  EXPECT_EQ(shown.sandbox, defaults.sandbox);
  EXPECT_EQ(shown.child_idle, defaults.child_idle);
}

}  // namespace
}  // namespace helhet::hub
