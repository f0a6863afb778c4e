// Rate limits, crash budgets and batches: rules that need no process.
#include <gtest/gtest.h>

#include "core/plugin/batch_check.h"
#include "core/plugin/crash_budget.h"
#include "core/plugin/rate_limiter.h"
#include "helhet/limits.h"

namespace helhet::plugin {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// A clock that stands still until it is moved.
class FakeClock {
 public:
  std::function<std::chrono::steady_clock::time_point()> function() {
    return [this] { return now_; };
  }
  void Advance(milliseconds by) { now_ += by; }

 private:
  std::chrono::steady_clock::time_point now_{std::chrono::hours(1)};
};

class RateLimiterTest : public testing::Test {
 protected:
  milliseconds Book(const std::string& credential, const std::string& host, uint64_t retry_after_ms = 0) {
    v1::Acquire request;
    request.set_credential(credential);
    request.set_host(host);
    request.set_calls_per_window(3);
    request.set_window_ms(60'000);
    request.set_retry_after_ms(retry_after_ms);
    return limiter_.Book(request);
  }

  FakeClock clock_;
  RateLimiter limiter_{clock_.function()};
};

TEST_F(RateLimiterTest, LetsAWindowOfCallsOutAtOnce) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Book("", "ssb"), milliseconds(0));
  EXPECT_EQ(Book("", "ssb"), minutes(1));
}

TEST_F(RateLimiterTest, NeverHasMoreCallsInAnyWindowThanItHolds) {
  std::vector<milliseconds> go_at;
  for (milliseconds now(0); now < minutes(10); now += seconds(7), clock_.Advance(seconds(7))) {
    go_at.push_back(now + Book("", "ssb"));
  }
  for (size_t i = 3; i < go_at.size(); ++i) EXPECT_GE(go_at[i] - go_at[i - 3], minutes(1)) << i;
}

TEST_F(RateLimiterTest, KeepsHostsAndCredentialsApart) {
  for (int i = 0; i < 3; ++i) (void)Book("a", "ssb");
  EXPECT_EQ(Book("b", "ssb"), milliseconds(0));
  EXPECT_EQ(Book("a", "other"), milliseconds(0));
  EXPECT_GT(Book("a", "ssb"), milliseconds(0));
}

TEST_F(RateLimiterTest, HoldsBackEveryCallAfterTheSourceAskedToWait) {
  EXPECT_EQ(Book("", "ssb", 5000), seconds(5));
  clock_.Advance(seconds(2));
  EXPECT_EQ(Book("", "ssb"), seconds(3));
}

TEST_F(RateLimiterTest, HoldsNothingBackWhenNoLimitIsStated) {
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(limiter_.Book({}), milliseconds(0));
}

class CrashBudgetTest : public testing::Test {
 protected:
  FakeClock clock_;
  CrashBudget budget_{{.crashes = 2, .window = minutes(10), .first_wait = seconds(1), .longest_wait = seconds(3)},
                      clock_.function()};
};

TEST_F(CrashBudgetTest, DoublesTheWaitUpToTheLongest) {
  EXPECT_EQ(budget_.Wait(), milliseconds(0));
  for (const int wait : {1, 2, 3, 3}) {
    budget_.RecordCrash();
    EXPECT_EQ(budget_.Wait(), seconds(wait));
  }
  clock_.Advance(seconds(2));
  EXPECT_EQ(budget_.Wait(), seconds(1));
}

TEST_F(CrashBudgetTest, BeginsAgainAfterASuccess) {
  budget_.RecordCrash();
  budget_.RecordCrash();
  budget_.RecordSuccess();
  EXPECT_EQ(budget_.Wait(), milliseconds(0));
  budget_.RecordCrash();
  EXPECT_EQ(budget_.Wait(), seconds(1));
}

TEST_F(CrashBudgetTest, IsSpentByTooManyCrashesInAWindow) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(budget_.exhausted());
    budget_.RecordCrash();
  }
  EXPECT_TRUE(budget_.exhausted());
  clock_.Advance(minutes(11));
  EXPECT_FALSE(budget_.exhausted());
}

TEST_F(CrashBudgetTest, ComesBackWhenAPersonSaysSo) {
  for (int i = 0; i < 3; ++i) budget_.RecordCrash();
  budget_.Reset();
  EXPECT_FALSE(budget_.exhausted());
}

TEST(CrashTest, CountsWhatThePluginDidNotWhatTheSourceSaid) {
  EXPECT_TRUE(IsCrash(Internal("x").WithReason("plugin_crashed")));
  EXPECT_TRUE(IsCrash(Internal("x").WithReason("plugin_rubbish")));
  EXPECT_FALSE(IsCrash(Unavailable("x").WithReason("source_away")));
  EXPECT_FALSE(IsCrash(OkStatus()));
}

v1::Batch BatchOf(int records, size_t raw_bytes) {
  v1::Batch batch;
  batch.set_sequence(1);
  for (int i = 0; i < records; ++i) batch.add_records()->set_raw(std::string(raw_bytes, 'x'));
  return batch;
}

TEST(BatchCheckTest, AcceptsAFullBatchAndASingleLargeRecord) {
  EXPECT_TRUE(CheckBatch(BatchOf(limits::kBatchRecords, 2000), 1).ok());
  EXPECT_TRUE(CheckBatch(BatchOf(1, 31 << 20), 1).ok());
}

TEST(BatchCheckTest, RefusesGapsAndRepeats) {
  EXPECT_EQ(CheckBatch(BatchOf(1, 1), 2).reason(), "plugin_rubbish");
  EXPECT_EQ(CheckBatch(BatchOf(1, 1), 0).reason(), "plugin_rubbish");
}

TEST(BatchCheckTest, RefusesWhatIsOverALimit) {
  EXPECT_EQ(CheckBatch(BatchOf(limits::kBatchRecords + 1, 1), 1).reason(), "plugin_flood");
  EXPECT_EQ(CheckBatch(BatchOf(1, limits::kRecordBytes + 1), 1).reason(), "plugin_flood");
  EXPECT_EQ(CheckBatch(BatchOf(3, 1 << 20), 1).reason(), "plugin_flood");
  v1::Batch piece;
  piece.set_sequence(1);
  piece.add_source_chunks()->set_data(std::string(limits::kChunkBytes + 1, 'x'));
  EXPECT_EQ(CheckBatch(piece, 1).reason(), "plugin_flood");
}

}  // namespace
}  // namespace helhet::plugin
