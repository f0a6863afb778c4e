#include "core/plugin/spawn.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "core/plugin/launch_protocol.h"

namespace helhet::plugin {
namespace {

constexpr int kFirstFree = kImageDescriptor + 1;

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const auto& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// A duplicate above the numbers that the child uses, so that putting one in place overwrites no other.
Descriptor OutOfTheWay(int number) { return Descriptor(fcntl(number, F_DUPFD_CLOEXEC, kFirstFree)); }

[[noreturn]] void Fail(const char* sentence) {
  (void)send(kControlDescriptor, sentence, strlen(sentence), MSG_NOSIGNAL);
  _exit(EXIT_FAILURE);
}

// Between fork and exec: only what is safe after a fork of a process with threads.
[[noreturn]] void BecomeChild(pid_t parent, const char* program, char** arguments, char** environment, int null,
                              int control, int image, int output) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(EXIT_FAILURE);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  dup2(null, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  dup2(control, kControlDescriptor);
  dup2(image, kImageDescriptor);
  if (syscall(SYS_close_range, kFirstFree, ~0u, 0) != 0) Fail("refused the kernel lacks close_range");
  execve(program, arguments, environment);
  Fail("refused the program of the plugin host cannot be started");
}

}  // namespace

Result<Spawned> Spawn(const SpawnRequest& request) {
  const std::vector<char*> arguments = Pointers(request.arguments);
  const std::vector<char*> environment = Pointers(request.environment);
  const Descriptor null(open("/dev/null", O_RDWR | O_CLOEXEC));
  const Descriptor null_above = OutOfTheWay(null.get());
  const Descriptor control = OutOfTheWay(request.control);
  const Descriptor image = OutOfTheWay(request.image);
  const Descriptor output = OutOfTheWay(request.output);
  if (!null_above.open() || !control.open() || !image.open() || !output.open()) {
    return Unavailable(std::string("start of a plugin: ") + strerror(errno));
  }

  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    BecomeChild(parent, request.program.c_str(), const_cast<char**>(arguments.data()),
                const_cast<char**>(environment.data()), null_above.get(), control.get(), image.get(), output.get());
  }
  if (pid < 0) return Unavailable(std::string("start of a plugin: fork: ") + strerror(errno));
  setpgid(pid, pid);  // Whichever of the two comes first.
  Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  if (!process.open()) {
    const Status status = Unavailable(std::string("start of a plugin: pidfd_open: ") + strerror(errno));
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
    return status;
  }
  return Spawned{pid, std::move(process)};
}

}  // namespace helhet::plugin
