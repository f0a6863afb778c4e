// Landlock: which files the process can reach. It covers opening, making and removing; what it does not
// cover (modes, owners, times) seccomp forbids altogether.
#include <cerrno>
#include <string>

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/plugin/host/sandbox.h"

namespace helhet::plugin_host {
namespace {

// Rights that are newer than Debian 12's header, by the ABI that brought them.
constexpr uint64_t kTruncate = 1ull << 14;        // 3
constexpr uint64_t kIoctlDevice = 1ull << 15;     // 5
constexpr uint64_t kTcpBindConnect = 0b11;        // 4
constexpr uint64_t kAbstractSocketsSignals = 0b11;  // 6

struct RulesetAttributes {
  uint64_t handled_files;
  uint64_t handled_network;  // Since 4.
  uint64_t scoped;           // Since 6.
};

constexpr uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// Rights that make sense on a file; a rule on a file with any other is refused.
constexpr uint64_t kFileRights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                 LANDLOCK_ACCESS_FS_READ_FILE | kTruncate | kIoctlDevice;

uint64_t AllFileRights(long abi) {
  uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  if (abi >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) rights |= kTruncate;
  if (abi >= 5) rights |= kIoctlDevice;
  return rights;
}

size_t AttributesSize(long abi) { return abi >= 6 ? 24 : abi >= 4 ? 16 : 8; }

uint64_t Rights(FileAccess access) {
  switch (access) {
    case FileAccess::kRead: return kRead;
    case FileAccess::kReadAndRun: return kRead | LANDLOCK_ACCESS_FS_EXECUTE;
    case FileAccess::kReadAndWrite: return ~LANDLOCK_ACCESS_FS_EXECUTE;
  }
  return 0;
}

class Ruleset {
 public:
  Ruleset(int descriptor, uint64_t handled) : descriptor_(descriptor), handled_(handled) {}
  ~Ruleset() { close(descriptor_); }
  Ruleset(const Ruleset&) = delete;
  Ruleset& operator=(const Ruleset&) = delete;

  // Grants rights on a path and what is beneath it. A path that is not there grants nothing.
  Status Allow(const std::string& path, uint64_t rights) {
    const int descriptor = open(path.c_str(), O_PATH | O_CLOEXEC);
    if (descriptor < 0) return OkStatus();
    struct stat info{};
    const bool is_folder = fstat(descriptor, &info) == 0 && S_ISDIR(info.st_mode);
    const landlock_path_beneath_attr rule{rights & handled_ & (is_folder ? ~0ull : kFileRights), descriptor};
    const long result = syscall(SYS_landlock_add_rule, descriptor_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    const Status status = result == 0 ? OkStatus() : FromErrno("landlock: " + path);
    close(descriptor);
    return status;
  }

  Status Enforce() {
    return syscall(SYS_landlock_restrict_self, descriptor_, 0) == 0 ? OkStatus() : FromErrno("landlock");
  }

 private:
  const int descriptor_;
  const uint64_t handled_;
};

}  // namespace

Status ConfineFiles(const plugin::LaunchOrder& order) {
  const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return FromErrno("landlock");
  const RulesetAttributes attributes{AllFileRights(abi), kTcpBindConnect, kAbstractSocketsSignals};
  const long descriptor = syscall(SYS_landlock_create_ruleset, &attributes, AttributesSize(abi), 0);
  if (descriptor < 0) return FromErrno("landlock");
  Ruleset ruleset(static_cast<int>(descriptor), attributes.handled_files);

  for (const auto& file : VisibleFiles(order)) HELHET_RETURN_IF_ERROR(ruleset.Allow(file.path, Rights(file.access)));
  return ruleset.Enforce();
}

}  // namespace helhet::plugin_host
