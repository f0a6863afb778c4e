// Reads the entries of a zip file, with limits against those that are made to exhaust a reader.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "descriptor.h"
#include "helhet/status.h"

struct zip;

namespace helhet::sdk {

// Whether a name says that the file is a zip file.
bool IsZipName(std::string_view name);

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

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  ZipFile() = default;

  std::unique_ptr<zip, Close> archive_;
  std::vector<uint64_t> documents_;
};

}  // namespace helhet::sdk
