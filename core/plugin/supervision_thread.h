// The one thread that starts children and watches them: their death signal follows the thread that forked
// them, so it must live as long as the hub.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/plugin/child.h"
#include "core/plugin/spawn.h"

namespace helhet::plugin {

// Thread-safe. Its end is the end of all children.
class SupervisionThread {
 public:
  SupervisionThread();
  ~SupervisionThread();
  SupervisionThread(const SupervisionThread&) = delete;
  SupervisionThread& operator=(const SupervisionThread&) = delete;

  // Starts a child with the packets already on its way. `request` names program, arguments, environment
  // and library; control and output are made here.
  Result<std::shared_ptr<Child>> Start(SpawnRequest request, ChildTerms terms, const std::vector<std::string>& packets);

 private:
  Result<std::shared_ptr<Child>> StartHere(SpawnRequest request, ChildTerms terms,
                                           const std::vector<std::string>& packets);
  void Loop();
  void WaitAndServe();
  void RunTasks();
  void Wake();

  Descriptor wake_;
  std::vector<std::shared_ptr<Child>> children_;  // of the thread alone
  Child::Clock::time_point ticked_at_{};          // of the thread alone
  std::mutex mutex_;
  std::vector<std::function<void()>> tasks_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace helhet::plugin
