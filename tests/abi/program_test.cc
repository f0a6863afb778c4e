// Connectors that are programs: what launch_protocol.h asks of them is all that they need, and the hub
// trusts them no further than libraries.
#include "helhet/limits.h"
#include "tests/abi/children.h"

namespace helhet::plugin {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

class ProgramTest : public ChildrenTest {
 protected:
  Result<std::unique_ptr<ChildConnection>> Start(const std::string& fault) {
    return supervisor().StartNew(Instance("program", R"({"fault": ")" + fault + R"("})"));
  }
};

TEST_F(ProgramTest, ReadsFromAProgramInsideTheSandbox) {
  const auto connection = Start("none");
  ASSERT_OK(connection.status());
  for (const auto& part : (*connection)->child().sandbox()) EXPECT_TRUE(part.active) << part.name;
  const auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  ASSERT_OK((*session)->Next().status());
  ASSERT_OK((*session)->Acknowledge(1));
  const auto end = (*session)->Next();
  ASSERT_OK(end.status());
  EXPECT_TRUE(std::holds_alternative<EndOfRead>(*end));
}

TEST_F(ProgramTest, TakesDocumentsOut) {
  const auto connection = Start("none");
  ASSERT_OK(connection.status());
  const auto session = (*connection)->Write();
  ASSERT_OK(session.status());
  for (const char* id : {"1", "2"}) {
    v1::WriteRequest request;
    request.set_delivery_id(id);
    const auto receipt = (*session)->Deliver(request);
    ASSERT_OK(receipt.status());
    EXPECT_EQ(receipt->external_id(), std::string("external/") + id);
  }
  ASSERT_OK((*session)->Finish());
}

TEST_F(ProgramTest, RefusesReceiptForAnotherDelivery) {
  const auto connection = Start("wrong_receipt");
  ASSERT_OK(connection.status());
  v1::WriteRequest request;
  request.set_delivery_id("1");
  EXPECT_EQ((*(*connection)->Write())->Deliver(request).status().reason(), "plugin_rubbish");
}

TEST_F(ProgramTest, RefusesBatchesBeyondTheWindow) {
  const auto connection = Start("ignore_window");
  ASSERT_OK(connection.status());
  const auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  for (uint64_t i = 0; i < limits::kUnacknowledgedBatches; ++i) ASSERT_OK((*session)->Next().status());
  const Status status = (*session)->Next().status();
  EXPECT_EQ(status.reason(), "plugin_flood");
  EXPECT_THAT(status.message(), HasSubstr("sent batch 3 while only batch 0 was acknowledged"));
}

TEST_F(ProgramTest, PassesOnTenSignsOfLifeASecondAtMost) {
  const auto connection = Start("flood_progress");
  ASSERT_OK(connection.status());
  const auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  const auto begin = std::chrono::steady_clock::now();
  int signs = 0;
  for (bool reading = true; reading;) {
    const auto event = (*session)->Next();
    ASSERT_OK(event.status());
    reading = std::holds_alternative<v1::Progress>(*event);
    if (reading) ++signs;
  }
  EXPECT_GE(signs, 1);
  EXPECT_LE(signs, 1 + (std::chrono::steady_clock::now() - begin) / milliseconds(100));
}

TEST_F(ProgramTest, RefusesResponseThatSaysNothing) {
  const auto connection = Start("empty_response");
  ASSERT_OK(connection.status());
  EXPECT_EQ((*(*connection)->Read({}))->Next().status().reason(), "plugin_rubbish");
}

TEST_F(ProgramTest, RefusesMessageOverTheLimit) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "the thread sanitizer takes minutes for a message of megabytes";
#endif
  const auto connection = Start("large_answer");
  ASSERT_OK(connection.status());
  EXPECT_EQ((*connection)->Check().status().reason(), "plugin_flood");
}

TEST_F(ProgramTest, RefusesProblemOverTheLimit) {
  const auto connection = Start("problem_too_large");
  ASSERT_OK(connection.status());
  EXPECT_FALSE((*connection)->Check().ok());
}

TEST_F(ProgramTest, PassesOnAStatusWithoutAProblem) {
  const auto connection = Start("fail_at_end");
  ASSERT_OK(connection.status());
  const auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  ASSERT_OK((*session)->Next().status());
  const Status status = (*session)->Next().status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_THAT(status.message(), HasSubstr("the source went away"));
}

TEST_F(ProgramTest, GivesUpAProgramThatIsNeverReady) {
  options().deadlines.ready = milliseconds(500);
  const auto connection = supervisor().StartNew(Instance("program_never_ready", "{}"));
  EXPECT_EQ(connection.status().reason(), "plugin_not_ready");
  EXPECT_THAT(connection.status().message(), HasSubstr("500 ms"));
}

TEST_F(ProgramTest, IgnoresReadyWithAnotherSecret) {
  options().deadlines.ready = milliseconds(500);
  EXPECT_EQ(supervisor().StartNew(Instance("program_wrong_secret", "{}")).status().reason(), "plugin_not_ready");
}

TEST_F(ProgramTest, TellsWhyAProgramRefuses) {
  EXPECT_EQ(supervisor().StartNew(Instance("program_refuses", "{}")).status().message(),
            "plugin program_refuses 1.0.0: the licence has run out");
}

}  // namespace
}  // namespace helhet::plugin
