// A document as a stream, for those that are too large to be held.
#pragma once

#include <cstddef>
#include <cstdint>

#include "helhet/status.h"

namespace helhet::sdk {

// Reads one document from its first byte to its last, as often as asked. Not thread-safe. Keeps the file it
// lies in open.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  // Fills at most `size_bytes` bytes of `buffer`. Returns how many came, 0 at the end.
  //   ABORTED  the file was changed since it was listed: what came may be of two editions. The next read of
  //            the folder sees its new time, so this one passes it over
  //   others   it cannot be read on: a refusal, with its code as reason, as in FolderDocument::status
  virtual Result<size_t> Read(char* buffer, size_t size_bytes) = 0;
  // Goes back to the first byte.
  virtual Status Rewind() = 0;
  // Length as the folder or the zip file states it; a reader that finds another fails.
  virtual uint64_t size_bytes() const = 0;
};

}  // namespace helhet::sdk
