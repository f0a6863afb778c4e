// A place in the order of a folder's documents, and its text form: the checkpoint.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "helhet/status.h"

namespace helhet::sdk {

// Everything up to and including this place is read.
struct FolderPosition {
  // All entries of the file are read, or it is no zip file.
  static constexpr int64_t kWholeFile = -1;
  // No read has come to its end since folders came or went.
  static constexpr uint64_t kUnknownFolders = 0;

  // Time the file got to its place, nanoseconds since 1970; 0 before the first.
  int64_t time_ns = 0;
  // Its name, as in ScannedFile.
  std::string name;
  // The last entry read of a zip file.
  int64_t entry = kWholeFile;
  // Folders that were there when a read last came to its end: FolderScan::folders_digest.
  uint64_t folders_digest = kUnknownFolders;

  // {"time_ns":1700000000123456789,"name":"a/b.zip","entry":17,"folders":"9f3c…"}
  std::string ToJson() const;
  // From ToJson's text; empty text is the position before all. FAILED_PRECONDITION for anything else.
  static Result<FolderPosition> FromJson(const std::string& json);
};

// `text` as a JSON string with its quotes. For valid UTF-8 without control characters.
std::string JsonQuoted(std::string_view text);

}  // namespace helhet::sdk
