// The hub's own folder: only its user may enter it, and only one hub at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "helhet/status.h"

namespace helhet::hub {

// A file that one process at a time may hold. Let go with the object, and with the process however it ends.
class FileLock {
 public:
  // FAILED_PRECONDITION names the process that holds it. `what` says what is locked, for the message.
  static Result<FileLock> Take(const std::filesystem::path& path, const std::string& what);
  FileLock(FileLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// A data folder in use.
struct DataFolder {
  std::filesystem::path path;
  FileLock lock;
  std::string hub_id;                    // made once; who holds leases
  std::filesystem::path runtime_folder;  // for sockets of children: a path short enough

  // Makes what is missing.
  static Result<DataFolder> Open(const std::filesystem::path& path);
};

// The file of an SQLite store; nothing for other stores.
std::optional<std::string> StoreFile(const std::string& store_url);

// SQLite is one hub's: two would each run schedules and hold leases under names of their own. Other stores
// are for many, and need no lock.
Result<std::optional<FileLock>> LockStore(const std::string& store_url);

}  // namespace helhet::hub
