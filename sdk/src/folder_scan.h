// One look at a folder: which files lie in it, when each got there, and which folders there are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "descriptor.h"
#include "helhet/status.h"

namespace helhet::sdk {

// A file as the scan saw it, or a folder below that could not be listed.
struct ScannedFile {
  // Path below the folder as the file system writes it, to open it by.
  std::string path;
  // The same as clean UTF-8, to order and show it by.
  std::string name;
  // Change time of the file, nanoseconds since 1970.
  int64_t ctime_ns = 0;
  // The latest change time among the folders between the root and the file, 0 when there are none.
  int64_t folder_ctime_ns = 0;
  int64_t mtime_us = 0;
  uint64_t size_bytes = 0;
  // A folder that could not be listed, and why.
  bool is_unreadable_folder = false;
  std::string why;
};

struct FolderScan {
  std::vector<ScannedFile> files;
  // Stands for the set of folders below the root, each by path and inode: it changes when one is made,
  // moved in, renamed or removed, or can be listed at last. Never 0.
  uint64_t folders_digest = 1;
};

// Opens a folder. Errors name `setting`: folder_not_found, folder_not_a_folder, folder_unreadable.
Result<Descriptor> OpenFolder(const std::string& folder, const std::string& setting);

// Lists everything below `root`, in no particular order: one stat for each file, no symbolic links followed.
FolderScan ScanFolder(int root);

// Whether a name is passed over, in folders near and far: hidden, or of a file that is not whole yet.
bool IsPassedOver(std::string_view name);

// Change time of an open file, for comparison with the scan's.
int64_t ChangeTimeNs(int fd);

}  // namespace helhet::sdk
