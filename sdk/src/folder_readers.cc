#include "folder_readers.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "folder_scan.h"

namespace helhet::sdk {
namespace {

Status CheckUnchanged(const Descriptor& file, const ListedFile& listed) {
  if (ChangeTimeNs(file.get()) == listed.ctime_ns) return OkStatus();
  return Aborted(listed.locator + ": was changed while it was read; the next read takes it as it is then")
      .WithReason("changed_while_read")
      .WithRemedy("put files into the folder whole, by moving them in")
      .WithClass(ErrorClass::kSource);
}

class FileReader : public DocumentReader {
 public:
  FileReader(Descriptor file, ListedFile listed) : file_(std::move(file)), listed_(std::move(listed)) {}

  Result<size_t> Read(char* buffer, size_t size_bytes) override {
    ssize_t got = 0;
    do {
      got = pread(file_.get(), buffer, size_bytes, static_cast<off_t>(place_));
    } while (got < 0 && errno == EINTR);
    // Before the error: what was cut off while it was read reads as anything.
    HELHET_RETURN_IF_ERROR(CheckUnchanged(file_, listed_));
    if (got < 0) return Unreadable(listed_.locator, std::strerror(errno));
    place_ += static_cast<uint64_t>(got);
    return static_cast<size_t>(got);
  }

  Status Rewind() override {
    place_ = 0;
    return OkStatus();
  }

  uint64_t size_bytes() const override { return listed_.size_bytes; }

 private:
  Descriptor file_;
  ListedFile listed_;
  uint64_t place_ = 0;
};

class EntryReader : public DocumentReader {
 public:
  EntryReader(std::shared_ptr<const ZipFile> zip, uint64_t entry, uint64_t limit_bytes, std::string locator,
              Descriptor zip_bytes, ListedFile listed)
      : zip_(std::move(zip)), entry_(entry), limit_bytes_(limit_bytes), locator_(std::move(locator)),
        zip_bytes_(std::move(zip_bytes)), listed_(std::move(listed)) {}

  Result<size_t> Read(char* buffer, size_t size_bytes) override {
    Result<size_t> got = stream_->Read(buffer, size_bytes);
    HELHET_RETURN_IF_ERROR(CheckUnchanged(zip_bytes_, listed_));
    return got;
  }

  Status Rewind() override {
    HELHET_ASSIGN_OR_RETURN(stream_, zip_->Stream(entry_, limit_bytes_, locator_));
    return OkStatus();
  }

  uint64_t size_bytes() const override { return stream_->size_bytes(); }

 private:
  std::shared_ptr<const ZipFile> zip_;  // outlives the stream
  uint64_t entry_;
  uint64_t limit_bytes_;
  std::string locator_;
  Descriptor zip_bytes_;
  ListedFile listed_;
  std::optional<ZipEntryStream> stream_;
};

}  // namespace

std::shared_ptr<DocumentReader> ReaderOfFile(Descriptor file, ListedFile listed) {
  return std::make_shared<FileReader>(std::move(file), std::move(listed));
}

Result<std::shared_ptr<DocumentReader>> ReaderOfEntry(std::shared_ptr<const ZipFile> zip, uint64_t entry, uint64_t limit_bytes,
                                                      std::string locator, Descriptor zip_bytes, ListedFile listed) {
  auto reader = std::make_shared<EntryReader>(std::move(zip), entry, limit_bytes, std::move(locator), std::move(zip_bytes),
                                              std::move(listed));
  HELHET_RETURN_IF_ERROR(reader->Rewind());
  return std::shared_ptr<DocumentReader>(std::move(reader));
}

Status Unreadable(const std::string& locator, const std::string& why) {
  return PermissionDenied(locator + ": cannot be read: " + why)
      .WithReason("unreadable")
      .WithRemedy("let the hub's user read it; it is read again once its rights change")
      .WithClass(ErrorClass::kSource);
}

}  // namespace helhet::sdk
