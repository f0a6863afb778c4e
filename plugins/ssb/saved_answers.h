// Answers of PxWebApi v2 saved in files, for machines that are shut off from the network:
//
//   config.json                   GET /config; may be absent
//   tables/07459/table.json       GET /tables/07459
//   tables/07459/metadata.json    GET /tables/07459/metadata, with the codelists that the settings state
//   tables/07459/data*.json       GET or POST /tables/07459/data, one file or several parts
//
// Parts may overlap and may hold more than is selected. A search is answered from the tables' labels.
#pragma once

#include <filesystem>
#include <string>

#include "source.h"

namespace helhet::ssb {

class SavedAnswers : public Source {
 public:
  explicit SavedAnswers(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<ServiceConfig> Open(const sdk::Host& host) override;
  Result<TableInfo> Table(const std::string& id, const sdk::Host& host) override;
  // Tables whose label has every word of the query; `title:` and quotes count for nothing.
  Result<std::vector<TableInfo>> Search(const std::string& query, const sdk::Host& host) override;
  // The content of the table's files, for a person may replace them without touching `updated`.
  Result<std::string> Mark(const TableInfo& table, const sdk::Host& host) override;
  Result<jsonstat::Dataset> Metadata(const std::string& id, const std::map<std::string, std::string>& codelists,
                                     const sdk::Host& host) override;
  // Files whose variables are not the query's are left out: another selection of the same table.
  Status Data(const DataQuery& query, const TakeAnswer& take, const sdk::Host& host) override;

 private:
  Result<std::string> ReadFile(const std::filesystem::path& file, size_t limit_bytes) const;
  Result<std::vector<std::filesystem::path>> DataFiles(const std::string& id) const;
  std::filesystem::path TableFolder(const std::string& id) const { return folder_ / "tables" / id; }

  const std::filesystem::path folder_;
};

}  // namespace helhet::ssb
