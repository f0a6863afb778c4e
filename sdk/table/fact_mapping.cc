#include "helhet/table/fact_mapping.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "fact_defaults.h"
#include "field_value.h"
#include "helhet/table/blanks.h"
#include "helhet/values/quoted.h"
#include "helhet/values/reference.h"
#include "helhet/values/refusal.h"

namespace helhet::sdk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr const char* kCorrectRow = "correct the row in the source and export it again";

const Cell& CellOf(const FieldSetting& setting, const TableRow& row, const TableColumns& columns) {
  return row.At(columns.Find(setting.columns));
}

std::string WhereIs(const TableRow& row, const FieldSetting& setting, const TableColumns& columns) {
  if (setting.constant) return "settings." + setting.path + ".value";
  const size_t column = columns.Find(setting.columns);
  return "row " + std::to_string(row.number) + ", column " +
         (column == std::string::npos ? Quoted(setting.columns.front()) : columns.NameOf(column));
}

// Whether leaving the field out says 0: then an empty cell must be told of.
bool IsNumberThatCannotBeUnknown(const FieldDescriptor* field) {
  if (field == nullptr || field->is_repeated() || field->has_presence()) return false;
  return field->cpp_type() == FieldDescriptor::CPPTYPE_INT64 || field->cpp_type() == FieldDescriptor::CPPTYPE_INT32;
}

// What the cell means, without what a workbook says in place of a value.
Result<Cell> MeaningOf(const FieldSetting& setting, const TableRow& row, const TableColumns& columns) {
  const Cell meaning = setting.Meaning(setting.constant ? Cell{CellKind::kText, *setting.constant} : CellOf(setting, row, columns));
  if (meaning.kind == CellKind::kUncalculated) {
    return Refused("formula_not_calculated",
                   WhereIs(row, setting, columns) + ": " + Quoted(meaning.text) + " is a formula that was saved without its value",
                   "open the workbook in a spreadsheet program and save it, or export values");
  }
  if (meaning.kind == CellKind::kError) {
    return Refused("cell_error", WhereIs(row, setting, columns) + ": " + Quoted(meaning.text) + " stands in place of a value", kCorrectRow);
  }
  return meaning;
}

}  // namespace

// What a row is read with.
struct FactMapping::Place {
  const TableColumns& columns;
  size_t each;  // of fields with `each`, which of the values
  std::string currency_code;
  Flags& flags;

  Status Fill(const FieldSetting& setting, const TableRow& row, Message& message) const {
    HELHET_ASSIGN_OR_RETURN(Cell cell, MeaningOf(setting, row, columns));
    if (!setting.each.empty()) {
      const auto parts = SplitAtAny(cell.text, setting.each);
      cell = {CellKind::kText, each < parts.size() ? parts[each] : ""};
    }
    const std::string where = WhereIs(row, setting, columns);
    if (cell.empty()) {
      if (setting.required) return Refused("value_missing", where + ": empty, a value is required", kCorrectRow);
      if (IsNumberThatCannotBeUnknown(setting.field)) flags.Add("amount_missing", where, "empty; 0 is taken");
      return OkStatus();
    }
    const Status status = SetField(setting, cell, currency_code, where, flags, message);
    if (status.ok()) return status;
    return Refused("value_unreadable", where + ": " + Quoted(cell.text) + ", " + status.message(), kCorrectRow);
  }
};

bool FactMapping::Skips(const TableRow& row, const TableColumns& columns) const {
  return std::any_of(skip_.begin(), skip_.end(), [&](const SkipRule& rule) {
    const std::string text = ColumnKey(row.At(columns.Find({rule.column})).text);
    if (rule.empty && text.empty()) return true;
    if (!rule.begins_with.empty() && text.starts_with(ColumnKey(rule.begins_with))) return true;
    return std::any_of(rule.is.begin(), rule.is.end(), [&](const std::string& word) { return ColumnKey(word) == text; });
  });
}

Result<std::string> FactMapping::KeyOf(const TableRow& row, const TableColumns& columns) const {
  std::string key;
  for (const std::string& column : key_) {
    const Cell& cell = row.At(columns.Find({column}));
    if (cell.empty()) {
      return Refused("key_missing", "row " + std::to_string(row.number) + ", column " + Quoted(column) + ": empty, but it tells rows apart",
                     "correct the row, or leave such rows out");
    }
    key += (key.empty() ? "" : "/") + cell.text;
  }
  return key;
}

