// Reads the entries of a zip file, with limits against those that are made to exhaust a reader.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "descriptor.h"
#include "helhet/status.h"

struct zip;
struct zip_file;
struct zip_stat;

namespace helhet::sdk {

// One entry of a zip file as a stream. Lives no longer than its ZipFile.
class ZipEntryStream {
 public:
  // Fills at most `size_bytes` bytes; 0 at the end. zip_corrupt, also when the length differs from what the
  // directory says.
  Result<size_t> Read(char* buffer, size_t size_bytes);
  // Length as the directory says.
  uint64_t size_bytes() const { return size_bytes_; }

 private:
  friend class ZipFile;
  struct Close {
    void operator()(zip_file* file) const;
  };
  ZipEntryStream(zip_file* file, uint64_t size_bytes, std::string locator)
      : file_(file), size_bytes_(size_bytes), locator_(std::move(locator)) {}

  std::unique_ptr<zip_file, Close> file_;
  uint64_t size_bytes_;
  uint64_t read_bytes_ = 0;
  std::string locator_;
};

// An open zip file. Statuses carry a refusal's code as reason.
class ZipFile {
 public:
  // Takes the file over. zip_corrupt; zip_bomb for more entries or expanded bytes than limits.h allows.
  static Result<ZipFile> Open(Descriptor file, const std::string& locator);

  // Numbers of the entries that hold documents: no folders, hidden, .tmp or .part names. In rising order.
  const std::vector<uint64_t>& documents() const { return documents_; }
  // Name of an entry as clean UTF-8; names that say no encoding are read as UTF-8 or code page 437.
  std::string Name(uint64_t entry) const;
  // Content of an entry. zip_in_zip, zip_encrypted, zip_unsupported, zip_bomb, zip_corrupt, or too_large
  // over `limit_bytes`, of which no more than that is held.
  Result<std::string> Read(uint64_t entry, uint64_t limit_bytes, const std::string& locator) const;
  // The same as a stream, whatever its compression: no more is held than what is asked for.
  Result<ZipEntryStream> Stream(uint64_t entry, uint64_t limit_bytes, const std::string& locator) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  ZipFile() = default;
  Result<ZipEntryStream> OpenEntry(uint64_t entry, const struct zip_stat& stat, const std::string& locator) const;

  std::unique_ptr<zip, Close> archive_;
  std::vector<uint64_t> documents_;
};

}  // namespace helhet::sdk
