#include "file_identity.h"

#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "helhet/limits.h"

namespace helhet::sdk {
namespace {

// Hex; empty, with errno set, when the file cannot be read.
std::string Sha256(int fd) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::vector<char> piece(1 << 16);
  for (off_t offset = 0;;) {
    const ssize_t got = pread(fd, piece.data(), piece.size(), offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {};
    if (got == 0) break;
    EVP_DigestUpdate(context.get(), piece.data(), static_cast<size_t>(got));
    offset += got;
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned digest_bytes = 0;
  EVP_DigestFinal_ex(context.get(), digest, &digest_bytes);
  std::string hex;
  for (unsigned i = 0; i < digest_bytes; ++i) hex += {"0123456789abcdef"[digest[i] >> 4], "0123456789abcdef"[digest[i] & 15]};
  return hex;
}

}  // namespace

std::string FileIdentity(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) return std::string("unknown: ") + std::strerror(errno);
  const std::string size = std::to_string(status.st_size) + " bytes";
  if (static_cast<uint64_t>(status.st_size) > limits::kHashedFileBytes) return size + ", too many to be hashed";
  const std::string sha256 = Sha256(fd);
  return size + (sha256.empty() ? std::string(", unreadable: ") + std::strerror(errno) : ", SHA-256 " + sha256);
}

Status WithIdentity(const Status& refusal, const std::string& identity) {
  return Status(refusal.code(), refusal.message() + "; " + identity)
      .WithReason(refusal.reason())
      .WithSetting(refusal.setting())
      .WithRemedy(refusal.remedy())
      .WithClass(refusal.error_class());
}

}  // namespace helhet::sdk
