#include "core/plugin/private_folder.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace helhet::plugin {
namespace {

constexpr int kAttempts = 3;
constexpr std::string_view kPrefix = "c.";
constexpr size_t kLongestSocketName = sizeof("/w/connector.sock");

}  // namespace

Result<std::unique_ptr<PrivateFolder>> PrivateFolder::Make(const std::filesystem::path& parent) {
  std::string path = (parent / (std::string(kPrefix) + "XXXXXX")).string();
  if (path.size() + kLongestSocketName > sizeof(sockaddr_un::sun_path)) {
    return InvalidArgument("runtime folder " + parent.string() + ": too long a path for a Unix socket in it");
  }
  if (mkdtemp(path.data()) == nullptr) {
    return Unavailable("runtime folder " + parent.string() + ": " + strerror(errno));
  }
  std::unique_ptr<PrivateFolder> folder(new PrivateFolder(path));
  if (mkdir(folder->work().c_str(), 0700) != 0 || mkdir(folder->root().c_str(), 0700) != 0) {
    return Unavailable("runtime folder " + parent.string() + ": " + strerror(errno));
  }
  return folder;
}

void PrivateFolder::RemoveLeftovers(const std::filesystem::path& parent) {
  std::error_code ignored;
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(parent, ignored)) {
    if (entry.path().filename().string().starts_with(kPrefix)) found.push_back(entry.path());
  }
  for (const auto& path : found) std::filesystem::remove_all(path, ignored);
}

PrivateFolder::~PrivateFolder() {
  // A child that ends takes its socket away at the same time, and remove_all stops where a file is gone before it. What is left after
  // all is in the hub's own runtime folder, which goes with it.
  std::error_code stopped = std::make_error_code(std::errc::interrupted);
  for (int attempt = 0; stopped && attempt < kAttempts; ++attempt) std::filesystem::remove_all(path_, stopped);
}

}  // namespace helhet::plugin
