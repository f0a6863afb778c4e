#include "core/plugin/output_tail.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>

namespace helhet::plugin {
namespace {

// How many lines reach the log.
class Counter : public spdlog::sinks::base_sink<std::mutex> {
 public:
  int lines = 0;

 private:
  void sink_it_(const spdlog::details::log_msg&) override { ++lines; }
  void flush_() override {}
};

class OutputTailTest : public testing::Test {
 protected:
  OutputTailTest() { spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", counter_)); }
  ~OutputTailTest() override { spdlog::set_default_logger(before_); }

  static OutputTail::Clock::time_point Second(int64_t second) {
    return OutputTail::Clock::time_point(std::chrono::seconds(1000 + second));
  }

  const std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
  const std::shared_ptr<Counter> counter_ = std::make_shared<Counter>();
  OutputTail tail_{"plugin ehf 1.0.0"};
};

TEST_F(OutputTailTest, LetsAHundredLinesASecondThroughAndOneThatTellsOfTheRest) {
  for (int i = 0; i < 10'000; ++i) tail_.Take("a line\n", Second(0));
  EXPECT_EQ(counter_->lines, 100);
  tail_.Take("a line\n", Second(1));
  EXPECT_EQ(counter_->lines, 102) << "what was left out, and the new line";
  tail_.Take(std::string(1 << 20, '\n'), Second(1));
  tail_.Finish();
  EXPECT_EQ(counter_->lines, 102) << "nothing more was left out";
}

TEST_F(OutputTailTest, TellsOfWhatWasLeftOutInTheLastSecond) {
  for (int i = 0; i < 101; ++i) tail_.Take("a line\n", Second(0));
  tail_.Finish();
  EXPECT_EQ(counter_->lines, 101);
}

TEST_F(OutputTailTest, CutsAnEndlessLine) {
  for (int i = 0; i < 1000; ++i) tail_.Take(std::string(16384, 'x'), Second(0));
  EXPECT_EQ(counter_->lines, 0);
  tail_.Finish();
  EXPECT_EQ(counter_->lines, 1);
  EXPECT_EQ(tail_.LastLines().size(), 4096u);
}

TEST_F(OutputTailTest, KeepsTheLastLinesInWhateverPiecesTheyCome) {
  tail_.Take("one\n<3>tw", Second(0));
  tail_.Take("o\x1b[2J\nthree\nfour\nfive\nsix", Second(0));
  tail_.Finish();
  EXPECT_EQ(tail_.LastLines(), "two [2J | three | four | five | six");
}

}  // namespace
}  // namespace helhet::plugin
