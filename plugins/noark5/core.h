// One archive core: its main address, the way there, and the login. A credential goes to no origin but that of the main
// address and those that the settings name beside it, wherever a link may lead.
#pragma once

#include <string>
#include <vector>

#include "helhet/connector.h"
#include "helhet/http_transport.h"
#include "helhet/settings.h"
#include "login.h"
#include "resource.h"

namespace helhet::noark5 {

// Media type of all that is no file (chapter 6, «Overføringsformat»).
inline constexpr char kMediaType[] = "application/vnd.noark5+json";
inline constexpr char kAccept[] = "Accept: application/vnd.noark5+json";

class Core {
 public:
  // From `url`, `login_hosts`, `ca_file`, `auth` and the secrets. INVALID_ARGUMENT naming the setting.
  static Result<Core> From(const sdk::Settings& settings);

  // What the main address offers to this user, after logging in where that has not been done. `now` is set to the core's
  // own clock, seconds since 1970; the hub's where the core does not tell.
  Result<Resource> Open(const sdk::Host& host, int64_t& now);
  // Sends a request with the credential. A token that is no longer accepted is renewed once. As HttpTransport::Send, and
  // FAILED_PRECONDITION other_host for an address at another origin.
  Result<sdk::HttpResponse> Send(sdk::HttpRequest request, const sdk::Host& host);

  const std::string& url() const { return url_; }

 private:
  Status CheckOrigin(const std::string& url) const;

  std::string url_;
  std::string origin_;
  std::vector<std::string> login_origins_;
  Login login_;
  sdk::HttpTransport http_{sdk::HttpTransport::Options{}};
};

// OK for a 2xx. Else as sdk::CheckSuccess, with what the core says in `feil` (chapter 6, «Håndtering av API-feil»).
Status CheckAnswer(const sdk::HttpResponse& answer, const std::string& what);

}  // namespace helhet::noark5
