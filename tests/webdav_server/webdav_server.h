// Apache with mod_dav on loopback, as an object of a C++ test.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "helhet/testing/peer_process.h"

namespace helhet::testing {

class WebdavServer {
 public:
  // `folder` is served, and made where it is missing; options as the program's help lists them.
  explicit WebdavServer(std::filesystem::path folder, const std::vector<std::string>& options = {});

  // `http://127.0.0.1:PORT/dav`.
  const std::string& url() const { return process_.first_line(); }
  const std::filesystem::path& folder() const { return folder_; }
  // Paths of the files in the folder, below it, in order.
  std::vector<std::string> Files() const;

 private:
  const std::filesystem::path folder_;
  PeerProcess process_;
};

// What stands in a file; and a file that the server can change as if it were its own.
std::string ReadFile(const std::filesystem::path& path);
void WriteFile(const std::filesystem::path& path, const std::string& content);

}  // namespace helhet::testing
