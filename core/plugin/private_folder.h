// A folder that goes with its owner.
#pragma once

#include <filesystem>
#include <memory>

#include "helhet/status.h"

namespace helhet::plugin {

class PrivateFolder {
 public:
  // A new folder under `parent`, for this process's user alone. INVALID_ARGUMENT when its path is too long
  // for a Unix socket.
  static Result<std::unique_ptr<PrivateFolder>> Make(const std::filesystem::path& parent);
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path path_;
};

}  // namespace helhet::plugin
