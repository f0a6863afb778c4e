// How a service gives a long list page by page, and which request comes after an answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "helhet/http_transport.h"
#include "helhet/json/json_record.h"
#include "helhet/json/request_template.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::sdk {

enum class PageStyle {
  kNone,     // one answer holds all
  kPage,     // {page} counts pages
  kOffset,   // {offset} counts records
  kCursor,   // {cursor} is what the answer holds at `path`, or in the header `header`
  kNextUrl,  // the answer holds the next address at `path`
  kLink,     // the header Link names it, rel="next" (RFC 8288)
};

struct PageSettings {
  PageStyle style = PageStyle::kNone;
  std::string path;
  std::string header;  // lower case
  int64_t first = 0;  // number of the first page, or of the first record
  int64_t size = 0;   // what {size} stands for

  // From `pagination`; INVALID_ARGUMENT naming the setting, as when the request has no place for what the style counts.
  static Result<PageSettings> From(const Settings& settings, const RequestTemplate& request);
};

// Walks through the pages of one read.
class Pages {
 public:
  // `since` is where the records begin, as the service writes it; may be empty.
  Pages(const PageSettings& settings, const RequestTemplate& request, const std::string& since);

  // The request for the page that is due.
  HttpRequest Request() const;
  // Whether an answer 404 means that there are no more pages, as some services have it.
  bool MayBeBeyondTheEnd() const { return number_ > 0 && (settings_.style == PageStyle::kPage || settings_.style == PageStyle::kOffset); }
  // Takes an answer with so many records. True when there is another page. FAILED_PRECONDITION when the service goes round
  // in circles, or the next page lies on another host, where no credential is sent.
  Result<bool> Advance(const HttpResponse& answer, const Json& body, size_t records);
  // Number of the page that is due, from 1 up.
  int64_t number() const { return number_ + 1; }

 private:
  Result<bool> GoTo(const std::string& url);

  const PageSettings& settings_;
  const RequestTemplate& request_;
  Places places_;
  std::string next_url_;
  size_t last_answer_ = 0;  // hash
  int64_t number_ = 0;      // of pages taken
  int64_t offset_ = 0;
};

// The address of rel="next" in a header Link; empty when there is none.
std::string NextOfLink(const std::string& header);

}  // namespace helhet::sdk
