#include "file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "file_identity.h"
#include "file_refusals.h"

namespace helhet::sdk {

FolderDocument FileDocument::AsFolderDocument(int64_t source_time_us, std::string checkpoint) && {
  FolderDocument document;
  document.locator = std::move(locator);
  document.source_time_us = source_time_us;
  document.checkpoint = std::move(checkpoint);
  document.status = content.status();
  if (content.ok()) {
    document.bytes = std::move(content->bytes);
    document.reader = std::move(content->reader);
  }
  return document;
}

FileReader::FileReader(Descriptor file, std::string name, DocumentForm form, std::optional<int64_t> after_entry)
    : is_zip_(IsZipName(name)),
      file_(std::make_shared<OpenedFile>(std::move(file), std::move(name))),
      form_(form),
      after_entry_(after_entry) {}

std::optional<FileDocument> FileReader::Next() {
  if (!std::exchange(opened_, true)) {
    if (!is_zip_) return FileDocument{file_->name, FileDocument::kWholeFile, ReadFile()};
    if (auto refused = OpenZip()) return refused;
  }
  return zip_ ? NextEntry() : std::nullopt;
}

// Opens the file as a zip file. The one document that stands for it all when that fails.
std::optional<FileDocument> FileReader::OpenZip() {
  // libzip takes a descriptor over, and the file may still have to be hashed.
  Result<ZipFile> opened = ZipFile::Open(Descriptor(fcntl(file_->descriptor.get(), F_DUPFD_CLOEXEC, 0)), file_->name);
  if (!opened.ok()) {
    return FileDocument{file_->name, FileDocument::kWholeFile, WithIdentity(opened.status(), "the file: " + Identity())};
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
  const std::string locator = file_->name + "!" + zip_->Name(entry);
  Result<FileContent> content = ReadEntry(entry, locator);
  if (!content.ok()) content = WithIdentity(content.status(), "the zip file around it: " + Identity());
  const bool last = next_document_ == entries.size();
  return FileDocument{locator, last ? FileDocument::kWholeFile : static_cast<int64_t>(entry), std::move(content)};
}

Result<FileContent> FileReader::ReadEntry(uint64_t entry, const std::string& locator) const {
  FileContent content;
  if (form_.is_stream) {
    HELHET_ASSIGN_OR_RETURN(content.reader, StreamOfEntry(file_, zip_, entry, form_.limit_bytes, locator));
  } else {
    HELHET_ASSIGN_OR_RETURN(content.bytes, zip_->Read(entry, form_.limit_bytes, locator));
  }
  return content;
}

// Hashed once, however many of its entries are refused.
const std::string& FileReader::Identity() {
  if (identity_.empty()) identity_ = FileIdentity(file_->descriptor.get());
  return identity_;
}

Result<FileContent> FileReader::ReadFile() const {
  struct stat status;
  if (fstat(file_->descriptor.get(), &status) != 0) return UnreadableFile(file_->name, std::strerror(errno));
  const auto size_bytes = static_cast<uint64_t>(status.st_size);
  if (size_bytes > form_.limit_bytes) {
    return WithIdentity(FileTooLarge(file_->name, size_bytes, form_.limit_bytes),
                        "the file: " + FileIdentity(file_->descriptor.get()));
  }
  FileContent content;
  if (form_.is_stream) {
    content.reader = StreamOfFile(file_, size_bytes);
  } else {
    HELHET_ASSIGN_OR_RETURN(content.bytes, ReadBytes(size_bytes));
  }
  return content;
}

Result<std::string> FileReader::ReadBytes(uint64_t size_bytes) const {
  std::string bytes(size_bytes, '\0');
  size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = read(file_->descriptor.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return UnreadableFile(file_->name, std::strerror(errno));
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace helhet::sdk
