// A listing of files in JSON, as web servers and services give it.
//
// A list, or an object whose `files` is one. An element is an address, or an object with
//
//   url or name                      an address, relative to the listing's; or a file's name beside it
//   size                             bytes
//   mtime, modified or mod_time      a date as in HTTP headers (nginx) or RFC 3339 (Caddy), or seconds since 1970
//   type: directory, or is_dir: true a folder, whose own listing lies at its address
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "helhet/status.h"
#include "remote_place.h"

namespace helhet::sdk {

struct IndexContent {
  std::vector<RemoteFile> files;
  // Addresses of listings below.
  std::vector<std::string> folders;
};

// Reads the listing that was got from `url`. What lies on another host than the listing is a file with a refusal: its
// address is not called, and no credential is sent there. FAILED_PRECONDITION when it is no listing.
Result<IndexContent> ReadIndex(std::string_view json, const std::string& url);

}  // namespace helhet::sdk
