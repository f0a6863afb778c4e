#include "tests/webdav_server/webdav_server.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace helhet::testing {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> Command(const fs::path& folder, const std::vector<std::string>& options) {
  // -B: no byte code beside the sources.
  std::vector<std::string> command = {HELHET_PYTHON, "-B", HELHET_TESTS_FOLDER "/webdav_server/webdav_server.py", "--root", folder.string()};
  command.insert(command.end(), options.begin(), options.end());
  return command;
}

}  // namespace

WebdavServer::WebdavServer(fs::path folder, const std::vector<std::string>& options) : folder_(std::move(folder)), process_(Command(folder_, options)) {}

std::vector<std::string> WebdavServer::Files() const {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder_).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const fs::path& path, const std::string& content) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
  // The server's worker may be another user.
  fs::permissions(path.parent_path(), fs::perms::all);
  fs::permissions(path, fs::perms::all);
}

}  // namespace helhet::testing
