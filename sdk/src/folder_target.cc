// Documents to a folder of this machine.
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "document_target.h"

namespace helhet::sdk {
namespace {

// May pass: a share that is away, a disk that is full. What a person must mend shows as a delivery that waits, with this reason.
Status NotWritten(const std::string& where) {
  const int error = errno;
  const bool refused = error == EACCES || error == EPERM || error == EROFS || error == ENOENT || error == ENOTDIR;
  Status status(refused ? StatusCode::kFailedPrecondition : StatusCode::kUnavailable, where + ": " + strerror(error));
  return status.WithReason(refused ? "folder_not_writable" : "not_written").WithSetting(refused ? "settings.write_folder" : "")
      .WithRemedy(refused ? "see that the folder is there and that the hub's user may write in it" : "see that the disk has room and the share is mounted")
      .WithClass(refused ? ErrorClass::kConfiguration : ErrorClass::kTransient);
}

// The bytes of a file; none when there is no such file.
std::optional<std::string> BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

// On the disk, not only in memory: the hub drops its own copy once it has the receipt.
bool WriteDurably(const std::string& path, const std::string& bytes) {
  // The hub's own files are nobody else's, which is not so for what another system is to read: its group may.
  const mode_t before = umask(S_IWGRP | S_IRWXO);
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
  umask(before);
  if (descriptor < 0) return false;
  bool whole = true;
  for (size_t at = 0; whole && at < bytes.size();) {
    const ssize_t written = write(descriptor, bytes.data() + at, bytes.size() - at);
    if (written > 0) at += static_cast<size_t>(written);
    whole = written > 0 || (written < 0 && errno == EINTR);
  }
  whole = whole && fsync(descriptor) == 0;
  const int error = errno;
  close(descriptor);
  errno = error;
  return whole;
}

bool SyncFolder(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  if (descriptor >= 0) close(descriptor);
  return synced;
}

class FolderTarget : public DocumentTarget {
 public:
  FolderTarget(std::string folder, bool replace) : folder_(std::move(folder)), replace_(replace) {}

  Result<std::string> Check(const Host&) override {
    errno = 0;
    if (access(folder_.c_str(), W_OK | X_OK) != 0) return NotWritten(folder_);
    return folder_ + ": kan skrives";
  }

  Result<plugin::v1::WriteResponse> Store(const plugin::v1::WriteRequest& request, const Host&) override {
    HELHET_ASSIGN_OR_RETURN(const std::string name, FileNameOf(request));
    const std::string path = folder_ + "/" + name;
    const auto there = BytesOf(path);
    if (there == request.body()) return ReceiptFor(request, path);
    if (there && !replace_) return AnotherDocument(path);
    const std::string unfinished = folder_ + "/" + UnfinishedName(name, request);
    if (!WriteDurably(unfinished, request.body())) return GiveUp(unfinished, path);
    if (renameat2(AT_FDCWD, unfinished.c_str(), AT_FDCWD, path.c_str(), replace_ ? 0 : RENAME_NOREPLACE) != 0) {
      // Shares over a network may not know the flag; nobody but this connector writes under these names.
      if (errno == EEXIST) return Drop(unfinished, AnotherDocument(path));
      if (errno != EINVAL || rename(unfinished.c_str(), path.c_str()) != 0) return GiveUp(unfinished, path);
    }
    if (!SyncFolder(folder_)) return NotWritten(path);
    return ReceiptFor(request, path);
  }

 private:
  static Status GiveUp(const std::string& unfinished, const std::string& path) { return Drop(unfinished, NotWritten(path)); }
  static Status Drop(const std::string& unfinished, Status why) {
    unlink(unfinished.c_str());
    return why;
  }

  const std::string folder_;
  const bool replace_;
};

}  // namespace

std::unique_ptr<DocumentTarget> MakeFolderTarget(std::string folder, bool replace) { return std::make_unique<FolderTarget>(std::move(folder), replace); }

}  // namespace helhet::sdk
