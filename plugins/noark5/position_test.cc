#include "position.h"

#include <gtest/gtest.h>

namespace helhet::noark5 {
namespace {

// 2024-03-01 10:00:00 UTC.
constexpr int64_t kTen = 1'709'287'200;

TEST(Moment, IsTheSameInEveryTimeZone) {
  EXPECT_EQ(MomentOf("2024-03-01T11:00:00+01:00").us, kTen * 1'000'000);
  EXPECT_EQ(MomentOf("2024-03-01T10:00:00Z").us, kTen * 1'000'000);
}

TEST(Moment, HasFractionsToTheMicrosecond) {
  EXPECT_EQ(MomentOf("2024-03-01T10:00:00.4985538Z").us, kTen * 1'000'000 + 498'553);
  EXPECT_EQ(MomentOf("2024-03-01T10:00:00.5Z").us, kTen * 1'000'000 + 500'000);
}

TEST(Moment, IsNoneWhereTheTextIsNoTime) { EXPECT_EQ(MomentOf("snart").us, 0); }

TEST(Position, IsWhereTheLastChangeWas) {
  const Position after = Position{}.After(MomentOf("2024-03-01T09:00:00Z"), kTen);
  EXPECT_EQ(after.ToJson(), R"({"through":"2024-03-01T09:00:00Z"})");
}

TEST(Position, LeavesTenMinutesBeforeTheReadForTheNext) {
  const Position after = Position{}.After(MomentOf("2024-03-01T09:55:00Z"), kTen);
  EXPECT_EQ(after.ToJson(), R"({"through":"2024-03-01T09:50:00Z"})");
}

TEST(Position, NeverMovesBack) {
  const Position now{MomentOf("2024-03-01T09:55:00Z")};
  EXPECT_EQ(now.After(MomentOf("2024-03-01T09:58:00Z"), kTen).ToJson(), now.ToJson());
  EXPECT_EQ(now.After({}, kTen).ToJson(), now.ToJson());
}

TEST(Position, ComesBackFromItsText) {
  const auto position = Position::FromJson(R"({"through":"2024-03-01T09:55:00Z"})");
  ASSERT_TRUE(position.ok());
  EXPECT_EQ(position->ToJson(), R"({"through":"2024-03-01T09:55:00Z"})");
  EXPECT_EQ(Position::FromJson("")->through.us, 0);
  EXPECT_EQ(Position::FromJson("{}").status().reason(), "checkpoint_unreadable");
}

}  // namespace
}  // namespace helhet::noark5
