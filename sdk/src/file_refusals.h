// Refusals of a file that are told without its content, wherever it lies.
#pragma once

#include <cstdint>
#include <string>

#include "helhet/status.h"

namespace helhet::sdk {

Status UnreadableFile(const std::string& locator, const std::string& why);
Status FileTooLarge(const std::string& locator, uint64_t size_bytes, uint64_t limit_bytes);

}  // namespace helhet::sdk
