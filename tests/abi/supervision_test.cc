// What the hub says and does when a connector misbehaves: that run fails in words, everything else goes on.
#include <csignal>
#include <future>

#include "core/plugin/crash_budget.h"
#include "tests/abi/children.h"

namespace helhet::plugin {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

class SupervisionTest : public ChildrenTest {
 protected:
  SupervisionTest() { options().deadlines.hang = std::chrono::seconds(20); }

  // Reads to the end, acknowledging each batch; the status that ended it.
  static Status ReadAll(Connection& connection, int* batches = nullptr) {
    HELHET_ASSIGN_OR_RETURN(const auto session, connection.Read({}));
    while (true) {
      HELHET_ASSIGN_OR_RETURN(const ReadEvent event, session->Next());
      if (std::holds_alternative<EndOfRead>(event)) return OkStatus();
      if (!std::holds_alternative<v1::Batch>(event)) continue;
      if (batches != nullptr) ++*batches;
      HELHET_RETURN_IF_ERROR(session->Acknowledge(std::get<v1::Batch>(event).sequence()));
    }
  }

  // What a read says with that fault.
  Status Outcome(const std::string& fault) {
    HELHET_ASSIGN_OR_RETURN(const auto connection, supervisor().StartNew(Faulty(fault)));
    const Status status = ReadAll(*connection);
    EXPECT_THAT(status.message(), HasSubstr("plugin faulty 1.0.0: "));
    return status;
  }
};

TEST_F(SupervisionTest, ReadsEveryBatchOfAGoodPlugin) {
  const auto connection = supervisor().StartNew(Faulty("none", 5001));
  ASSERT_OK(connection.status());
  int batches = 0;
  ASSERT_OK(ReadAll(**connection, &batches));
  EXPECT_EQ(batches, 6);
}

TEST_F(SupervisionTest, TellsSignalOfACrash) {
  const Status status = Outcome("crash");
  EXPECT_EQ(status.reason(), "plugin_crashed");
  EXPECT_THAT(status.message(), HasSubstr("signal 11 (Segmentation fault)"));
  EXPECT_TRUE(IsCrash(status));
}

TEST_F(SupervisionTest, TellsLastLinesOfACrash) {
  const Status status = Outcome("print_and_abort");
  EXPECT_EQ(status.reason(), "plugin_crashed");
  EXPECT_THAT(status.message(), HasSubstr("last lines: the last words"));
}

TEST_F(SupervisionTest, TellsExitCode) { EXPECT_THAT(Outcome("exit").message(), HasSubstr("exit code 3")); }

TEST_F(SupervisionTest, TellsWhatAnExceptionSays) {
  const Status status = Outcome("throw");
  EXPECT_EQ(status.code(), StatusCode::kInternal);
  EXPECT_EQ(status.reason(), "exception");
  EXPECT_THAT(status.message(), HasSubstr("no such luck"));
  EXPECT_FALSE(IsCrash(status));
}

TEST_F(SupervisionTest, SurvivesWhatIsNoException) { EXPECT_EQ(Outcome("throw_number").reason(), "exception"); }

TEST_F(SupervisionTest, EndsAReadThatHangs) {
  options().deadlines.hang = milliseconds(300);
  const Status status = Outcome("hang");
  EXPECT_EQ(status.code(), StatusCode::kDeadlineExceeded);
  EXPECT_EQ(status.reason(), "plugin_hung");
  EXPECT_THAT(status.message(), HasSubstr("300 ms"));
}

TEST_F(SupervisionTest, EndsACallThatDoesNotAnswer) {
  options().deadlines.call = milliseconds(500);
  const auto connection = supervisor().StartNew(Faulty("hang_in_check"));
  ASSERT_OK(connection.status());
  EXPECT_EQ((*connection)->Check().status().reason(), "plugin_hung");
}

TEST_F(SupervisionTest, EndsAProcessThatStandsStill) {
  options().deadlines.heartbeat = milliseconds(1500);
  const Status status = Outcome("stand_still");
  EXPECT_EQ(status.reason(), "plugin_hung");
  EXPECT_THAT(status.message(), HasSubstr("no heartbeat"));
}

TEST_F(SupervisionTest, SaysThatMemoryLimitIsReached) {
  const Status status = Outcome("leak");
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
}

TEST_F(SupervisionTest, EndsAChildOverItsMemory) {
  const Status status = Outcome("leak_shared");
  EXPECT_EQ(status.reason(), "plugin_memory_limit");
  EXPECT_THAT(status.message(), HasSubstr("64 MiB"));
}

TEST_F(SupervisionTest, EndsAChildOverItsProcessorTime) {
  const Status status = Outcome("spin");
  EXPECT_EQ(status.reason(), "plugin_cpu_limit");
}

TEST_F(SupervisionTest, EndsAChildThatIsDeafToTheEndOfItsProcessorTime) {
  options().deadlines.deaf = milliseconds(200);
  const Status status = Outcome("spin_deaf");
  EXPECT_EQ(status.reason(), "plugin_cpu_limit");
  EXPECT_THAT(status.message(), HasSubstr("used more than 1 s of processor time in one call"));
}

TEST_F(SupervisionTest, RefusesBytesThatAreNoBatch) { EXPECT_EQ(Outcome("rubbish").reason(), "plugin_rubbish"); }

TEST_F(SupervisionTest, RefusesToBookCallsToAHostThatIsNotTheConnectors) {
  const Status status = Outcome("ask_for_calls_elsewhere");
  EXPECT_EQ(status.reason(), "plugin_rubbish");
  EXPECT_THAT(status.message(), HasSubstr("api.example.no"));
}

TEST_F(SupervisionTest, RefusesABatchOutOfTurn) {
  const Status status = Outcome("wrong_sequence");
  EXPECT_EQ(status.reason(), "plugin_rubbish");
  EXPECT_THAT(status.message(), HasSubstr("batch 7 came where batch 1 was due"));
}

TEST_F(SupervisionTest, RefusesTooManyRecordsInABatch) {
  EXPECT_EQ(Outcome("too_many_records").reason(), "plugin_flood");
}

TEST_F(SupervisionTest, RefusesTooManyBytesInABatch) { EXPECT_EQ(Outcome("too_many_bytes").reason(), "plugin_flood"); }

TEST_F(SupervisionTest, LetsNoMessageOverTheLimitOut) {
  EXPECT_EQ(Outcome("too_large_message").code(), StatusCode::kInvalidArgument);
}

TEST_F(SupervisionTest, PassesOnWhatTheConnectorSaysOfItsFailure) {
  const Status status = Outcome("source_away");
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_EQ(status.reason(), "source_away");
  EXPECT_EQ(status.error_class(), ErrorClass::kSource);
  EXPECT_EQ(status.retry_after_ms(), 1500u);
  EXPECT_FALSE(IsCrash(status));
}

TEST_F(SupervisionTest, LetsOneChildCrashWhileAnotherReads) {
  const auto good = supervisor().StartNew(Faulty("none", 3000));
  ASSERT_OK(good.status());
  auto session = (*good)->Read({});
  ASSERT_OK(session.status());
  ASSERT_OK((*session)->Next().status());
  EXPECT_EQ(Outcome("crash").reason(), "plugin_crashed");
  ASSERT_OK((*session)->Acknowledge(1));
  ASSERT_OK((*session)->Next().status());
}

TEST_F(SupervisionTest, SendsNoThirdBatchBeforeTheFirstIsAcknowledged) {
  options().deadlines.hang = milliseconds(300);
  const auto connection = supervisor().StartNew(Faulty("none", 5000));
  ASSERT_OK(connection.status());
  auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  ASSERT_OK((*session)->Next().status());
  ASSERT_OK((*session)->Next().status());
  EXPECT_EQ((*session)->Next().status().reason(), "plugin_hung");
}

TEST_F(SupervisionTest, TakesAcknowledgementsInOrderOnly) {
  const auto connection = supervisor().StartNew(Faulty("none", 2000));
  ASSERT_OK(connection.status());
  auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  ASSERT_OK((*session)->Next().status());
  EXPECT_EQ((*session)->Acknowledge(2).code(), StatusCode::kInvalidArgument);
}

TEST_F(SupervisionTest, AllowsOneCallAtATime) {
  const auto connection = supervisor().StartNew(Faulty("wait_for_cancel"));
  ASSERT_OK(connection.status());
  const auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  EXPECT_EQ((*connection)->Check().status().code(), StatusCode::kFailedPrecondition);
}

TEST_F(SupervisionTest, CancelsAReadThatLooks) {
  const auto connection = supervisor().StartNew(Faulty("wait_for_cancel"));
  ASSERT_OK(connection.status());
  const auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  ASSERT_OK((*session)->Next().status());
  (*session)->Cancel();
  EXPECT_EQ((*session)->Next().status().code(), StatusCode::kCancelled);
  EXPECT_TRUE((*connection)->child().WaitEnded());
}

TEST_F(SupervisionTest, KillsAReadThatIgnoresCancelAndTermination) {
  options().deadlines.terminate = milliseconds(100);
  options().deadlines.kill = milliseconds(200);
  const auto connection = supervisor().StartNew(Faulty("ignore_cancel"));
  ASSERT_OK(connection.status());
  const auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  ASSERT_OK((*session)->Next().status());
  (*session)->Cancel();
  EXPECT_EQ((*session)->Next().status().code(), StatusCode::kCancelled);
  EXPECT_TRUE((*connection)->child().WaitEnded());
}

TEST_F(SupervisionTest, WaitsForTheSharedRateLimitUntilCancelled) {
  const auto connection = supervisor().StartNew(Faulty("ask_for_calls", 3));
  ASSERT_OK(connection.status());
  const auto session = (*connection)->Read({});
  ASSERT_OK(session.status());
  for (uint64_t sequence = 1; sequence <= 2; ++sequence) {
    ASSERT_OK((*session)->Next().status());
    ASSERT_OK((*session)->Acknowledge(sequence));
  }
  auto third = std::async(std::launch::async, [&] { return (*session)->Next().status(); });
  (*session)->Cancel();
  EXPECT_EQ(third.get().code(), StatusCode::kCancelled);
}

TEST_F(SupervisionTest, IsReadyWhateverThePluginPrints) {
  const auto connection = supervisor().StartNew(Instance("chatty", "{}"));
  ASSERT_OK(connection.status());
  ASSERT_OK(ReadAll(**connection));
}

TEST_F(SupervisionTest, TellsWhichSettingThePluginRefuses) {
  const auto connection = supervisor().StartNew(Faulty("refuse_settings"));
  EXPECT_EQ(connection.status().setting(), "settings.fault");
  EXPECT_EQ(connection.status().code(), StatusCode::kInvalidArgument);
}

TEST_F(SupervisionTest, TellsWhichSettingTheSchemaRefuses) {
  EXPECT_EQ(supervisor().Connect(Instance("faulty", "{}")).status().setting(), "settings.fault");
}

TEST_F(SupervisionTest, UsesAWarmChildAgain) {
  const InstanceConfig instance = Faulty("none");
  auto first = supervisor().Connect(instance);
  ASSERT_OK(first.status());
  const std::string pid = *(*first)->Check();
  ASSERT_OK(ReadAll(**first));
  supervisor().KeepWarm(instance, *std::move(first));
  auto second = supervisor().Connect(instance);
  ASSERT_OK(second.status());
  EXPECT_EQ(*(*second)->Check(), pid);
  ASSERT_OK(ReadAll(**second));
}

TEST_F(SupervisionTest, StartsANewChildForOtherSettings) {
  auto first = supervisor().Connect(Faulty("none", 1));
  ASSERT_OK(first.status());
  const std::string pid = *(*first)->Check();
  supervisor().KeepWarm(Faulty("none", 1), *std::move(first));
  auto second = supervisor().Connect(Faulty("none", 2));
  ASSERT_OK(second.status());
  EXPECT_NE(*(*second)->Check(), pid);
}

TEST_F(SupervisionTest, KeepsNoChildWarmThatHasCrashed) {
  auto first = supervisor().Connect(Faulty("crash"));
  ASSERT_OK(first.status());
  EXPECT_FALSE(ReadAll(**first).ok());
  supervisor().KeepWarm(Faulty("crash"), *std::move(first));
  EXPECT_OK(supervisor().Connect(Faulty("crash")).status());
}

TEST_F(SupervisionTest, KeepsNoChildWarmWhoseReadWasLeft) {
  auto first = supervisor().Connect(Faulty("none", 5000));
  ASSERT_OK(first.status());
  const std::string pid = *(*first)->Check();
  ASSERT_OK((*(*first)->Read({}))->Next().status());
  supervisor().KeepWarm(Faulty("none", 5000), *std::move(first));
  auto second = supervisor().Connect(Faulty("none", 5000));
  ASSERT_OK(second.status());
  EXPECT_NE(*(*second)->Check(), pid);
}

}  // namespace
}  // namespace helhet::plugin
