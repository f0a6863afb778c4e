#include <nlohmann/json.hpp>

#include "core/export/format.h"

namespace helhet::exports {
namespace {

using Json = nlohmann::ordered_json;

struct CellJson {
  Json operator()(std::monostate) const { return nullptr; }
  template <typename Value>
  Json operator()(const Value& value) const { return value; }
};

}  // namespace

std::string ToJson(const Table& table, const Heading& heading) {
  Json file{{"municipality_id", heading.municipality_id}, {"export_id", heading.export_id}, {"title", heading.title}, {"time", heading.time}, {"rows", Json::array()}};
  for (const auto& row : table.rows) {
    Json object = Json::object();
    for (size_t i = 0; i < row.size(); ++i) object[table.columns[i]] = std::visit(CellJson(), row[i]);
    file["rows"].push_back(std::move(object));
  }
  return file.dump();
}

}  // namespace helhet::exports
