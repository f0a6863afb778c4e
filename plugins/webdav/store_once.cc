#include "store_once.h"

#include <optional>
#include <string_view>

namespace helhet::webdav {
namespace {

// Letters, digits, `-` and `.` as they are, but no `.` in front; a slash as `_`; every other byte as `~` and two digits. Two texts
// never become one.
std::string FileName(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string name;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || (c == '.' && !name.empty());
    if (is_plain) {
      name += c;
    } else if (c == '/') {
      name += '_';
    } else {
      name += {'~', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return name;
}

Status AnotherDocument(const std::string& where) {
  return FailedPrecondition(where + ": another document stands there")
      .WithReason("another_document").WithRemedy("look at it; move it away, and retry the delivery").WithClass(ErrorClass::kSource);
}

// The folder was made, or was there, and the server says all the same that it is not.
Status NoFolder(const std::string& where) {
  return FailedPrecondition(where + ": the server stores nothing in its folder; a file of the folder's name may stand there")
      .WithReason("no_folder").WithRemedy("look at the folder, and retry the delivery").WithClass(ErrorClass::kSource);
}

Status Changing(const std::string& where) {
  return Unavailable(where + ": it is changed this moment").WithReason("changing").WithClass(ErrorClass::kTransient);
}

// What has to hold for the document to be stored; nothing when it stands there already.
Result<std::optional<std::string>> ConditionOf(const std::optional<Content>& there, const std::string& body, const std::string& where) {
  if (!there) return std::optional<std::string>("If-None-Match: *");
  if (there->is_whole && there->bytes == body) return std::optional<std::string>();
  const bool is_beginning = there->is_whole && body.starts_with(there->bytes);
  if (!is_beginning) return AnotherDocument(where);
  // By a weak tag nobody can tell that it is still the same (RFC 9110 section 13.1.1); Apache's becomes strong after a second.
  if (there->etag.empty() || there->etag.starts_with("W/")) return Changing(where);
  return std::optional<std::string>("If-Match: " + there->etag);
}

}  // namespace

std::string PathOfDocument(const std::string& folder, const plugin::v1::WriteRequest& request) {
  std::string path = folder.empty() ? "" : folder + "/";
  if (const std::string case_key = sdk::PropertyOf(request, "case_key"); !case_key.empty()) path += FileName(case_key) + "/";
  if (const std::string date = sdk::PropertyOf(request, "document_date"); !date.empty()) path += FileName(date) + "-";
  path += FileName(request.delivery_id());
  const std::string file_name = sdk::PropertyOf(request, "file_name");
  const size_t dot = file_name.rfind('.');
  return dot == std::string::npos ? path : path + "." + FileName(file_name.substr(dot + 1));
}

Status StoreOnce(Server& server, const std::string& path, const plugin::v1::WriteRequest& request, const sdk::Host& host) {
  const std::string where = server.AddressOf(path);
  HELHET_ASSIGN_OR_RETURN(auto there, server.Get(path, request.body().size(), host));
  for (bool has_folders = false;; has_folders = true) {
    HELHET_ASSIGN_OR_RETURN(const auto condition, ConditionOf(there, request.body(), where));
    if (!condition) return OkStatus();
    HELHET_ASSIGN_OR_RETURN(const int status, server.Put(path, request.media_type(), request.body(), *condition, host));
    if (status < 300) return OkStatus();
    if (has_folders && status != 412) return NoFolder(where);
    if (has_folders || there) break;
    if (status == 412) {
      // Somebody stored it since: an attempt of the hub's that was given up and came through after all.
      HELHET_ASSIGN_OR_RETURN(there, server.Get(path, request.body().size(), host));
      continue;
    }
    const size_t name = path.rfind('/');
    if (name == std::string::npos) break;
    HELHET_RETURN_IF_ERROR(server.MakeFolders(path.substr(0, name), host));
  }
  return Changing(where);
}

}  // namespace helhet::webdav
