#include "create.h"

#include <cctype>
#include <utility>

#include "moment.h"

namespace helhet::noark5 {
namespace {

// A core may answer a conflict with either (the specification names 409, RFC 9110 has 412 for If-Match).
bool IsConflict(int status) { return status == 409 || status == 412; }

Status Conflict(const std::string& what) {
  return Unavailable(what + ": somebody else is changing it")
      .WithReason("conflict")
      .WithRemedy("it is tried again by itself")
      .WithClass(ErrorClass::kTransient);
}

// A template without what must not be sent back: links, attributes without value, and groups of such.
Json Sendable(const Json& given) {
  Json values = Json::object();
  for (const auto& [name, value] : given.items()) {
    if (name == "_links" || value.is_null()) continue;
    Json kept = value.is_object() ? Sendable(value) : value;
    if (!kept.is_object() || !kept.empty()) values[name] = std::move(kept);
  }
  return values;
}

std::string ReferenceBeside(const std::string& name) {
  return "referanse" + std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])))) + name.substr(1);
}

}  // namespace

Result<Resource> Create(Session& session, const Resource& parent, const std::string& word, const char* relation, const Json& values) {
  HELHET_ASSIGN_OR_RETURN(const Link link, LinkOrNotAllowed(parent, word, relation));
  const std::string address = Expand(link, {});
  HELHET_ASSIGN_OR_RETURN(const Resource from, session.Get(address, relation));
  Json body = Sendable(from.json());
  // Names within our own group come beside those that the core suggests; everything else is ours where we state it.
  for (const auto& [name, value] : values.items()) {
    // `referanseSaksansvarlig` of a template is whom it proposes as `saksansvarlig`, and goes when the name does.
    body.erase(ReferenceBeside(name));
    if (name == "virksomhetsspesifikkeMetadata" && body.contains(name) && body[name].is_object()) {
      body[name].update(value);
    } else {
      body[name] = value;
    }
  }
  HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer,
                          session.Send({.url = address, .body = body.dump(), .content_type = kMediaType, .headers = {kAccept}}, relation));
  if (IsConflict(answer.status)) return Conflict(relation);
  HELHET_RETURN_IF_ERROR(CheckAnswer(answer, relation));
  HELHET_ASSIGN_OR_RETURN(Resource made, Resource::Parse(answer.body, relation));
  made.etag = answer.Header("etag");
  return made;
}

Result<Resource> FindOrMake(Session& session, const std::function<Result<std::optional<Resource>>()>& find,
                            const std::function<Result<Resource>()>& make) {
  HELHET_ASSIGN_OR_RETURN(std::optional<Resource> found, find());
  if (found) return *std::move(found);
  HELHET_ASSIGN_OR_RETURN(Resource made, make());
  HELHET_ASSIGN_OR_RETURN(std::optional<Resource> first, find());
  if (!first || first->system_id() == made.system_id() || !IsEarlier(*first, made)) return made;
  sdk::HttpRequest request{.url = made.self(), .method = "DELETE", .headers = {kAccept}};
  if (!made.etag.empty()) request.headers.push_back("If-Match: " + made.etag);
  HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, session.Send(std::move(request), "self"));
  // A core that keeps what is empty keeps it: the first counts all the same.
  if (answer.status >= 300) session.host().Log(HELHET_LOG_WARNING, "left behind event=duplicate address=" + made.self());
  return *std::move(first);
}

bool IsEarlier(const Resource& a, const Resource& b) {
  const Moment at_a = MomentOf(a.Text("opprettetDato")), at_b = MomentOf(b.Text("opprettetDato"));
  return at_a.us != at_b.us ? at_a.us < at_b.us : a.system_id() < b.system_id();
}

Status Change(Session& session, const std::string& href, const std::string& word, const Json& patch,
              const std::function<bool(const Resource&)>& is_done) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    HELHET_ASSIGN_OR_RETURN(const Resource now, session.Get(href, word));
    if (is_done(now)) return OkStatus();
    sdk::HttpRequest request{.url = href, .method = "PATCH", .body = patch.dump(), .content_type = "application/merge-patch+json", .headers = {kAccept}};
    if (!now.etag.empty()) request.headers.push_back("If-Match: " + now.etag);
    HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, session.Send(std::move(request), word));
    if (!IsConflict(answer.status)) return CheckAnswer(answer, word);
  }
  return Conflict(word);
}

}  // namespace helhet::noark5
