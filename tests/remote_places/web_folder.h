// For tests: a folder on a web server with TLS, listed in JSON as nginx lists it (autoindex_format json).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "helhet/testing/loopback_server.h"

namespace helhet::testing {

class WebFolder {
 public:
  // Serves what lies in `folder`, as it is at each request. `beside` is where the certificate is put.
  WebFolder(std::filesystem::path folder, const std::filesystem::path& beside);

  // Address of the listing.
  std::string index() const { return server_.url() + "/"; }
  // A certificate that the server's can be told by.
  const std::string& ca_file() const { return server_.certificate_path(); }
  // Paths asked for so far, decoded: `/2023/a.xml`. Read after the client has its answer.
  std::vector<std::string> asked() const;

 private:
  std::string AnswerTo(const std::string& request) const;

  const std::filesystem::path folder_;
  LoopbackServer server_;
};

}  // namespace helhet::testing
