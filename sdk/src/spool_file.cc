#include "spool_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

namespace helhet::sdk {
namespace {

Status Trouble(const char* what) {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  return Status(full ? StatusCode::kResourceExhausted : StatusCode::kUnavailable,
                std::string("temporary file: ") + what + ": " + std::strerror(errno))
      .WithReason(full ? "disk_full" : "temporary_file")
      .WithRemedy("make room on the disk of the hub")
      .WithClass(ErrorClass::kHub);
}

}  // namespace

Result<SpoolFile> SpoolFile::Make() {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  std::string name = ((error ? "/tmp" : folder) / "helhet-fetched-XXXXXX").string();
  SpoolFile spool;
  spool.file_ = Descriptor(mkostemp(name.data(), O_CLOEXEC));
  if (!spool.file_.valid()) return Trouble("cannot be made");
  unlink(name.c_str());
  return spool;
}

Status SpoolFile::Append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Trouble("cannot be written");
    bytes.remove_prefix(static_cast<size_t>(written));
    size_bytes_ += static_cast<uint64_t>(written);
  }
  return OkStatus();
}

Status SpoolFile::Clear() {
  size_bytes_ = 0;
  if (ftruncate(file_.get(), 0) != 0 || lseek(file_.get(), 0, SEEK_SET) != 0) return Trouble("cannot be emptied");
  return OkStatus();
}

Descriptor SpoolFile::Take() && {
  lseek(file_.get(), 0, SEEK_SET);
  return std::move(file_);
}

}  // namespace helhet::sdk
