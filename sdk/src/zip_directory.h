// What a zip file says of its own size, read before a library is let loose on it.
#pragma once

#include <cstdint>

namespace helhet::sdk {

// The largest figures among what the file's end records claim (APPNOTE.TXT 4.3.14–4.3.16).
struct ZipDirectorySize {
  uint64_t entries = 0;
  uint64_t directory_bytes = 0;
};

// Reads the end records of an open file. Zeros when there are none, which makes it no zip file.
ZipDirectorySize ReadZipDirectorySize(int fd);

}  // namespace helhet::sdk
