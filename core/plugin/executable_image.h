// The bytes of a plugin that were checked are the bytes that run.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/plugin/descriptor.h"
#include "helhet/status.h"

namespace helhet::plugin {

// SHA-256 of bytes, and of a file; hex.
std::string HashBytes(std::string_view bytes);
Result<std::string> HashFile(const std::filesystem::path& path);

// A copy of the file in memory that nobody can change (sealed memfd), open for reading. FAILED_PRECONDITION
// when its SHA-256 is not the one given: the file has changed since it was found.
Result<Descriptor> SealedCopy(const std::filesystem::path& path, const std::string& sha256);

}  // namespace helhet::plugin
