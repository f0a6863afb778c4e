// For tests: the settings of a connector from a YAML file, as the hub gives them to it. Who includes this links yaml-cpp.
#pragma once

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace helhet::testing {

// A text in quotes is one, whatever it looks like.
inline nlohmann::json ToJson(const YAML::Node& node) {
  if (node.IsSequence()) {
    nlohmann::json list = nlohmann::json::array();
    for (const auto& element : node) list.push_back(ToJson(element));
    return list;
  }
  if (node.IsMap()) {
    nlohmann::json object = nlohmann::json::object();
    for (const auto& member : node) object[member.first.as<std::string>()] = ToJson(member.second);
    return object;
  }
  const auto text = node.as<std::string>();
  if (node.Tag() == "!") return text;
  if (text == "true" || text == "false") return text == "true";
  int64_t number = 0;
  return YAML::convert<int64_t>::decode(node, number) ? nlohmann::json(number) : nlohmann::json(text);
}

inline nlohmann::json SettingsFile(const std::filesystem::path& file) { return ToJson(YAML::LoadFile(file)); }

}  // namespace helhet::testing
