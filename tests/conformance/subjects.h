// The connectors that are tested all alike, as plugins.json lists them.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <regex>
#include <string>
#include <vector>

namespace helhet::plugin {

struct Subject {
  std::string plugin;
  nlohmann::json settings;
  std::vector<std::string> required;  // settings that it cannot do without
  size_t records = 0;                 // at least so many are there to read
  std::map<std::string, std::string> secrets;
  std::string peer;     // the server that it reads from, a program under tests/ (tests/http_peer); empty for none
  nlohmann::json seed;  // what the server is given to serve
  std::string webdav;   // folder that a WebDAV server shows it (tests/webdav_server); empty for none
  std::map<std::string, std::string> delivery;  // properties of a document to take out; empty for one that only reads
};

// What a failing test shows of it.
inline void PrintTo(const Subject& subject, std::ostream* out) { *out << subject.plugin; }

// `source` is the root of the sources.
inline std::vector<Subject> Subjects(const std::string& source) {
  std::ifstream file(source + "/tests/conformance/plugins.json");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  std::vector<Subject> subjects;
  for (const auto& entry : nlohmann::json::parse(std::regex_replace(text, std::regex("\\$\\{SOURCE\\}"), source))) {
    subjects.push_back({entry["plugin"], entry["settings"], entry["required"], entry["records"],
                        entry.value("secrets", std::map<std::string, std::string>()), entry.value("peer", ""), entry.value("seed", nlohmann::json()),
                        entry.value("webdav", ""), entry.value("delivery", std::map<std::string, std::string>())});
  }
  return subjects;
}

}  // namespace helhet::plugin
