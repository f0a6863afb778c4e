#include "core/plugin/child.h"

#include <cerrno>
#include <csignal>
#include <fstream>
#include <limits>

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "core/log.h"
#include "core/plugin/launch_protocol.h"

namespace helhet::plugin {
namespace {

// Messages on descriptor 3 that are taken before other children get their turn.
constexpr int kPacketsPerTurn = 64;

// Bytes of memory that the process holds; 0 when it is gone.
uint64_t ResidentBytes(pid_t pid) {
  std::ifstream statm("/proc/" + std::to_string(pid) + "/statm");
  uint64_t total_pages = 0, resident_pages = 0;
  statm >> total_pages >> resident_pages;
  return resident_pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

double ProcessorSeconds(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string text((std::istreambuf_iterator<char>(stat)), {});
  const size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) return 0;
  unsigned long user = 0, system = 0;
  // Fields 14 and 15; the first after the name is field 3. See proc(5).
  sscanf(text.c_str() + name_end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

Child::Child(ChildTerms terms, Spawned spawned, Descriptor control, Descriptor output)
    : terms_(std::move(terms)),
      pid_(spawned.pid),
      process_(std::move(spawned.process)),
      control_(std::move(control)),
      output_(std::move(output)),
      tail_(terms_.plugin),
      started_at_(Clock::now()),
      alive_at_(started_at_) {
  end_.plugin = terms_.plugin;
  end_.memory_mib = terms_.memory_mib;
  end_.cpu_seconds = terms_.cpu_seconds;
  granted_seconds_ = static_cast<double>(terms_.cpu_seconds);
}

Status Child::WaitReady() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return end_.was_ready || end_.ended; });
  return end_.ended ? DescribeEnd(EndLocked()) : OkStatus();
}

void Child::GrantProcessorTime() {
  std::lock_guard lock(mutex_);
  if (terms_.cpu_seconds == 0 || end_.ended) return;
  const rlimit limit{static_cast<rlim_t>(ProcessorSeconds(pid_)) + 1 + terms_.cpu_seconds, RLIM_INFINITY};
  granted_seconds_ = static_cast<double>(limit.rlim_cur);
  // A hard limit could not be moved on by a hub without privileges; who is deaf to the soft one, OnTick ends. The limit of its start stands when this is refused, which is the stricter one.
  (void)prlimit(pid_, RLIMIT_CPU, &limit, nullptr);
}

void Child::Kill(Verdict verdict, std::chrono::milliseconds waited) {
  std::lock_guard lock(mutex_);
  KillLocked(verdict, waited);
}

void Child::KillLocked(Verdict verdict, std::chrono::milliseconds waited) {
  if (end_.ended) return;
  if (end_.verdict == Verdict::kNone || end_.verdict == Verdict::kLetGo) {
    end_.verdict = verdict;
    end_.waited = waited;
  }
  kill(-pid_, SIGKILL);
}

void Child::LetGo() {
  std::lock_guard lock(mutex_);
  if (end_.ended || let_go_at_) return;
  let_go_at_ = Clock::now();
  if (end_.verdict == Verdict::kNone) end_.verdict = Verdict::kLetGo;
  shutdown(control_.get(), SHUT_WR);
}

bool Child::WaitEnded(std::chrono::milliseconds longest) const {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, longest, [&] { return end_.ended; });
}

Status Child::HowItEnded() const {
  std::lock_guard lock(mutex_);
  return DescribeEnd(EndLocked());
}

bool Child::killed() const {
  std::lock_guard lock(mutex_);
  return end_.verdict != Verdict::kNone;
}

bool Child::ended() const {
  std::lock_guard lock(mutex_);
  return end_.ended;
}

std::vector<SandboxPart> Child::sandbox() const {
  std::lock_guard lock(mutex_);
  return sandbox_;
}

ChildEnd Child::EndLocked() const {
  ChildEnd end = end_;
  end.last_lines = tail_.LastLines();
  return end;
}

void Child::OnControl() {
  std::lock_guard lock(mutex_);
  // End of file: the child closed descriptor 3, which ends it as a connector.
  if (!ReadPackets(kPacketsPerTurn)) control_.Close();
  changed_.notify_all();
}

