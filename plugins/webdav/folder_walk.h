// Finds every document below a folder of a server, folder by folder.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "server.h"

namespace helhet::webdav {

// Documents that one connector reads. Their paths and tags stand in its checkpoint, some 100 bytes each, and every read lists all
// of them; an archive with more is read by several connectors.
inline constexpr size_t kDocuments = 50'000;
// Folders that are asked for: each is a request.
inline constexpr size_t kFolders = 20'000;

// Something that is listed and cannot be read, by path or address.
struct Unreadable {
  std::string path;
  Status why;  // its reason is the refusal's code
};

struct Walk {
  std::map<std::string, Resource> documents;  // by path
  std::vector<Unreadable> unreadable;
};

// Breadth first, so that no more than one listing is held. Names that begin with a dot are left out: servers keep their own
// there. A folder that is gone meanwhile holds nothing; one that must not be seen is unreadable. RESOURCE_EXHAUSTED beyond the
// limits; NOT_FOUND when there is no such folder at all.
Result<Walk> WalkFolder(Server& server, const std::string& folder, const sdk::Host& host);

}  // namespace helhet::webdav
