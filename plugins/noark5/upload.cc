#include "upload.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "digest.h"
#include "relation.h"

namespace helhet::noark5 {
namespace {

// What a core takes whole when it does not say (chapter 6, «Overføre store filer»).
constexpr size_t kUnstatedLimitBytes = 157'286'400;
constexpr size_t kPieceBytes = 4u << 20;

// `bulkgrense` of the core: bytes that one request may bring. SIZE_MAX for no limit.
Result<size_t> LimitBytes(Session& session) {
  const auto link = session.root().LinkOf(relation::kSystem);
  if (!link) return kUnstatedLimitBytes;  // a user may be without the right to see it
  HELHET_ASSIGN_OR_RETURN(const Resource system, session.Get(Expand(*link, {}), relation::kSystem));
  const std::string text = system.Text("bulkgrense");
  size_t limit = kUnstatedLimitBytes;
  std::from_chars(text.data(), text.data() + text.size(), limit);
  return limit == 0 ? SIZE_MAX : limit;
}

Status Mismatch(const std::string& what) {
  return FailedPrecondition(what)
      .WithReason("checksum_mismatch")
      .WithRemedy("look at the journal entry in the archive; delete its document there, and the next attempt sends it anew")
      .WithClass(ErrorClass::kSource);
}

Status CheckStored(const sdk::HttpResponse& answer, const Content& content) {
  if (answer.status == 422) {
    HELHET_ASSIGN_OR_RETURN(const Resource problem, Resource::Parse(answer.body, relation::kContent));
    return Unavailable("arkivstruktur/fil/: the archive could not store the file: " + problem.Text("feil/beskrivelse"))
        .WithReason("upload_failed")
        .WithRemedy("it is tried again by itself; if it goes on, ask whoever runs the archive")
        .WithClass(ErrorClass::kTransient);
  }
  const Status status = CheckAnswer(answer, relation::kContent);
  // Size, media type or checksum is not what the object said before: something was changed on the way.
  if (answer.status == 400) return Mismatch(status.message());
  HELHET_RETURN_IF_ERROR(status);
  const auto object = Resource::Parse(answer.body, relation::kContent);
  const std::string stored = object.ok() ? object->Text("sjekksum") : "";
  if (stored.empty() || stored == content.sha256) return OkStatus();
  return Mismatch("arkivstruktur/fil/: the archive has stored a file with SHA-256 " + stored + ", but was sent " + content.sha256);
}

// Holds the file that lies there against ours. Without the header Accept: a core answers 406 to one that is narrower than
// the file's own media type.
Status CheckThere(Session& session, const std::string& address, const Content& content) {
  Sha256 digest;
  size_t bytes = 0;
  sdk::HttpRequest request{.url = address};
  request.sink = [&](const sdk::HttpResponse&, std::string_view piece) {
    digest.Add(piece);
    bytes += piece.size();
    return bytes <= content.bytes.size() ? OkStatus() : Mismatch("arkivstruktur/fil/: a larger file is already there");
  };
  HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, session.Send(std::move(request), relation::kContent));
  HELHET_RETURN_IF_ERROR(CheckAnswer(answer, relation::kContent));
  const std::string there = digest.Hex();
  if (there == content.sha256) return OkStatus();
  return Mismatch("arkivstruktur/fil/: a file with SHA-256 " + there + " is already there, but this delivery's is " + content.sha256);
}

// The byte after the last that has arrived, of `Range: bytes 0-524287` or `0-524287`; 0 when it does not say.
size_t ArrivedOf(const std::string& range) {
  size_t last = 0;
  const size_t dash = range.find('-');
  if (dash == std::string::npos) return 0;
  const auto [end, error] = std::from_chars(range.data() + dash + 1, range.data() + range.size(), last);
  return error == std::errc() ? last + 1 : 0;
}

Status NoSession(const std::string& why) {
  return FailedPrecondition("arkivstruktur/fil/: the archive takes no pieces: " + why)
      .WithReason("upload_failed")
      .WithRemedy("tell whoever runs the archive")
      .WithClass(ErrorClass::kSource);
}

// In pieces: each answer says where the next goes, under another address each time.
Result<sdk::HttpResponse> SendPieces(Session& session, const std::string& address, const Content& content, size_t piece_bytes) {
  const std::string total = std::to_string(content.bytes.size());
  HELHET_ASSIGN_OR_RETURN(
      sdk::HttpResponse answer,
      session.Send({.url = address, .content_type = content.media_type,
                    .headers = {kAccept, "X-Upload-Content-Type: " + content.media_type, "X-Upload-Content-Length: " + total}},
                   relation::kContent));
  std::string location = answer.Header("location");
  size_t sent = 0;
  while (answer.status == 200 && sent < content.bytes.size()) {
    if (location.empty()) return NoSession("it says no Location");
    const size_t count = std::min(piece_bytes, content.bytes.size() - sent);
    // `bytes` as in RFC 9110, section 14.4; the specification's own examples are with it and without.
    const std::string range = "Content-Range: bytes " + std::to_string(sent) + "-" + std::to_string(sent + count - 1) + "/" + total;
    HELHET_ASSIGN_OR_RETURN(answer, session.Send({.url = location, .method = "PUT", .body = std::string(content.bytes.substr(sent, count)),
                                                  .content_type = content.media_type, .headers = {kAccept, range}},
                                                 relation::kContent));
    if (answer.status != 200) break;
    const size_t arrived = ArrivedOf(answer.Header("range"));
    if (arrived <= sent || arrived > sent + count) return NoSession("it says that " + answer.Header("range") + " has arrived");
    sent = arrived;
    if (const std::string next = answer.Header("location"); !next.empty()) location = next;
  }
  return answer;
}

}  // namespace

Status Upload(Session& session, const Resource& object, const Content& content) {
  HELHET_ASSIGN_OR_RETURN(const Link link, LinkOrNotAllowed(object, "dokumentobjekt", relation::kContent));
  const std::string address = Expand(link, {});
  HELHET_ASSIGN_OR_RETURN(const size_t limit, LimitBytes(session));
  sdk::HttpResponse answer;
  // 403 is the answer to a file over a limit, whatever limit was stated.
  answer.status = 403;
  if (content.bytes.size() <= limit) {
    HELHET_ASSIGN_OR_RETURN(answer, session.Send({.url = address, .body = std::string(content.bytes), .content_type = content.media_type, .headers = {kAccept}},
                                                 relation::kContent));
  }
  if (answer.status == 403) {
    HELHET_ASSIGN_OR_RETURN(answer, SendPieces(session, address, content, std::min(kPieceBytes, limit)));
  }
  if (answer.status == 409) return CheckThere(session, address, content);
  return CheckStored(answer, content);
}

}  // namespace helhet::noark5
