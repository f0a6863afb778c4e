// A WebDAV server as the settings describe it. Paths are below its address, decoded, without slashes at either end; the address
// itself is the empty path.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "helhet/connector.h"
#include "helhet/http_transport.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "multistatus.h"

namespace helhet::webdav {

// What lies in a folder.
struct Member {
  std::string path;
  Resource resource;
};
struct Folder {
  std::vector<Member> members;
  std::vector<std::string> strays;  // addresses that the server listed and that lie elsewhere, or in no text
};

// A document that is there.
struct Content {
  std::string bytes;
  bool is_whole = true;  // false when it is longer than was asked for
  std::string etag;
};

// Errors beside those of HttpTransport::Send and CheckSuccess, each with what to do: UNAVAILABLE with reason locked (423) or
// storage_full (507), which a later attempt may get past.
class Server {
 public:
  // From `url`, `authentication`, `user`, `ca_file` and the secrets. INVALID_ARGUMENT naming the setting or secret.
  static Result<Server> From(const sdk::Settings& settings);

  // What lies right below: Depth 1 (never infinity, which servers refuse or drown in).
  Result<Folder> List(const std::string& path, const sdk::Host& host);
  // The document, or none when there is none. Of one that is longer than `most_bytes` no bytes.
  Result<std::optional<Content>> Get(const std::string& path, size_t most_bytes, const sdk::Host& host);
  // What the server said to storing a document, its status: 2xx; 412 when `condition`, a header, does not hold; 404 or 409 when there is no
  // folder for it.
  Result<int> Put(const std::string& path, const std::string& media_type, const std::string& bytes, const std::string& condition, const sdk::Host& host);
  // Makes the folder and those above it, down from the address; those that are there stay.
  Status MakeFolders(const std::string& path, const sdk::Host& host);

  // The address for a person to open.
  std::string AddressOf(const std::string& path) const;

 private:
  // The status: 2xx, 405 when it is there, or 409.
  Result<int> MakeFolder(const std::string& path, const sdk::Host& host);
  Server(sdk::HttpTransport http, std::string url, std::string base_path) : http_(std::move(http)), url_(std::move(url)), base_path_(std::move(base_path)) {}

  Result<sdk::HttpResponse> Ask(sdk::HttpRequest request, const std::string& path, const sdk::Host& host);
  std::optional<std::string> PathOf(const std::string& href) const;

  sdk::HttpTransport http_;
  std::string url_;        // without a slash at its end
  std::string base_path_;  // of the address, decoded
  std::string authorization_;
};

}  // namespace helhet::webdav
