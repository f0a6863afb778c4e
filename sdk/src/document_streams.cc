#include "document_streams.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "file_reader.h"
#include "folder_scan.h"

namespace helhet::sdk {
namespace {

// An open file that is to stay as it is.
class Watched {
 public:
  Watched(Descriptor file, std::string locator)
      : file_(std::move(file)), locator_(std::move(locator)), ctime_ns_(ChangeTimeNs(file_.get())) {}

  int get() const { return file_.get(); }
  const std::string& locator() const { return locator_; }
  Status CheckUnchanged() const {
    if (ChangeTimeNs(file_.get()) == ctime_ns_) return OkStatus();
    return Aborted(locator_ + ": was changed while it was read; the next read takes it as it is then")
        .WithReason("changed_while_read")
        .WithRemedy("put files into the folder whole, by moving them in")
        .WithClass(ErrorClass::kSource);
  }

 private:
  Descriptor file_;
  std::string locator_;
  int64_t ctime_ns_;
};

class FileStream : public DocumentReader {
 public:
  FileStream(Watched file, uint64_t size_bytes) : file_(std::move(file)), size_bytes_(size_bytes) {}

  Result<size_t> Read(char* buffer, size_t size_bytes) override {
    ssize_t got = 0;
    do {
      got = pread(file_.get(), buffer, size_bytes, static_cast<off_t>(place_));
    } while (got < 0 && errno == EINTR);
    const int error = errno;
    // Before the error: what was cut off while it was read reads as anything.
    HELHET_RETURN_IF_ERROR(file_.CheckUnchanged());
    if (got < 0) return UnreadableFile(file_.locator(), std::strerror(error));
    place_ += static_cast<uint64_t>(got);
    return static_cast<size_t>(got);
  }

  Status Rewind() override {
    place_ = 0;
    return OkStatus();
  }

  uint64_t size_bytes() const override { return size_bytes_; }

 private:
  Watched file_;
  uint64_t size_bytes_;
  uint64_t place_ = 0;
};

class EntryStream : public DocumentReader {
 public:
  EntryStream(std::shared_ptr<const ZipFile> zip, uint64_t entry, uint64_t limit_bytes, Watched zip_bytes)
      : zip_(std::move(zip)), entry_(entry), limit_bytes_(limit_bytes), zip_bytes_(std::move(zip_bytes)) {}

  Result<size_t> Read(char* buffer, size_t size_bytes) override {
    Result<size_t> got = stream_->Read(buffer, size_bytes);
    HELHET_RETURN_IF_ERROR(zip_bytes_.CheckUnchanged());
    return got;
  }

  Status Rewind() override {
    HELHET_ASSIGN_OR_RETURN(stream_, zip_->Stream(entry_, limit_bytes_, zip_bytes_.locator()));
    return OkStatus();
  }

  uint64_t size_bytes() const override { return stream_->size_bytes(); }

 private:
  std::shared_ptr<const ZipFile> zip_;  // outlives the stream
  uint64_t entry_;
  uint64_t limit_bytes_;
  Watched zip_bytes_;
  std::optional<ZipEntryStream> stream_;
};

}  // namespace

std::shared_ptr<DocumentReader> ReaderOfFile(Descriptor file, std::string locator, uint64_t size_bytes) {
  return std::make_shared<FileStream>(Watched(std::move(file), std::move(locator)), size_bytes);
}

Result<std::shared_ptr<DocumentReader>> ReaderOfEntry(std::shared_ptr<const ZipFile> zip, uint64_t entry, uint64_t limit_bytes,
                                                      std::string locator, Descriptor zip_bytes) {
  auto reader = std::make_shared<EntryStream>(std::move(zip), entry, limit_bytes, Watched(std::move(zip_bytes), std::move(locator)));
  HELHET_RETURN_IF_ERROR(reader->Rewind());
  return std::shared_ptr<DocumentReader>(std::move(reader));
}

}  // namespace helhet::sdk
