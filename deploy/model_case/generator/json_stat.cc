#include "json_stat.h"

#include <rapidjson/prettywriter.h>

#include <fstream>

namespace helhet::model_case {
namespace {

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

constexpr const char* kService = "https://data.ssb.no/api/pxwebapi/v2";

void Key(Json& json, const std::string& key) { json.Key(key.c_str()); }
void Text(Json& json, const char* key, const std::string& value) {
  json.Key(key);
  json.String(value.c_str());
}

void TextList(Json& json, const char* key, const std::vector<std::string>& values) {
  json.Key(key);
  json.StartArray();
  for (const std::string& value : values) json.String(value.c_str());
  json.EndArray();
}

Status Save(const std::filesystem::path& path, const rapidjson::StringBuffer& buffer) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file << std::string_view(buffer.GetString(), buffer.GetSize()) << '\n';
  file.close();
  if (!file) return Unavailable(path.string() + ": the file could not be written");
  return OkStatus();
}

// `{"<code>": value}` for the one category of the contents dimension.
template <typename Write>
void ForContents(Json& json, const char* key, const Dimension& contents, Write write) {
  json.Key(key);
  json.StartObject();
  Key(json, contents.categories.front().code);
  write();
  json.EndObject();
}

void WriteDimension(Json& json, const Dimension& dimension) {
  const bool is_contents = dimension.code == "ContentsCode";
  Key(json, dimension.code);
  json.StartObject();
  Text(json, "label", dimension.label);
  json.Key("category");
  json.StartObject();
  json.Key("index");
  json.StartObject();
  int position = 0;
  for (const Category& category : dimension.categories) {
    Key(json, category.code);
    json.Int(position++);
  }
  json.EndObject();
  json.Key("label");
  json.StartObject();
  for (const Category& category : dimension.categories) Text(json, category.code.c_str(), category.label);
  json.EndObject();
  if (is_contents) {
    ForContents(json, "unit", dimension, [&] {
      json.StartObject();
      Text(json, "base", "personer");
      json.Key("decimals");
      json.Int(0);
      json.EndObject();
    });
  }
  json.EndObject();
  json.Key("extension");
  json.StartObject();
  json.Key("elimination");
  json.Bool(dimension.code == "Region" || dimension.code == "Kjonn" || dimension.code == "Alder");
  if (is_contents) {
    ForContents(json, "refperiod", dimension, [&] { json.String("1. januar"); });
    ForContents(json, "measuringType", dimension, [&] { json.String("Stock"); });
  }
  Text(json, "show", dimension.code == "Tid" ? "code" : "value");
  json.EndObject();
  json.EndObject();
}

void WriteValues(Json& json, const Table& table) {
  json.Key("value");
  json.StartArray();
  json.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  for (const Cell& cell : table.cells) {
    if (cell.value) json.Int64(*cell.value);
    else json.Null();
  }
  json.EndArray();
  json.SetFormatOptions(rapidjson::kFormatDefault);
  json.Key("status");
  json.StartObject();
  for (size_t i = 0; i < table.cells.size(); ++i) {
    if (!table.cells[i].symbol.empty()) Text(json, std::to_string(i).c_str(), table.cells[i].symbol);
  }
  json.EndObject();
}

void WriteDataset(Json& json, const Table& table, bool with_values) {
  json.StartObject();
  Text(json, "version", "2.0");
  Text(json, "class", "dataset");
  Text(json, "href", std::string(kService) + "/tables/" + table.id + "/metadata?lang=no&outputFormat=json-stat2");
  Text(json, "label", table.label);
  Text(json, "source", "Statistisk sentralbyrå");
  Text(json, "updated", table.updated);
  TextList(json, "note",
           {"Eksempeldata: tallene er laget for modellcasen i samme form som et svar fra tjenesten, og er ikke statistikk.",
            ": = Vises ikke av konfidensialitetshensyn."});
  json.Key("role");
  json.StartObject();
  TextList(json, "time", {"Tid"});
  TextList(json, "geo", {"Region"});
  TextList(json, "metric", {"ContentsCode"});
  json.EndObject();
  std::vector<std::string> ids;
  for (const Dimension& dimension : table.dimensions) ids.push_back(dimension.code);
  TextList(json, "id", ids);
  json.Key("size");
  json.StartArray();
  for (const Dimension& dimension : table.dimensions) json.Uint64(dimension.categories.size());
  json.EndArray();
  json.Key("dimension");
  json.StartObject();
  for (const Dimension& dimension : table.dimensions) WriteDimension(json, dimension);
  json.EndObject();
  json.Key("extension");
  json.StartObject();
  json.Key("px");
  json.StartObject();
  Text(json, "tableid", table.id);
  json.Key("decimals");
  json.Int(0);
  json.Key("official-statistics");
  json.Bool(false);
  Text(json, "language", "no");
  json.EndObject();
  json.Key("discontinued");
  json.Null();
  json.EndObject();
  if (with_values) WriteValues(json, table);
  json.EndObject();
}

void WriteLinks(Json& json, const Table& table) {
  json.Key("links");
  json.StartArray();
  for (const auto& [relation, path] : {std::pair{"self", ""}, {"metadata", "/metadata"}, {"data", "/data"}}) {
    json.StartObject();
    Text(json, "rel", relation);
    Text(json, "hreflang", "no");
    Text(json, "href", std::string(kService) + "/tables/" + table.id + path + "?lang=no");
    json.EndObject();
  }
  json.EndArray();
}

void WriteDescription(Json& json, const Table& table) {
  const std::vector<Category>& years = table.dimensions.back().categories;
  json.StartObject();
  Text(json, "type", "Table");
  Text(json, "id", table.id);
  Text(json, "label", table.label + " " + years.front().code + "-" + years.back().code);
  Text(json, "description", "Eksempeldata");
  Text(json, "updated", table.updated);
  Text(json, "firstPeriod", years.front().code);
  Text(json, "lastPeriod", years.back().code);
  Text(json, "category", "public");
  std::vector<std::string> names;
  for (const Dimension& dimension : table.dimensions) names.push_back(dimension.label);
  TextList(json, "variableNames", names);
  json.Key("discontinued");
  json.Bool(false);
  Text(json, "timeUnit", "Annual");
  WriteLinks(json, table);
  Text(json, "language", "no");
  json.EndObject();
}

}  // namespace

