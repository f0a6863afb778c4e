#include "core/plugin/host/sandbox.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <string>

#include <linux/capability.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace helhet::plugin_host {
namespace {

// The process keeps its own ids, which own the private folder, and can take no others.
Status MapOwnIds(uid_t uid, gid_t gid) {
  const auto put = [](const char* path, const std::string& text) -> Status {
    std::ofstream file(path);
    file << text << std::flush;
    return file ? OkStatus() : FromErrno(path);
  };
  HELHET_RETURN_IF_ERROR(put("/proc/self/setgroups", "deny"));
  HELHET_RETURN_IF_ERROR(put("/proc/self/gid_map", std::to_string(gid) + " " + std::to_string(gid) + " 1"));
  return put("/proc/self/uid_map", std::to_string(uid) + " " + std::to_string(uid) + " 1");
}

Status EnterUserNamespace() {
  const uid_t uid = geteuid();
  const gid_t gid = getegid();
  if (unshare(CLONE_NEWUSER) != 0) return FromErrno("unshare");
  return MapOwnIds(uid, gid);
}

// Without an interface nothing can be reached, and System V objects of others are out of sight.
Status EnterNetworkNamespace() {
  return unshare(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS) == 0 ? OkStatus() : FromErrno("unshare");
}

// A new user namespace begins with all capabilities inside; none is needed.
Status GiveUpPrivileges() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2] = {};
  if (syscall(SYS_capset, &header, none) != 0) return FromErrno("capset");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return FromErrno("prctl");
  // The death signal may be forgotten when credentials change.
  return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 ? OkStatus() : FromErrno("prctl");
}

}  // namespace

Status FromErrno(std::string_view what) { return PermissionDenied(std::string(what) + ": " + strerror(errno)); }

Status SetLimits(const plugin::LaunchOrder& order) {
  const auto set = [](auto resource, rlim_t soft, rlim_t hard) -> Status {
    const rlimit limit{soft, hard};
    return setrlimit(resource, &limit) == 0 ? OkStatus() : FromErrno("setrlimit");
  };
  HELHET_RETURN_IF_ERROR(set(RLIMIT_CORE, 0, 0));
  HELHET_RETURN_IF_ERROR(set(RLIMIT_NOFILE, 256, 256));
  // The hub moves the soft limit on as each call begins; seccomp keeps the process itself from it.
  if (order.cpu_seconds > 0) HELHET_RETURN_IF_ERROR(set(RLIMIT_CPU, order.cpu_seconds, RLIM_INFINITY));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // Their shadow memory is terabytes of data.
  const rlim_t bytes = (order.memory_mib + plugin::kHostMib) << 20;
  if (order.memory_mib > 0) HELHET_RETURN_IF_ERROR(set(RLIMIT_DATA, bytes, bytes));
#endif
  return OkStatus();
}

std::vector<SandboxPart> Confine(const plugin::LaunchOrder& order) {
  std::vector<SandboxPart> parts;
  parts.push_back({"user_namespace", EnterUserNamespace()});
  parts.push_back({"network_namespace", EnterNetworkNamespace()});
  parts.push_back({"private_root", EnterPrivateRoot(order)});
  parts.push_back({"no_new_privileges", GiveUpPrivileges()});
  parts.push_back({"limits", SetLimits(order)});
  parts.push_back({"landlock", ConfineFiles(order)});
  parts.push_back({"seccomp", ConfineSystemCalls(order)});
  return parts;
}

}  // namespace helhet::plugin_host
