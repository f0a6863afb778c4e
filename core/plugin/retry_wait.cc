#include "core/plugin/retry_wait.h"

#include <algorithm>

namespace helhet::plugin {
namespace {

using std::chrono::milliseconds;

// What is away is not back within seconds; an hour is what a person would wait before looking.
constexpr milliseconds kFirstWait{std::chrono::minutes(1)};
constexpr milliseconds kLongestWait{std::chrono::hours(1)};

}  // namespace

bool MayPass(const Status& outcome) {
  return outcome.code() == StatusCode::kUnavailable || outcome.error_class() == ErrorClass::kTransient ||
         outcome.error_class() == ErrorClass::kRateLimit || outcome.retry_after_ms() > 0;
}

milliseconds WaitAfter(const Status& outcome, int failures) {
  auto wait = kFirstWait;
  for (int i = 1; i < failures && wait < kLongestWait; ++i) wait *= 2;
  // Who asks for longer than the hub would wait is heard.
  return std::max(std::min(wait, kLongestWait), milliseconds(outcome.retry_after_ms()));
}

}  // namespace helhet::plugin
