#include "core/hub/options.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/security/testing/temporary_folder.h"

namespace helhet::hub {
namespace {

class OptionsTest : public testing::Test {
 protected:
  std::filesystem::path Write(const std::string& yaml) {
    std::ofstream(folder_ / "helhetd.yaml") << yaml;
    return folder_ / "helhetd.yaml";
  }
  // Where in the message the reader finds the line at fault: `:3: `.
  static bool NamesLine(const Status& status, int line) {
    return status.message().find("helhetd.yaml:" + std::to_string(line) + ": ") != std::string::npos;
  }
  CommandLine Parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "helhetd");
    return ParseCommandLine(static_cast<int>(arguments.size()), arguments.data(), folder_ / "bin" / "helhetd");
  }

  security::TemporaryFolder folder_;
};

TEST_F(OptionsTest, AFileSetsWhatItNamesAndLeavesTheRest) {
  Options options;
  const Status status = ReadConfigFile(Write("data: hub\n"
                                             "listen: 0.0.0.0:7443\n"
                                             "store: postgresql:///helhet\n"
                                             "sandbox: prefer\n"
                                             "plugins: [a, /b]\n"
                                             "tls_names: hub.example\n"
                                             "child_idle: 30s\n"), options);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(options.data, folder_ / "hub");
  EXPECT_EQ(options.listen, "0.0.0.0:7443");
  EXPECT_EQ(options.StoreUrl(), "postgresql:///helhet");
  EXPECT_EQ(options.sandbox, plugin::SandboxPolicy::kPrefer);
  EXPECT_EQ(options.plugins, (std::vector<std::filesystem::path>{folder_ / "a", "/b"}));
  EXPECT_EQ(options.tls_names, std::vector<std::string>{"hub.example"});
  EXPECT_EQ(options.child_idle, std::chrono::seconds(30));
  EXPECT_EQ(options.host_program, "");
}

TEST_F(OptionsTest, AnEmptyFileSetsNothing) {
  Options options;
  EXPECT_TRUE(ReadConfigFile(Write("# nothing\n"), options).ok());
}

TEST_F(OptionsTest, AnUnknownKeyIsToldWithItsLineAndTheKeysThereAre) {
  Options options;
  const Status status = ReadConfigFile(Write("data: hub\n\nliste: 127.0.0.1:1\n"), options);
  EXPECT_EQ(ExitCodeOf(status), kExitConfiguration);
  EXPECT_TRUE(NamesLine(status, 3)) << status.message();
  EXPECT_NE(status.message().find("'liste'"), std::string::npos);
  EXPECT_NE(status.remedy().find("listen"), std::string::npos);
}

TEST_F(OptionsTest, AValueThatDoesNotFitIsToldWithItsLineAndKey) {
  for (const char* line : {"sandbox: maybe", "child_idle: 30", "child_idle: soon", "listen: [a]", "data:", "plugins: {a: b}", "plugins: [[a]]"}) {
    Options options;
    const Status status = ReadConfigFile(Write(std::string("# first\n") + line + "\n"), options);
    EXPECT_EQ(ExitCodeOf(status), kExitConfiguration) << line;
    EXPECT_TRUE(NamesLine(status, 2)) << status.message();
    EXPECT_FALSE(status.setting().empty()) << line;
  }
}

TEST_F(OptionsTest, AFileThatIsNoMapOrNoYamlOrNotThereIsRefused) {
  Options options;
  EXPECT_TRUE(NamesLine(ReadConfigFile(Write("- a\n"), options), 1));
  EXPECT_TRUE(NamesLine(ReadConfigFile(Write("data: a\nb: [\n"), options), 3));
  EXPECT_EQ(ExitCodeOf(ReadConfigFile(folder_ / "none.yaml", options)), kExitConfiguration);
}

