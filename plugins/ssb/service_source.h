// PxWebApi v2 over HTTP.
#pragma once

#include <string>

#include "helhet/http_transport.h"
#include "source.h"

namespace helhet::ssb {

class ServiceSource : public Source {
 public:
  ServiceSource(std::string base_url, std::string language, sdk::HttpTransport http)
      : base_url_(std::move(base_url)), language_(std::move(language)), http_(std::move(http)) {}

  Result<ServiceConfig> Open(const sdk::Host& host) override;
  Result<TableInfo> Table(const std::string& id, const sdk::Host& host) override;
  Result<std::vector<TableInfo>> Search(const std::string& query, const sdk::Host& host) override;
  Result<std::string> Mark(const TableInfo& table, const sdk::Host& host) override;
  Result<jsonstat::Dataset> Metadata(const std::string& id, const std::map<std::string, std::string>& codelists,
                                     const sdk::Host& host) override;
  Status Data(const DataQuery& query, const TakeAnswer& take, const sdk::Host& host) override;

 private:
  // GET of a small answer: its body, or the service's problem as a status.
  Result<std::string> Get(const std::string& path_and_query, const std::string& activity, const sdk::Host& host);
  Result<sdk::HttpResponse> Fetch(const DataQuery& query, const std::string& activity, const sdk::Host& host);

  const std::string base_url_;
  const std::string language_;
  sdk::HttpTransport http_;
  uint64_t cell_limit_ = 0;
};

}  // namespace helhet::ssb
