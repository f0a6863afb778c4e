#include <yaml-cpp/yaml.h>

#include <charconv>
#include <functional>
#include <map>

#include "core/hub/options.h"

namespace helhet::hub {
namespace {

// How one key of the file is taken. `folder` is the file's.
using Setter = std::function<Status(const YAML::Node& value, const std::filesystem::path& folder, Options& options)>;

Status Wrong(std::string what) {
  return InvalidArgument(std::move(what)).WithReason("config_file").WithClass(ErrorClass::kConfiguration);
}

Result<std::string> TextOf(const YAML::Node& value) {
  if (value.IsScalar() && !value.Scalar().empty()) return value.Scalar();
  return Wrong("a text is expected");
}

Result<std::vector<std::string>> TextsOf(const YAML::Node& value) {
  std::vector<std::string> texts;
  if (value.IsScalar()) {
    HELHET_ASSIGN_OR_RETURN(std::string text, TextOf(value));
    texts.push_back(std::move(text));
    return texts;
  }
  if (!value.IsSequence()) return Wrong("a text or a list of texts is expected");
  for (const YAML::Node& item : value) {
    HELHET_ASSIGN_OR_RETURN(std::string text, TextOf(item));
    texts.push_back(std::move(text));
  }
  return texts;
}

Setter Path(std::filesystem::path Options::*field) {
  return [field](const YAML::Node& value, const std::filesystem::path& folder, Options& options) -> Status {
    HELHET_ASSIGN_OR_RETURN(const std::string text, TextOf(value));
    options.*field = folder / text;
    return OkStatus();
  };
}

Setter Text(std::string Options::*field) {
  return [field](const YAML::Node& value, const std::filesystem::path&, Options& options) -> Status {
    HELHET_ASSIGN_OR_RETURN(options.*field, TextOf(value));
    return OkStatus();
  };
}

template <typename T>
Setter Parsed(T Options::*field, Result<T> (*parse)(const std::string&)) {
  return [field, parse](const YAML::Node& value, const std::filesystem::path&, Options& options) -> Status {
    HELHET_ASSIGN_OR_RETURN(const std::string text, TextOf(value));
    HELHET_ASSIGN_OR_RETURN(options.*field, parse(text));
    return OkStatus();
  };
}

const std::map<std::string, Setter>& Setters() {
  static const auto* const setters = new std::map<std::string, Setter>{
      {"data", Path(&Options::data)},
      {"host_program", Path(&Options::host_program)},
      {"listen", Text(&Options::listen)},
      {"store", Text(&Options::store)},
      {"sandbox", Parsed(&Options::sandbox, ParseSandbox)},
      {"child_idle", Parsed(&Options::child_idle, ParseDuration)},
      {"plugins", [](const YAML::Node& value, const std::filesystem::path& folder, Options& options) -> Status {
         HELHET_ASSIGN_OR_RETURN(const auto texts, TextsOf(value));
         options.plugins.clear();
         for (const std::string& text : texts) options.plugins.push_back(folder / text);
         return OkStatus();
       }},
      {"outgoing_proxy", Text(&Options::outgoing_proxy)},
      {"outgoing_proxy_credentials", Path(&Options::outgoing_proxy_credentials)},
      {"outgoing_proxy_direct", [](const YAML::Node& value, const std::filesystem::path&, Options& options) -> Status {
         HELHET_ASSIGN_OR_RETURN(options.outgoing_proxy_direct, TextsOf(value));
         return OkStatus();
       }},
      {"tls_names", [](const YAML::Node& value, const std::filesystem::path&, Options& options) -> Status {
         HELHET_ASSIGN_OR_RETURN(options.tls_names, TextsOf(value));
         return OkStatus();
       }},
  };
  return *setters;
}

std::string KnownKeys() {
  std::string keys;
  for (const std::string& key : ConfigFileKeys()) keys += (keys.empty() ? "" : ", ") + key;
  return keys;
}

Status SetAll(const YAML::Node& root, const std::filesystem::path& path, Options& options) {
  const auto at = [&](const YAML::Node& node) { return path.string() + ":" + std::to_string(node.Mark().line + 1); };
  if (root.IsNull()) return OkStatus();
  if (!root.IsMap()) return Wrong(at(root) + ": keys and values are expected");
  for (const auto& entry : root) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
    const auto setter = Setters().find(key);
    if (setter == Setters().end()) return Wrong(at(entry.first) + ": there is no key '" + key + "'").WithRemedy("the keys are " + KnownKeys());
    Status status = setter->second(entry.second, path.parent_path(), options);
    // The key's line: a value that is missing has none of its own.
    if (!status.ok()) return status.Annotate(at(entry.first) + ": " + key).WithSetting(key);
  }
  return OkStatus();
}

}  // namespace

std::vector<std::string> ConfigFileKeys() {
  std::vector<std::string> keys;
  for (const auto& [key, setter] : Setters()) keys.push_back(key);
  return keys;
}

Status ReadConfigFile(const std::filesystem::path& path, Options& options) {
  try {
    return SetAll(YAML::LoadFile(path.string()), std::filesystem::absolute(path), options);
  } catch (const YAML::BadFile&) {
    return Wrong(path.string() + ": cannot be opened");
  } catch (const YAML::Exception& error) {
    return Wrong(path.string() + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
  }
}

Result<std::chrono::milliseconds> ParseDuration(const std::string& text) {
  static const std::map<std::string_view, int64_t> kUnitsMs = {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};
  int32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  const auto unit = kUnitsMs.find(std::string_view(rest, static_cast<size_t>(end - rest)));
  if (error == std::errc() && number >= 0 && unit != kUnitsMs.end()) return std::chrono::milliseconds(number * unit->second);
  return Wrong("'" + text + "' is no duration; write 30s, 10m or 2h");
}

Result<plugin::SandboxPolicy> ParseSandbox(const std::string& text) {
  if (text == "require") return plugin::SandboxPolicy::kRequire;
  if (text == "prefer") return plugin::SandboxPolicy::kPrefer;
  return Wrong("'" + text + "' is no policy; write require or prefer");
}

}  // namespace helhet::hub
