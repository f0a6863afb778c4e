#include "core/hub/data_folder.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/security/private_file.h"
#include "core/store/raw_payload.h"

namespace helhet::hub {
namespace {

// Sockets of children lie below, and the system takes 107 bytes for the whole path.
constexpr size_t kRuntimePathBytes = 70;

Result<std::string> LoadOrMakeHubId(const std::filesystem::path& path) {
  auto stored = security::ReadSmallFile(path);
  if (stored.ok() && !stored->empty()) return stored;
  if (!stored.ok() && stored.status().code() != StatusCode::kNotFound) return stored.status();
  unsigned char random[6];
  RAND_bytes(random, sizeof(random));
  const std::string hub_id = "hub-" + store::Hex({reinterpret_cast<const char*>(random), sizeof(random)});
  HELHET_RETURN_IF_ERROR(security::WritePrivateFile(path, hub_id));
  return hub_id;
}

// In the system's temporary folder anybody may have put something under the name before.
Status CheckOwn(const std::filesystem::path& folder) {
  struct stat about;
  if (lstat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == geteuid()) return OkStatus();
  return FailedPrecondition("runtime folder " + folder.string() + ": it is not a folder of this user's").WithReason("runtime_folder")
      .WithClass(ErrorClass::kHub).WithRemedy("remove it, or choose a shorter path for the data folder");
}

Result<std::filesystem::path> MakeRuntimeFolder(const std::filesystem::path& data) {
  std::filesystem::path folder = data / "run";
  if (folder.string().size() > kRuntimePathBytes) {
    folder = std::filesystem::temp_directory_path() / ("helhet-" + store::Hex(store::Sha256(data.string())).substr(0, 16));
  }
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return Unavailable("runtime folder " + folder.string() + ": " + std::strerror(errno)).WithClass(ErrorClass::kHub);
  }
  HELHET_RETURN_IF_ERROR(CheckOwn(folder));
  return folder;
}

}  // namespace

Result<FileLock> FileLock::Take(const std::filesystem::path& path, const std::string& what) {
  FileLock lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.descriptor_ < 0) return Unavailable(path.string() + ": " + std::strerror(errno)).WithClass(ErrorClass::kHub);
  if (flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = "";
    if (pread(lock.descriptor_, holder, sizeof(holder) - 1, 0) < 0) holder[0] = '\0';
    return FailedPrecondition(what + ": another hub uses it (process " + std::string(holder) + ")").WithReason("already_in_use")
        .WithClass(ErrorClass::kHub).WithRemedy("stop that hub first");
  }
  // For whoever is refused; the lock itself is the kernel's.
  const std::string own = std::to_string(getpid());
  if (ftruncate(lock.descriptor_, 0) != 0 || pwrite(lock.descriptor_, own.data(), own.size(), 0) < 0) {
    return Unavailable(path.string() + ": " + std::strerror(errno)).WithClass(ErrorClass::kHub);
  }
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<DataFolder> DataFolder::Open(const std::filesystem::path& path) {
  HELHET_RETURN_IF_ERROR(security::MakePrivateFolder(path));
  HELHET_ASSIGN_OR_RETURN(FileLock lock, FileLock::Take(path / "helhetd.lock", "data folder " + path.string()));
  HELHET_ASSIGN_OR_RETURN(std::string hub_id, LoadOrMakeHubId(path / "hub.id"));
  HELHET_ASSIGN_OR_RETURN(std::filesystem::path runtime_folder, MakeRuntimeFolder(path));
  return DataFolder{path, std::move(lock), std::move(hub_id), std::move(runtime_folder)};
}

std::optional<std::string> StoreFile(const std::string& store_url) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (!store_url.starts_with(kSqlite)) return std::nullopt;
  return store_url.substr(kSqlite.size());
}

Result<std::optional<FileLock>> LockStore(const std::string& store_url) {
  const auto path = StoreFile(store_url);
  if (!path) return std::optional<FileLock>();
  HELHET_ASSIGN_OR_RETURN(FileLock lock, FileLock::Take(*path + ".lock", "store " + *path));
  return std::optional<FileLock>(std::move(lock));
}

}  // namespace helhet::hub
