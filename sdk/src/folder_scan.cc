#include "folder_scan.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "helhet/limits.h"
#include "helhet/utf8.h"

namespace helhet::sdk {
namespace {

constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

int64_t Nanoseconds(const timespec& time) { return int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

// A folder still to be listed.
struct Pending {
  std::string path;  // with a slash at the end, empty for the root
  int64_t ctime_ns;
  uint64_t inode;
  int depth;
};

class Walk {
 public:
  explicit Walk(int root) : root_(root) {}

  FolderScan Run() {
    pending_.push_back({"", 0, 0, 0});
    while (!pending_.empty()) {
      const Pending folder = std::move(pending_.back());
      pending_.pop_back();
      List(folder);
    }
    return std::move(scan_);
  }

 private:
  void List(const Pending& folder) {
    if (folder.depth > limits::kFolderDepth) return Refuse(folder, "it lies too many folders down");
    const std::string path = folder.path.empty() ? "." : folder.path;
    const int fd = openat(root_, path.c_str(), kOpenFolder | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT) return;
    DIR* stream = fd < 0 ? nullptr : fdopendir(fd);
    if (stream == nullptr) return Refuse(folder, std::strerror(errno));
    while (const dirent* entry = readdir(stream)) See(folder, fd, *entry);
    closedir(stream);
    // Only a folder that was listed counts as known: when an unreadable one opens up, the set changes.
    if (folder.depth > 0) scan_.folders_digest ^= Digest(folder);
  }

  void See(const Pending& folder, int fd, const dirent& entry) {
    if (IsPassedOver(entry.d_name) || entry.d_type == DT_LNK) return;
    struct stat status;
    if (fstatat(fd, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return;  // gone again
    const int64_t ctime_ns = Nanoseconds(status.st_ctim);
    if (S_ISDIR(status.st_mode)) {
      pending_.push_back({folder.path + entry.d_name + "/", std::max(folder.ctime_ns, ctime_ns), status.st_ino,
                          folder.depth + 1});
    } else if (S_ISREG(status.st_mode)) {
      ScannedFile file;
      file.path = folder.path + entry.d_name;
      file.name = CleanUtf8(file.path);
      file.ctime_ns = ctime_ns;
      file.folder_ctime_ns = folder.ctime_ns;
      file.mtime_us = Nanoseconds(status.st_mtim) / 1000;
      file.size_bytes = static_cast<uint64_t>(status.st_size);
      scan_.files.push_back(std::move(file));
    }
  }

  void Refuse(const Pending& folder, std::string why) {
    ScannedFile file;
    file.path = folder.path;
    file.name = CleanUtf8(folder.path);
    file.ctime_ns = file.folder_ctime_ns = folder.ctime_ns;
    file.mtime_us = folder.ctime_ns / 1000;
    file.is_unreadable_folder = true;
    file.why = std::move(why);
    scan_.files.push_back(std::move(file));
  }

  static uint64_t Digest(const Pending& folder) {
    // FNV-1a, as it must be equal in every process that reads the checkpoint.
    uint64_t hash = 14695981039346656037u;
    for (const char c : folder.path + std::to_string(folder.inode)) {
      hash = (hash ^ static_cast<uint8_t>(c)) * 1099511628211u;
    }
    return hash & ~uint64_t{1};  // keeps the set's own last bit, so that no set is 0
  }

  const int root_;
  std::vector<Pending> pending_;
  FolderScan scan_;
};

}  // namespace

Result<Descriptor> OpenFolder(const std::string& folder, const std::string& setting) {
  Descriptor root(open(folder.c_str(), kOpenFolder));
  if (root.valid()) return root;
  const int error = errno;
  const char* reason = error == ENOENT ? "folder_not_found" : error == ENOTDIR ? "folder_not_a_folder" : "folder_unreadable";
  const char* remedy = error == ENOENT    ? "make the folder, or state the right one in "
                       : error == ENOTDIR ? "state a folder rather than a file in "
                                          : "let the hub's user read the folder that is stated in ";
  return FailedPrecondition(setting + ": '" + folder + "' cannot be read: " + std::strerror(error))
      .WithReason(reason)
      .WithSetting(setting)
      .WithRemedy(remedy + setting)
      .WithClass(ErrorClass::kConfiguration);
}

bool IsPassedOver(std::string_view name) {
  return name.empty() || name.front() == '.' || name.ends_with(".tmp") || name.ends_with(".part");
}

FolderScan ScanFolder(int root) { return Walk(root).Run(); }

int64_t ChangeTimeNs(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 ? Nanoseconds(status.st_ctim) : -1;
}

}  // namespace helhet::sdk
