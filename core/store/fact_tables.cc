#include "core/store/fact_tables.h"

#include <array>
#include <set>

#include "core/model/calendar.h"
#include "core/model/match_keys.h"
#include "core/store/upgrade.h"

namespace helhet::store {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using model::FactField;
using model::FactTable;
using model::FieldType;

// Text compares byte by byte on both backends.
std::string TextType(Dialect dialect) { return dialect == Dialect::kSqlite ? "TEXT" : "TEXT COLLATE \"C\""; }

std::string ColumnType(const FactField& field, Dialect dialect) {
  const bool integer = field.type == FieldType::kInteger || field.type == FieldType::kBoolean;
  std::string type = integer ? "BIGINT" : TextType(dialect);
  if (!field.nullable) type += integer ? " NOT NULL DEFAULT 0" : " NOT NULL DEFAULT ''";
  return type;
}

// What matching finds facts by (core/model/match_keys.h).
constexpr std::array kKeyColumns = {"order_key", "invoice_key", "preceding_key"};

std::vector<std::string> HubColumns(const FactTable& table, Dialect dialect) {
  const std::string text = TextType(dialect) + " NOT NULL";
  if (table.is_line()) return {"fact_id BIGINT NOT NULL", "line_no BIGINT NOT NULL"};
  std::vector<std::string> columns = {"fact_id BIGINT NOT NULL", "unit_id " + text, "month " + text, "counted BIGINT NOT NULL"};
  for (const char* key : kKeyColumns) columns.push_back(key + (" " + text) + " DEFAULT ''");
  return columns;
}

constexpr char kLastOfAllDays[] = "9999-12-31";

// The ways by which matching finds facts, beside their keys: what is empty finds nothing and is left out.
std::string CreateMatchIndexes() {
  std::string sql;
  const auto add = [&](const std::string& table, const std::string& column, const std::string& more = "") {
    sql += "CREATE INDEX IF NOT EXISTS fact_" + table + "_by_" + column + " ON fact_" + table + " (municipality_id, " + column + more +
           ") WHERE " + column + " <> '';";
  };
  for (const char* table : {"invoice", "order", "order_update", "goods_receipt"}) add(table, "order_key");
  for (const char* table : {"invoice", "ledger_entry"}) add(table, "invoice_key");
  add("invoice", "preceding_key");
  add("order", "supplier_organisation_number", ", issue_date");
  // By month: a batch with the days of a year in it would write a page of the index for each of them.
  add("invoice", "supplier_organisation_number", ", month");
  for (const char* table : {"invoice_line", "catalogue_line"}) {
    add(table, "unspsc_code");
    add(table, "cpv_code");
  }
  for (const char* column : {"seller_item_id", "standard_item_id"}) add("catalogue_line", column);
  return sql;
}

std::string CreateTable(const FactTable& table, Dialect dialect) {
  std::string sql = "CREATE TABLE IF NOT EXISTS " + table.table + " (municipality_id " + TextType(dialect) + " NOT NULL";
  for (const std::string& column : HubColumns(table, dialect)) sql += ", " + column;
  for (const FactField& field : table.fields) sql += ", \"" + field.name + "\" " + ColumnType(field, dialect);
  sql += ", PRIMARY KEY (municipality_id, fact_id";
  sql += table.is_line() ? ", line_no));" : "));";
  if (!table.is_line()) {
    sql += "CREATE INDEX IF NOT EXISTS " + table.table + "_by_cell ON " + table.table +
           " (municipality_id, unit_id, month);";
  }
  return sql;
}

void AppendFields(const Message& message, const FactTable& table, Row& row) {
  for (const FactField& field : table.fields) row.push_back(FieldValue(message, field));
}

const Message* KindMessage(const model::v1::Fact& fact, const FactTable*& table) {
  static const auto* kinds = model::v1::Fact::descriptor()->FindOneofByName("kind");
  const FieldDescriptor* set = fact.GetReflection()->GetOneofFieldDescriptor(fact, kinds);
  if (set == nullptr) return nullptr;
  table = model::FindFactTable(set->name());
  return &fact.GetReflection()->GetMessage(fact, set);
}

}  // namespace

Value FieldValue(const Message& message, const FactField& field) {
  const Reflection& reflection = *message.GetReflection();
  const FieldDescriptor* descriptor = field.descriptor;
  if (field.nullable && !reflection.HasField(message, descriptor)) return {};
  switch (field.type) {
    case FieldType::kText:
      return reflection.GetString(message, descriptor);
    case FieldType::kEnum:
      return model::EnumText(*reflection.GetEnum(message, descriptor));
    case FieldType::kBoolean:
      return int64_t{reflection.GetBool(message, descriptor)};
    case FieldType::kTexts: {
      std::string joined;
      for (int i = 0; i < reflection.FieldSize(message, descriptor); ++i) {
        joined += "|" + reflection.GetRepeatedString(message, descriptor, i);
      }
      return joined.empty() ? joined : joined + "|";
    }
    case FieldType::kInteger:
      break;
  }
  if (descriptor->cpp_type() == FieldDescriptor::CPPTYPE_INT32) return int64_t{reflection.GetInt32(message, descriptor)};
  return reflection.GetInt64(message, descriptor);
}

