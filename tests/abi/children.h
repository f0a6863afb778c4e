// What the tests of child processes have in common: the plugins of the build, and a supervisor over them.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plugin/supervisor.h"

namespace helhet::plugin {

// A supervisor over the plugins that the build has made, in a runtime folder of its own.
class ChildrenTest : public ::testing::Test {
 protected:
  ChildrenTest();
  ~ChildrenTest() override;

  // Starts the supervisor; before that a test may change options().
  Supervisor& supervisor();
  void StopSupervisor() { supervisor_.reset(); }
  SupervisorOptions& options() { return options_; }
  // A folder of the test's own.
  const std::filesystem::path& folder() const { return folder_; }

  static InstanceConfig Instance(const std::string& plugin, const std::string& settings_json);
  // The plugin that misbehaves as it is told.
  static InstanceConfig Faulty(const std::string& fault, int count = 1);
  // Hello, with a region.
  static InstanceConfig Hello() { return Instance("hello", R"({"region": "5037"})"); }

 private:
  std::filesystem::path folder_;
  PluginCatalogue catalogue_;
  RateLimiter limiter_;
  SupervisorOptions options_;
  std::unique_ptr<Supervisor> supervisor_;
};

// Fails the test with the status when it is not OK.
#define EXPECT_OK(expression)                                         \
  do {                                                                \
    const ::helhet::Status expect_ok_status = (expression);           \
    EXPECT_TRUE(expect_ok_status.ok()) << expect_ok_status.message(); \
  } while (false)
// As EXPECT_OK, and ends it.
#define ASSERT_OK(expression)                                     \
  do {                                                            \
    const ::helhet::Status assert_ok_status = (expression);       \
    ASSERT_TRUE(assert_ok_status.ok()) << assert_ok_status.message(); \
  } while (false)

}  // namespace helhet::plugin
