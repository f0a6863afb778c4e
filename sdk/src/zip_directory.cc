#include "zip_directory.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace helhet::sdk {
namespace {

constexpr std::string_view kEnd = "PK\x05\x06";           // end of central directory, 22 bytes and a comment
constexpr std::string_view kEnd64Locator = "PK\x06\x07";  // where the 64-bit record is, 20 bytes just before
constexpr std::string_view kEnd64 = "PK\x06\x06";         // the same with 64-bit figures
constexpr size_t kEndBytes = 22, kEnd64LocatorBytes = 20, kEnd64Bytes = 56, kCommentBytes = 65535;

uint64_t LittleEndian(std::string_view bytes, size_t offset, int count) {
  uint64_t value = 0;
  for (int i = count - 1; i >= 0; --i) value = value << 8 | static_cast<uint8_t>(bytes[offset + static_cast<size_t>(i)]);
  return value;
}

std::string ReadAt(int fd, uint64_t offset, size_t count) {
  std::string bytes(count, '\0');
  const ssize_t got = pread(fd, bytes.data(), count, static_cast<off_t>(offset));
  bytes.resize(got > 0 ? static_cast<size_t>(got) : 0);
  return bytes;
}

}  // namespace

ZipDirectorySize ReadZipDirectorySize(int fd) {
  ZipDirectorySize size;
  struct stat status;
  if (fstat(fd, &status) != 0) return size;
  const auto file_bytes = static_cast<uint64_t>(status.st_size);
  const size_t tail_bytes = std::min<uint64_t>(file_bytes, kEnd64LocatorBytes + kEndBytes + kCommentBytes);
  const std::string tail = ReadAt(fd, file_bytes - tail_bytes, tail_bytes);
  // A library may settle for any of several end records, so the worst of them counts.
  for (size_t at = tail.find(kEnd); at != std::string::npos; at = tail.find(kEnd, at + 1)) {
    if (at + kEndBytes > tail.size()) break;
    size.entries = std::max(size.entries, LittleEndian(tail, at + 10, 2));
    const uint64_t directory_bytes = LittleEndian(tail, at + 12, 4);
    if (directory_bytes != 0xFFFFFFFF) size.directory_bytes = std::max(size.directory_bytes, directory_bytes);
    if (at < kEnd64LocatorBytes || tail.compare(at - kEnd64LocatorBytes, 4, kEnd64Locator) != 0) continue;
    const std::string end64 = ReadAt(fd, LittleEndian(tail, at - kEnd64LocatorBytes + 8, 8), kEnd64Bytes);
    if (end64.size() < kEnd64Bytes || !std::string_view(end64).starts_with(kEnd64)) continue;
    size.entries = std::max(size.entries, LittleEndian(end64, 32, 8));
    size.directory_bytes = std::max(size.directory_bytes, LittleEndian(end64, 40, 8));
  }
  return size;
}

}  // namespace helhet::sdk