Status EnsureFactTables(Database& database) {
  for (const FactTable& table : model::FactTables()) {
    HELHET_RETURN_IF_ERROR(database.Script(CreateTable(table, database.dialect())));
    HELHET_ASSIGN_OR_RETURN(const auto existing, ExistingColumns(database, table.table));
    // In a store from before there was matching, a fact gets its keys when it is read again (`connector run --full`).
    for (const char* key : kKeyColumns) {
      if (table.is_line() || existing.contains(key)) continue;
      HELHET_RETURN_IF_ERROR(database.Script("ALTER TABLE " + table.table + " ADD COLUMN " + key + " " + TextType(database.dialect()) +
                                             " NOT NULL DEFAULT ''"));
    }
    for (const FactField& field : table.fields) {
      if (existing.contains(field.name)) continue;
      HELHET_RETURN_IF_ERROR(
          database.Script("ALTER TABLE " + table.table + " ADD COLUMN \"" + field.name + "\" " + ColumnType(field, database.dialect())));
    }
  }
  return database.Script(CreateMatchIndexes());
}

void FactRows::Add(const model::v1::Fact& fact, const FactPlacement& placement) {
  if (tables_.empty()) {
    for (const FactTable& table : model::FactTables()) {
      TableRows rows{{table.table, {}}, {}};
      rows.table.columns = table.is_line() ? std::vector<std::string>{"fact_id", "line_no"}
                                           : std::vector<std::string>{"fact_id", "unit_id", "month", "counted"};
      if (!table.is_line()) rows.table.columns.insert(rows.table.columns.end(), kKeyColumns.begin(), kKeyColumns.end());
      for (const FactField& field : table.fields) rows.table.columns.push_back(field.name);
      tables_.push_back(std::move(rows));
    }
  }
  const FactTable* kind = nullptr;
  const Message* message = KindMessage(fact, kind);
  if (message == nullptr) return;
  const auto tables = model::FactTables();
  const size_t kind_index = static_cast<size_t>(kind - tables.data());
  const model::MatchKeys keys = model::MatchKeysOf(fact);
  Row row{placement.fact_id,  placement.unit_id, placement.month, int64_t{placement.counted},
          keys.order_key, keys.invoice_key,  keys.preceding_key};
  AppendFields(*message, *kind, row);
  tables_[kind_index].rows.push_back(std::move(row));
  // A kind's lines follow it in the list.
  for (size_t i = kind_index + 1; i < tables.size() && tables[i].parent == kind->name; ++i) {
    const Reflection& reflection = *message->GetReflection();
    for (int line = 0; line < reflection.FieldSize(*message, tables[i].descriptor); ++line) {
      Row line_row{placement.fact_id, int64_t{line}};
      AppendFields(reflection.GetRepeatedMessage(*message, tables[i].descriptor, line), tables[i], line_row);
      tables_[i].rows.push_back(std::move(line_row));
    }
  }
}

std::vector<FactRows::TableRows> FactRows::Take() {
  std::vector<TableRows> taken;
  for (TableRows& table : tables_) {
    if (!table.rows.empty()) taken.push_back(std::move(table));
  }
  tables_.clear();
  return taken;
}

std::string KindOf(const model::v1::Fact& fact) {
  const FactTable* kind = nullptr;
  return KindMessage(fact, kind) == nullptr ? std::string() : kind->name;
}

std::string DateOf(const model::v1::Fact& fact) {
  const FactTable* kind = nullptr;
  const Message* message = KindMessage(fact, kind);
  if (message == nullptr) return "";
  const FactField& field = *kind->Find(model::DateField(kind->name));
  const Value value = FieldValue(*message, field);
  if (field.type == FieldType::kInteger) {  // a year
    const int64_t year = AsInteger(value);
    return year >= 1000 && year <= 9999 ? std::to_string(year) + "-01-01" : "";
  }
  const std::string& date = AsText(value);
  return model::IsDate(date) ? date : "";
}

std::string UnitDateOf(const model::v1::Fact& fact) {
  if (!fact.has_archive_document()) return DateOf(fact);
  const std::string& withdrawn = fact.archive_document().withdrawn_date();
  return withdrawn.empty() ? kLastOfAllDays : withdrawn;
}

std::string UnitDateSql(const FactTable& kind, const std::string& alias) {
  if (kind.name == "archive_document") return "COALESCE(NULLIF(" + alias + ".withdrawn_date, ''), '" + kLastOfAllDays + "')";
  const FactField& field = *kind.Find(model::DateField(kind.name));
  const std::string column = alias + ".\"" + field.name + "\"";
  return field.type == FieldType::kInteger ? "CAST(" + column + " AS TEXT) || '-01-01'" : column;
}

std::string MonthOf(const model::v1::Fact& fact) { return DateOf(fact).substr(0, 7); }

}  // namespace helhet::store
