// seccomp: which system calls the process can make. A list of what is forbidden, since gRPC and the C
// library use more calls than one would guess, and other ones from release to release.
#include <cerrno>
#include <memory>
#include <string>

#include <sched.h>
#include <seccomp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/plugin/host/sandbox.h"

namespace helhet::plugin_host {
namespace {

// Kernels and processors lack some of these: a name that libseccomp does not know is no way in.
constexpr const char* kForbidden[] = {
    // Other processes.
    "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_open",
    "pidfd_getfd", "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "tkill", "setpgid", "setsid",
    "setpriority", "sched_setscheduler", "sched_setattr",
    // Rights and limits.
    "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setfsuid", "setfsgid", "setgroups",
    "capset", "setrlimit", "keyctl", "add_key", "request_key", "personality",
    // The tree of files, and what Landlock does not cover of it.
    "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsconfig",
    "fsmount", "fspick", "mount_setattr", "unshare", "setns", "open_by_handle_at", "name_to_handle_at", "chmod",
    "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "truncate", "utime", "utimes", "utimensat",
    "futimesat", "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr", "mknod",
    "mknodat", "fanotify_init", "quotactl", "swapon", "swapoff", "acct",
    // The machine.
    "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "reboot", "syslog", "bpf",
    "perf_event_open", "userfaultfd", "iopl", "ioperm", "modify_ldt", "settimeofday", "clock_settime",
    "clock_adjtime", "adjtimex", "sethostname", "setdomainname", "vhangup", "lookup_dcookie", "uselib",
    // A way around this very filter.
    "io_uring_setup", "io_uring_enter", "io_uring_register"};

class Filter {
 public:
  Filter() : context_(seccomp_init(SCMP_ACT_ALLOW), seccomp_release) {}

  // The first failure is kept; later calls do nothing.
  template <typename... Comparisons>
  void Forbid(const char* name, int error, Comparisons... when) {
    const int number = seccomp_syscall_resolve_name(name);
    if (result_ != 0 || number == __NR_SCMP_ERROR) return;
    if (context_ == nullptr) {
      result_ = -ENOMEM;
      return;
    }
    result_ = seccomp_rule_add(context_.get(), SCMP_ACT_ERRNO(static_cast<uint32_t>(error)), number,
                               sizeof...(when), when...);
  }

  Status Load() {
    if (result_ == 0) result_ = seccomp_load(context_.get());
    errno = -result_;
    return result_ == 0 ? OkStatus() : FromErrno("seccomp");
  }

 private:
  std::unique_ptr<void, void (*)(scmp_filter_ctx)> context_;
  int result_ = 0;
};

// Threads yes, processes no. clone3 hides its flags in memory, so it is said not to exist: the C library
// then uses clone.
void ForbidProcesses(Filter& filter) {
  filter.Forbid("clone", EPERM, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
  filter.Forbid("clone3", ENOSYS);
  const auto self = static_cast<scmp_datum_t>(getpid());
  filter.Forbid("kill", EPERM, SCMP_A0(SCMP_CMP_NE, self));
  filter.Forbid("tgkill", EPERM, SCMP_A0(SCMP_CMP_NE, self));
  filter.Forbid("prlimit64", EPERM, SCMP_A2(SCMP_CMP_NE, 0));
}

// Stream sockets of the Unix kind are all that there is: gRPC's own, and the hub's outgoing proxy for those
// that may connect.
void ForbidNetwork(Filter& filter, bool may_connect) {
  constexpr scmp_datum_t kTypeMask = 0xf;
  filter.Forbid("socket", EPERM, SCMP_A0(SCMP_CMP_NE, AF_UNIX));
  filter.Forbid("socketpair", EPERM, SCMP_A0(SCMP_CMP_NE, AF_UNIX));
  for (const scmp_datum_t type : {SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET}) {
    filter.Forbid("socket", EPERM, SCMP_A0(SCMP_CMP_EQ, AF_UNIX), SCMP_A1(SCMP_CMP_MASKED_EQ, kTypeMask, type));
  }
  if (!may_connect) filter.Forbid("connect", EPERM);
}

}  // namespace

Status ConfineSystemCalls(const plugin::LaunchOrder& order) {
  Filter filter;
  for (const char* name : kForbidden) filter.Forbid(name, EPERM);
  ForbidProcesses(filter);
  ForbidNetwork(filter, order.may_connect);
  if (order.program.empty()) {
    filter.Forbid("execve", EPERM);
    filter.Forbid("execveat", EPERM);
  }
  return filter.Load();
}

}  // namespace helhet::plugin_host
