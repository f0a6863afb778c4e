// A place far away that holds files: what SFTP and HTTPS have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "helhet/status.h"
#include "spool_file.h"

namespace helhet::sdk {

// A file as the place lists it.
struct RemoteFile {
  // What the place knows it by: a path, or an address.
  std::string path;
  // The same for a person, below the place, clean UTF-8.
  std::string name;
  // Last modified, seconds since 1970 UTC; 0 when the place does not say.
  int64_t mtime_s = 0;
  // Unset when the place does not say.
  std::optional<uint64_t> size_bytes;
  // Not OK for what is listed but cannot be fetched, with a code as reason: it is refused as it stands.
  Status refusal;
};

// What became of a fetch that did not fail.
enum class Fetched {
  kWhole,
  // It is gone, or was written to after it was listed: left for the next read.
  kChanged,
};

class RemotePlace {
 public:
  virtual ~RemotePlace() = default;

  // Every file below the place, in an order that is the same next time.
  virtual Result<std::vector<RemoteFile>> List() = 0;
  // Brings the rest of a file: what the spool holds are its first bytes, from a call that was cut off. Errors:
  //   UNAVAILABLE         cut off, or nobody answers; a further call goes on where this one ended
  //   class kSource       this file is not to be had, with a code as reason: unreadable, too_large
  //   anything else       the read is over
  virtual Result<Fetched> Fetch(const RemoteFile& file, uint64_t limit_bytes, SpoolFile& spool) = 0;
};

}  // namespace helhet::sdk
