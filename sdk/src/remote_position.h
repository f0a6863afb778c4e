// What of a remote place has been read, in the form of a checkpoint.
//
// A modification time can be set by whoever puts a file there, so a latest time is not enough: a file that turns up
// with an older one would never be read. The files of each week (of their times) are therefore counted, with a digest
// of which they were. As long as the first `files` of a week give the digest, they have been read; if not, something
// was put among them or taken away, and the week is read again: a record that is unchanged has no effect in the hub.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "helhet/status.h"
#include "remote_place.h"

namespace helhet::sdk {

struct RemotePosition {
  // The first files of a week that have been read.
  struct Week {
    uint64_t files = 0;
    uint64_t digest = 0;

    void Add(uint64_t file_digest);
    bool operator==(const Week&) const = default;
  };

  // By number of the week since 1970.
  std::map<int64_t, Week> weeks;
  // A zip file that is read up to and with an entry, by its digest; 0 for none.
  uint64_t zip_digest = 0;
  int64_t zip_entry = 0;

  // {"weeks":{"2780":[12,"9f3c…"]},"zip":["03ab…",17]}
  std::string ToJson() const;
  // From ToJson's text; empty text is the position before all. FAILED_PRECONDITION for anything else.
  static Result<RemotePosition> FromJson(const std::string& json);
};

// Stands for path, time and size of a file; never 0.
uint64_t DigestOf(const RemoteFile& file);
int64_t WeekOf(const RemoteFile& file);

}  // namespace helhet::sdk
