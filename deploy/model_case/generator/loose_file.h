// WriteLoose: a file that is in no archive.
#pragma once

#include <filesystem>
#include <string_view>

#include "helhet/status.h"

namespace helhet::model_case {

// Makes the folder of `path` if it is not there. Fails when the file cannot be written.
Status WriteLoose(const std::filesystem::path& path, std::string_view text);

}  // namespace helhet::model_case
