#include "core/plugin/manifest.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/plugin/executable_image.h"

namespace helhet::plugin {
namespace {

using nlohmann::json;

Status Wrong(const std::string& path, const std::string& why) {
  return InvalidArgument("manifest: " + path + ": " + why);
}

// What a text must look like: for a person, and for the machine.
struct Form {
  const char* description;
  bool (*fits)(std::string_view);
};

constexpr char kLower[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

bool IsName(std::string_view text) {
  return !text.empty() && text.size() <= 63 && text[0] >= 'a' && text[0] <= 'z' &&
         text.find_first_not_of(kLower) == std::string_view::npos;
}

// Numbers with dots between: `1.0`, `1.2.3`.
bool AreNumbers(std::string_view text, int count) {
  for (; count > 0; --count) {
    const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > 6) return false;
    text.remove_prefix(digits);
    if (count > 1 && !text.starts_with('.')) return false;
    if (count > 1) text.remove_prefix(1);
  }
  return text.empty();
}

constexpr Form kName{"lower_snake", IsName};
constexpr Form kVersion{"major.minor.patch", [](std::string_view text) { return AreNumbers(text, 3); }};
constexpr Form kContract{"major.minor", [](std::string_view text) { return AreNumbers(text, 2); }};
constexpr Form kFileName{"a file's name in the folder of the manifest", [](std::string_view text) {
                           return !text.empty() && text[0] != '.' && text.find('/') == std::string_view::npos;
                         }};
constexpr Form kAnything{"a text", [](std::string_view) { return true; }};

// Reads the members of one object, and knows which have been asked for.
class Object {
 public:
  Object(const json& object, std::string path) : object_(object), path_(std::move(path)) {}

  Status Text(const char* name, const Form& form, std::string* text, bool required = true) {
    const json* member = Take(name);
    if (member == nullptr) return required ? Wrong(path_ + name, "missing") : OkStatus();
    if (!member->is_string()) return Wrong(path_ + name, "must be a text");
    *text = member->get<std::string>();
    if (form.fits(*text)) return OkStatus();
    return Wrong(path_ + name, "'" + *text + "' is not of the form " + form.description);
  }

  Status Texts(const char* name, std::vector<std::string>* texts) {
    const json* member = Take(name);
    if (member == nullptr) return OkStatus();
    if (!member->is_array()) return Wrong(path_ + name, "must be a list");
    for (const auto& element : *member) {
      if (!element.is_string()) return Wrong(path_ + name, "must be a list of texts");
      texts->push_back(element.get<std::string>());
    }
    return OkStatus();
  }

  Status Number(const char* name, uint64_t least, uint64_t most, uint64_t* number) {
    const json* member = Take(name);
    if (member == nullptr) return OkStatus();
    if (member->is_number_unsigned()) *number = member->get<uint64_t>();
    if (member->is_number_unsigned() && *number >= least && *number <= most) return OkStatus();
    return Wrong(path_ + name, "must be a number from " + std::to_string(least) + " to " + std::to_string(most));
  }

  // The member, or null when it is not there.
  const json* Take(const char* name) {
    taken_.push_back(name);
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  // Every member must have been asked for: a misspelt one would be passed over in silence.
  Status NothingElse() const {
    for (const auto& [name, unused] : object_.items()) {
      if (std::find(taken_.begin(), taken_.end(), name) == taken_.end()) return Wrong(path_ + name, "not known");
    }
    return OkStatus();
  }

 private:
  const json& object_;
  const std::string path_;
  std::vector<std::string> taken_;
};

Status ReadStreams(const json& streams, Manifest* manifest) {
  if (!streams.is_array()) return Wrong("streams", "must be a list");
  for (size_t i = 0; i < streams.size(); ++i) {
    const std::string path = "streams[" + std::to_string(i) + "].";
    if (!streams[i].is_object()) return Wrong(path, "must be an object");
    Object object(streams[i], path);
    ManifestStream stream;
    HELHET_RETURN_IF_ERROR(object.Text("name", kName, &stream.name));
    HELHET_RETURN_IF_ERROR(object.Text("kind", kName, &stream.kind));
    HELHET_RETURN_IF_ERROR(object.NothingElse());
    manifest->streams.push_back(std::move(stream));
  }
  return OkStatus();
}

Status ReadPermissions(const json& permissions, Manifest* manifest) {
  if (!permissions.is_object()) return Wrong("permissions", "must be an object");
  Object object(permissions, "permissions.");
  HELHET_RETURN_IF_ERROR(object.Texts("read_paths", &manifest->permissions.read_paths));
  HELHET_RETURN_IF_ERROR(object.Texts("write_paths", &manifest->permissions.write_paths));
  HELHET_RETURN_IF_ERROR(object.Texts("hosts", &manifest->permissions.hosts));
  return object.NothingElse();
}

Status ReadLimits(const json& limits, Manifest* manifest) {
  if (!limits.is_object()) return Wrong("limits", "must be an object");
  Object object(limits, "limits.");
  HELHET_RETURN_IF_ERROR(object.Number("memory_mib", 16, 65536, &manifest->limits.memory_mib));
  HELHET_RETURN_IF_ERROR(object.Number("cpu_seconds", 1, 1000000, &manifest->limits.cpu_seconds));
  return object.NothingElse();
}

Status ReadSettings(const json& settings, Manifest* manifest) {
  if (!settings.is_object()) return Wrong("settings", "must be a JSON Schema");
  manifest->settings_schema = settings.dump();
  const auto properties = settings.find("properties");
  if (properties == settings.end() || !properties->is_object()) return OkStatus();
  for (const auto& [name, property] : properties->items()) {
    if (property.is_object() && property.value("secret", json(false)) == json(true)) manifest->secrets.push_back(name);
  }
  return OkStatus();
}

Status ReadManifest(const json& root, Manifest* manifest) {
  Object object(root, "");
  HELHET_RETURN_IF_ERROR(object.Text("name", kName, &manifest->name));
  HELHET_RETURN_IF_ERROR(object.Text("version", kVersion, &manifest->version));
  HELHET_RETURN_IF_ERROR(object.Text("title", kAnything, &manifest->title));
  HELHET_RETURN_IF_ERROR(object.Text("description", kAnything, &manifest->description));
  HELHET_RETURN_IF_ERROR(object.Text("contract", kContract, &manifest->contract));
  HELHET_RETURN_IF_ERROR(object.Text("program", kFileName, &manifest->program, /*required=*/false));
  if (const json* streams = object.Take("streams")) HELHET_RETURN_IF_ERROR(ReadStreams(*streams, manifest));
  const json* permissions = object.Take("permissions");
  if (permissions != nullptr) HELHET_RETURN_IF_ERROR(ReadPermissions(*permissions, manifest));
  if (const json* limits = object.Take("limits")) HELHET_RETURN_IF_ERROR(ReadLimits(*limits, manifest));
  const json* settings = object.Take("settings");
  if (settings == nullptr) return Wrong("settings", "missing");
  HELHET_RETURN_IF_ERROR(ReadSettings(*settings, manifest));
  return object.NothingElse();
}

}  // namespace

Result<Manifest> ParseManifest(std::string_view text) {
  const json root = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!root.is_object()) return InvalidArgument("manifest: not a JSON object");
  Manifest manifest;
  HELHET_RETURN_IF_ERROR(ReadManifest(root, &manifest));
  manifest.sha256 = HashBytes(text);
  return manifest;
}

}  // namespace helhet::plugin
