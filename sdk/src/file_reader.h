// The documents of one open file: the file itself, or the entries of a zip file. What folders and remote places share.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "descriptor.h"
#include "document_streams.h"
#include "helhet/document_reader.h"
#include "helhet/folder_source.h"
#include "helhet/status.h"
#include "zip_file.h"

namespace helhet::sdk {

// How documents are given.
struct DocumentForm {
  // A larger one is refused.
  uint64_t limit_bytes = 0;
  // As a reader each, instead of its bytes.
  bool is_stream = false;
};

// A document whole, or the way to it.
struct FileContent {
  std::string bytes;
  std::shared_ptr<DocumentReader> reader;
};

// One document of a file, or why it cannot be had.
struct FileDocument {
  // All documents of the file are given, or it is no zip file.
  static constexpr int64_t kWholeFile = -1;

  // The same for those who read folders and remote places.
  FolderDocument AsFolderDocument(int64_t source_time_us, std::string checkpoint) &&;

  // Name of the file, for a zip file with `!` and the entry's name behind it.
  std::string locator;
  // The zip entry, kWholeFile with the last.
  int64_t entry = kWholeFile;
  // Content, or a refusal as FolderDocument::status says.
  Result<FileContent> content;
};

// Reads one file from its beginning to its end.
class FileReader {
 public:
  // Takes the file over. `name` is clean UTF-8. Entries of a zip file up to and including `after_entry` are passed over.
  FileReader(Descriptor file, std::string name, DocumentForm form, std::optional<int64_t> after_entry);

  // The next document; none after the last. What is given as a stream may outlive the reader.
  std::optional<FileDocument> Next();

  bool is_zip() const { return is_zip_; }
  // The file, to tell whether it was written to.
  const OpenedFile& file() const { return *file_; }

 private:
  std::optional<FileDocument> OpenZip();
  std::optional<FileDocument> NextEntry();
  Result<FileContent> ReadEntry(uint64_t entry, const std::string& locator) const;
  Result<FileContent> ReadFile() const;
  Result<std::string> ReadBytes(uint64_t size_bytes) const;
  const std::string& Identity();

  const bool is_zip_;
  std::shared_ptr<const OpenedFile> file_;
  DocumentForm form_;
  std::optional<int64_t> after_entry_;
  bool opened_ = false;
  std::shared_ptr<const ZipFile> zip_;
  size_t next_document_ = 0;  // of zip_->documents()
  std::string identity_;      // size and hash of the file, once something was refused
};

}  // namespace helhet::sdk
