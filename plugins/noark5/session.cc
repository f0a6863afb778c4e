#include "session.h"

#include <set>
#include <utility>

#include "relation.h"

namespace helhet::noark5 {
namespace {

// One page. As a tree it takes about ten times as much, and a child has 512 MiB in all.
constexpr size_t kAnswerBytes = 16u << 20;

// Whether a core says that it does not understand a query: 400, or 501, which the transport takes for a failure.
bool RefusesQuery(const Result<sdk::HttpResponse>& answer) {
  return answer.ok() ? answer->status == 400 : answer.status().reason() == "http_501";
}

Status Endless(const std::string& what) {
  return FailedPrecondition(what + ": the pages of the list lead in a circle")
      .WithReason("pages_endless")
      .WithRemedy("tell whoever runs the archive: its `next` links come back to a page that was given")
      .WithClass(ErrorClass::kSource);
}

Status NoList(const std::string& what) {
  return FailedPrecondition(what + ": `results` is no list of things")
      .WithReason("not_noark5")
      .WithRemedy("tell whoever runs the archive")
      .WithClass(ErrorClass::kSource);
}

}  // namespace

Status Session::Open() {
  HELHET_ASSIGN_OR_RETURN(root_, core_.Open(host_, now_));
  return OkStatus();
}

Result<Resource> Session::Package(const std::string& relation) {
  if (const auto found = packages_.find(relation); found != packages_.end()) return found->second;
  HELHET_ASSIGN_OR_RETURN(const Link link, LinkOrNotAllowed(root_, "the main address", relation));
  HELHET_ASSIGN_OR_RETURN(Resource package, Get(Expand(link, {}), relation));
  return packages_[relation] = std::move(package);
}

Result<Resource> Session::Get(const std::string& href, const std::string& what) {
  HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, Send({.url = href, .headers = {kAccept}}, what));
  HELHET_RETURN_IF_ERROR(CheckAnswer(answer, what));
  HELHET_ASSIGN_OR_RETURN(Resource resource, Resource::Parse(answer.body, what));
  resource.etag = answer.Header("etag");
  return resource;
}

Result<sdk::HttpResponse> Session::Send(sdk::HttpRequest request, const std::string& what) {
  request.activity = what;
  request.limit_bytes = kAnswerBytes;
  return core_.Send(std::move(request), host_);
}

Status Session::List(const Link& link, const Query& query, const std::string& what, const Sink& sink) {
  std::set<std::string> seen;
  std::string address = Expand(link, query);
  const std::string unasked = Expand(link, {});
  while (seen.insert(address).second) {
    const Result<sdk::HttpResponse> sent = Send({.url = address, .headers = {kAccept}}, what);
    if (RefusesQuery(sent) && seen.size() == 1 && address != unasked) {
      address = unasked;
      continue;
    }
    HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, sent);
    HELHET_RETURN_IF_ERROR(CheckAnswer(answer, what));
    HELHET_ASSIGN_OR_RETURN(const Resource page, Resource::Parse(answer.body, what));
    const auto results = page.json().find("results");
    // A list of nothing has no member `results` (chapter 6, «Finne objekter»).
    if (results != page.json().end()) {
      if (!results->is_array()) return NoList(what);
      for (const Json& element : *results) {
        if (!element.is_object()) return NoList(what);
        HELHET_RETURN_IF_ERROR(sink(Resource(element)));
      }
    }
    const auto next = page.LinkOf("next");
    if (!next) return OkStatus();
    address = Expand(*next, {});
  }
  return Endless(what);
}

Result<Link> LinkOrNotAllowed(const Resource& from, const std::string& word, std::string_view relation) {
  const auto link = from.LinkOf(relation);
  if (link) return *link;
  return PermissionDenied(from.Named(word) + ": the archive does not offer " + std::string(relation))
      .WithReason("not_allowed")
      .WithRemedy("give the connector's user the right behind that relation: a link that is missing means that the user may not")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace helhet::noark5
