#include "core/plugin/supervision_thread.h"

#include <cerrno>
#include <cstring>
#include <future>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include "core/log.h"

namespace helhet::plugin {
namespace {

constexpr std::chrono::milliseconds kTick{100};  // How late a deadline, or a limit, is seen: at most twice this.

}  // namespace

SupervisionThread::SupervisionThread() : wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), thread_([this] { Loop(); }) {}

SupervisionThread::~SupervisionThread() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  Wake();
  thread_.join();
}

void SupervisionThread::Wake() {
  const uint64_t one = 1;
  if (write(wake_.get(), &one, sizeof(one)) < 0) return;  // Full means that it is awake.
}

Result<std::shared_ptr<Child>> SupervisionThread::Start(SpawnRequest request, ChildTerms terms,
                                                        const std::vector<std::string>& packets) {
  std::promise<Result<std::shared_ptr<Child>>> promise;
  auto started = promise.get_future();
  {
    std::lock_guard lock(mutex_);
    tasks_.push_back([&] { promise.set_value(StartHere(std::move(request), std::move(terms), packets)); });
  }
  Wake();
  return started.get();
}

Result<std::shared_ptr<Child>> SupervisionThread::StartHere(SpawnRequest request, ChildTerms terms,
                                                            const std::vector<std::string>& packets) {
  const auto failed = [] { return Unavailable(std::string("start of a plugin: ") + strerror(errno)); };
  int control[2], output[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) != 0) return failed();
  Descriptor control_here(control[0]), control_there(control[1]);
  if (pipe2(output, O_CLOEXEC) != 0) return failed();
  Descriptor output_here(output[0]), output_there(output[1]);
  fcntl(output_here.get(), F_SETFL, O_NONBLOCK);
  for (const auto& packet : packets) {
    if (send(control_here.get(), packet.data(), packet.size(), MSG_NOSIGNAL | MSG_DONTWAIT) < 0) return failed();
  }
  request.control = control_there.get();
  request.output = output_there.get();
  HELHET_ASSIGN_OR_RETURN(Spawned spawned, Spawn(request));
  auto child = std::make_shared<Child>(std::move(terms), std::move(spawned), std::move(control_here),
                                       std::move(output_here));
  spdlog::info("plugin_started {} pid={}", child->terms().plugin, child->pid());
  children_.push_back(child);
  return child;
}

void SupervisionThread::Loop() {
  while (true) {
    {
      std::lock_guard lock(mutex_);
      if (stopping_) break;
    }
    RunTasks();
    WaitAndServe();
  }
  RunTasks();
  for (const auto& child : children_) child->Kill(Verdict::kLetGo, {});
  while (!children_.empty()) WaitAndServe();
}

void SupervisionThread::RunTasks() {
  std::vector<std::function<void()>> tasks;
  {
    std::lock_guard lock(mutex_);
    tasks.swap(tasks_);
  }
  for (const auto& task : tasks) task();
}

void SupervisionThread::WaitAndServe() {
  std::vector<pollfd> waited{{wake_.get(), POLLIN, 0}};
  for (const auto& child : children_) {
    // A closed descriptor is -1, which poll passes over.
    waited.push_back({child->control_descriptor(), POLLIN, 0});
    waited.push_back({child->output_descriptor(), POLLIN, 0});
    waited.push_back({child->process_descriptor(), POLLIN, 0});
  }
  poll(waited.data(), waited.size(), static_cast<int>(kTick.count()));
  uint64_t wakes;
  if (read(wake_.get(), &wakes, sizeof(wakes)) < 0 && errno != EAGAIN) return;
  const auto now = Child::Clock::now();
  // A child that prints without end wakes this thread thousands of times a second; a look at each does not have to be.
  const bool is_tick = now >= ticked_at_ + kTick;
  if (is_tick) ticked_at_ = now;
  for (size_t i = 0; i < children_.size(); ++i) {
    Child& child = *children_[i];
    if (waited[1 + 3 * i].revents != 0) child.OnControl();
    if (waited[2 + 3 * i].revents != 0) child.OnOutput();
    if (waited[3 + 3 * i].revents != 0) child.OnExit();
    if (is_tick) child.OnTick(now);
  }
  std::erase_if(children_, [](const auto& child) {
    if (!child->ended()) return false;
    spdlog::info("plugin_ended {} pid={}", child->terms().plugin, child->pid());
    return true;
  });
}

}  // namespace helhet::plugin
