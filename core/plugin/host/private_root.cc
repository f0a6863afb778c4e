// A tree of files of its own, with nothing in it but what the process may see. Landlock and seccomp cannot
// tell one Unix socket from another; what is not in the tree cannot be connected to.
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/plugin/host/sandbox.h"

namespace helhet::plugin_host {
namespace {

namespace fs = std::filesystem;

Status MakeReadOnly(const std::string& path, unsigned flags) {
  mount_attr attributes{};
  attributes.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
  return mount_setattr(-1, path.c_str(), flags, &attributes, sizeof(attributes)) == 0
             ? OkStatus()
             : FromErrno("read-only " + path);
}

// Puts `path` of the old tree in the same place of the new one.
Status Show(const VisibleFile& file, const fs::path& root) {
  const fs::path target = root / fs::path(file.path).relative_path();
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  if (fs::is_symlink(file.path, error)) {
    // `/lib` of a merged system. Anything else that is a link is shown as what it leads to.
    const fs::path link = fs::read_symlink(file.path, error);
    if (link.is_relative() && !fs::exists(target)) {
      fs::create_symlink(link, target, error);
      return OkStatus();
    }
  }
  if (!fs::exists(file.path, error)) return OkStatus();
  if (fs::is_directory(file.path, error)) {
    fs::create_directories(target, error);
  } else if (!fs::exists(target, error)) {
    std::ofstream place(target);
  }
  if (mount(file.path.c_str(), target.c_str(), nullptr, MS_BIND | MS_REC, nullptr) != 0) return FromErrno(file.path);
  if (file.access == FileAccess::kReadAndWrite) return OkStatus();
  return MakeReadOnly(target, AT_RECURSIVE);
}

}  // namespace

Status EnterPrivateRoot(const plugin::LaunchOrder& order) {
  const std::string& root = order.root_folder;
  if (unshare(CLONE_NEWNS) != 0) return FromErrno("unshare");
  if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return FromErrno("mount /");
  if (mount("tmpfs", root.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=0700") != 0) return FromErrno("tmpfs");
  auto files = VisibleFiles(order);
  files.push_back({"/proc", FileAccess::kRead});  // Landlock leaves /proc/self of it.
  // A folder comes before what is in it, which would else be hidden under it.
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  for (const auto& file : files) {
    if (file.path.starts_with("/proc/")) continue;
    HELHET_RETURN_IF_ERROR(Show(file, root));
  }
  if (chdir(root.c_str()) != 0 || syscall(SYS_pivot_root, ".", ".") != 0) return FromErrno("pivot_root");
  if (umount2(".", MNT_DETACH) != 0) return FromErrno("umount");
  if (chdir(order.private_folder.c_str()) != 0) return FromErrno(order.private_folder);
  return MakeReadOnly("/", 0);
}

}  // namespace helhet::plugin_host
