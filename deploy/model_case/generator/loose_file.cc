#include "loose_file.h"

#include <fstream>

namespace helhet::model_case {

Status WriteLoose(const std::filesystem::path& path, std::string_view text) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) return Unavailable(path.parent_path().string() + ": " + error.message());
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) return Unavailable(path.string() + ": the file could not be written");
  return OkStatus();
}

}  // namespace helhet::model_case
