#include "https_index.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "file_refusals.h"
#include "folder_scan.h"
#include "helhet/http_transport.h"
#include "helhet/instant.h"
#include "helhet/utf8.h"
#include "helhet/web_address.h"

namespace helhet::sdk {
namespace {

using nlohmann::json;

std::string TextOf(const json& element, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (element.is_object() && element.contains(name) && element[name].is_string()) return element[name];
  }
  return "";
}

int64_t TimeOf(const json& element) {
  for (const char* name : {"mtime", "modified", "mod_time"}) {
    if (element.is_object() && element.contains(name) && element[name].is_number_integer()) return element[name];
  }
  return SecondsSince1970(TextOf(element, {"mtime", "modified", "mod_time"}));
}

bool IsFolder(const json& element) {
  return element.is_object() && (TextOf(element, {"type"}) == "directory" || element.value("is_dir", json(false)) == json(true));
}

// The address that an element states; a bare name may hold any sign, and is not yet an address.
std::string ReferenceOf(const json& element) {
  if (element.is_string()) return element;
  const std::string url = TextOf(element, {"url"});
  const std::string name = TextOf(element, {"name"});
  if (!url.empty() || name.empty()) return url;
  const bool has_slash = name.back() == '/';
  return "./" + PercentEncode(has_slash ? name.substr(0, name.size() - 1) : name) + (has_slash ? "/" : "");
}

// The path below the listing's own folder where it lies there.
std::string NameOf(const WebAddress& file, const WebAddress& index) {
  const std::string folder = index.path.substr(0, index.path.rfind('/') + 1);
  return CleanUtf8(file.path.starts_with(folder) ? file.path.substr(folder.size()) : file.path);
}

Status NoListing(const std::string& url, const std::string& why) {
  return FailedPrecondition(url + ": not a listing of files: " + why)
      .WithReason("index_unreadable")
      .WithSetting("settings.https.index")
      .WithRemedy("state the address of a listing in JSON, as the connector's documentation describes it")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

Result<IndexContent> ReadIndex(std::string_view text, const std::string& url) {
  const auto index = WebAddress::Parse(url);
  json root = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (root.is_object() && root.contains("files")) root = json(root["files"]);
  if (!index || !root.is_array()) return NoListing(url, "neither a JSON list nor an object with a list of files");
  IndexContent content;
  for (const json& element : root) {
    const std::string reference = ReferenceOf(element);
    const auto address = reference.empty() ? std::nullopt : WebAddress::Resolve(url, reference);
    if (!address) return NoListing(url, "element " + element.dump(-1, ' ', false, json::error_handler_t::replace).substr(0, 80) + " names no file");
    RemoteFile file{.path = address->url, .name = NameOf(*address, *index), .mtime_s = TimeOf(element)};
    if (element.is_object() && element.contains("size") && element["size"].is_number_unsigned()) file.size_bytes = element["size"];
    const std::string trimmed = file.name.ends_with('/') ? file.name.substr(0, file.name.size() - 1) : file.name;
    if (IsPassedOver(std::string_view(trimmed).substr(trimmed.rfind('/') + 1))) continue;
    if (address->Origin() != index->Origin()) {
      file.name = CleanUtf8(address->url);
      file.refusal = UnreadableFile(file.name, "it lies on another host than the listing").WithReason("other_host")
                         .WithRemedy("set up a connector of its own for that host");
      content.files.push_back(std::move(file));
    } else if (IsFolder(element)) {
      content.folders.push_back(address->url.ends_with('/') ? address->url : address->url + "/");
    } else {
      content.files.push_back(std::move(file));
    }
  }
  return content;
}

}  // namespace helhet::sdk
