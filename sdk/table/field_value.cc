#include "field_value.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <limits>

#include "cell_value.h"
#include "helhet/limits.h"
#include "helhet/table/blanks.h"
#include "helhet/values/currency.h"
#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"

namespace helhet::sdk {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kMicroDecimals = 6;

// What stands where one value is set.
struct Target {
  const FieldSetting& setting;
  const std::string& currency_code;
  const std::string& where;
  Flags& flags;
  Message& message;

  const FieldDescriptor* field() const { return setting.field; }
  const std::string& name() const { return setting.field->name(); }
};

Status Expected(const std::string& what) { return InvalidArgument("expected " + what); }

Status SetText(const Target& target, const Cell& cell) {
  std::string text = cell.text;
  if (IsDateField(target.name())) {
    HELHET_ASSIGN_OR_RETURN(text, DayOf(cell, target.setting.date_formats));
  } else if (target.name().ends_with("organisation_number")) {
    text = OrganisationDigits(text);
    if (text.empty()) return Expected("an organisation number");
    if (!IsOrganisationNumber(text)) {
      target.flags.Add("organisation_number_invalid", target.where, Quoted(cell.text) + " is no Norwegian organisation number");
    }
  }
  const auto* reflection = target.message.GetReflection();
  if (target.field()->is_repeated()) {
    reflection->AddString(&target.message, target.field(), text);
  } else {
    reflection->SetString(&target.message, target.field(), text);
  }
  return OkStatus();
}

// The number in the unit that the field's name ends in.
Result<int64_t> Scaled(const Target& target, const Cell& cell) {
  HELHET_ASSIGN_OR_RETURN(const Decimal number, NumberOf(cell, target.setting.decimal_mark));
  const auto product = Multiply(number, {target.setting.times * Decimal::kOne, false});
  const bool is_amount = target.name().ends_with("_minor"), is_micros = target.name().ends_with("_micros");
  const int decimals = is_amount ? MinorUnitDecimals(target.currency_code) : is_micros ? kMicroDecimals : 0;
  bool is_rounded = false;
  const auto scaled = product ? product->Scaled(decimals, is_rounded) : std::nullopt;
  if (!scaled || (is_amount && std::abs(*scaled) > limits::kAmountMinor)) return Expected("a smaller number");
  if (is_rounded && !is_amount && !is_micros) return Expected("a whole number");
  if (is_rounded && is_amount) {
    target.flags.Add("amount_rounded", target.where, Quoted(cell.text) + " has more decimals than " + target.currency_code + " has");
  }
  return *scaled;
}

Status SetNumber(const Target& target, const Cell& cell) {
  HELHET_ASSIGN_OR_RETURN(const int64_t number, Scaled(target, cell));
  const auto* reflection = target.message.GetReflection();
  if (target.field()->cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
    reflection->SetInt64(&target.message, target.field(), number);
    return OkStatus();
  }
  if (number > std::numeric_limits<int32_t>::max() || number < std::numeric_limits<int32_t>::min()) return Expected("a smaller number");
  reflection->SetInt32(&target.message, target.field(), static_cast<int32_t>(number));
  return OkStatus();
}

// `ORDER_STATUS_PLACED` is `placed`: what its values have in common with the one that is not stated is their prefix.
std::string WordOf(const google::protobuf::EnumValueDescriptor& value) {
  constexpr std::string_view kUnstated = "UNSPECIFIED";
  const std::string& first = value.type()->value(0)->name();
  return ColumnKey(value.name().substr(first.size() - kUnstated.size()));
}

Status SetEnum(const Target& target, const Cell& cell) {
  const std::string word = ColumnKey(cell.text);
  const google::protobuf::EnumDescriptor& type = *target.field()->enum_type();
  std::string words;
  for (int i = 1; i < type.value_count(); ++i) {
    if (word == WordOf(*type.value(i)) || word == ColumnKey(type.value(i)->name())) {
      target.message.GetReflection()->SetEnum(&target.message, target.field(), type.value(i));
      return OkStatus();
    }
    words += (words.empty() ? "" : ", ") + WordOf(*type.value(i));
  }
  return Expected("one of " + words + "; other words are told by settings." + target.setting.path + ".values");
}

Status SetOne(const Target& target, const Cell& cell) {
  switch (target.field()->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return SetText(target, cell);
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return SetNumber(target, cell);
    case FieldDescriptor::CPPTYPE_ENUM:
      return SetEnum(target, cell);
    case FieldDescriptor::CPPTYPE_BOOL: {
      HELHET_ASSIGN_OR_RETURN(const bool truth, TruthOf(cell));
      target.message.GetReflection()->SetBool(&target.message, target.field(), truth);
      return OkStatus();
    }
    default:
      return Internal("the field " + target.name() + " is of a type that no cell holds");
  }
}

}  // namespace

bool IsDateField(const std::string& name) { return name.ends_with("_date") || name.starts_with("valid_") || name == "period_start"; }

Status SetField(const FieldSetting& setting, const Cell& cell, const std::string& currency_code, const std::string& where, Flags& flags,
                Message& message) {
  const Target target{setting, currency_code, where, flags, message};
  if (setting.separator.empty()) return SetOne(target, cell);
  for (std::string& part : SplitAtAny(cell.text, setting.separator)) {
    HELHET_RETURN_IF_ERROR(SetOne(target, {cell.kind, std::move(part)}));
  }
  return OkStatus();
}

}  // namespace helhet::sdk
