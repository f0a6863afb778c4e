#include "core/match/fact_reader.h"

#include <algorithm>

namespace helhet::match {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using model::FactField;
using store::AsInteger;
using store::AsText;
using store::Row;
using store::Value;

constexpr size_t kHubColumns = 7;
constexpr const char* kHubColumnsSql = "fact_id, unit_id, month, counted, order_key, invoice_key, preceding_key";

const google::protobuf::EnumValueDescriptor* EnumOf(const FieldDescriptor& field, const std::string& text) {
  const auto& type = *field.enum_type();
  for (int i = 0; i < type.value_count(); ++i) {
    if (model::EnumText(*type.value(i)) == text) return type.value(i);
  }
  return type.FindValueByNumber(0);
}

void SetField(Message& message, const FactField& field, const Value& value) {
  const auto& reflection = *message.GetReflection();
  const FieldDescriptor* descriptor = field.descriptor;
  if (store::IsNull(value)) return;
  switch (field.type) {
    case model::FieldType::kText:
      return reflection.SetString(&message, descriptor, AsText(value));
    case model::FieldType::kEnum:
      return reflection.SetEnum(&message, descriptor, EnumOf(*descriptor, AsText(value)));
    case model::FieldType::kBoolean:
      return reflection.SetBool(&message, descriptor, AsInteger(value) != 0);
    case model::FieldType::kTexts: {
      const std::string& joined = AsText(value);  // |a|b|
      for (size_t begin = 1; begin < joined.size();) {
        const size_t end = std::min(joined.find('|', begin), joined.size());
        reflection.AddString(&message, descriptor, joined.substr(begin, end - begin));
        begin = end + 1;
      }
      return;
    }
    case model::FieldType::kInteger:
      break;
  }
  if (descriptor->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
    reflection.SetInt32(&message, descriptor, static_cast<int32_t>(AsInteger(value)));
  } else {
    reflection.SetInt64(&message, descriptor, AsInteger(value));
  }
}

std::string ColumnsSql(const std::vector<const FactField*>& fields) {
  std::string sql;
  for (const FactField* field : fields) sql += ", \"" + field->name + "\"";
  return sql;
}

Message& KindMessage(StoredFact& fact, const model::FactTable& kind) {
  return *fact.fact.GetReflection()->MutableMessage(&fact.fact, kind.descriptor);
}

}  // namespace

FactReader::FactReader(store::TenantStore& store, std::string_view kind, const std::vector<std::string>& fields,
                       const std::vector<std::string>& line_fields)
    : store_(store), kind_(model::FindFactTable(kind)) {
  for (const std::string& field : fields) fields_.push_back(kind_->Find(field));
  if (line_fields.empty()) return;
  lines_ = model::LineTables(kind).front();
  for (const std::string& field : line_fields) line_fields_.push_back(lines_->Find(field));
}

template <typename Keys>
Result<std::vector<StoredFact>> FactReader::Where(const std::string& condition, const Keys& keys) {
  const std::string sql = std::string("SELECT ") + kHubColumnsSql + ColumnsSql(fields_) + " FROM " + kind_->table +
                          " WHERE municipality_id = $1 AND " + condition + " IN (" + store::Places(2) + ")";
  std::vector<StoredFact> facts;
  HELHET_RETURN_IF_ERROR(store::InLists(keys, {}, [&](const std::vector<Value>& parameters) {
    return store_.Query(sql, parameters, [&](const Row& row) {
      StoredFact& fact = facts.emplace_back(StoredFact{AsInteger(row[0]), AsText(row[1]), AsText(row[2]), AsInteger(row[3]) != 0,
                                                       AsText(row[4]), AsText(row[5]), AsText(row[6]), {}});
      Message& message = KindMessage(fact, *kind_);
      for (size_t i = 0; i < fields_.size(); ++i) SetField(message, *fields_[i], row[kHubColumns + i]);
      return OkStatus();
    });
  }));
  std::sort(facts.begin(), facts.end(), [](const StoredFact& a, const StoredFact& b) { return a.fact_id < b.fact_id; });
  if (lines_ != nullptr) HELHET_RETURN_IF_ERROR(ReadLines(facts));
  return facts;
}

Status FactReader::ReadLines(std::vector<StoredFact>& facts) {
  std::vector<int64_t> fact_ids;
  for (const StoredFact& fact : facts) fact_ids.push_back(fact.fact_id);
  const std::string sql = "SELECT fact_id" + ColumnsSql(line_fields_) + " FROM " + lines_->table +
                          " WHERE municipality_id = $1 AND fact_id IN (" + store::Places(2) + ") ORDER BY fact_id, line_no";
  return store::InLists(fact_ids, {}, [&](const std::vector<Value>& parameters) {
    return store_.Query(sql, parameters, [&](const Row& row) {
      const auto fact = std::lower_bound(facts.begin(), facts.end(), AsInteger(row[0]),
                                         [](const StoredFact& a, int64_t fact_id) { return a.fact_id < fact_id; });
      Message& message = KindMessage(*fact, *kind_);
      Message& line = *message.GetReflection()->AddMessage(&message, lines_->descriptor);
      for (size_t i = 0; i < line_fields_.size(); ++i) SetField(line, *line_fields_[i], row[1 + i]);
      return OkStatus();
    });
  });
}

Result<std::vector<StoredFact>> FactReader::ById(const std::vector<int64_t>& fact_ids) { return Where("fact_id", fact_ids); }

Result<std::vector<StoredFact>> FactReader::ByKey(const std::string& column, const std::vector<std::string>& keys) {
  return Where("counted = 1 AND " + column + " <> '' AND " + column, keys);
}

}  // namespace helhet::match
