#include "helhet/settings.h"

#include <nlohmann/json.hpp>

namespace helhet::sdk {

struct Settings::Json {
  nlohmann::json root;

  // The value at `a.b.0`, or null when there is none.
  const nlohmann::json* At(const std::string& path) const {
    const nlohmann::json* node = &root;
    for (size_t begin = 0; begin <= path.size();) {
      const size_t end = std::min(path.find('.', begin), path.size());
      const std::string key = path.substr(begin, end - begin);
      if (node->is_object() && node->contains(key)) {
        node = &(*node)[key];
      } else if (node->is_array() && !key.empty() && key.find_first_not_of("0123456789") == std::string::npos &&
                 key.size() < 9 && std::stoul(key) < node->size()) {
        node = &(*node)[std::stoul(key)];
      } else {
        return nullptr;
      }
      begin = end + 1;
    }
    return node;
  }
};

Settings::Settings() : json_(std::make_shared<Json>()) {}
Settings::~Settings() = default;
Settings::Settings(const Settings&) = default;
Settings& Settings::operator=(const Settings&) = default;

Result<Settings> Settings::Parse(const std::string& json, std::map<std::string, std::string> secrets,
                                 std::string municipality_id, std::string connector_id, std::string proxy_socket) {
  Settings settings;
  auto parsed = std::make_shared<Json>();
  parsed->root = nlohmann::json::parse(json.empty() ? "{}" : json, nullptr, /*allow_exceptions=*/false);
  if (!parsed->root.is_object()) {
    return InvalidArgument("settings: not a JSON object").WithSetting("settings").WithClass(ErrorClass::kConfiguration);
  }
  settings.json_ = std::move(parsed);
  settings.secrets_ = std::move(secrets);
  settings.municipality_id_ = std::move(municipality_id);
  settings.connector_id_ = std::move(connector_id);
  settings.proxy_socket_ = std::move(proxy_socket);
  return settings;
}

Result<std::string> Settings::Text(const std::string& path) const {
  const auto* value = json_->At(path);
  if (value == nullptr || !value->is_string() || value->get_ref<const std::string&>().empty()) {
    return InvalidArgument("settings." + path + ": missing, a text is required")
        .WithReason("setting_missing")
        .WithSetting("settings." + path)
        .WithRemedy("state settings." + path)
        .WithClass(ErrorClass::kConfiguration);
  }
  return value->get<std::string>();
}

std::string Settings::Text(const std::string& path, const std::string& fallback) const {
  const auto* value = json_->At(path);
  return value != nullptr && value->is_string() ? value->get<std::string>() : fallback;
}

int64_t Settings::Integer(const std::string& path, int64_t fallback) const {
  const auto* value = json_->At(path);
  return value != nullptr && value->is_number_integer() ? value->get<int64_t>() : fallback;
}

bool Settings::Flag(const std::string& path, bool fallback) const {
  const auto* value = json_->At(path);
  return value != nullptr && value->is_boolean() ? value->get<bool>() : fallback;
}

std::vector<std::string> Settings::Texts(const std::string& path) const {
  std::vector<std::string> texts;
  const auto* value = json_->At(path);
  if (value == nullptr || !value->is_array()) return texts;
  for (const auto& element : *value) {
    if (element.is_string()) texts.push_back(element.get<std::string>());
  }
  return texts;
}

size_t Settings::Size(const std::string& path) const {
  const auto* value = json_->At(path);
  return value != nullptr && value->is_structured() ? value->size() : 0;
}

std::vector<std::string> Settings::Keys(const std::string& path) const {
  std::vector<std::string> keys;
  const auto* value = json_->At(path);
  if (value == nullptr || !value->is_object()) return keys;
  for (const auto& [key, unused] : value->items()) keys.push_back(key);
  return keys;
}

bool Settings::Has(const std::string& path) const { return json_->At(path) != nullptr; }

Secret Settings::SecretOf(const std::string& name) const {
  const auto found = secrets_.find(name);
  return found == secrets_.end() ? Secret() : Secret(found->second);
}

}  // namespace helhet::sdk
