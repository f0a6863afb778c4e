// The folders of one child, which go with their owner.
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
  // Removes those that a hub which was killed has left under `parent`.
  static void RemoveLeftovers(const std::filesystem::path& parent);
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  // What the child may write to: sockets and temporary files.
  std::filesystem::path work() const { return path_ / "w"; }
  // Empty: where the child puts together the tree of files that it sees.
  std::filesystem::path root() const { return path_ / "r"; }

 private:
  explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path path_;
};

}  // namespace helhet::plugin
