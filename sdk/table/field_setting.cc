#include "helhet/table/field_setting.h"

#include <google/protobuf/descriptor.h>

#include "cell_value.h"
#include "helhet/model/v1/field_options.pb.h"
#include "helhet/table/blanks.h"
#include "helhet/values/quoted.h"

namespace helhet::sdk {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Whether an invoice names an order follows from its reference, and matching says the rest: no mapping states it.
bool IsSetByHub(const FieldDescriptor& field) {
  return field.options().GetExtension(model::v1::set_by_matching) || field.full_name() == "helhet.model.v1.Invoice.order_reference_status";
}

Status CheckType(const FieldSetting& setting) {
  const bool is_list = setting.field != nullptr && setting.field->is_repeated();
  if (!setting.separator.empty() && !is_list) {
    return SettingInvalid(setting.path + ".separator", "the field holds one value, not a list", "leave the separator out");
  }
  for (const std::string& format : setting.date_formats) {
    if (!IsDateFormat(format)) {
      return SettingInvalid(setting.path + ".date_formats", Quoted(format) + " is no format of a day",
                            "write it with d, m and yyyy: dd.mm.yyyy");
    }
  }
  return OkStatus();
}

}  // namespace

Status SettingInvalid(const std::string& path, const std::string& why, const std::string& remedy) {
  return InvalidArgument("settings." + path + ": " + why)
      .WithReason("setting_invalid")
      .WithSetting("settings." + path)
      .WithRemedy(remedy)
      .WithClass(ErrorClass::kConfiguration);
}

Cell FieldSetting::Meaning(const Cell& cell) const {
  for (const auto& [from, to] : values) {
    if (ColumnKey(from) == ColumnKey(cell.text)) return {CellKind::kText, to};
  }
  return cell.empty() ? Cell{CellKind::kText, fallback} : cell;
}

Result<FieldDefaults> FieldDefaults::From(const Settings& settings, const std::string& usual_mark) {
  FieldDefaults defaults;
  const std::string mark = settings.Text("decimal_mark", usual_mark);
  if (mark != "comma" && mark != "point") {
    return SettingInvalid("decimal_mark", Quoted(mark) + " is no decimal mark", "state comma or point");
  }
  defaults.decimal_mark = mark == "comma" ? ',' : '.';
  defaults.date_formats = settings.Texts("date_formats");
  if (defaults.date_formats.empty()) defaults.date_formats = {"dd.mm.yyyy"};
  for (const std::string& format : defaults.date_formats) {
    if (!IsDateFormat(format)) {
      return SettingInvalid("date_formats", Quoted(format) + " is no format of a day", "write it with d, m and yyyy: dd.mm.yyyy");
    }
  }
  return defaults;
}

Result<FieldSetting> ReadFieldSetting(const Settings& settings, const std::string& path, const FieldDescriptor* field,
                                      const FieldDefaults& defaults) {
  FieldSetting setting;
  setting.field = field;
  setting.path = path;
  setting.columns = settings.Texts(path + ".columns");
  const std::string column = settings.Text(path + ".column", "");
  if (!column.empty()) setting.columns.insert(setting.columns.begin(), column);
  if (settings.Has(path + ".value")) setting.constant = settings.Text(path + ".value", "");
  if (setting.columns.empty() == !setting.constant.has_value()) {
    return SettingInvalid(path, "state either a column or a value", "state column: the name in the table's header, or value: a constant");
  }
  setting.required = settings.Flag(path + ".required", false);
  setting.column_optional = settings.Flag(path + ".column_optional", false);
  setting.fallback = settings.Text(path + ".default", "");
  setting.separator = settings.Text(path + ".separator", "");
  setting.each = settings.Text(path + ".each", "");
  setting.times = settings.Integer(path + ".times", 1);
  setting.decimal_mark = defaults.decimal_mark;
  setting.date_formats = settings.Texts(path + ".date_formats");
  if (setting.date_formats.empty()) setting.date_formats = defaults.date_formats;
  for (size_t i = 0; i < settings.Size(path + ".values"); ++i) {
    const std::string pair = path + ".values." + std::to_string(i);
    setting.values.emplace_back(settings.Text(pair + ".from", ""), settings.Text(pair + ".to", ""));
  }
  HELHET_RETURN_IF_ERROR(CheckType(setting));
  return setting;
}

Result<const FieldDescriptor*> FindField(const Descriptor& message, const std::string& name, const std::string& path) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  if (field != nullptr && !IsSetByHub(*field)) return field;
  if (field != nullptr) return SettingInvalid(path, "the hub finds out " + name + " by itself", "leave the field out");
  std::string names;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& there = *message.field(i);
    if (!IsSetByHub(there)) names += (names.empty() ? "" : ", ") + std::string(there.name());
  }
  return SettingInvalid(path, "no field " + Quoted(name), "use one of these: " + names);
}

}  // namespace helhet::sdk
