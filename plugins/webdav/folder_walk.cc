#include "folder_walk.h"

#include <algorithm>
#include <deque>

#include "helhet/limits.h"
#include "helhet/values/refusal.h"

namespace helhet::webdav {
namespace {

Status TooMuch(const std::string& what, size_t limit) {
  return ResourceExhausted("settings.read_folder: it holds more than " + std::to_string(limit) + " " + what)
      .WithReason("too_many_" + what).WithSetting("settings.read_folder").WithRemedy("read a folder further down, with a connector for each").WithClass(ErrorClass::kConfiguration);
}

bool IsHidden(const std::string& path) { return path.compare(path.rfind('/') + 1, 1, ".") == 0; }

bool IsTooDeep(const std::string& path, const std::string& above) {
  const std::string below = path.substr(above.size());
  return std::count(below.begin(), below.end(), '/') > limits::kFolderDepth;
}

// Takes what a listing tells of, and what is to be listed next.
Status Take(Folder listing, const std::string& above, Walk& walk, std::deque<std::string>& folders) {
  for (const std::string& stray : listing.strays) {
    walk.unreadable.push_back({stray, sdk::Refused("href_outside", "the server lists '" + stray + "', which lies outside the folder", "correct the server's addresses")});
  }
  for (Member& member : listing.members) {
    if (IsHidden(member.path)) continue;
    if (!member.resource.is_readable) {
      walk.unreadable.push_back({member.path, sdk::Refused("not_readable", "the server tells nothing of '" + member.path + "'", "give the connector's user the right to read it")});
    } else if (!member.resource.is_folder) {
      walk.documents.insert_or_assign(member.path, std::move(member.resource));
    } else if (IsTooDeep(member.path, above)) {
      walk.unreadable.push_back({member.path, sdk::Refused("too_deep", "'" + member.path + "' lies too deep", "look for a folder that holds itself")});
    } else {
      folders.push_back(member.path);
      if (folders.size() > kFolders) return TooMuch("folders", kFolders);
    }
  }
  return walk.documents.size() + walk.unreadable.size() > kDocuments ? TooMuch("documents", kDocuments) : OkStatus();
}

}  // namespace

Result<Walk> WalkFolder(Server& server, const std::string& folder, const sdk::Host& host) {
  Walk walk;
  std::deque<std::string> folders{folder};
  for (size_t asked = 0; !folders.empty(); ++asked) {
    if (asked == kFolders) return TooMuch("folders", kFolders);
    const std::string path = std::move(folders.front());
    folders.pop_front();
    auto listing = server.List(path, host);
    const bool is_first = asked == 0;
    if (!is_first && listing.status().code() == StatusCode::kNotFound) continue;
    if (!is_first && listing.status().code() == StatusCode::kPermissionDenied) {
      walk.unreadable.push_back({path, Status(listing.status()).WithReason("folder_not_readable")});
      continue;
    }
    if (!listing.ok()) return listing.status();
    HELHET_RETURN_IF_ERROR(Take(*std::move(listing), folder, walk, folders));
  }
  return walk;
}

}  // namespace helhet::webdav