bool Child::ReadPackets(int most) {
  char packet[kPacketBytes];
  // Some at a time: a child that sends without end shall not hold up the others. The rest makes the descriptor
  // readable again; what a child said before its end is read whole (OnExit).
  for (int packets = 0; control_.open() && packets < most; ++packets) {
    const ssize_t size = recv(control_.get(), packet, sizeof(packet), MSG_DONTWAIT);
    // A child that ends with a packet unread resets the socket; what it wrote before still comes after that.
    if (size < 0 && (errno == EINTR || errno == ECONNRESET)) continue;
    if (size < 0) return errno == EAGAIN;
    if (size == 0) return false;
    TakePacket({packet, static_cast<size_t>(size)});
  }
  return control_.open();
}

void Child::TakePacket(std::string_view packet) {
  alive_at_ = Clock::now();
  const size_t space = std::min(packet.find(' '), packet.size());
  const std::string_view kind = packet.substr(0, space);
  const std::string_view rest = packet.substr(std::min(space + 1, packet.size()));
  if (kind == "ready" && rest == terms_.secret) {
    end_.was_ready = true;
  } else if (kind == "refused" && !end_.was_ready && end_.refused.empty()) {
    end_.refused = rest.starts_with("plugin ") ? std::string(rest) : terms_.plugin + ": " + std::string(rest);
  } else if (kind == "memory") {
    end_.allocation_failed = true;
  } else if (kind == "sandbox" && !end_.was_ready && sandbox_.size() < std::size(kSandboxParts)) {
    const size_t name_end = rest.find(' ');
    if (name_end == std::string_view::npos) return;
    const std::string_view state = rest.substr(name_end + 1);
    constexpr std::string_view kRefused = "refused: ";
    const std::string_view why = state.starts_with(kRefused) ? state.substr(kRefused.size()) : "";
    sandbox_.push_back({std::string(rest.substr(0, name_end)), state == "active", std::string(why)});
  }
}

void Child::OnOutput() {
  std::lock_guard lock(mutex_);
  if (!ReadOutput()) output_.Close();
}

bool Child::ReadOutput() {
  char bytes[16384];
  // A few blocks at a time: a child that prints without end shall not hold up the others.
  for (int blocks = 0; output_.open() && blocks < 4; ++blocks) {
    const ssize_t size = read(output_.get(), bytes, sizeof(bytes));
    if (size < 0) return errno == EAGAIN || errno == EINTR;
    if (size == 0) return false;
    tail_.Take({bytes, static_cast<size_t>(size)}, Clock::now());
  }
  return output_.open();
}

void Child::OnExit() {
  std::lock_guard lock(mutex_);
  siginfo_t info{};
  if (waitid(P_PIDFD, static_cast<id_t>(process_.get()), &info, WEXITED | WNOHANG) != 0 || info.si_pid == 0) return;
  kill(-pid_, SIGKILL);  // Whatever it started in its group.
  ReadPackets(std::numeric_limits<int>::max());
  ReadOutput();
  tail_.Finish();
  end_.ended = true;
  end_.by_signal = info.si_code != CLD_EXITED;
  end_.code = info.si_status;
  changed_.notify_all();
}

void Child::OnTick(Clock::time_point now) {
  std::lock_guard lock(mutex_);
  if (end_.ended) return;
  const Deadlines& deadlines = terms_.deadlines;
  if (let_go_at_) {
    if (now >= *let_go_at_ + deadlines.kill) {
      kill(-pid_, SIGKILL);
    } else if (!terminated_ && now >= *let_go_at_ + deadlines.terminate) {
      terminated_ = true;
      kill(-pid_, SIGTERM);
    }
  } else if (!end_.was_ready) {
    if (now >= started_at_ + deadlines.ready) KillLocked(Verdict::kNotReady, deadlines.ready);
  } else if (now >= alive_at_ + deadlines.heartbeat) {
    KillLocked(Verdict::kSilent, deadlines.heartbeat);
  }
  if (terms_.memory_mib > 0 && ResidentBytes(pid_) > (terms_.memory_mib + kHostMib) << 20) {
    KillLocked(Verdict::kMemory, {});
  }
  const double deaf_seconds = std::chrono::duration<double>(deadlines.deaf).count();
  if (terms_.cpu_seconds > 0 && ProcessorSeconds(pid_) > granted_seconds_ + deaf_seconds) {
    KillLocked(Verdict::kProcessor, {});
  }
}

}  // namespace helhet::plugin
