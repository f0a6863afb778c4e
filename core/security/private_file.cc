#include "core/security/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace helhet::security {
namespace {

// Nothing that is read here comes near it; a larger file is not what it is taken for.
constexpr size_t kSmallFileBytes = 1u << 20;

Status SystemError(const std::filesystem::path& path, const char* what) {
  const int error = errno;
  Status status(error == ENOENT ? StatusCode::kNotFound : StatusCode::kUnavailable,
                path.string() + ": " + what + ": " + std::strerror(error));
  return status.WithReason("file").WithClass(ErrorClass::kHub);
}

// Closes on every way out.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

bool WriteAll(int descriptor, const std::string& content) {
  for (size_t done = 0; done < content.size();) {
    const ssize_t written = write(descriptor, content.data() + done, content.size() - done);
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) done += static_cast<size_t>(written);
  }
  return true;
}

Result<std::string> Read(const std::filesystem::path& path, bool secret) {
  const File file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about;
  if (file.get() < 0 || fstat(file.get(), &about) != 0) return SystemError(path, "cannot be opened");
  if (secret && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return FailedPrecondition(path.string() + ": others than its owner may read it")
        .WithReason("file_mode").WithClass(ErrorClass::kConfiguration).WithRemedy("chmod 600 " + path.string());
  }
  std::string content;
  char buffer[8192];
  while (true) {
    const ssize_t got = read(file.get(), buffer, sizeof(buffer));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError(path, "cannot be read");
    if (got == 0) return content;
    content.append(buffer, static_cast<size_t>(got));
    if (content.size() > kSmallFileBytes) return ResourceExhausted(path.string() + ": larger than 1 MiB");
  }
}

}  // namespace

Status WritePrivateFile(const std::filesystem::path& path, const std::string& content, unsigned mode) {
  std::string draft = path.string() + ".XXXXXX";
  {
    const File file(mkostemp(draft.data(), O_CLOEXEC));  // 0600
    if (file.get() < 0) return SystemError(path, "cannot be written");
    if (!WriteAll(file.get(), content) || fchmod(file.get(), mode) != 0 || fsync(file.get()) != 0 ||
        rename(draft.c_str(), path.c_str()) != 0) {
      const Status status = SystemError(path, "cannot be written");
      unlink(draft.c_str());
      return status;
    }
  }
  // The new name must outlive a power cut as the content does.
  const File folder(open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || fsync(folder.get()) != 0) return SystemError(path.parent_path(), "cannot be synced");
  return OkStatus();
}

Result<std::string> ReadPrivateFile(const std::filesystem::path& path) { return Read(path, true); }

Result<std::string> ReadSmallFile(const std::filesystem::path& path) { return Read(path, false); }

Status MakePrivateFolder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error) std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  if (!error) return OkStatus();
  return Unavailable("folder " + path.string() + ": " + error.message()).WithReason("folder").WithClass(ErrorClass::kHub);
}

}  // namespace helhet::security
