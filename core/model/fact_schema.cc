#include "core/model/fact_schema.h"

#include <map>

#include "helhet/model/v1/field_options.pb.h"

namespace helhet::model {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string Snake(const std::string& name) {
  std::string snake;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      if (!snake.empty()) snake += '_';
      snake += static_cast<char>(c - 'A' + 'a');
    } else {
      snake += c;
    }
  }
  return snake;
}

FactField Field(const FieldDescriptor& descriptor) {
  FieldType type = FieldType::kInteger;
  switch (descriptor.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      type = descriptor.is_repeated() ? FieldType::kTexts : FieldType::kText;
      break;
    case FieldDescriptor::CPPTYPE_ENUM:
      type = FieldType::kEnum;
      break;
    case FieldDescriptor::CPPTYPE_BOOL:
      type = FieldType::kBoolean;
      break;
    default:
      break;
  }
  return {descriptor.name(), type, descriptor.has_presence() && descriptor.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE,
          &descriptor};
}

void AddTable(const FieldDescriptor& place, const std::string& parent, std::vector<FactTable>& tables) {
  const Descriptor& message = *place.message_type();
  FactTable table{Snake(message.name()), "fact_" + Snake(message.name()), parent, &place, {}};
  std::vector<const FieldDescriptor*> lines;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      lines.push_back(&field);
    } else {
      table.fields.push_back(Field(field));
    }
  }
  const std::string name = table.name;
  tables.push_back(std::move(table));
  for (const FieldDescriptor* line : lines) AddTable(*line, name, tables);
}

std::vector<FactTable> ReadModel() {
  std::vector<FactTable> tables;
  const auto* kinds = v1::Fact::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) AddTable(*kinds->field(i), "", tables);
  return tables;
}

}  // namespace

const FactField* FactTable::Find(std::string_view field) const {
  for (const FactField& candidate : fields) {
    if (candidate.name == field) return &candidate;
  }
  return nullptr;
}

std::span<const FactTable> FactTables() {
  static const std::vector<FactTable> tables = ReadModel();
  return tables;
}

const FactTable* FindFactTable(std::string_view name) {
  for (const FactTable& table : FactTables()) {
    if (table.name == name) return &table;
  }
  return nullptr;
}

std::vector<const FactTable*> LineTables(std::string_view kind) {
  std::vector<const FactTable*> lines;
  for (const FactTable& table : FactTables()) {
    if (table.parent == kind) lines.push_back(&table);
  }
  return lines;
}

std::string_view DateField(std::string_view kind) {
  static const std::map<std::string_view, std::string_view> fields = {
      {"invoice", "issue_date"},         {"order", "issue_date"},
      {"goods_receipt", "receipt_date"}, {"agreement", "valid_from"},
      {"ledger_entry", "posting_date"},  {"budget_line", "year"},
      {"archive_document", "revision_date"}, {"statistic", "period_start"},
      {"order_update", "issue_date"},    {"catalogue", "issue_date"}};
  const auto found = fields.find(kind);
  return found == fields.end() ? std::string_view() : found->second;
}

bool IsSetByMatching(const FieldDescriptor& field) { return field.options().GetExtension(v1::set_by_matching); }

void ClearWhatMatchingSets(v1::Fact& fact) {
  const auto clear = [](google::protobuf::Message& message) {
    const Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      if (IsSetByMatching(*type.field(i))) message.GetReflection()->ClearField(&message, type.field(i));
    }
  };
  if (fact.has_invoice()) {
    clear(*fact.mutable_invoice());
    for (auto& line : *fact.mutable_invoice()->mutable_lines()) {
      clear(line);
      // What most lines turn out to be, which spares writing them twice.
      line.set_order_match(v1::ORDER_MATCH_NO_ORDER);
    }
    if (fact.invoice().order_reference_status() == v1::ORDER_REFERENCE_STATUS_VERIFIED) {
      fact.mutable_invoice()->set_order_reference_status(v1::ORDER_REFERENCE_STATUS_CLAIMED);
    }
  } else if (fact.has_order()) {
    clear(*fact.mutable_order());
  } else if (fact.has_ledger_entry()) {
    clear(*fact.mutable_ledger_entry());
    for (auto& line : *fact.mutable_ledger_entry()->mutable_lines()) clear(line);
  }
}

std::string EnumText(const google::protobuf::EnumValueDescriptor& value) {
  // INVOICE_TYPE_ is the enum's name in upper snake; the style of proto/ demands it on every value.
  std::string prefix = Snake(value.type()->name()) + "_";
  std::string name;
  for (const char c : value.name()) name += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

}  // namespace helhet::model
