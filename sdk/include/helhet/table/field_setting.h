// How one field of a fact is filled, as the settings state it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "helhet/settings.h"
#include "helhet/table/cell.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
}  // namespace google::protobuf

namespace helhet::sdk {

// Where a value comes from and how it is written. Each member is the setting of its name, unless it says otherwise.
struct FieldSetting {
  const google::protobuf::FieldDescriptor* field = nullptr;  // null for a unit code
  std::string path;                                          // of the setting, for messages: settings.fields.number
  std::vector<std::string> columns;                          // the first that the table has; empty for a constant
  std::optional<std::string> constant;                       // setting `value`
  bool required = false;                                     // a row without it is refused
  bool column_optional = false;                              // a table without the column is read
  std::string fallback;                                      // setting `default`, for an empty cell
  std::vector<std::pair<std::string, std::string>> values;   // from what is written to what is meant
  std::string separator;                                     // any of these characters stands between values of a list
  std::string each;                                          // the same between values that make a fact each
  std::vector<std::string> date_formats;
  char decimal_mark = ',';
  int64_t times = 1;                                         // what a number is multiplied by

  // What the cell means: by `values`, else as it stands; by `fallback` when it is empty.
  Cell Meaning(const Cell& cell) const;
};

// What holds for all fields that do not state it themselves.
struct FieldDefaults {
  char decimal_mark = ',';
  std::vector<std::string> date_formats;

  // From `decimal_mark` (`comma`, `point`; `usual_mark` when not stated) and `date_formats`.
  static Result<FieldDefaults> From(const Settings& settings, const std::string& usual_mark);
};

// Reads the settings of one field at `path`, `fields.number`. INVALID_ARGUMENT, naming the setting, when it has neither
// a column nor a value, or both; `field` may be null.
Result<FieldSetting> ReadFieldSetting(const Settings& settings, const std::string& path,
                                      const google::protobuf::FieldDescriptor* field, const FieldDefaults& defaults);

// The field of that name, which a connector may fill. INVALID_ARGUMENT, naming the setting and the fields there are, when
// there is none, and for what the hub's matching sets.
Result<const google::protobuf::FieldDescriptor*> FindField(const google::protobuf::Descriptor& message, const std::string& name,
                                                           const std::string& path);

// A status about a setting: `settings.<path>: <why>`.
Status SettingInvalid(const std::string& path, const std::string& why, const std::string& remedy);

}  // namespace helhet::sdk