Result<size_t> FactMapping::CountOfEach(const TableRow& row, const TableColumns& columns) const {
  size_t count = 0;
  std::string where;
  for (const FieldSetting& setting : fields_) {
    if (setting.each.empty()) continue;
    HELHET_ASSIGN_OR_RETURN(const Cell cell, MeaningOf(setting, row, columns));
    const size_t parts = SplitAtAny(cell.text, setting.each).size();
    if (parts == 0) continue;
    if (count != 0 && parts != count) {
      return Refused("lists_differ",
                     WhereIs(row, setting, columns) + ": " + std::to_string(parts) + " values, but " + where + " has " + std::to_string(count),
                     kCorrectRow);
    }
    count = parts;
    where = WhereIs(row, setting, columns);
  }
  return std::max<size_t>(count, 1);
}

Result<std::vector<MappedFact>> FactMapping::Read(const std::vector<TableRow>& rows, const TableColumns& columns) const {
  HELHET_ASSIGN_OR_RETURN(const size_t count, CountOfEach(rows.front(), columns));
  std::vector<MappedFact> facts;
  for (size_t each = 0; each < count; ++each) {
    HELHET_ASSIGN_OR_RETURN(MappedFact fact, ReadOne(rows, columns, each));
    if (!fact.key.empty() && count > 1) fact.key += "/" + std::to_string(each + 1);
    facts.push_back(std::move(fact));
  }
  return facts;
}

Result<MappedFact> FactMapping::ReadOne(const std::vector<TableRow>& rows, const TableColumns& columns, size_t each) const {
  MappedFact mapped;
  HELHET_ASSIGN_OR_RETURN(mapped.key, KeyOf(rows.front(), columns));
  Flags flags(mapped.fact);
  Place place{columns, each, "NOK", flags};
  Message& message = *mapped.fact.GetReflection()->MutableMessage(&mapped.fact, kind_);
  for (const FieldSetting& setting : fields_) {
    HELHET_RETURN_IF_ERROR(place.Fill(setting, rows.front(), message));
    if (setting.field->name() != "currency_code") continue;
    const std::string code = message.GetReflection()->GetString(message, setting.field);
    if (!code.empty()) place.currency_code = code;
  }
  for (const TableRow& row : rows) HELHET_RETURN_IF_ERROR(AddLines(row, place, message));
  HELHET_RETURN_IF_ERROR(AddUnitCodes(rows.front(), place, mapped.fact));
  FlagDisagreement(rows, columns, flags);
  FillDefaults(mapped.fact);
  return mapped;
}

Status FactMapping::AddLines(const TableRow& row, const Place& place, Message& message) const {
  for (const LineMapping& line : lines_) {
    const bool has_value = std::any_of(line.fields.begin(), line.fields.end(), [&](const FieldSetting& setting) {
      return !setting.columns.empty() && !CellOf(setting, row, place.columns).empty();
    });
    if (!has_value) continue;
    Message& element = *message.GetReflection()->AddMessage(&message, line.field);
    for (const FieldSetting& setting : line.fields) HELHET_RETURN_IF_ERROR(place.Fill(setting, row, element));
  }
  return OkStatus();
}

Status FactMapping::AddUnitCodes(const TableRow& row, const Place& place, model::v1::Fact& fact) const {
  for (const auto& [scheme, setting] : unit_codes_) {
    HELHET_ASSIGN_OR_RETURN(const Cell cell, MeaningOf(setting, row, place.columns));
    if (cell.empty() && setting.required) {
      return Refused("value_missing", WhereIs(row, setting, place.columns) + ": empty, a value is required", kCorrectRow);
    }
    if (cell.empty() || IsFiller(cell.text)) continue;
    auto* code = fact.add_unit_codes();
    code->set_scheme(scheme);
    code->set_code(cell.text);
  }
  return OkStatus();
}

void FactMapping::FlagDisagreement(const std::vector<TableRow>& rows, const TableColumns& columns, Flags& flags) const {
  for (const FieldSetting& setting : fields_) {
    if (setting.columns.empty()) continue;
    const Cell& first = CellOf(setting, rows.front(), columns);
    for (const TableRow& row : rows) {
      const Cell& cell = CellOf(setting, row, columns);
      if (cell == first) continue;
      flags.Add("rows_disagree", WhereIs(row, setting, columns),
                Quoted(cell.text) + ", but row " + std::to_string(rows.front().number) + " has " + Quoted(first.text) + ", which is taken");
    }
  }
}

plugin::v1::DiscoverResponse StreamsOfEveryKind() {
  plugin::v1::DiscoverResponse response;
  const auto& kinds = *model::v1::Fact::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds.field_count(); ++i) {
    auto* stream = response.add_streams();
    stream->set_name(kinds.field(i)->name());
    stream->set_kind(kinds.field(i)->name());
    stream->set_incremental(true);
  }
  return response;
}

}  // namespace helhet::sdk