Status WriteTable(const std::filesystem::path& folder, const Table& table) {
  rapidjson::StringBuffer description;
  rapidjson::StringBuffer metadata;
  rapidjson::StringBuffer data;
  Json description_json(description);
  Json metadata_json(metadata);
  Json data_json(data);
  WriteDescription(description_json, table);
  WriteDataset(metadata_json, table, false);
  WriteDataset(data_json, table, true);
  HELHET_RETURN_IF_ERROR(Save(folder / "table.json", description));
  HELHET_RETURN_IF_ERROR(Save(folder / "metadata.json", metadata));
  return Save(folder / "data.json", data);
}

Status WriteConfig(const std::filesystem::path& folder) {
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.StartObject();
  Text(json, "apiVersion", "2.0.0");
  Text(json, "appVersion", "2.0.1");
  json.Key("languages");
  json.StartArray();
  json.StartObject();
  Text(json, "id", "no");
  Text(json, "label", "Norsk");
  json.EndObject();
  json.EndArray();
  Text(json, "defaultLanguage", "no");
  for (const auto& [key, value] : {std::pair{"maxDataCells", 800000}, {"maxCallsPerTimeWindow", 30}, {"timeWindow", 60}}) {
    json.Key(key);
    json.Int(value);
  }
  Text(json, "license", "https://www.ssb.no/diverse/lisens");
  Text(json, "defaultDataFormat", "json-stat2");
  TextList(json, "dataFormats", {"json-stat2"});
  json.EndObject();
  return Save(folder / "config.json", buffer);
}

}  // namespace helhet::model_case
