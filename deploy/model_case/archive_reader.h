// ReadFolder: every file of a generated folder, those in archives too. For tests.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace helhet::model_case {

// Calls `visit` with name and content of every file in `folder` and of every entry of its zip files, which are named
// `2023-04.zip!ordre-1.xml`.
void ReadFolder(const std::filesystem::path& folder, const std::function<void(const std::string& name, const std::string& content)>& visit);

}  // namespace helhet::model_case
