#include "folder_position.h"

#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace helhet::sdk {

std::string JsonQuoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string FolderPosition::ToJson() const {
  char digest[17];
  std::snprintf(digest, sizeof(digest), "%016lx", static_cast<unsigned long>(folders_digest));
  std::string json = "{\"time_ns\":" + std::to_string(time_ns) + ",\"name\":" + JsonQuoted(name);
  if (entry != kWholeFile) json += ",\"entry\":" + std::to_string(entry);
  return json + ",\"folders\":\"" + digest + "\"}";
}

Result<FolderPosition> FolderPosition::FromJson(const std::string& json) {
  FolderPosition position;
  if (json.empty()) return position;
  const auto parsed = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  const auto is = [&](const char* key, auto check) { return parsed.contains(key) && check(parsed[key]); };
  const auto number = [](const nlohmann::json& value) { return value.is_number_integer(); };
  const auto text = [](const nlohmann::json& value) { return value.is_string(); };
  const bool valid = parsed.is_object() && is("time_ns", number) && is("name", text) && is("folders", text) &&
                     (!parsed.contains("entry") || parsed["entry"].is_number_integer());
  if (!valid) {
    return FailedPrecondition("checkpoint: not a place in a folder: " + json.substr(0, 80))
        .WithReason("checkpoint_unreadable")
        .WithRemedy("run the connector with a full read")
        .WithClass(ErrorClass::kHub);
  }
  position.time_ns = parsed["time_ns"];
  position.name = parsed["name"];
  position.entry = parsed.value("entry", kWholeFile);
  const std::string digest = parsed["folders"];
  std::from_chars(digest.data(), digest.data() + digest.size(), position.folders_digest, 16);
  return position;
}

}  // namespace helhet::sdk
