#include "helhet/testing/fake_host.h"

#include <gtest/gtest.h>

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::testing {
namespace {

TEST(FakeHost, DrivesAConnectorFromSettingsToRecords) {
  FakeHost host;
  ConnectorDriver hello(helhet_plugin_entry(), host);
  ASSERT_EQ(hello.Describe()->name(), "hello");
  ASSERT_TRUE(hello.Configure(R"({"region": "5037", "value": 7})").ok());
  EXPECT_EQ(*hello.Check(), "hello, region 5037");
  ASSERT_TRUE(hello.Read().ok());
  ASSERT_EQ(host.Records().size(), 1u);
  EXPECT_EQ(host.Records()[0].fact().statistic().value_micros(), 7000000);

  plugin::v1::ReadStart again;
  again.set_checkpoint(host.Checkpoint());
  host.ForgetBatches();
  ASSERT_TRUE(hello.Read(again).ok());
  EXPECT_TRUE(host.Records().empty());
}

TEST(FakeHost, GivesTheProblemOfAFailedCall) {
  FakeHost host;
  ConnectorDriver hello(helhet_plugin_entry(), host);
  const Status status = hello.Configure("{}");
  EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(status.setting(), "settings.region");
  EXPECT_EQ(status.error_class(), ErrorClass::kConfiguration);
}

TEST(FakeHost, CancelsAReadUntilResumed) {
  FakeHost host;
  ConnectorDriver hello(helhet_plugin_entry(), host);
  ASSERT_TRUE(hello.Configure(R"({"region": "5037"})").ok());
  host.Cancel();
  EXPECT_EQ(hello.Read().code(), StatusCode::kCancelled);
  EXPECT_TRUE(host.Records().empty());
  host.Resume();
  EXPECT_TRUE(hello.Read().ok());
  EXPECT_EQ(host.Records().size(), 1u);
}

}  // namespace
}  // namespace helhet::testing
