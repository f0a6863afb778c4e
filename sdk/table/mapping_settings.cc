// How the settings say what a row means: the part of FactMapping that runs once.
#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "helhet/table/fact_mapping.h"
#include "helhet/values/quoted.h"

namespace helhet::sdk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

Result<const FieldDescriptor*> FindKind(const std::string& kind) {
  const auto& kinds = *model::v1::Fact::descriptor()->FindOneofByName("kind");
  std::string names;
  for (int i = 0; i < kinds.field_count(); ++i) {
    if (kinds.field(i)->name() == kind) return kinds.field(i);
    names += (names.empty() ? "" : ", ") + kinds.field(i)->name();
  }
  return SettingInvalid("kind", "no kind of fact " + Quoted(kind), "use one of these: " + names);
}

// The message that the elements of a field are; null when the field holds plain values.
const Descriptor* LineType(const FieldDescriptor& field) { return field.is_repeated() ? field.message_type() : nullptr; }

bool IsCurrency(const FieldSetting& setting) { return setting.field->name() == "currency_code"; }

}  // namespace

Result<FactMapping> FactMapping::From(const Settings& settings, const std::string& kind, const std::vector<BuiltInField>& built_in,
                                      const std::string& usual_mark) {
  FactMapping mapping;
  HELHET_ASSIGN_OR_RETURN(mapping.defaults_, FieldDefaults::From(settings, usual_mark));
  HELHET_ASSIGN_OR_RETURN(mapping.kind_, FindKind(kind));
  const Descriptor& message = *mapping.kind_->message_type();
  HELHET_RETURN_IF_ERROR(mapping.ReadFields(settings, "fields", message, mapping.fields_));
  for (const BuiltInField& field : built_in) {
    const bool is_unit_code = *field.scheme != '\0';
    if (settings.Has(is_unit_code ? "unit_codes" : std::string("fields.") + field.field)) continue;
    FieldSetting setting;
    if (!is_unit_code) {
      HELHET_ASSIGN_OR_RETURN(setting.field, FindField(message, field.field, "fields"));
    }
    setting.path = std::string("fields.") + field.field;
    setting.columns = field.columns;
    setting.required = field.need == Need::kValue;
    setting.column_optional = field.need == Need::kNothing;
    setting.separator = field.separator;
    setting.each = field.each;
    setting.decimal_mark = mapping.defaults_.decimal_mark;
    setting.date_formats = mapping.defaults_.date_formats;
    if (is_unit_code) {
      mapping.unit_codes_.emplace_back(field.scheme, std::move(setting));
    } else {
      mapping.fields_.push_back(std::move(setting));
    }
  }
  std::stable_partition(mapping.fields_.begin(), mapping.fields_.end(), IsCurrency);
  HELHET_RETURN_IF_ERROR(mapping.ReadLines(settings, message));
  for (size_t i = 0; i < settings.Size("unit_codes"); ++i) {
    const std::string path = "unit_codes." + std::to_string(i);
    HELHET_ASSIGN_OR_RETURN(const std::string scheme, settings.Text(path + ".scheme"));
    HELHET_ASSIGN_OR_RETURN(FieldSetting setting, ReadFieldSetting(settings, path, nullptr, mapping.defaults_));
    mapping.unit_codes_.emplace_back(scheme, std::move(setting));
  }
  mapping.key_ = settings.Texts("key");
  HELHET_RETURN_IF_ERROR(mapping.ReadSkipRules(settings));
  if (mapping.gathers() && mapping.key_.empty()) {
    return SettingInvalid("key", "rows are lines of facts, and nothing tells which rows are of one fact",
                          "state the columns that those rows share");
  }
  return mapping;
}

Status FactMapping::ReadFields(const Settings& settings, const std::string& path, const Descriptor& message,
                               std::vector<FieldSetting>& fields) {
  for (const std::string& name : settings.Keys(path)) {
    const std::string at = path + "." + name;
    HELHET_ASSIGN_OR_RETURN(const FieldDescriptor* field, FindField(message, name, at));
    if (field->message_type() != nullptr) {
      return SettingInvalid(at, "the field holds lines, not a value", "map the fields of its lines in settings.lines." + name);
    }
    HELHET_ASSIGN_OR_RETURN(FieldSetting setting, ReadFieldSetting(settings, at, field, defaults_));
    fields.push_back(std::move(setting));
  }
  return OkStatus();
}

Status FactMapping::ReadLines(const Settings& settings, const Descriptor& message) {
  for (const std::string& name : settings.Keys("lines")) {
    const std::string path = "lines." + name;
    HELHET_ASSIGN_OR_RETURN(const FieldDescriptor* field, FindField(message, name, path));
    const Descriptor* type = LineType(*field);
    if (type == nullptr) return SettingInvalid(path, "the field holds a value, not lines", "map it in settings.fields." + name);
    LineMapping line{field, {}};
    HELHET_RETURN_IF_ERROR(ReadFields(settings, path, *type, line.fields));
    lines_.push_back(std::move(line));
  }
  return OkStatus();
}

Status FactMapping::ReadSkipRules(const Settings& settings) {
  for (size_t i = 0; i < settings.Size("skip"); ++i) {
    const std::string path = "skip." + std::to_string(i);
    SkipRule rule;
    HELHET_ASSIGN_OR_RETURN(rule.column, settings.Text(path + ".column"));
    rule.is = settings.Texts(path + ".is");
    rule.begins_with = settings.Text(path + ".begins_with", "");
    rule.empty = settings.Flag(path + ".empty", false);
    if (rule.is.empty() && rule.begins_with.empty() && !rule.empty) {
      return SettingInvalid(path, "nothing tells which rows are left out", "state is, begins_with or empty: true");
    }
    skip_.push_back(std::move(rule));
  }
  return OkStatus();
}

std::vector<WantedColumn> FactMapping::wanted() const {
  std::vector<WantedColumn> wanted;
  const auto want = [&](const std::vector<std::string>& names, bool required) {
    const auto same = std::find_if(wanted.begin(), wanted.end(), [&](const WantedColumn& column) { return column.names == names; });
    if (same == wanted.end()) {
      wanted.push_back({names, required});
    } else {
      same->required = same->required || required;
    }
  };
  const auto want_field = [&](const FieldSetting& setting) {
    if (!setting.columns.empty()) want(setting.columns, !setting.column_optional);
  };
  for (const FieldSetting& setting : fields_) want_field(setting);
  for (const LineMapping& line : lines_) {
    for (const FieldSetting& setting : line.fields) want_field(setting);
  }
  for (const auto& [scheme, setting] : unit_codes_) want_field(setting);
  for (const std::string& column : key_) want({column}, true);
  for (const SkipRule& rule : skip_) want({rule.column}, true);
  return wanted;
}

}  // namespace helhet::sdk
