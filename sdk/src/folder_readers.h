// What FolderSource gives where documents are streamed: readers of files and of entries of zip files.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "descriptor.h"
#include "helhet/document_reader.h"
#include "zip_file.h"

namespace helhet::sdk {

// A file as it was listed: where, how long, and when it was last changed (nanoseconds since 1970).
struct ListedFile {
  std::string locator;
  uint64_t size_bytes = 0;
  int64_t ctime_ns = 0;
};

// Reads an open file.
std::shared_ptr<DocumentReader> ReaderOfFile(Descriptor file, ListedFile listed);

// Reads one entry of an open zip file, refused as ZipFile::Stream does. `locator` names the entry; `zip_bytes` and
// `listed` are the zip file's own, to see whether it changes.
Result<std::shared_ptr<DocumentReader>> ReaderOfEntry(std::shared_ptr<const ZipFile> zip, uint64_t entry, uint64_t limit_bytes,
                                                      std::string locator, Descriptor zip_bytes, ListedFile listed);

// The refusal of a file that cannot be read.
Status Unreadable(const std::string& locator, const std::string& why);

}  // namespace helhet::sdk
