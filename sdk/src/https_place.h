// Files that a web server lists in JSON. Part of document_source.
#pragma once

#include <string>
#include <vector>

#include "helhet/http_transport.h"
#include "helhet/settings.h"
#include "remote_place.h"

namespace helhet::sdk {

// Where the listing is, and how to ask for it.
struct HttpsIndex {
  std::string url;
  // Sent with every request, `Name: value`.
  std::vector<std::string> headers;
  // With `user` basic authentication, with `token` a bearer's.
  std::string user;
  Secret password;
  Secret token;
  std::string ca_file;
  std::string proxy_socket;
};

class HttpsPlace : public RemotePlace {
 public:
  // `host` outlives the place.
  HttpsPlace(HttpsIndex index, const Host& host);

  Result<std::vector<RemoteFile>> List() override;
  Result<Fetched> Fetch(const RemoteFile& file, uint64_t limit_bytes, SpoolFile& spool) override;

 private:
  HttpRequest Request(const std::string& url, const std::string& activity) const;

  const HttpsIndex index_;
  const Host& host_;
  HttpTransport http_;
  // What the file under way was tagged with when its first bytes came: the rest must be of the same content.
  std::string tagged_path_;
  std::string tag_;
};

}  // namespace helhet::sdk
