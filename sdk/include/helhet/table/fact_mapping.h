// Rows of a table as facts, by settings that say which column is which field. The model's own descriptors tell what
// fields there are and what they hold, so that any kind of fact can be mapped to.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/model/v1/fact.pb.h"
#include "helhet/table/cell.h"
#include "helhet/table/field_setting.h"
#include "helhet/table/table_reader.h"
#include "helhet/values/flags.h"

namespace helhet::sdk {

// What must be there of a field.
enum class Need {
  kNothing,
  kColumn,  // one of the columns
  kValue,   // and in each row a value
};

// A field that a plugin maps by itself, unless the settings map it. Codes of the unit are the field `unit_codes`, with a
// scheme, unless the settings map any.
struct BuiltInField {
  const char* field;
  std::vector<std::string> columns;
  Need need = Need::kNothing;
  const char* separator = "";
  const char* each = "";
  const char* scheme = "";
};

// A fact, and what tells it from the others of the table.
struct MappedFact {
  model::v1::Fact fact;
  std::string key;  // of the key columns; empty when the settings state none
};

// What a connector that makes any kind of fact can deliver: a stream for each kind, named as it. An instance fills the one
// that its settings state.
plugin::v1::DiscoverResponse StreamsOfEveryKind();

// Immutable once made.
class FactMapping {
 public:
  // Reads `fields`, `lines`, `unit_codes`, `key`, `skip`, `decimal_mark` and `date_formats`. `kind` is a name in Fact's
  // oneof. INVALID_ARGUMENT that names the setting, what is wrong there, and the names that would do. `usual_mark` is the
  // decimal mark where the settings state none.
  static Result<FactMapping> From(const Settings& settings, const std::string& kind, const std::vector<BuiltInField>& built_in = {},
                                  const std::string& usual_mark = "comma");

  // The columns that a table must, or may, have.
  std::vector<WantedColumn> wanted() const;
  // Whether rows of one key are put together into one fact, each a line of it: when the settings map lines.
  bool gathers() const { return !lines_.empty(); }
  // Whether the settings leave the row out: totals, comments.
  bool Skips(const TableRow& row, const TableColumns& columns) const;
  // What the key columns hold, joined by `/`; empty when there are none. key_missing for an empty one.
  Result<std::string> KeyOf(const TableRow& row, const TableColumns& columns) const;
  // The facts of a row, or of all rows of one key: one, or with `each` as many as a cell has values. Refuses with
  // value_missing, value_unreadable, formula_not_calculated, cell_error or lists_differ, naming row, column, the value
  // seen and what was expected.
  Result<std::vector<MappedFact>> Read(const std::vector<TableRow>& rows, const TableColumns& columns) const;

 private:
  struct LineMapping {
    const google::protobuf::FieldDescriptor* field;
    std::vector<FieldSetting> fields;
  };
  struct SkipRule {
    std::string column;
    std::vector<std::string> is;
    std::string begins_with;
    bool empty = false;
  };
  struct Place;

  Status ReadFields(const Settings& settings, const std::string& path, const google::protobuf::Descriptor& message,
                    std::vector<FieldSetting>& fields);
  Status ReadLines(const Settings& settings, const google::protobuf::Descriptor& message);
  Status ReadSkipRules(const Settings& settings);
  Result<size_t> CountOfEach(const TableRow& row, const TableColumns& columns) const;
  Result<MappedFact> ReadOne(const std::vector<TableRow>& rows, const TableColumns& columns, size_t each) const;
  Status AddLines(const TableRow& row, const Place& place, google::protobuf::Message& message) const;
  Status AddUnitCodes(const TableRow& row, const Place& place, model::v1::Fact& fact) const;
  void FlagDisagreement(const std::vector<TableRow>& rows, const TableColumns& columns, Flags& flags) const;

  FieldDefaults defaults_;
  const google::protobuf::FieldDescriptor* kind_ = nullptr;
  std::vector<FieldSetting> fields_;  // the currency first, since amounts depend on it
  std::vector<LineMapping> lines_;
  std::vector<std::pair<std::string, FieldSetting>> unit_codes_;  // by scheme
  std::vector<std::string> key_;
  std::vector<SkipRule> skip_;
};

}  // namespace helhet::sdk
