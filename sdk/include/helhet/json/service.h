// One JSON service as the settings describe it: asks for its pages and finds the records in them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "helhet/connector.h"
#include "helhet/http_transport.h"
#include "helhet/json/authorisation.h"
#include "helhet/json/json_record.h"
#include "helhet/json/pagination.h"
#include "helhet/json/request_template.h"
#include "helhet/settings.h"

namespace helhet::sdk {

class JsonService {
 public:
  // From `url`, `query`, `headers`, `body`, `records`, `pagination`, `not_found_is_empty`, `redirect_hosts`, `auth`,
  // `ca_file` and `rate_limit`. INVALID_ARGUMENT naming the setting.
  static Result<JsonService> From(const Settings& settings);

  // Takes a record; `where` names it for a person: `/v1/invoices, page 2, record 17`. Not OK ends the read.
  using Sink = std::function<Status(const Json& record, const std::string& where)>;
  // Gives all records from `since`, page by page; at most `pages` of them. As HttpTransport::Send and AccessToken::Get,
  // and FAILED_PRECONDITION for an answer that is no JSON or has no list where `records` says.
  Status Read(const std::string& since, int64_t pages, const Host& host, const Sink& sink);

  // The address without what is filled in, for a person.
  const std::string& url() const { return request_.url(); }
  // Whether the request says from when.
  bool AsksSince() const { return request_.Has("since"); }

 private:
  Result<HttpResponse> Ask(HttpRequest request, const Host& host);
  Result<HttpResponse> Follow(const HttpResponse& redirect, const HttpRequest& from, const Host& host);

  RequestTemplate request_;
  PageSettings pages_;
  Authorisation authorisation_;
  HttpTransport http_{HttpTransport::Options{}};
  std::string records_path_;
  bool not_found_is_empty_ = false;
  std::vector<std::string> redirect_origins_;
};

}  // namespace helhet::sdk
