// Where tables come from: the service's address, or a folder of its answers.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "answers.h"
#include "helhet/connector.h"
#include "json_stat.h"
#include "query.h"

namespace helhet::ssb {

// One data answer: as the source wrote it, decoded, and where it was found.
struct DataAnswer {
  std::string text;
  jsonstat::Dataset dataset;
  std::string locator;
};
using TakeAnswer = std::function<Status(const DataAnswer& answer)>;

class Source {
 public:
  virtual ~Source() = default;

  // Reads what the source says of itself; first, once per read.
  virtual Result<ServiceConfig> Open(const sdk::Host& host) = 0;
  // The table's resource. NOT_FOUND when there is no such table.
  virtual Result<TableInfo> Table(const std::string& id, const sdk::Host& host) = 0;
  // The tables that a search finds, discontinued ones left out.
  virtual Result<std::vector<TableInfo>> Search(const std::string& query, const sdk::Host& host) = 0;
  // What changes when the table does, and at no other time; empty when that cannot be told.
  virtual Result<std::string> Mark(const TableInfo& table, const sdk::Host& host) = 0;
  // Variables and codes of a table, with these codelists in place.
  virtual Result<jsonstat::Dataset> Metadata(const std::string& id, const std::map<std::string, std::string>& codelists,
                                             const sdk::Host& host) = 0;
  // Gives the answers that together hold the query's cells; they may hold others too.
  virtual Status Data(const DataQuery& query, const TakeAnswer& take, const sdk::Host& host) = 0;
};

}  // namespace helhet::ssb
