// What follows when the day changes: stocks are looked at anew, though no fact has come.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "core/store/database.h"

namespace helhet::hub {

// Catches up in every municipality when a new day begins in Norway. Made before a hub that starts catches up, which it
// does with the day that it is then.
class DayChange {
 public:
  // `now_us` is the clock; both must outlive this.
  DayChange(store::DatabaseFactory& database, std::function<int64_t()> now_us);
  // Waits for a catching up that has begun.
  ~DayChange();

  // Looks at the clock on a thread of its own, from now on.
  void Start();
  // Catches up if the day is later than the last one that was caught up with; gives whether it did. A clock that is set back changes no figures. A day for which it
  // failed is tried again at the next look. Not to be called beside Start.
  bool Look();

 private:
  store::DatabaseFactory& database_;
  const std::function<int64_t()> now_us_;
  std::string day_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace helhet::hub
