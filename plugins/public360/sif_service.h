// SIF, the service that Public 360 offers to other systems: one POST for each call, JSON both ways.
#pragma once

#include <string>

#include "helhet/connector.h"
#include "helhet/http_transport.h"
#include "helhet/json/authorisation.h"
#include "helhet/json/json_record.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::public360 {

using sdk::Json;

class SifService {
 public:
  // From `address`, `auth`, `ca_file` and `rate_limit`. INVALID_ARGUMENT naming the setting.
  static Result<SifService> From(const sdk::Settings& settings);

  // Calls a method, `DocumentService/GetDocuments`, and gives its answer, an object. The status of HTTP does not tell
  // whether a call was carried out; `Successful` in the answer does. As HttpTransport::Send and AccessToken::Get, and
  //   FAILED_PRECONDITION archive_refused    Public 360 did not carry it out; the message has its reason
  //   FAILED_PRECONDITION answer_unreadable  the answer is none of SIF's
  // Whether it was carried out is not known after other errors of HTTP; a call is never sent twice.
  Result<Json> Call(const std::string& method, const Json& parameter, const sdk::Host& host);

  const std::string& address() const { return address_; }

 private:
  std::string address_;
  sdk::Authorisation authorisation_;
  sdk::HttpTransport http_{sdk::HttpTransport::Options{}};
};

// The address of what an answer names by a path, or by an address; empty when it names nothing.
std::string LinkTo(const std::string& address, const std::string& path);

}  // namespace helhet::public360
