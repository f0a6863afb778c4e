#include "file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "document_streams.h"
#include "file_identity.h"

namespace helhet::sdk {

Status UnreadableFile(const std::string& locator, const std::string& why) {
  return PermissionDenied(locator + ": cannot be read: " + why)
      .WithReason("unreadable")
      .WithRemedy("let the hub's user read it; it is read again once its rights change")
      .WithClass(ErrorClass::kSource);
}

Status FileTooLarge(const std::string& locator, uint64_t size_bytes, uint64_t limit_bytes) {
  return InvalidArgument(locator + ": " + std::to_string(size_bytes) + " bytes, over the limit of " +
                         std::to_string(limit_bytes))
      .WithReason("too_large")
      .WithRemedy("take it out of the folder, and enter it by hand")
      .WithClass(ErrorClass::kSource);
}

FileReader::FileReader(Descriptor file, std::string name, uint64_t document_limit_bytes,
                       std::optional<int64_t> after_entry, bool streams)
    : is_zip_(IsZipName(name)),
      file_(std::move(file)),
      name_(std::move(name)),
      document_limit_bytes_(document_limit_bytes),
      after_entry_(after_entry),
      streams_(streams) {}

std::optional<FileDocument> FileReader::Next() {
  if (!std::exchange(opened_, true)) {
    if (!is_zip_ && streams_) return DocumentOf(name_, FileDocument::kWholeFile, StreamWhole());
    if (!is_zip_) return FileDocument{name_, FileDocument::kWholeFile, ReadWhole(), nullptr};
    if (auto refused = OpenZip()) return refused;
  }
  return zip_ ? NextEntry() : std::nullopt;
}

// Opens the file as a zip file. The one document that stands for it all when that fails.
std::optional<FileDocument> FileReader::OpenZip() {
  // libzip takes a descriptor over, and the file may still have to be hashed.
  Result<ZipFile> opened = ZipFile::Open(Descriptor(fcntl(file_.get(), F_DUPFD_CLOEXEC, 0)), name_);
  if (!opened.ok()) {
    return FileDocument{name_, FileDocument::kWholeFile, WithIdentity(opened.status(), "the file: " + Identity()), nullptr};
  }
  zip_ = std::make_shared<ZipFile>(*std::move(opened));
  if (after_entry_) {
    const auto& entries = zip_->documents();
    const auto after = std::upper_bound(entries.begin(), entries.end(), static_cast<uint64_t>(*after_entry_));
    next_document_ = static_cast<size_t>(after - entries.begin());
  }
  return std::nullopt;
}

std::optional<FileDocument> FileReader::NextEntry() {
  const auto& entries = zip_->documents();
  if (next_document_ == entries.size()) return std::nullopt;
  const uint64_t entry = entries[next_document_++];
  const std::string locator = name_ + "!" + zip_->Name(entry);
  const int64_t place = next_document_ == entries.size() ? FileDocument::kWholeFile : static_cast<int64_t>(entry);
  if (streams_) {
    Descriptor zip_bytes(fcntl(file_.get(), F_DUPFD_CLOEXEC, 0));
    auto reader = ReaderOfEntry(zip_, entry, document_limit_bytes_, locator, std::move(zip_bytes));
    if (!reader.ok()) reader = WithIdentity(reader.status(), "the zip file around it: " + Identity());
    return DocumentOf(locator, place, std::move(reader));
  }
  Result<std::string> bytes = zip_->Read(entry, document_limit_bytes_, locator);
  if (!bytes.ok()) bytes = WithIdentity(bytes.status(), "the zip file around it: " + Identity());
  return FileDocument{locator, place, std::move(bytes), nullptr};
}

FileDocument FileReader::DocumentOf(std::string locator, int64_t entry, Result<std::shared_ptr<DocumentReader>> reader) const {
  if (!reader.ok()) return {std::move(locator), entry, reader.status(), nullptr};
  return {std::move(locator), entry, std::string(), *std::move(reader)};
}

Result<std::shared_ptr<DocumentReader>> FileReader::StreamWhole() const {
  struct stat status;
  if (fstat(file_.get(), &status) != 0) return UnreadableFile(name_, std::strerror(errno));
  const auto size_bytes = static_cast<uint64_t>(status.st_size);
  if (size_bytes > document_limit_bytes_) {
    return WithIdentity(FileTooLarge(name_, size_bytes, document_limit_bytes_), "the file: " + FileIdentity(file_.get()));
  }
  return ReaderOfFile(Descriptor(fcntl(file_.get(), F_DUPFD_CLOEXEC, 0)), name_, size_bytes);
}

// Hashed once, however many of its entries are refused.
const std::string& FileReader::Identity() {
  if (identity_.empty()) identity_ = FileIdentity(file_.get());
  return identity_;
}

Result<std::string> FileReader::ReadWhole() const {
  struct stat status;
  if (fstat(file_.get(), &status) != 0) return UnreadableFile(name_, std::strerror(errno));
  const auto size_bytes = static_cast<uint64_t>(status.st_size);
  if (size_bytes > document_limit_bytes_) {
    return WithIdentity(FileTooLarge(name_, size_bytes, document_limit_bytes_), "the file: " + FileIdentity(file_.get()));
  }
  std::string bytes(size_bytes, '\0');
  size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = read(file_.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return UnreadableFile(name_, std::strerror(errno));
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace helhet::sdk
