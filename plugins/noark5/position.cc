#include "position.h"

#include <chrono>
#include <cstdio>

namespace helhet::noark5 {
namespace {

constexpr int64_t kOverlapSeconds = 600;

std::string InUtc(int64_t seconds) {
  using std::chrono::floor;
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  char text[32];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

}  // namespace

std::string Position::ToJson() const { return through.us == 0 ? "" : Json{{"through", through.text}}.dump(); }

Result<Position> Position::FromJson(const std::string& text) {
  if (text.empty()) return Position{};
  const auto parsed = Resource::Parse(text, "checkpoint");
  if (parsed.ok()) {
    if (const Moment through = MomentOf(parsed->Text("through")); through.us > 0) return Position{through};
  }
  return FailedPrecondition("checkpoint: not a place in an archive: " + text.substr(0, 80))
      .WithReason("checkpoint_unreadable")
      .WithRemedy("run the connector with a full read")
      .WithClass(ErrorClass::kHub);
}

Position Position::After(const Moment& latest, int64_t began_s) const {
  const int64_t settled_s = began_s - kOverlapSeconds;
  const Moment reached = latest.us <= settled_s * 1'000'000 ? latest : MomentOf(InUtc(settled_s));
  return Position{Later(through, reached)};
}

}  // namespace helhet::noark5
