// The shape of facts as tables: which kinds there are, which fields they have and which date decides
// their period. Read from the model's descriptors, so that proto, SQL, filters and command line cannot
// come to use different names.
#pragma once

#include <google/protobuf/descriptor.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/model/v1/fact.pb.h"

namespace helhet::model {

// What a field can be compared with in a filter, and how it is stored.
enum class FieldType {
  kInteger,  // int32, int64; BIGINT
  kBoolean,  // bool; BIGINT 0 or 1
  kText,     // string; TEXT
  kEnum,     // enum; TEXT, the value's name in lower case without the enum's prefix: credit_note
  kTexts,    // repeated string; TEXT, each value between bars: |a|b|
};

// A field of a kind of fact, or of its lines.
struct FactField {
  std::string name;  // as in proto and SQL
  FieldType type;
  bool nullable;  // `optional` in proto: unset is unknown and stored as NULL
  const google::protobuf::FieldDescriptor* descriptor;
  // Money in the minor unit of the fact's currency_code.
  bool is_money() const { return name.ends_with("_minor"); }
  // A day, YYYY-MM-DD.
  bool is_day() const {
    return type == FieldType::kText && (name.ends_with("_date") || name.starts_with("valid_") || name == "period_start");
  }
};

// A kind of fact, or of lines that belong to one.
struct FactTable {
  std::string name;    // in filters and definitions: invoice, invoice_line
  std::string table;   // in SQL: fact_invoice, fact_invoice_line
  std::string parent;  // the kind that lines belong to: invoice. Empty for a kind.
  const google::protobuf::FieldDescriptor* descriptor;  // in Fact, or in the parent
  std::vector<FactField> fields;

  bool is_line() const { return !parent.empty(); }
  const FactField* Find(std::string_view field) const;
};

// All kinds and their lines, kinds before their lines, in the order of the model.
std::span<const FactTable> FactTables();

// The table of that name, or null.
const FactTable* FindFactTable(std::string_view name);

// The tables of lines that belong to a kind.
std::vector<const FactTable*> LineTables(std::string_view kind);

// The field that decides which period and unit a fact of this kind belongs to: issue_date.
std::string_view DateField(std::string_view kind);

// Whether the hub's matching sets the field (core/match/README.md); what a connector writes there has no effect.
bool IsSetByMatching(const google::protobuf::FieldDescriptor& field);
// Clears those fields in a fact and its lines. An order reference that a connector calls verified becomes claimed.
void ClearWhatMatchingSets(v1::Fact& fact);

// The stored text of an enum value: INVOICE_TYPE_CREDIT_NOTE -> credit_note.
std::string EnumText(const google::protobuf::EnumValueDescriptor& value);

}  // namespace helhet::model
