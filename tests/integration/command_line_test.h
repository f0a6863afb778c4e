// For tests: a hub of the test's own as a process, and the command line asked of it as a user asks.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "core/security/testing/temporary_folder.h"
#include "tests/integration/command.h"
#include "tests/integration/hub_process.h"

namespace helhet::testing {

// Each look is a run of the command line, a tenth of a second or more.
inline constexpr int kLooks = 100;

class CommandLineTest : public ::testing::Test {
 protected:
  void SetUp() override { StartHub({}); }
  void StartHub(const std::vector<std::string>& launcher) {
    hub_ = std::make_unique<HubProcess>(folder_ / "hub", std::vector<std::string>(), launcher);
    ASSERT_TRUE(hub_->WaitReady()) << hub_->errors();
  }
  // In English, with both streams.
  Printed Helhet(const std::string& arguments) { return RunProgram("helhet --data " + (folder_ / "hub").string() + " --lang en " + arguments + " 2>&1"); }
  // What must go well.
  void Goes(const std::string& arguments) {
    const Printed printed = Helhet(arguments);
    ASSERT_EQ(printed.exit_code, 0) << arguments << "\n" << printed.text;
  }
  void Apply(const std::string& text) {
    std::ofstream(folder_ / "files.yaml") << text;
    Goes("apply -f " + (folder_ / "files.yaml").string());
  }

  // Until the command line prints the text.
  void Await(const std::string& command, const std::string& text) {
    std::string printed;
    for (int look = 0; look < kLooks; ++look) {
      printed = Helhet(command).text;
      if (printed.find(text) != std::string::npos) return;
    }
    FAIL() << command << " never says " << text << ":\n" << printed;
  }

  security::TemporaryFolder folder_;
  std::unique_ptr<HubProcess> hub_;
};

}  // namespace helhet::testing
