// The documents of one open file: the file itself, or the entries of a zip file. What folders and remote places share.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "descriptor.h"
#include "helhet/document_reader.h"
#include "helhet/status.h"
#include "zip_file.h"

namespace helhet::sdk {

// One document of a file, or why it cannot be had.
struct FileDocument {
  // All documents of the file are given, or it is no zip file.
  static constexpr int64_t kWholeFile = -1;

  // Name of the file, for a zip file with `!` and the entry's name behind it.
  std::string locator;
  // The zip entry, kWholeFile with the last.
  int64_t entry = kWholeFile;
  // Content, or a refusal as FolderDocument::status says.
  Result<std::string> bytes;
  // Content where documents are streamed; `bytes` is empty then.
  std::shared_ptr<DocumentReader> reader;
};

// Refusals of a file that are told without opening it.
Status UnreadableFile(const std::string& locator, const std::string& why);
Status FileTooLarge(const std::string& locator, uint64_t size_bytes, uint64_t limit_bytes);

// Reads one file from its beginning to its end.
class FileReader {
 public:
  // Takes the file over. `name` is clean UTF-8. Entries of a zip file up to and including `after_entry` are passed over.
  // `streams` gives each document as a reader, which keeps the file open.
  FileReader(Descriptor file, std::string name, uint64_t document_limit_bytes, std::optional<int64_t> after_entry,
             bool streams = false);

  // The next document; none after the last.
  std::optional<FileDocument> Next();

  bool is_zip() const { return is_zip_; }
  int descriptor() const { return file_.get(); }

 private:
  std::optional<FileDocument> OpenZip();
  std::optional<FileDocument> NextEntry();
  Result<std::string> ReadWhole() const;
  Result<std::shared_ptr<DocumentReader>> StreamWhole() const;
  FileDocument DocumentOf(std::string locator, int64_t entry, Result<std::shared_ptr<DocumentReader>> reader) const;
  const std::string& Identity();

  const bool is_zip_;
  Descriptor file_;
  std::string name_;
  uint64_t document_limit_bytes_;
  std::optional<int64_t> after_entry_;
  const bool streams_;
  bool opened_ = false;
  std::shared_ptr<ZipFile> zip_;  // readers of its entries keep it
  size_t next_document_ = 0;  // of zip_->documents()
  std::string identity_;      // size and hash of the file, once something was refused
};

}  // namespace helhet::sdk
