// Files that only the hub's user may read: keys and tokens.
#pragma once

#include <filesystem>
#include <string>

#include "helhet/status.h"

namespace helhet::security {

// Writes a file so that a reader sees the old one or the whole new one, also after a power cut. `mode` is
// the file's from its first byte on: there is no moment at which others may read it.
Status WritePrivateFile(const std::filesystem::path& path, const std::string& content, unsigned mode = 0600);

// Reads a file that holds a secret. NOT_FOUND when it is not there, FAILED_PRECONDITION when others than
// its owner may read it.
Result<std::string> ReadPrivateFile(const std::filesystem::path& path);

// Reads a small file that is no secret. NOT_FOUND when it is not there, RESOURCE_EXHAUSTED above 1 MiB.
Result<std::string> ReadSmallFile(const std::filesystem::path& path);

// Makes a folder that only its owner may enter, or makes it so. UNAVAILABLE says what the system says.
Status MakePrivateFolder(const std::filesystem::path& path);

}  // namespace helhet::security
