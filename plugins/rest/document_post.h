// Documents of the hub's to a JSON service: one request each, that carries the whole of it. Settings, below `write`:
//
//   url      address; {delivery_id}, {file_name}, {export_id} and {day} are filled in
//   method   POST or PUT; POST when not stated
//   find     address that answers 2xx when the service has the document, and 404 when not; asked before it is sent
//   id       path of the document's identifier in the answer; the Location header, or the delivery's own name, when not stated
//   link     path of an address for people in the answer
#pragma once

#include <string>

#include "helhet/connector.h"
#include "helhet/http_transport.h"
#include "helhet/json/authorisation.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::rest {

class DocumentPost {
 public:
  static bool IsStated(const sdk::Settings& settings) { return settings.Has("write"); }
  // INVALID_ARGUMENT names the setting that is missing or wrong.
  static Result<DocumentPost> From(const sdk::Settings& settings);

  const std::string& url() const { return url_; }

  // Sends the document, unless the service says that it has it. The request names the delivery as its Idempotency-Key
  // (draft-ietf-httpapi-idempotency-key-header) and tells the digest of its body (RFC 9530): a service that keeps to either takes a
  // repeat for what it is. UNAVAILABLE for 409, which says that an earlier attempt is under way; FAILED_PRECONDITION for what the
  // service refuses, with the beginning of its answer.
  Result<plugin::v1::WriteResponse> Send(const plugin::v1::WriteRequest& document, const sdk::Host& host);

 private:
  DocumentPost(sdk::Authorisation authorisation, sdk::HttpTransport http) : authorisation_(std::move(authorisation)), http_(std::move(http)) {}
  plugin::v1::WriteResponse ReceiptOf(const plugin::v1::WriteRequest& document, const sdk::HttpResponse& answer) const;

  std::string url_;
  std::string method_;
  std::string find_;
  std::string id_path_;
  std::string link_path_;
  std::vector<std::string> headers_;
  sdk::Authorisation authorisation_;
  sdk::HttpTransport http_;
};

}  // namespace helhet::rest
