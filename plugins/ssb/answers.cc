#include "answers.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "dates.h"

namespace helhet::ssb {
namespace {

using nlohmann::json;

Result<json> ParseObject(std::string_view text, const char* what) {
  json parsed = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object()) {
    return InvalidArgument(std::string(what) + ": not a json object").WithReason("answer_not_json");
  }
  return parsed;
}

std::string TextOf(const json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

template <typename Number>
Number NumberOf(const json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_number_unsigned()) return 0;
  return static_cast<Number>(std::min<uint64_t>(found->get<uint64_t>(), std::numeric_limits<Number>::max()));
}

Result<TableInfo> TableOf(const json& object) {
  TableInfo table;
  table.id = TextOf(object, "id");
  if (table.id.empty()) return InvalidArgument("table: has no id").WithReason("answer_invalid");
  table.label = TextOf(object, "label");
  table.updated = TextOf(object, "updated");
  table.first_period = TextOf(object, "firstPeriod");
  table.last_period = TextOf(object, "lastPeriod");
  const auto discontinued = object.find("discontinued");
  table.discontinued = discontinued != object.end() && discontinued->is_boolean() && discontinued->get<bool>();
  return table;
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

}  // namespace

std::string ServiceProblem::Text() const {
  if (title.empty() || detail.empty() || title == detail) return title.empty() ? detail : title;
  return title + ": " + detail;
}

bool ServiceProblem::SaysTooManyCells() const {
  const std::string text = Lower(Text());
  return text.find("too many cells") != std::string::npos || text.find("too many values") != std::string::npos ||
         (text.find("cell") != std::string::npos && text.find("exceed") != std::string::npos);
}

Result<ServiceConfig> ParseConfig(std::string_view text) {
  HELHET_ASSIGN_OR_RETURN(const json object, ParseObject(text, "config"));
  ServiceConfig config;
  config.api_version = TextOf(object, "apiVersion");
  config.max_data_cells = NumberOf<uint64_t>(object, "maxDataCells");
  config.calls_per_window = NumberOf<uint32_t>(object, "maxCallsPerTimeWindow");
  config.window_seconds = NumberOf<uint32_t>(object, "timeWindow");
  return config;
}

Result<TableInfo> ParseTable(std::string_view text) {
  HELHET_ASSIGN_OR_RETURN(const json object, ParseObject(text, "table"));
  return TableOf(object);
}

Result<TablePage> ParseTablePage(std::string_view text) {
  HELHET_ASSIGN_OR_RETURN(const json object, ParseObject(text, "tables"));
  TablePage page;
  const auto tables = object.find("tables");
  if (tables == object.end() || !tables->is_array()) {
    return InvalidArgument("tables: has no list of tables").WithReason("answer_invalid");
  }
  for (const json& element : *tables) {
    if (!element.is_object()) return InvalidArgument("tables: an element is no object").WithReason("answer_invalid");
    HELHET_ASSIGN_OR_RETURN(TableInfo table, TableOf(element));
    page.tables.push_back(std::move(table));
  }
  const auto paging = object.find("page");
  if (paging != object.end() && paging->is_object()) page.total_pages = NumberOf<int>(*paging, "totalPages");
  return page;
}

std::optional<ServiceProblem> ParseProblem(std::string_view text) {
  const auto object = ParseObject(text, "problem");
  if (!object.ok()) return std::nullopt;
  ServiceProblem problem{TextOf(*object, "title"), TextOf(*object, "detail")};
  if (problem.Text().empty()) problem.title = TextOf(*object, "error");
  if (problem.Text().empty()) return std::nullopt;
  return problem;
}

Result<TableInfo> Newest(const std::vector<TableInfo>& tables, bool is_projection) {
  const auto rank = [&](const TableInfo& table) {
    return std::make_tuple(is_projection ? table.first_period : std::string(), ParseUpdated(table.updated).value_or(0),
                           table.id);
  };
  const TableInfo* newest = nullptr;
  for (const TableInfo& table : tables) {
    if (!table.discontinued && (newest == nullptr || rank(*newest) < rank(table))) newest = &table;
  }
  if (newest == nullptr) {
    return NotFound("finds no table that goes on").WithReason("table_not_found").WithClass(ErrorClass::kSource);
  }
  return *newest;
}

}  // namespace helhet::ssb
