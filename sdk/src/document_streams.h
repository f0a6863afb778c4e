// Readers of files and of entries of zip files, for documents that are too large to be held.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "descriptor.h"
#include "helhet/document_reader.h"
#include "zip_file.h"

namespace helhet::sdk {

// Reads an open file, as it is now: a change from here on ends the reading.
std::shared_ptr<DocumentReader> ReaderOfFile(Descriptor file, std::string locator, uint64_t size_bytes);

// Reads one entry of an open zip file, refused as ZipFile::Stream does. `locator` names the entry; `zip_bytes` is the zip
// file, to see whether it changes.
Result<std::shared_ptr<DocumentReader>> ReaderOfEntry(std::shared_ptr<const ZipFile> zip, uint64_t entry, uint64_t limit_bytes,
                                                      std::string locator, Descriptor zip_bytes);

}  // namespace helhet::sdk
