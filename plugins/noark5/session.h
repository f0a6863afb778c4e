// One call's walk through the archive: from the main address along relations, with the rights of the user.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core.h"
#include "helhet/connector.h"
#include "helhet/status.h"
#include "query.h"
#include "resource.h"

namespace helhet::noark5 {

class Session {
 public:
  // Both must outlive it.
  Session(Core& core, const sdk::Host& host) : core_(core), host_(host) {}

  // Opens the main address; first. As Core::Open.
  Status Open();
  const Resource& root() const { return root_; }
  // The core's own clock at Open, seconds since 1970.
  int64_t now() const { return now_; }
  const sdk::Host& host() const { return host_; }

  // What lies behind a relation of the main address: `arkivstruktur/`. Fetched once.
  Result<Resource> Package(const std::string& relation);
  // The thing or list at an address. `what` names it in errors and for whoever watches.
  Result<Resource> Get(const std::string& href, const std::string& what);
  // Sends a request with the credential, and names it. Any status but 3xx, 429 and 5xx is an answer.
  Result<sdk::HttpResponse> Send(sdk::HttpRequest request, const std::string& what);

  // Takes one element of a list. Not OK ends the list.
  using Sink = std::function<Status(Resource element)>;
  // Gives the elements of a list, page by page along `next`. A core that does not take the query gives all: whoever asks
  // looks at each element again.
  Status List(const Link& link, const Query& query, const std::string& what, const Sink& sink);

 private:
  Core& core_;
  const sdk::Host& host_;
  Resource root_;
  int64_t now_ = 0;
  std::map<std::string, Resource> packages_;
};

// The link of that relation; PERMISSION_DENIED not_allowed, naming both, when there is none: «links are shown only to those
// who may follow them» (chapter 6, «Oppkobling og ressurslenker»).
Result<Link> LinkOrNotAllowed(const Resource& from, const std::string& word, std::string_view relation);

}  // namespace helhet::noark5
