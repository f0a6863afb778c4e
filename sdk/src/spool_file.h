// A file that a remote place has sent, on disk while it is read.
#pragma once

#include <cstdint>
#include <string_view>

#include "descriptor.h"
#include "helhet/status.h"

namespace helhet::sdk {

// A nameless file in the process's folder for temporary files: it is gone with its descriptor.
class SpoolFile {
 public:
  // UNAVAILABLE when no file can be made.
  static Result<SpoolFile> Make();

  // Writes at the end. RESOURCE_EXHAUSTED when the disk is full.
  Status Append(std::string_view bytes);
  // Forgets what has come.
  Status Clear();
  uint64_t size_bytes() const { return size_bytes_; }
  // Gives the descriptor away, at the beginning of the file.
  Descriptor Take() &&;

 private:
  Descriptor file_;
  uint64_t size_bytes_ = 0;
};

}  // namespace helhet::sdk
