// Settings against a manifest's JSON Schema. Apart from manifest.cc, for valijson takes its time to compile.
#include <algorithm>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "core/plugin/manifest.h"

namespace helhet::plugin {
namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

Status Wrong(const std::string& setting, const std::string& why) {
  return InvalidArgument(setting + ": " + why)
      .WithReason("setting_invalid")
      .WithSetting(setting)
      .WithRemedy("change " + setting)
      .WithClass(ErrorClass::kConfiguration);
}

// `settings.tables.0` from `<root>`, `[tables]`, `[0]`.
std::string PathOf(const std::vector<std::string>& context) {
  std::string path = "settings";
  for (const auto& step : context) {
    if (step.size() > 2 && step.front() == '[') path += "." + step.substr(1, step.size() - 2);
  }
  std::erase(path, '"');
  return path;
}

// The deepest finding says most: those above it only repeat that something beneath failed.
Status FirstFinding(valijson::ValidationResults& results, const Manifest& manifest) {
  valijson::ValidationResults::Error error, deepest;
  while (results.popError(error)) {
    if (deepest.description.empty() || error.context.size() > deepest.context.size()) deepest = error;
  }
  std::string path = PathOf(deepest.context);
  // The one finding whose path is not that of the setting at fault.
  constexpr std::string_view kMissing = "Missing required property '";
  if (deepest.description.starts_with(kMissing)) {
    const std::string name = deepest.description.substr(kMissing.size());
    return Wrong(path + "." + name.substr(0, name.find('\'')), "missing");
  }
  for (const auto& secret : manifest.secrets) {
    if (path == "settings." + secret) return Wrong(path, "the secret is not of the form that the plugin asks for");
  }
  return Wrong(path, deepest.description);
}

}  // namespace

Status ValidateSettings(const Manifest& manifest, const std::string& settings_json,
                        const std::map<std::string, sdk::Secret>& secrets) {
  json settings = json::parse(settings_json.empty() ? "{}" : settings_json, nullptr, /*allow_exceptions=*/false);
  if (!settings.is_object()) return Wrong("settings", "not a JSON object");
  for (const auto& name : manifest.secrets) {
    if (settings.contains(name)) return Wrong("settings." + name, "a secret, which is stated apart from the settings");
  }
  for (const auto& [name, secret] : secrets) {
    const bool known = std::find(manifest.secrets.begin(), manifest.secrets.end(), name) != manifest.secrets.end();
    if (!known) return Wrong("secrets." + name, "the plugin has no such secret");
    settings[name] = secret.reveal();
  }
  try {
    const json schema_json = json::parse(manifest.settings_schema);
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(NlohmannJsonAdapter(schema_json), schema);
    valijson::ValidationResults results;
    const bool valid = valijson::Validator().validate(schema, NlohmannJsonAdapter(settings), &results);
    return valid ? OkStatus() : FirstFinding(results, manifest);
  } catch (const std::exception& error) {
    return InvalidArgument("manifest of plugin " + manifest.name + ": settings is no JSON Schema: " + error.what())
        .WithClass(ErrorClass::kPlugin);
  }
}

}  // namespace helhet::plugin
