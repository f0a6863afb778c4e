#include "json_stat.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace helhet::model_case {
namespace {

using Json = nlohmann::ordered_json;

const std::string kService = "https://data.ssb.no/api/pxwebapi/v2";

Status Save(const std::filesystem::path& path, const Json& json, int indent) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file << json.dump(indent) << '\n';
  file.close();
  if (!file) return Unavailable(path.string() + ": the file could not be written");
  return OkStatus();
}

Json DescribeDimension(const Dimension& dimension) {
  Json index = Json::object();
  Json labels = Json::object();
  for (const Category& category : dimension.categories) {
    index[category.code] = index.size();
    labels[category.code] = category.label;
  }
  const bool may_be_left_out = dimension.code == "Region" || dimension.code == "Kjonn" || dimension.code == "Alder";
  Json json = {{"label", dimension.label},
               {"category", {{"index", index}, {"label", labels}}},
               {"extension", {{"elimination", may_be_left_out}}}};
  if (dimension.code == "ContentsCode") {
    const std::string& contents = dimension.categories.front().code;
    json["category"]["unit"] = {{contents, {{"base", "personer"}, {"decimals", 0}}}};
    json["extension"]["refperiod"] = {{contents, "1. januar"}};
    json["extension"]["measuringType"] = {{contents, "Stock"}};
  }
  json["extension"]["show"] = dimension.code == "Tid" ? "code" : "value";
  return json;
}

Json DescribeDataset(const Table& table) {
  Json ids = Json::array();
  Json sizes = Json::array();
  Json dimensions = Json::object();
  for (const Dimension& dimension : table.dimensions) {
    ids.push_back(dimension.code);
    sizes.push_back(dimension.categories.size());
    dimensions[dimension.code] = DescribeDimension(dimension);
  }
  return {{"version", "2.0"},
          {"class", "dataset"},
          {"href", kService + "/tables/" + table.id + "/metadata?lang=no&outputFormat=json-stat2"},
          {"label", table.label},
          {"source", "Statistisk sentralbyrå"},
          {"updated", table.updated},
          {"note",
           {"Eksempeldata: tallene er laget for modellcasen i samme form som et svar fra tjenesten, og er ikke statistikk.",
            ": = Vises ikke av konfidensialitetshensyn."}},
          {"role", {{"time", {"Tid"}}, {"geo", {"Region"}}, {"metric", {"ContentsCode"}}}},
          {"id", ids},
          {"size", sizes},
          {"dimension", dimensions},
          {"extension",
           {{"px", {{"tableid", table.id}, {"decimals", 0}, {"official-statistics", false}, {"language", "no"}}},
            {"discontinued", nullptr}}}};
}

Json WithValues(Json dataset, const Table& table) {
  Json values = Json::array();
  Json status = Json::object();
  for (const Cell& cell : table.cells) {
    if (!cell.symbol.empty()) status[std::to_string(values.size())] = cell.symbol;
    values.push_back(cell.value ? Json(*cell.value) : Json());
  }
  dataset["value"] = std::move(values);
  if (!status.empty()) dataset["status"] = std::move(status);
  return dataset;
}

Json DescribeTable(const Table& table) {
  const std::vector<Category>& years = table.dimensions.back().categories;
  Json names = Json::array();
  for (const Dimension& dimension : table.dimensions) names.push_back(dimension.label);
  Json links = Json::array();
  for (const auto& [relation, path] : {std::pair{"self", ""}, {"metadata", "/metadata"}, {"data", "/data"}}) {
    links.push_back({{"rel", relation}, {"hreflang", "no"}, {"href", kService + "/tables/" + table.id + path + "?lang=no"}});
  }
  return {{"type", "Table"},
          {"id", table.id},
          {"label", table.label + " " + years.front().code + "-" + years.back().code},
          {"description", "Eksempeldata"},
          {"updated", table.updated},
          {"firstPeriod", years.front().code},
          {"lastPeriod", years.back().code},
          {"category", "public"},
          {"variableNames", names},
          {"discontinued", false},
          {"timeUnit", "Annual"},
          {"links", links},
          {"language", "no"}};
}

}  // namespace

Status WriteTable(const std::filesystem::path& folder, const Table& table) {
  const Json dataset = DescribeDataset(table);
  HELHET_RETURN_IF_ERROR(Save(folder / "table.json", DescribeTable(table), 1));
  HELHET_RETURN_IF_ERROR(Save(folder / "metadata.json", dataset, 1));
  return Save(folder / "data.json", WithValues(dataset, table), -1);
}

Status WriteConfig(const std::filesystem::path& folder) {
  return Save(folder / "config.json",
              {{"apiVersion", "2.0.0"},
               {"appVersion", "2.0.1"},
               {"languages", {{{"id", "no"}, {"label", "Norsk"}}}},
               {"defaultLanguage", "no"},
               {"maxDataCells", 800000},
               {"maxCallsPerTimeWindow", 30},
               {"timeWindow", 60},
               {"license", "https://www.ssb.no/diverse/lisens"},
               {"defaultDataFormat", "json-stat2"},
               {"dataFormats", {"json-stat2"}}},
              1);
}

}  // namespace helhet::model_case
