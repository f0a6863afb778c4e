#include "https_place.h"

#include <utility>

#include "helhet/base64.h"
#include "file_refusals.h"
#include "helhet/limits.h"
#include "https_index.h"

namespace helhet::sdk {
namespace {

constexpr size_t kListingBytes = 64u << 20;
// Of one file. A server that sends nothing for a while is given up long before.
constexpr std::chrono::hours kFileDeadline{1};

Status TooMany(const std::string& url) {
  return ResourceExhausted(url + ": more than " + std::to_string(limits::kRemoteFiles) + " files")
      .WithReason("too_many_files")
      .WithSetting("settings.https.index")
      .WithRemedy("state the address of a listing further down")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

HttpsPlace::HttpsPlace(HttpsIndex index, const Host& host)
    : index_(std::move(index)), host_(host), http_({.proxy_socket = index_.proxy_socket, .ca_file = index_.ca_file}) {}

HttpRequest HttpsPlace::Request(const std::string& url, const std::string& activity) const {
  HttpRequest request{.url = url, .headers = index_.headers, .activity = activity};
  if (!index_.token.empty()) request.headers.push_back("Authorization: Bearer " + index_.token.reveal());
  else if (!index_.user.empty()) {
    request.headers.push_back("Authorization: Basic " + Base64(index_.user + ":" + index_.password.reveal()));
  }
  return request;
}

Result<std::vector<RemoteFile>> HttpsPlace::List() {
  struct Listing {
    std::string url;
    std::string name;  // below the first, with a slash at the end
    int depth;
  };
  std::vector<RemoteFile> files;
  std::vector<Listing> pending = {{index_.url, "", 0}};
  while (!pending.empty()) {
    const Listing listing = std::move(pending.back());
    pending.pop_back();
    HttpRequest request = Request(listing.url, "leser listen " + listing.name);
    request.limit_bytes = kListingBytes;
    HELHET_ASSIGN_OR_RETURN(const HttpResponse answer, http_.Send(request, host_));
    HELHET_RETURN_IF_ERROR(CheckSuccess(answer, listing.url).WithSetting("settings.https.index"));
    HELHET_ASSIGN_OR_RETURN(IndexContent content, ReadIndex(answer.body, listing.url));
    for (RemoteFile& file : content.files) {
      file.name = listing.name + file.name;
      files.push_back(std::move(file));
    }
    for (const std::string& folder : content.folders) {
      const std::string name = folder.substr(folder.rfind('/', folder.size() - 2) + 1);
      if (listing.depth < limits::kFolderDepth) pending.push_back({folder, listing.name + name, listing.depth + 1});
    }
    if (files.size() + pending.size() > limits::kRemoteFiles) return TooMany(listing.url);
  }
  return files;
}

// What is left for the next read is told: a listing that is always wrong must not go unseen.
Fetched HttpsPlace::Changed(const RemoteFile& file, const std::string& why) const {
  host_.Log(HELHET_LOG_WARNING, "file_left_for_next_read " + file.name + " why=\"" + why + "\"");
  return Fetched::kChanged;
}

Result<Fetched> HttpsPlace::Fetch(const RemoteFile& file, uint64_t limit_bytes, SpoolFile& spool) {
  HttpRequest request = Request(file.path, "henter " + file.name);
  request.deadline_ms = kFileDeadline;
  // Without anything to tell that the rest is of the same content, all of it is asked for again.
  if (told_path_ != file.path || told_by_.empty()) HELHET_RETURN_IF_ERROR(spool.Clear());
  const uint64_t had_bytes = spool.size_bytes();
  if (had_bytes > 0) {
    request.headers.push_back("Range: bytes=" + std::to_string(had_bytes) + "-");
    request.headers.push_back("If-Range: " + told_by_);
  }
  bool begun = false;
  request.sink = [&](const HttpResponse& head, std::string_view piece) -> Status {
    if (!std::exchange(begun, true)) HELHET_RETURN_IF_ERROR(Begin(file, head, had_bytes, spool));
    HELHET_RETURN_IF_ERROR(spool.Append(piece));
    return spool.size_bytes() > limit_bytes ? FileTooLarge(file.name, spool.size_bytes(), limit_bytes) : OkStatus();
  };
  HELHET_ASSIGN_OR_RETURN(const HttpResponse answer, http_.Send(request, host_));
  if (answer.status == 404 || answer.status == 410) return Changed(file, "it is gone");
  if (answer.status == 403) return UnreadableFile(file.name, "the server does not allow it, status 403");
  HELHET_RETURN_IF_ERROR(CheckSuccess(answer, file.name));
  const uint64_t listed_bytes = file.size_bytes.value_or(spool.size_bytes());
  if (spool.size_bytes() == listed_bytes) return Fetched::kWhole;
  return Changed(file, std::to_string(spool.size_bytes()) + " bytes, but " + std::to_string(listed_bytes) + " are listed");
}

// What the head of an answer says of the bytes that follow.
Status HttpsPlace::Begin(const RemoteFile& file, const HttpResponse& head, uint64_t had_bytes, SpoolFile& spool) {
  const std::string tag = head.Header("etag");
  told_path_ = file.path;
  told_by_ = tag.empty() || tag.starts_with("W/") ? head.Header("last-modified") : tag;
  const std::string range = "bytes " + std::to_string(had_bytes) + "-";
  if (head.status == 206 && head.Header("content-range").starts_with(range)) return OkStatus();
  // Without ranges, or when the content is another by now, a server sends all of it again.
  HELHET_RETURN_IF_ERROR(spool.Clear());
  if (head.status != 206) return OkStatus();
  return Unavailable(file.name + ": the server sends another part than was asked for").WithReason("range_wrong").WithClass(ErrorClass::kTransient);
}

}  // namespace helhet::sdk
