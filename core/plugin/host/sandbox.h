// Walls around this process, put up by itself right after exec, before any thread and any code of a plugin.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/plugin/launch_protocol.h"
#include "helhet/status.h"

namespace helhet::plugin_host {

// One part of the confinement, and whether the kernel took it.
struct SandboxPart {
  std::string_view name;
  Status status;
};

// Puts up all walls that the kernel allows. Order matters: namespaces need rights that the later parts give
// up, and seccomp forbids what all others call. Single-threaded.
std::vector<SandboxPart> Confine(const plugin::LaunchOrder& order);

// What the process may see of the tree of files, and do with it.
enum class FileAccess { kRead, kReadAndRun, kReadAndWrite };
struct VisibleFile {
  std::string path;
  FileAccess access;
};
// Everything that it may see: of the system what libraries need, of the rest what the order grants.
std::vector<VisibleFile> VisibleFiles(const plugin::LaunchOrder& order);

// The parts with a source of their own.
Status EnterPrivateRoot(const plugin::LaunchOrder& order);    // mount namespace
Status ConfineFiles(const plugin::LaunchOrder& order);        // Landlock
Status ConfineSystemCalls(const plugin::LaunchOrder& order);  // seccomp
Status SetLimits(const plugin::LaunchOrder& order);           // rlimits

// `what: why` from errno.
Status FromErrno(std::string_view what);

}  // namespace helhet::plugin_host
