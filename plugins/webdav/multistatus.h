// What a WebDAV server answers to PROPFIND (RFC 4918 sections 9.1 and 14.16).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::webdav {

// One resource, as the server tells of it.
struct Resource {
  std::string href;           // as written: a path or an address
  bool is_folder = false;
  bool is_readable = true;    // false when the server tells that it is there, and no more
  std::string title;          // DAV:displayname; empty when it has none
  std::string etag;           // without the mark of a weak one, which comes and goes with the file's age
  std::string last_modified;  // as in HTTP headers
  std::string length;         // bytes, decimal; empty when it is not told
};

// The resources of a 207 answer. Refuses what XmlDocument::Parse refuses, and a document that is no DAV:multistatus; `where`
// names it.
Result<std::vector<Resource>> ParseMultistatus(const std::string& body, const std::string& where);

// The body of a PROPFIND that asks for what a Resource has.
extern const char kPropfindBody[];

}  // namespace helhet::webdav
