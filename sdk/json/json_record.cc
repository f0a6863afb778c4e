#include "helhet/json/json_record.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "helhet/table/blanks.h"

namespace helhet::sdk {
namespace {

constexpr int kDepth = 100;

Status Unreadable(const char* reason, std::string what) {
  return InvalidArgument(std::move(what)).WithReason(reason).WithClass(ErrorClass::kSource)
      .WithRemedy("check that the address and the request are those of a JSON service");
}

// `1234.50`, but not `1.2.3` and not `00.5`.
bool IsDecimalText(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const size_t point = text.find('.');
  if (point == std::string_view::npos || point == 0 || point + 1 == text.size()) return false;
  const auto digits = [](std::string_view part) { return part.find_first_not_of("0123456789") == std::string_view::npos; };
  const bool leading_zero = point > 1 && text[0] == '0';
  return digits(text.substr(0, point)) && digits(text.substr(point + 1)) && !leading_zero;
}

// A number without exponent. The shortest digits that give the same number are those that the service wrote, up to 15.
std::string NumberText(const Json& number) {
  if (!number.is_number_float()) return number.dump();
  char text[400];
  const auto [end, error] = std::to_chars(text, text + sizeof(text), number.get<double>(), std::chars_format::fixed);
  return error == std::errc() ? std::string(text, end) : "";
}

std::string JoinedByCommas(const Json& list) {
  std::string joined;
  for (const Json& element : list) {
    const Cell cell = CellOf(&element, false);
    if (!cell.text.empty()) joined += (joined.empty() ? "" : ",") + cell.text;
  }
  return joined;
}

}  // namespace

Result<Json> ParseJson(std::string_view text) {
  bool too_deep = false;
  Json parsed = Json::parse(text, [&](int depth, Json::parse_event_t, Json&) { return !(too_deep |= depth > kDepth); },
                            /*allow_exceptions=*/false);
  if (too_deep) return Unreadable("json_too_deep", "lists and objects are nested more than " + std::to_string(kDepth) + " deep");
  if (parsed.is_discarded()) return Unreadable("not_json", "not JSON");
  return parsed;
}

const Json* At(const Json& value, std::string_view path) {
  const Json* at = &value;
  while (!path.empty()) {
    const size_t dot = std::min(path.find('.'), path.size());
    const std::string step(path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
    size_t index = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    if (at->is_object() && at->contains(step)) {
      at = &(*at)[step];
    } else if (at->is_array() && error == std::errc() && end == step.data() + step.size() && index < at->size()) {
      at = &(*at)[index];
    } else {
      return nullptr;
    }
  }
  return at;
}

Cell CellOf(const Json* value, bool points_in_texts) {
  if (value == nullptr || value->is_null()) return {};
  if (value->is_boolean()) return {CellKind::kBoolean, value->get<bool>() ? "true" : "false"};
  if (value->is_number()) return {CellKind::kNumber, NumberText(*value)};
  if (value->is_string()) {
    std::string text(WithoutBlanks(value->get_ref<const std::string&>()));
    const bool is_number = points_in_texts && IsDecimalText(text);
    return {is_number ? CellKind::kNumber : CellKind::kText, std::move(text)};
  }
  const auto is_plain = [](const Json& element) { return element.is_primitive(); };
  if (value->is_array() && std::all_of(value->begin(), value->end(), is_plain)) return {CellKind::kText, JoinedByCommas(*value)};
  return {};
}

std::vector<TableRow> RowsOf(const Json& record, const RecordShape& shape, const std::vector<std::string>& columns) {
  const Json* lines = shape.lines_at.empty() ? nullptr : At(record, shape.lines_at);
  const size_t count = lines != nullptr && lines->is_array() ? lines->size() : 0;
  const std::string below = shape.lines_at + ".";
  std::vector<TableRow> rows(std::max<size_t>(count, 1));
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i].number = static_cast<uint32_t>(i + 1);
    for (const std::string& column : columns) {
      const bool in_line = !shape.lines_at.empty() && column.starts_with(below);
      const Json* from = in_line ? (i < count ? &(*lines)[i] : nullptr) : &record;
      const std::string path = in_line ? column.substr(below.size()) : column;
      rows[i].cells.push_back(CellOf(from == nullptr ? nullptr : At(*from, path), shape.points_in_texts));
    }
  }
  return rows;
}

}  // namespace helhet::sdk
