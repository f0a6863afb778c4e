#include "core/hub/day_change.h"

#include <spdlog/spdlog.h>

#include <chrono>

#include "core/hub/consequences.h"
#include "core/model/calendar.h"

namespace helhet::hub {
namespace {

// Between two looks at the clock, so that one that was changed is noticed; and so old a stock may be after midnight.
constexpr std::chrono::seconds kBetweenLooks{60};

}  // namespace

DayChange::DayChange(store::DatabaseFactory& database, std::function<int64_t()> now_us)
    : database_(database), now_us_(std::move(now_us)), day_(model::LocalDay(now_us_())) {}

DayChange::~DayChange() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool DayChange::Look() {
  const int64_t now_us = now_us_();
  const std::string today = model::LocalDay(now_us);
  if (today <= day_) return false;
  if (const Status caught_up = CatchUpAll(database_, now_us); !caught_up.ok()) {
    spdlog::error("day_change_failed day={} why=\"{}\"", today, caught_up.message());
    return false;
  }
  day_ = today;
  return true;
}

void DayChange::Start() {
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, kBetweenLooks, [&] { return ending_; })) {
      lock.unlock();
      Look();
      lock.lock();
    }
  });
}

}  // namespace helhet::hub