TEST_F(OptionsTest, AProxyIsTakenWithCredentialsFromAFileOfItsOwn) {
  Options options;
  EXPECT_FALSE(options.OutgoingProxy()->has_value());
  std::ofstream(folder_ / "login") << "helhet:hemmelig\n";
  std::filesystem::permissions(folder_ / "login", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  ASSERT_TRUE(ReadConfigFile(Write("outgoing_proxy: http://proxy.kommune.no:3128\n"
                                   "outgoing_proxy_credentials: login\n"
                                   "outgoing_proxy_direct: [.kommune.no]\n"), options).ok());
  const auto proxy = options.OutgoingProxy();
  ASSERT_TRUE(proxy.ok()) << proxy.status().message();
  EXPECT_EQ((*proxy)->address.port, 3128);
  EXPECT_EQ((*proxy)->credentials, "helhet:hemmelig");
  EXPECT_FALSE((*proxy)->Serves("arkiv.kommune.no"));

  std::filesystem::permissions(folder_ / "login", std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  EXPECT_EQ(options.OutgoingProxy().status().setting(), "outgoing_proxy_credentials");
  options.outgoing_proxy = "proxy.kommune.no";
  EXPECT_EQ(options.OutgoingProxy().status().setting(), "outgoing_proxy");
  options.outgoing_proxy.clear();
  EXPECT_EQ(options.OutgoingProxy().status().setting(), "outgoing_proxy") << "what belongs to a proxy is stated, and no proxy";
}

TEST_F(OptionsTest, DurationsHaveAUnit) {
  EXPECT_EQ(*ParseDuration("500ms"), std::chrono::milliseconds(500));
  EXPECT_EQ(*ParseDuration("2h"), std::chrono::hours(2));
  for (const char* wrong : {"", "s", "5", "-5s", "5 s", "5d", "99999999999s"}) EXPECT_FALSE(ParseDuration(wrong).ok()) << wrong;
}

TEST_F(OptionsTest, TheCommandLineCountsBeforeTheFile) {
  const auto file = Write("data: hub\nlisten: 127.0.0.1:1\nsandbox: prefer\n");
  const auto command_line = Parse({"--config", file.c_str(), "--listen", "127.0.0.1:2", "--ready-fd", "7"});
  const auto* options = std::get_if<Options>(&command_line);
  ASSERT_NE(options, nullptr);
  EXPECT_EQ(options->listen, "127.0.0.1:2");
  EXPECT_EQ(options->data, folder_ / "hub");
  EXPECT_EQ(options->sandbox, plugin::SandboxPolicy::kPrefer);
  EXPECT_EQ(options->ready_fd, 7);
  EXPECT_EQ(options->StoreUrl(), "sqlite:" + (folder_ / "hub" / "helhet.db").string());
}

TEST_F(OptionsTest, PartsAreLookedForBesideTheProgramAndThenWhereTheyAreInstalled) {
  std::filesystem::create_directories(folder_ / "bin");
  std::filesystem::create_directories(folder_ / "lib" / "helhet" / "plugins");
  std::ofstream(folder_ / "bin" / "helhet-plugin-host") << "";
  const auto command_line = Parse({"--data", "hub"});
  const auto& options = std::get<Options>(command_line);
  EXPECT_EQ(options.host_program, folder_ / "bin" / "helhet-plugin-host");
  EXPECT_EQ(options.plugins, std::vector<std::filesystem::path>{folder_ / "lib" / "helhet" / "plugins"});
}

TEST_F(OptionsTest, WhatIsWrongOnTheCommandLineIsAMatterOfConfiguration) {
  for (const std::vector<const char*>& wrong : std::vector<std::vector<const char*>>{
           {}, {"--data"}, {"--dat", "x"}, {"--data", "x", "--sandbox", "maybe"}, {"--data", "x", "--listen", "7443"}, {"--data", "x", "y"}}) {
    testing::internal::CaptureStderr();
    const auto command_line = Parse(wrong);
    testing::internal::GetCapturedStderr();
    ASSERT_TRUE(std::holds_alternative<ExitCode>(command_line));
    EXPECT_EQ(std::get<ExitCode>(command_line), kExitConfiguration);
  }
}

TEST_F(OptionsTest, HelpAndVersionEndWell) {
  for (const char* asked : {"--help", "--version"}) {
    testing::internal::CaptureStdout();
    const auto command_line = Parse({asked});
    EXPECT_NE(testing::internal::GetCapturedStdout(), "");
    EXPECT_EQ(std::get<ExitCode>(command_line), kExitOk);
  }
}

TEST(ExitCodeTest, SaysWhoseTheFaultIs) {
  EXPECT_EQ(ExitCodeOf(OkStatus()), kExitOk);
  EXPECT_EQ(ExitCodeOf(InvalidArgument("x")), kExitConfiguration);
  EXPECT_EQ(ExitCodeOf(Unavailable("x").WithClass(ErrorClass::kConfiguration)), kExitConfiguration);
  EXPECT_EQ(ExitCodeOf(Unavailable("x")), kExitEnvironment);
  EXPECT_EQ(ExitCodeOf(Internal("x")), kExitRuntime);
}

}  // namespace
}  // namespace helhet::hub
