#include "core/plugin/private_folder.h"

#include <cerrno>
#include <cstring>

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace helhet::plugin {
namespace {

constexpr size_t kLongestSocketName = sizeof("/w/connector.sock");

}  // namespace

Result<std::unique_ptr<PrivateFolder>> PrivateFolder::Make(const std::filesystem::path& parent) {
  std::string path = (parent / "c.XXXXXX").string();
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

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;  // What is left is in the hub's own runtime folder, which goes with it.
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace helhet::plugin
