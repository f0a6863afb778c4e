#include "tests/remote_places/web_folder.h"

#include <sys/stat.h>

#include <ctime>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace helhet::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// The path of a request line, `GET /a%20b.xml HTTP/1.1`, decoded.
std::string PathOf(const std::string& request) {
  const size_t begin = request.find(' ') + 1;
  const std::string encoded = request.substr(begin, request.find(' ', begin) - begin);
  std::string path;
  for (size_t i = 0; i < encoded.size(); ++i) {
    const bool is_code = encoded[i] == '%' && i + 2 < encoded.size();
    path += is_code ? static_cast<char>(std::stoi(encoded.substr(i + 1, 2), nullptr, 16)) : encoded[i];
    if (is_code) i += 2;
  }
  return path;
}

std::string ListingOf(const fs::path& folder) {
  json listing = json::array();
  for (const auto& entry : fs::directory_iterator(folder)) {
    struct stat about {};
    stat(entry.path().c_str(), &about);
    char time[40];
    std::strftime(time, sizeof(time), "%a, %d %b %Y %H:%M:%S GMT", std::gmtime(&about.st_mtime));
    json& element = listing.emplace_back(json{{"name", entry.path().filename().string()}, {"mtime", time}});
    element["type"] = entry.is_directory() ? "directory" : "file";
    if (!entry.is_directory()) element["size"] = entry.file_size();
  }
  return listing.dump();
}

std::string Answer(const std::string& status, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace

WebFolder::WebFolder(fs::path folder, const fs::path& beside)
    : folder_(std::move(folder)),
      server_(LoopbackServer::Kind::kTls, beside.string(), [this](const std::string& request) { return AnswerTo(request); }) {}

std::vector<std::string> WebFolder::asked() const {
  std::vector<std::string> paths;
  for (const std::string& request : server_.requests()) paths.push_back(PathOf(request));
  return paths;
}

std::string WebFolder::AnswerTo(const std::string& request) const {
  const fs::path path = folder_ / PathOf(request).substr(1);
  if (fs::is_directory(path)) return Answer("200 OK", ListingOf(path));
  std::ifstream file(path, std::ios::binary);
  if (!file) return Answer("404 Not Found", "");
  return Answer("200 OK", {std::istreambuf_iterator<char>(file), {}});
}

}  // namespace helhet::testing
