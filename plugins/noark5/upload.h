// The file of a dokumentobjekt (chapter 6 of the specification, «Hente og overføre filer»).
#pragma once

#include <string>
#include <string_view>

#include "session.h"

namespace helhet::noark5 {

// A file on its way into the archive.
struct Content {
  std::string_view bytes;
  std::string media_type;
  std::string sha256;  // hexadecimal, lower case
};

// Puts the file behind the relation `fil/` of the object: whole, or in pieces where it is larger than the core takes whole.
// A file that is already there from an attempt before is fetched and held against ours.
//   FAILED_PRECONDITION  checksum_mismatch: what the archive holds, or got, is not what was sent
//   PERMISSION_DENIED    not_allowed
//   UNAVAILABLE          upload_failed: the core could not store it (422); the object stands and takes another attempt
Status Upload(Session& session, const Resource& object, const Content& content);

}  // namespace helhet::noark5
