// The real executable, over TLS: what a script sees.
#include <sys/wait.h>

#include <cstdio>
#include <fstream>

#include "core/cli/testing/fake_hub.h"

namespace helhet::cli {
namespace {

// Runs the executable; its output has both streams.
CommandResult RunBinary(const std::string& arguments) {
  CommandResult result;
  FILE* pipe = popen((std::string("env -u HELHET_LANG -u HELHET_CLIENT -u HELHET_MUNICIPALITY HOME=/nowhere https_proxy=http://127.0.0.1:1 " HELHET_BINARY " ") + arguments + " 2>&1").c_str(), "r");
  char buffer[4096];
  for (size_t size = fread(buffer, 1, sizeof(buffer), pipe); size > 0; size = fread(buffer, 1, sizeof(buffer), pipe)) result.out.append(buffer, size);
  const int status = pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(Binary, EndsWith0WhenItWentThrough) {
  FakeHub hub(Transport::kTls);
  AddMunicipality(hub, "5037", "Levanger");
  const auto result = RunBinary("--data " + hub.folder().string() + " status --output csv");
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_TRUE(Holds(result.out, "5037,Levanger,0")) << result.out;
  EXPECT_EQ(hub.authorization, "Bearer secret-token");
}

TEST(Binary, EndsWith1WhenTheHubCannotDoIt) {
  FakeHub hub(Transport::kTls);
  hub.failure = grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, "not now");
  const auto result = RunBinary("--data " + hub.folder().string() + " status");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "Feil: not now\n");
}

TEST(Binary, EndsWith2OnWrongUsage) {
  EXPECT_EQ(RunBinary("").exit_code, 2);
  EXPECT_EQ(RunBinary("statsu").exit_code, 2);
  EXPECT_EQ(RunBinary("a3 show").exit_code, 2);
  EXPECT_EQ(RunBinary("status --output xml").exit_code, 2);
  EXPECT_EQ(RunBinary("connector run x --from yesterday").exit_code, 2);
  EXPECT_EQ(RunBinary("apply -f /nowhere/x.yaml").exit_code, 2);
  EXPECT_EQ(RunBinary("--data a --client b status").exit_code, 2);
  const auto english = RunBinary("--lang en connector runs --limit 0");
  EXPECT_EQ(english.exit_code, 2);
  EXPECT_EQ(english.out, "Error: --limit: must be a number from 1 to 1000\nSee helhet connector runs --help\n");
}

TEST(Binary, EndsWith3WithoutAClientFile) {
  const auto result = RunBinary("status");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_TRUE(Holds(result.out, "finner ikke /nowhere/.config/helhet/client.yaml")) << result.out;
}

TEST(Binary, EndsWith3WhenNoHubAnswers) {
  FakeHub hub(Transport::kTls);
  hub.Stop();
  const auto result = RunBinary("--data " + hub.folder().string() + " status");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_TRUE(result.out.starts_with("Feil: får ikke kontakt med huben på 127.0.0.1:")) << result.out;
}

TEST(Binary, EndsWith3WhenTheHubIsAnother) {
  FakeHub hub(Transport::kTls), other(Transport::kTls);
  std::filesystem::copy_file(other.folder() / "ca.pem", hub.folder() / "ca.pem", std::filesystem::copy_options::overwrite_existing);
  const auto result = RunBinary("--data " + hub.folder().string() + " --lang en status");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_TRUE(Holds(result.out, "has a certificate that was not issued by")) << result.out;
}

TEST(Binary, StatesItsExitCodesInEveryLanguage) {
  for (const char* language : {"nb", "nn", "en"}) {
    const auto help = RunBinary(std::string("--lang ") + language + " --help");
    EXPECT_EQ(help.exit_code, 0);
    for (const char* code : {"0 ", "1 ", "2 ", "3 "}) EXPECT_TRUE(Holds(help.out, code)) << language;
  }
  EXPECT_TRUE(Holds(RunBinary("connector run --help").out, "--full"));
}

}  // namespace
}  // namespace helhet::cli
