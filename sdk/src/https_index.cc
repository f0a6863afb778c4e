#include "https_index.h"

#include <curl/curl.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "file_reader.h"
#include "folder_scan.h"
#include "helhet/http_transport.h"
#include "helhet/utf8.h"

namespace helhet::sdk {
namespace {

using nlohmann::json;

struct Address {
  std::string url;
  std::string origin;  // scheme, host and port
  std::string path;    // decoded
};

std::string PartOf(CURLU* url, CURLUPart part, unsigned flags) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
  std::string value = text;
  curl_free(text);
  return value;
}

// `reference` as seen from `base`; none when it is no address.
std::optional<Address> Resolve(const std::string& base, const std::string& reference) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), &curl_url_cleanup);
  if (curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK) return std::nullopt;
  if (curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), 0) != CURLUE_OK) return std::nullopt;
  Address address;
  address.url = PartOf(url.get(), CURLUPART_URL, 0);
  address.origin = PartOf(url.get(), CURLUPART_SCHEME, 0) + "://" + PartOf(url.get(), CURLUPART_HOST, 0) + ":" +
                   PartOf(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  address.path = PartOf(url.get(), CURLUPART_PATH, CURLU_URLDECODE);
  if (address.path.empty()) address.path = PartOf(url.get(), CURLUPART_PATH, 0);  // a byte that cannot stand in a text
  return address;
}

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
  return ReadTime(TextOf(element, {"mtime", "modified", "mod_time"}));
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
std::string NameOf(const Address& file, const Address& index) {
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

int64_t ReadTime(const std::string& text) {
  std::tm time{};
  int used = 0;
  const int fields = std::sscanf(text.c_str(), "%4d-%2d-%2d%*[T ]%2d:%2d:%2d%n", &time.tm_year, &time.tm_mon, &time.tm_mday,
                                 &time.tm_hour, &time.tm_min, &time.tm_sec, &used);
  if (fields != 6) return std::max<int64_t>(0, curl_getdate(text.c_str(), nullptr));
  time.tm_year -= 1900;
  time.tm_mon -= 1;
  std::string rest = text.substr(static_cast<size_t>(used));
  if (rest.starts_with('.')) rest.erase(0, std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  int hours = 0, minutes = 0;
  const bool has_offset = std::sscanf(rest.c_str(), "%*[+-]%2d:%2d", &hours, &minutes) == 2;
  const int64_t offset_s = has_offset ? (rest[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60) : 0;
  return std::max<int64_t>(0, timegm(&time) - offset_s);
}

Result<IndexContent> ReadIndex(std::string_view text, const std::string& url) {
  const auto index = Resolve(url, url);
  json root = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (root.is_object() && root.contains("files")) root = json(root["files"]);
  if (!index || !root.is_array()) return NoListing(url, "neither a JSON list nor an object with a list of files");
  IndexContent content;
  for (const json& element : root) {
    const std::string reference = ReferenceOf(element);
    const auto address = reference.empty() ? std::nullopt : Resolve(url, reference);
    if (!address) return NoListing(url, "element " + element.dump(-1, ' ', false, json::error_handler_t::replace).substr(0, 80) + " names no file");
    RemoteFile file{.path = address->url, .name = NameOf(*address, *index), .mtime_s = TimeOf(element)};
    if (element.is_object() && element.contains("size") && element["size"].is_number_unsigned()) file.size_bytes = element["size"];
    const std::string trimmed = file.name.ends_with('/') ? file.name.substr(0, file.name.size() - 1) : file.name;
    if (IsPassedOver(std::string_view(trimmed).substr(trimmed.rfind('/') + 1))) continue;
    if (address->origin != index->origin) {
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
