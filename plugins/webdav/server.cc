#include "server.h"

#include <algorithm>

#include "helhet/utf8.h"
#include "helhet/values/quoted.h"
#include "helhet/web_address.h"

namespace helhet::webdav {
namespace {

// A listing of some 20,000 documents: an entry takes about 800 bytes, and as a tree ten times as much of the child's 512 MiB.
constexpr size_t kListingBytes = 16u << 20;

Status Wrong(const std::string& setting, const std::string& why, const std::string& remedy) {
  return InvalidArgument(setting + ": " + why).WithReason("setting_invalid").WithSetting(setting).WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
}

Result<std::string> SecretText(const sdk::Settings& settings, const std::string& name) {
  const std::string text = settings.SecretOf(name).reveal();
  if (!text.empty() && text.find_first_of("\r\n") == std::string::npos) return text;
  return Wrong("secrets." + name, text.empty() ? "missing" : "has a line break in it", "state secrets." + name);
}

std::string WithoutSlashes(std::string path) {
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path.substr(std::min(path.find_first_not_of('/'), path.size()));
}

// What servers of files answer beside what any server does.
Status CheckFileServer(const Status& outcome, const std::string& where) {
  if (outcome.reason() != "http_507") return outcome;
  return Unavailable(where + ": the server has no room for it, status 507").WithReason("storage_full")
      .WithRemedy("have whoever runs the server make room").WithClass(ErrorClass::kTransient);
}

Status Locked(const std::string& where) {
  return Unavailable(where + ": somebody has locked it, status 423").WithReason("locked").WithRemedy("let whoever works on it finish").WithClass(ErrorClass::kTransient);
}

}  // namespace

Result<Server> Server::From(const sdk::Settings& settings) {
  HELHET_ASSIGN_OR_RETURN(const std::string stated, settings.Text("url"));
  const auto address = sdk::WebAddress::Parse(stated);
  const bool is_plain = address && (address->scheme == "https" || address->scheme == "http") && address->user.empty() && stated.find_first_of("?#") == std::string::npos;
  if (!is_plain) return Wrong("settings.url", sdk::Quoted(stated) + " is no address of a folder", "state https://, a host and a path, without user, ? and #");
  sdk::HttpTransport::Options options{.proxy_socket = settings.proxy_socket(), .ca_file = settings.Text("ca_file", "")};
  options.credential = settings.connector_id();
  // The hub repeats: of a write it holds no shared limit.
  options.rate_limit_repeats = 0;
  const std::string style = settings.Text("authentication", "none");
  std::string authorization;
  if (style == "bearer") {
    HELHET_ASSIGN_OR_RETURN(const std::string token, SecretText(settings, "token"));
    authorization = "Authorization: Bearer " + token;
  } else if (style != "none") {
    HELHET_ASSIGN_OR_RETURN(options.user, settings.Text("user"));
    HELHET_ASSIGN_OR_RETURN(const std::string password, SecretText(settings, "password"));
    options.password = sdk::Secret(password);
    options.uses_digest = style == "digest";
  }
  std::string url = address->url;
  while (url.ends_with('/')) url.pop_back();
  Server server(sdk::HttpTransport(std::move(options)), std::move(url), WithoutSlashes(address->path));
  server.authorization_ = std::move(authorization);
  return server;
}

std::string Server::AddressOf(const std::string& path) const {
  std::string address = url_;
  for (size_t begin = 0; begin < path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    address += "/" + sdk::PercentEncode(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return address;
}

// Only the path of an href counts: a server behind another names hosts that nobody else knows.
std::optional<std::string> Server::PathOf(const std::string& href) const {
  const auto address = sdk::WebAddress::Resolve(url_ + "/", href);
  if (!address) return std::nullopt;
  const std::string path = WithoutSlashes(address->path);
  if (path == base_path_) return std::string();
  const std::string above = base_path_.empty() ? "" : base_path_ + "/";
  if (!path.starts_with(above) || sdk::CleanUtf8(path) != path) return std::nullopt;
  return path.substr(above.size());
}

Result<sdk::HttpResponse> Server::Ask(sdk::HttpRequest request, const std::string& path, const sdk::Host& host) {
  if (!authorization_.empty()) request.headers.push_back(authorization_);
  request.url = AddressOf(path);
  // Servers answer for a folder at its address with a slash, and send others there.
  if (request.method == "PROPFIND" || request.method == "MKCOL") request.url += "/";
  const std::string where = request.method.empty() ? request.url : request.method + " " + request.url;
  auto answer = http_.Send(request, host);
  if (!answer.ok()) return CheckFileServer(answer.status(), where);
  if (answer->status == 423) return Locked(where);
  return answer;
}

Result<Folder> Server::List(const std::string& path, const sdk::Host& host) {
  HELHET_ASSIGN_OR_RETURN(const auto answer, Ask({.method = "PROPFIND", .body = kPropfindBody, .content_type = "application/xml; charset=utf-8",
                                                  .headers = {"Depth: 1"}, .activity = "leser " + (path.empty() ? "mappen" : path), .limit_bytes = kListingBytes},
                                                 path, host));
  const std::string where = "PROPFIND " + AddressOf(path);
  HELHET_RETURN_IF_ERROR(sdk::CheckSuccess(answer, where));
  if (answer.status != 207) {
    return FailedPrecondition(where + ": the server does not speak WebDAV there, status " + std::to_string(answer.status))
        .WithReason("not_webdav").WithSetting("settings.url").WithRemedy("check that the address is that of a WebDAV server").WithClass(ErrorClass::kConfiguration);
  }
  HELHET_ASSIGN_OR_RETURN(auto resources, ParseMultistatus(answer.body, where));
  Folder folder;
  const std::string above = path.empty() ? "" : path + "/";
  for (Resource& resource : resources) {
    const auto found = PathOf(resource.href);
    if (found && *found == path) continue;
    const bool is_below = found && found->size() > above.size() && found->starts_with(above) && found->find('/', above.size()) == std::string::npos;
    if (is_below) {
      folder.members.push_back({*found, std::move(resource)});
    } else {
      folder.strays.push_back(resource.href);
    }
  }
  return folder;
}

Result<std::optional<Content>> Server::Get(const std::string& path, size_t most_bytes, const sdk::Host& host) {
  Content content;
  // The page that says that there is none is longer than many a document: only the document itself is held to the limit.
  const auto take = [&](const sdk::HttpResponse&, std::string_view piece) -> Status {
    content.is_whole = content.bytes.size() + piece.size() <= most_bytes;
    if (!content.is_whole) return ResourceExhausted("longer than " + std::to_string(most_bytes) + " bytes");
    content.bytes += piece;
    return OkStatus();
  };
  const auto answer = Ask({.activity = "ser etter " + path, .sink = take}, path, host);
  if (!content.is_whole) return std::optional<Content>(Content{"", false, ""});
  if (!answer.ok()) return answer.status();
  if (answer->status == 404) return std::optional<Content>();
  HELHET_RETURN_IF_ERROR(sdk::CheckSuccess(*answer, "GET " + AddressOf(path)));
  content.etag = answer->Header("etag");
  return std::optional<Content>(std::move(content));
}

Result<int> Server::Put(const std::string& path, const std::string& media_type, const std::string& bytes, const std::string& condition, const sdk::Host& host) {
  // Without a type no body would go out.
  const std::string type = media_type.empty() ? "application/octet-stream" : media_type;
  HELHET_ASSIGN_OR_RETURN(const auto answer, Ask({.method = "PUT", .body = bytes, .content_type = type, .headers = {condition}, .activity = "lagrer " + path}, path, host));
  if (answer.status == 412 || answer.status == 404 || answer.status == 409) return answer.status;
  HELHET_RETURN_IF_ERROR(sdk::CheckSuccess(answer, "PUT " + AddressOf(path)));
  return answer.status;
}

Status Server::MakeFolders(const std::string& path, const sdk::Host& host) {
  HELHET_ASSIGN_OR_RETURN(const int status, MakeFolder(path, host));
  const size_t above = path.rfind('/');
  // 409: there is none above it (RFC 4918 section 9.3.1). Asked of the deepest first, as a user may have no right further up.
  if (status != 409 || above == std::string::npos) return OkStatus();
  HELHET_RETURN_IF_ERROR(MakeFolders(path.substr(0, above), host));
  return MakeFolder(path, host).status();
}

Result<int> Server::MakeFolder(const std::string& path, const sdk::Host& host) {
  HELHET_ASSIGN_OR_RETURN(const auto answer, Ask({.method = "MKCOL", .activity = "lager " + path}, path, host));
  // 405: it is there.
  if (answer.status != 405 && answer.status != 409) HELHET_RETURN_IF_ERROR(sdk::CheckSuccess(answer, "MKCOL " + AddressOf(path)));
  return answer.status;
}

}  // namespace helhet::webdav
