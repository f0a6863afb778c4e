#include "row_form.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace helhet::sdk {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kBegin = "{\"helhet_rows\":1,";

constexpr std::array<std::pair<CellKind, const char*>, 6> kKinds = {{{CellKind::kNumber, "number"},
                                                                     {CellKind::kDate, "date"},
                                                                     {CellKind::kTime, "time"},
                                                                     {CellKind::kBoolean, "boolean"},
                                                                     {CellKind::kError, "error"},
                                                                     {CellKind::kUncalculated, "formula"}}};

ordered_json ToJson(const Cell& cell) {
  for (const auto& [kind, name] : kKinds) {
    if (cell.kind == kind) return {{name, cell.text}};
  }
  return cell.text;
}

std::optional<Cell> ToCell(const ordered_json& json) {
  if (json.is_string()) return Cell{CellKind::kText, json.get<std::string>()};
  if (!json.is_object() || json.size() != 1 || !json.begin()->is_string()) return std::nullopt;
  for (const auto& [kind, name] : kKinds) {
    if (json.begin().key() == name) return Cell{kind, json.begin()->get<std::string>()};
  }
  return std::nullopt;
}

std::optional<TableRow> ToRow(const ordered_json& json) {
  if (!json.is_object() || !json.contains("row") || !json.contains("cells")) return std::nullopt;
  if (!json["row"].is_number_unsigned() || !json["cells"].is_array()) return std::nullopt;
  TableRow row{json["row"].get<uint32_t>(), {}};
  for (const auto& element : json["cells"]) {
    auto cell = ToCell(element);
    if (!cell) return std::nullopt;
    row.cells.push_back(*std::move(cell));
  }
  return row;
}

}  // namespace

std::string RowForm::Text() const {
  ordered_json json = {{"helhet_rows", 1}, {"table", table}, {"sheet", sheet}, {"columns", columns}, {"rows", ordered_json::array()}};
  for (const TableRow& row : rows) {
    ordered_json cells = ordered_json::array();
    for (const Cell& cell : row.cells) cells.push_back(ToJson(cell));
    json["rows"].push_back({{"row", row.number}, {"cells", std::move(cells)}});
  }
  return json.dump();
}

std::optional<RowForm> RowForm::Parse(std::string_view bytes) {
  if (!bytes.starts_with(kBegin)) return std::nullopt;
  const ordered_json json = ordered_json::parse(bytes, nullptr, /*allow_exceptions=*/false);
  for (const char* name : {"table", "sheet"}) {
    if (!json.is_object() || !json.contains(name) || !json[name].is_string()) return std::nullopt;
  }
  if (!json.contains("columns") || !json["columns"].is_array() || !json.contains("rows") || !json["rows"].is_array()) return std::nullopt;
  RowForm form{json["table"].get<std::string>(), json["sheet"].get<std::string>(), {}, {}};
  for (const auto& column : json["columns"]) {
    if (!column.is_string()) return std::nullopt;
    form.columns.push_back(column.get<std::string>());
  }
  for (const auto& element : json["rows"]) {
    auto row = ToRow(element);
    if (!row) return std::nullopt;
    form.rows.push_back(*std::move(row));
  }
  if (form.rows.empty()) return std::nullopt;
  return form;
}

std::string RowForm::Locator() const {
  return table + (sheet.empty() ? "" : ", " + sheet) + ", row " + std::to_string(rows.empty() ? 0 : rows.front().number);
}

}  // namespace helhet::sdk
