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
  Status Begin(const RemoteFile& file, const HttpResponse& head, uint64_t had_bytes, SpoolFile& spool);
  Fetched Changed(const RemoteFile& file, const std::string& why) const;

  const HttpsIndex index_;
  const Host& host_;
  HttpTransport http_;
  // By what the content of the file under way was told when its first bytes came, a strong ETag or a date: the rest must
  // be of the same content (RFC 9110 section 13.1.5).
  std::string told_path_;
  std::string told_by_;
};

}  // namespace helhet::sdk
