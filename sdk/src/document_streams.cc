#include "document_streams.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "file_refusals.h"
#include "folder_scan.h"

namespace helhet::sdk {
namespace {

Status CheckUnchanged(const OpenedFile& file) {
  if (file.IsUnchanged()) return OkStatus();
  return Aborted(file.name + ": was changed while it was read; the next read takes it as it is then")
      .WithReason("changed_while_read")
      .WithRemedy("put files into the folder whole, by moving them in")
      .WithClass(ErrorClass::kSource);
}

class FileStream : public DocumentReader {
 public:
  FileStream(std::shared_ptr<const OpenedFile> file, uint64_t size_bytes) : file_(std::move(file)), size_bytes_(size_bytes) {}

  Result<size_t> Read(char* buffer, size_t size_bytes) override {
    ssize_t got = 0;
    do {
      got = pread(file_->descriptor.get(), buffer, size_bytes, static_cast<off_t>(place_));
    } while (got < 0 && errno == EINTR);
    const int error = errno;
    // Before the error: what was cut off while it was read reads as anything.
    HELHET_RETURN_IF_ERROR(CheckUnchanged(*file_));
    if (got < 0) return UnreadableFile(file_->name, std::strerror(error));
    place_ += static_cast<uint64_t>(got);
    return static_cast<size_t>(got);
  }

  Status Rewind() override {
    place_ = 0;
    return OkStatus();
  }

  uint64_t size_bytes() const override { return size_bytes_; }

 private:
  std::shared_ptr<const OpenedFile> file_;
  uint64_t size_bytes_;
  uint64_t place_ = 0;
};

class EntryStream : public DocumentReader {
 public:
  EntryStream(std::shared_ptr<const OpenedFile> file, std::shared_ptr<const ZipFile> zip, uint64_t entry, uint64_t limit_bytes,
              std::string locator)
      : file_(std::move(file)), zip_(std::move(zip)), entry_(entry), limit_bytes_(limit_bytes), locator_(std::move(locator)) {}

  Result<size_t> Read(char* buffer, size_t size_bytes) override {
    Result<size_t> got = stream_->Read(buffer, size_bytes);
    HELHET_RETURN_IF_ERROR(CheckUnchanged(*file_));
    return got;
  }

  Status Rewind() override {
    HELHET_ASSIGN_OR_RETURN(stream_, zip_->Stream(entry_, limit_bytes_, locator_));
    return OkStatus();
  }

  uint64_t size_bytes() const override { return stream_->size_bytes(); }

 private:
  std::shared_ptr<const OpenedFile> file_;
  std::shared_ptr<const ZipFile> zip_;  // outlives the stream
  uint64_t entry_;
  uint64_t limit_bytes_;
  std::string locator_;
  std::optional<ZipEntryStream> stream_;
};

}  // namespace

OpenedFile::OpenedFile(Descriptor opened, std::string clean_name)
    : descriptor(std::move(opened)), name(std::move(clean_name)), ctime_ns(ChangeTimeNs(descriptor.get())) {}

bool OpenedFile::IsUnchanged() const { return ChangeTimeNs(descriptor.get()) == ctime_ns; }

std::shared_ptr<DocumentReader> StreamOfFile(std::shared_ptr<const OpenedFile> file, uint64_t size_bytes) {
  return std::make_shared<FileStream>(std::move(file), size_bytes);
}

Result<std::shared_ptr<DocumentReader>> StreamOfEntry(std::shared_ptr<const OpenedFile> file, std::shared_ptr<const ZipFile> zip,
                                                      uint64_t entry, uint64_t limit_bytes, std::string locator) {
  auto stream = std::make_shared<EntryStream>(std::move(file), std::move(zip), entry, limit_bytes, std::move(locator));
  HELHET_RETURN_IF_ERROR(stream->Rewind());
  return std::shared_ptr<DocumentReader>(std::move(stream));
}

}  // namespace helhet::sdk
