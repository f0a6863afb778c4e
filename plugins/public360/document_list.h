// The documents of an archive that were changed since a time, page by page.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "helhet/connector.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "sif_service.h"

namespace helhet::public360 {

class DocumentList {
 public:
  // From `page_size` and `choose`. INVALID_ARGUMENT naming the setting.
  static Result<DocumentList> From(const sdk::Settings& settings, bool with_files);

  using Sink = std::function<Status(const Json& document)>;
  // Gives all documents that were changed at `last_date` or later, as an earlier answer wrote it; all there are when it is
  // empty. Returns where the next reading begins, `NextDeltaLastDate`; `last_date` when the answer does not say. A document
  // that is changed meanwhile may come twice, and comes again by the next reading. As SifService::Call and `sink`, and
  // FAILED_PRECONDITION answer_unreadable or pages_endless.
  Result<std::string> Read(const std::string& last_date, SifService& sif, const sdk::Host& host, const Sink& sink) const;
  // How many there are in all.
  Result<int64_t> Count(SifService& sif, const sdk::Host& host) const;

 private:
  Result<Json> Page(int64_t page, int64_t size, const std::string& last_date, SifService& sif, const sdk::Host& host) const;

  Json chosen_ = Json::object();
  int64_t page_size_ = 0;
  bool with_files_ = false;
};

}  // namespace helhet::public360
