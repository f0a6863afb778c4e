#include "core/configuration/yaml_message.h"

#include <cmath>
#include <limits>
#include <set>

#include "core/configuration/limits.h"
#include "core/configuration/resource_kinds.h"
#include "core/model/fact_schema.h"

namespace helhet::configuration {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::string Describe(const YAML::Node& node) {
  if (node.IsMap()) return "a map";
  if (node.IsSequence()) return "a list";
  if (!node.IsScalar()) return "nothing";
  const std::string& text = node.Scalar();
  return "'" + (text.size() > 60 ? text.substr(0, 60) + "…" : text) + "'";
}

std::string FieldNames(const Descriptor& type) {
  std::string names;
  for (int i = 0; i < type.field_count(); ++i) {
    if (!IsSetByHub(*type.field(i))) names += (names.empty() ? "" : ", ") + type.field(i)->name();
  }
  return names;
}

// Sets a value, or adds it to a list.
template <typename Value>
void Put(Message& message, const FieldDescriptor& field, void (Reflection::*set)(Message*, const FieldDescriptor*, Value) const,
         void (Reflection::*add)(Message*, const FieldDescriptor*, Value) const, Value value) {
  (message.GetReflection()->*(field.is_repeated() ? add : set))(&message, &field, std::move(value));
}

}  // namespace

std::string YamlMessageReader::Place(const YAML::Node& node) const {
  return node.Mark().is_null() ? file_ : file_ + ":" + std::to_string(node.Mark().line + 1);
}

void YamlMessageReader::Fault(const YAML::Node& node, const std::string& path, const std::string& why, const std::string& remedy) {
  faults_.Add(Place(node), path, why, remedy);
}

bool YamlMessageReader::Count(const YAML::Node& node) {
  if (++values_ == limits::kFileValues) {
    Fault(node, "", "the file has more than " + std::to_string(limits::kFileValues) + " values", "divide it, or use fewer aliases");
  }
  return values_ < limits::kFileValues;
}

void YamlMessageReader::CheckKeys(const YAML::Node& map, const std::string& path) {
  std::set<std::string> keys;
  for (const auto& entry : map) {
    if (!entry.first.IsScalar()) {
      Fault(entry.first, path, "a key is " + Describe(entry.first), "write the key as a word");
    } else if (!keys.insert(entry.first.Scalar()).second) {
      Fault(entry.first, path, "'" + entry.first.Scalar() + "' stands twice", "keep one of them");
    }
  }
}

void YamlMessageReader::Fill(const YAML::Node& map, const std::string& path, Message& message) {
  CheckKeys(map, path);
  for (const auto& entry : map) {
    if (!entry.first.IsScalar()) continue;
    const std::string& key = entry.first.Scalar();
    const std::string inner = path + "." + key;
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(key);
    if (field != nullptr) {
      SetField(entry.first, entry.second, inner, *field, message);
    } else {
      Fault(entry.first, inner, "unknown key", "allowed here: " + FieldNames(*message.GetDescriptor()));
    }
  }
}

void YamlMessageReader::SetField(const YAML::Node& key, const YAML::Node& value, const std::string& path, const FieldDescriptor& field,
                                 Message& message) {
  // A value that is not there stands at whatever comes next.
  if (value.IsNull()) return Fault(key, path, "it has no value", "give it one, or leave the key out");
  if (!field.is_repeated()) return SetValue(value, path, field, message);
  if (!value.IsSequence()) return Fault(value, path, "a list is expected, not " + Describe(value), "write [ … ], or lines that begin with -");
  for (size_t i = 0; i < value.size(); ++i) SetValue(value[i], path + "[" + std::to_string(i) + "]", field, message);
}

void YamlMessageReader::SetValue(const YAML::Node& value, const std::string& path, const FieldDescriptor& field, Message& message) {
  using R = Reflection;
  if (!Count(value)) return;
  std::string text;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      if (ReadText(value, path, text)) Put<std::string>(message, field, &R::SetString, &R::AddString, text);
      return;
    case FieldDescriptor::CPPTYPE_BOOL: {
      if (!ReadPlain(value, path, "true or false", text)) return;
      const auto parsed = ToBoolean(text);
      if (!parsed) return Fault(value, path, "true or false is expected, not " + Describe(value));
      return Put<bool>(message, field, &R::SetBool, &R::AddBool, *parsed);
    }
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64: {
      if (!ReadPlain(value, path, "a whole number", text)) return;
      const auto parsed = ToInteger(text);
      const bool small = field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
      if (!parsed || (small && *parsed != static_cast<int32_t>(*parsed))) {
        return Fault(value, path, "a whole number is expected, not " + Describe(value));
      }
      if (small) return Put<int32_t>(message, field, &R::SetInt32, &R::AddInt32, static_cast<int32_t>(*parsed));
      return Put<int64_t>(message, field, &R::SetInt64, &R::AddInt64, *parsed);
    }
    case FieldDescriptor::CPPTYPE_DOUBLE: {
      if (!ReadPlain(value, path, "a number", text)) return;
      const auto parsed = ToNumber(text);
      if (!parsed) return Fault(value, path, "a number is expected, not " + Describe(value), "write it as 1234.5");
      return Put<double>(message, field, &R::SetDouble, &R::AddDouble, *parsed);
    }
    case FieldDescriptor::CPPTYPE_ENUM: return SetEnum(value, path, field, message);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (!value.IsMap()) {
        return Fault(value, path, "a map is expected, not " + Describe(value), "allowed in it: " + FieldNames(*field.message_type()));
      }
      return Fill(value, path, field.is_repeated() ? *message.GetReflection()->AddMessage(&message, &field)
                                                   : *message.GetReflection()->MutableMessage(&message, &field));
    default: return Fault(value, path, "a field that files cannot state");
  }
}

void YamlMessageReader::SetEnum(const YAML::Node& value, const std::string& path, const FieldDescriptor& field, Message& message) {
  std::string text;
  if (!ReadText(value, path, text)) return;
  const EnumDescriptor* type = field.enum_type();
  std::string words;
  for (int i = 0; i < type->value_count(); ++i) {
    // 0 is what an absent key means, so there is no word for it.
    if (type->value(i)->number() == 0) continue;
    const std::string word = model::EnumText(*type->value(i));
    if (word == text) return Put<const EnumValueDescriptor*>(message, field, &Reflection::SetEnum, &Reflection::AddEnum, type->value(i));
    words += (words.empty() ? "" : ", ") + word;
  }
  Fault(value, path, Describe(value) + " is not a word for this", "allowed: " + words);
}

bool YamlMessageReader::ReadText(const YAML::Node& value, const std::string& path, std::string& text) {
  if (!value.IsScalar()) {
    Fault(value, path, "text is expected, not " + Describe(value));
    return false;
  }
  auto expanded = ExpandVariables(value.Scalar(), variables_);
  if (!expanded.ok()) {
    Fault(value, path, expanded.status().message());
    return false;
  }
  if (expanded->size() > limits::kTextBytes) {
    Fault(value, path, "the text is longer than " + std::to_string(limits::kTextBytes) + " bytes", "shorten it");
    return false;
  }
  text = *std::move(expanded);
  return true;
}

bool YamlMessageReader::ReadPlain(const YAML::Node& value, const std::string& path, const std::string& expected, std::string& text) {
  if (!ReadText(value, path, text)) return false;
  // A variable's value is text that was written without quotes.
  if (!IsQuoted(value) || value.Scalar().find("${") != std::string::npos) return true;
  Fault(value, path, expected + " is expected, not text", "write " + text + " without quotes");
  return false;
}

}  // namespace helhet::configuration
