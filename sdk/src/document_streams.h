// Documents of an open file as streams: what FileReader gives where they are too large to be held.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "descriptor.h"
#include "helhet/document_reader.h"
#include "zip_file.h"

namespace helhet::sdk {

// A file as it was when it was opened. Shared by all that read it.
struct OpenedFile {
  OpenedFile(Descriptor opened, std::string clean_name);

  bool IsUnchanged() const;

  const Descriptor descriptor;
  // Clean UTF-8, for messages.
  const std::string name;
  // Change time, nanoseconds since 1970.
  const int64_t ctime_ns;
};

// The whole file.
std::shared_ptr<DocumentReader> StreamOfFile(std::shared_ptr<const OpenedFile> file, uint64_t size_bytes);

// One entry of a zip file, refused as ZipFile::Stream does. `locator` names the entry; `file` is what `zip` was opened
// from, to see whether it changes.
Result<std::shared_ptr<DocumentReader>> StreamOfEntry(std::shared_ptr<const OpenedFile> file, std::shared_ptr<const ZipFile> zip,
                                                      uint64_t entry, uint64_t limit_bytes, std::string locator);

}  // namespace helhet::sdk
