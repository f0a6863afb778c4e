#include "core/run/cron.h"

#include <date/date.h>
#include <gtest/gtest.h>

#include <sstream>

namespace helhet::run {
namespace {

int64_t Utc(const std::string& text) {
  std::istringstream stream(text);
  date::sys_time<std::chrono::microseconds> time;
  stream >> date::parse("%Y-%m-%d %H:%M", time);
  EXPECT_FALSE(stream.fail()) << text;
  return time.time_since_epoch().count();
}

std::string Next(const std::string& expression, const std::string& after) {
  auto cron = Cron::Parse(expression);
  EXPECT_TRUE(cron.ok()) << cron.status().message();
  const int64_t next = cron->Next(Utc(after));
  if (next == 0) return "never";
  return date::format("%Y-%m-%d %H:%M", date::floor<std::chrono::minutes>(date::sys_time<std::chrono::microseconds>(std::chrono::microseconds(next))));
}

TEST(CronTest, CountsHoursInOslo) {
  EXPECT_EQ(Next("30 5 * * *", "2026-01-15 00:00"), "2026-01-15 04:30") << "winter: UTC+1";
  EXPECT_EQ(Next("30 5 * * *", "2026-07-15 00:00"), "2026-07-15 03:30") << "summer: UTC+2";
}

TEST(CronTest, IsStrictlyAfter) {
  EXPECT_EQ(Next("30 5 * * *", "2026-01-15 04:30"), "2026-01-16 04:30");
}

TEST(CronTest, KnowsListsRangesStepsAndNames) {
  EXPECT_EQ(Next("*/15 8-9 * * mon-fri", "2026-01-17 12:00"), "2026-01-19 07:00") << "Saturday to Monday";
  EXPECT_EQ(Next("0 0 1 jan,jul *", "2026-02-01 00:00"), "2026-06-30 22:00");
  EXPECT_EQ(Next("0 12 * * 7", "2026-01-15 00:00"), "2026-01-18 11:00") << "7 is Sunday too";
}

TEST(CronTest, EitherDayFieldMatchesWhenBothAreRestricted) {
  EXPECT_EQ(Next("0 12 13 * 5", "2026-01-10 00:00"), "2026-01-13 11:00");
  EXPECT_EQ(Next("0 12 13 * 5", "2026-01-14 00:00"), "2026-01-16 11:00");
}

TEST(CronTest, RunsAnHourThatDoesNotExistWhenTheClockHasBeenMoved) {
  EXPECT_EQ(Next("30 2 * * *", "2026-03-28 12:00"), "2026-03-29 01:00") << "02:30 is skipped; 03:00 is 01:00 UTC";
}

TEST(CronTest, RunsAnHourThatComesTwiceOnce) {
  EXPECT_EQ(Next("30 2 * * *", "2026-10-24 12:00"), "2026-10-25 00:30");
  EXPECT_EQ(Next("30 2 * * *", "2026-10-25 00:30"), "2026-10-26 01:30");
}

// The times from `after` up to and with `last`, hours and minutes in UTC.
std::vector<std::string> Times(const std::string& expression, std::string after, const std::string& last) {
  std::vector<std::string> times;
  for (after = Next(expression, after); after <= last; after = Next(expression, after)) times.push_back(after.substr(11));
  return times;
}

TEST(CronTest, AnOpenHourIsRunEachTimeThatTheClockShowsIt) {
  using List = std::vector<std::string>;
  EXPECT_EQ(Times("0 * * * *", "2026-10-24 23:30", "2026-10-25 03:00"), (List{"00:00", "01:00", "02:00", "03:00"}))
      << "02:00 comes twice: at 00:00 and 01:00 UTC";
  EXPECT_EQ(Times("*/30 * * * *", "2026-10-25 00:00", "2026-10-25 02:00"), (List{"00:30", "01:00", "01:30", "02:00"}));
  EXPECT_EQ(Times("15 */2 * * *", "2026-10-24 21:30", "2026-10-25 04:00"), (List{"22:15", "00:15", "01:15", "03:15"}));
  EXPECT_EQ(Times("0 0-23 * * *", "2026-10-25 00:00", "2026-10-25 02:00"), (List{"01:00", "02:00"}));
}

TEST(CronTest, AnOpenHourLeavesOutWhatTheClockDoesNotShow) {
  using List = std::vector<std::string>;
  EXPECT_EQ(Times("0 * * * *", "2026-03-28 23:30", "2026-03-29 02:00"), (List{"00:00", "01:00", "02:00"}));
  EXPECT_EQ(Times("*/30 * * * *", "2026-03-29 00:00", "2026-03-29 02:00"), (List{"00:30", "01:00", "01:30", "02:00"}));
  EXPECT_EQ(Times("15 * * * *", "2026-03-29 00:15", "2026-03-29 02:15"), (List{"01:15", "02:15"})) << "nothing at 01:00, when the clock is moved";
}

TEST(CronTest, SaysNeverForADayThatDoesNotCome) {
  EXPECT_EQ(Next("0 0 30 2 *", "2026-01-01 00:00"), "never");
  EXPECT_EQ(Next("0 0 29 2 *", "2026-01-01 00:00"), "2028-02-28 23:00");
}

TEST(CronTest, RefusesWhatIsNotCron) {
  for (const char* expression : {"", "* * * *", "60 * * * *", "* * * * 8", "5-1 * * * *", "*/0 * * * *", "a * * * *", "* * * foo *", "1, * * * *"}) {
    EXPECT_EQ(Cron::Parse(expression).status().code(), StatusCode::kInvalidArgument) << expression;
  }
}

}  // namespace
}  // namespace helhet::run
