#include "core/match/match_writer.h"

#include "core/store/fact_tables.h"

namespace helhet::match {
namespace {

using google::protobuf::Message;
using store::Value;

// An order reference's status comes from the connector, and matching alone makes it verified.
bool IsWritten(const model::FactField& field) {
  return model::IsSetByMatching(*field.descriptor) || field.name == "order_reference_status";
}

std::vector<std::string> WrittenFields(const model::FactTable& table) {
  std::vector<std::string> names;
  for (const model::FactField& field : table.fields) {
    if (IsWritten(field)) names.push_back(field.name);
  }
  return names;
}

}  // namespace

MatchWriter::MatchWriter(store::TenantStore& store, std::string_view kind)
    : store_(store), kind_(*model::FindFactTable(kind)), fields_(WrittenFields(kind_)) {
  for (const model::FactTable* lines : model::LineTables(kind)) {
    auto fields = WrittenFields(*lines);
    if (fields.empty()) continue;
    lines_ = lines;
    line_fields_ = std::move(fields);
  }
}

Result<bool> MatchWriter::Write(const StoredFact& stored, const Message& now) {
  const Message& before = stored.fact.GetReflection()->GetMessage(stored.fact, kind_.descriptor);
  HELHET_ASSIGN_OR_RETURN(bool differs, WriteRow(kind_, before, now, {stored.fact_id}));
  if (lines_ != nullptr) {
    const auto& reflection = *now.GetReflection();
    for (int i = 0; i < reflection.FieldSize(now, lines_->descriptor); ++i) {
      HELHET_ASSIGN_OR_RETURN(const bool line_differs,
                              WriteRow(*lines_, reflection.GetRepeatedMessage(before, lines_->descriptor, i),
                                       reflection.GetRepeatedMessage(now, lines_->descriptor, i), {stored.fact_id, int64_t{i}}));
      differs = differs || line_differs;
    }
  }
  if (differs && !stored.unit_id.empty()) dirty_.insert({kind_.name, stored.unit_id, stored.month});
  return differs;
}

Result<bool> MatchWriter::WriteRow(const model::FactTable& table, const Message& before, const Message& now, std::vector<Value> key) {
  std::vector<Value> values;
  std::string columns;
  bool differs = false;
  for (const model::FactField& field : table.fields) {
    if (!IsWritten(field)) continue;
    values.push_back(store::FieldValue(now, field));
    differs = differs || values.back() != store::FieldValue(before, field);
    columns += (columns.empty() ? "\"" : ", \"") + field.name + "\" = $" + std::to_string(values.size() + 1);
  }
  if (!differs) return false;
  const size_t first_key = values.size() + 2;
  values.insert(values.end(), key.begin(), key.end());
  const std::string line = table.is_line() ? " AND line_no = $" + std::to_string(first_key + 1) : "";
  HELHET_RETURN_IF_ERROR(store_.Execute("UPDATE " + table.table + " SET " + columns + " WHERE municipality_id = $1 AND fact_id = $" +
                                            std::to_string(first_key) + line, std::move(values)).status());
  return true;
}

}  // namespace helhet::match
