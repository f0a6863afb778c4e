#include "core/plugin/executable_image.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>

namespace helhet::plugin {
namespace {

constexpr size_t kBlockBytes = 1 << 20;

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void Add(const char* bytes, size_t size) { EVP_DigestUpdate(context_.get(), bytes, size); }
  std::string Hex() {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_DigestFinal_ex(context_.get(), digest, &size);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
      constexpr char kDigits[] = "0123456789abcdef";
      hex.push_back(kDigits[digest[i] >> 4]);
      hex.push_back(kDigits[digest[i] & 15]);
    }
    return hex;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

// Calls `take(bytes, size)` for each block of the file; NOT_FOUND when it cannot be read.
template <typename Take>
Status ForEachBlock(const std::filesystem::path& path, Take take) {
  std::ifstream file(path, std::ios::binary);
  std::vector<char> block(kBlockBytes);
  while (file) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    HELHET_RETURN_IF_ERROR(take(block.data(), static_cast<size_t>(file.gcount())));
  }
  return file.eof() ? OkStatus() : NotFound(path.string() + ": cannot be read");
}

// Since Linux 6.3 a file in memory says whether it may be executed; before, the flag is unknown.
Descriptor MemoryFile(const std::string& name) {
  constexpr unsigned kMayExecute = 0x10;  // MFD_EXEC, newer than Debian 12's header
  constexpr unsigned kFlags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  Descriptor file(memfd_create(name.c_str(), kFlags | kMayExecute));
  return file.open() || errno != EINVAL ? std::move(file) : Descriptor(memfd_create(name.c_str(), kFlags));
}

Status WriteAll(int descriptor, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t written = write(descriptor, bytes, size);
    if (written < 0) return Unavailable(std::string("copy of a plugin in memory: ") + strerror(errno));
    bytes += written;
    size -= static_cast<size_t>(written);
  }
  return OkStatus();
}

}  // namespace

std::string HashBytes(std::string_view bytes) {
  Sha256 sha256;
  sha256.Add(bytes.data(), bytes.size());
  return sha256.Hex();
}

Result<std::string> HashFile(const std::filesystem::path& path) {
  Sha256 sha256;
  HELHET_RETURN_IF_ERROR(ForEachBlock(path, [&](const char* bytes, size_t size) {
    sha256.Add(bytes, size);
    return OkStatus();
  }));
  return sha256.Hex();
}

Result<Descriptor> SealedCopy(const std::filesystem::path& path, const std::string& sha256) {
  Descriptor copy = MemoryFile(path.filename());
  if (!copy.open()) return Unavailable(std::string("copy of a plugin in memory: ") + strerror(errno));
  Sha256 hash;
  HELHET_RETURN_IF_ERROR(ForEachBlock(path, [&](const char* bytes, size_t size) {
    hash.Add(bytes, size);
    return WriteAll(copy.get(), bytes, size);
  }));
  if (hash.Hex() != sha256) {
    return FailedPrecondition(path.string() +
                              ": changed since it was found: look for plugins again, if that was meant");
  }
  if (fcntl(copy.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
    return Unavailable(std::string("copy of a plugin in memory: cannot be sealed: ") + strerror(errno));
  }
  return copy;
}

}  // namespace helhet::plugin
