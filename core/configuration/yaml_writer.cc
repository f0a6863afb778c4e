// Resources as YAML, so that what a hub holds can be kept as files.
#include <nlohmann/json.hpp>

#include "core/configuration/field_text.h"
#include "core/configuration/resource_kinds.h"
#include "core/configuration/yaml_resources.h"

namespace helhet::configuration {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Text in quotes wherever another reader of YAML would take it for something else.
void WriteText(YAML::Emitter& out, const std::string& text) {
  const bool plain = ResolvePlain(text) == PlainScalar::kText && text.find('\n') == std::string::npos;
  const std::string escaped = EscapeVariables(text);
  if (plain) {
    out << escaped;
  } else {
    out << YAML::DoubleQuoted << escaped;
  }
}

void WriteJson(YAML::Emitter& out, const nlohmann::json& value) {
  if (value.is_object()) {
    out << YAML::BeginMap;
    for (const auto& [key, inner] : value.items()) {
      out << YAML::Key << YAML::DoubleQuoted << key << YAML::Value;
      WriteJson(out, inner);
    }
    out << YAML::EndMap;
  } else if (value.is_array()) {
    out << YAML::BeginSeq;
    for (const auto& inner : value) WriteJson(out, inner);
    out << YAML::EndSeq;
  } else if (value.is_string()) {
    WriteText(out, value.get<std::string>());
  } else if (value.is_null()) {
    out << YAML::Null;
  } else {
    out << value.dump();
  }
}

class MessageWriter {
 public:
  explicit MessageWriter(YAML::Emitter& out) : out_(out) {}

  // The fields of a message whose map has been begun.
  void WriteFields(const Message& message, bool outermost) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (IsSetByHub(*field)) continue;
      if (outermost && field->name() == "municipality_id") continue;  // stands in the envelope
      out_ << YAML::Key << (outermost && field->name() == "kind" ? "measure_kind" : field->name()) << YAML::Value;
      if (!field->is_repeated()) {
        WriteValue(message, *field, -1);
        continue;
      }
      out_ << YAML::BeginSeq;
      for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) WriteValue(message, *field, i);
      out_ << YAML::EndSeq;
    }
  }

 private:
  // `index` is -1 for a field that is no list.
  void WriteValue(const Message& message, const FieldDescriptor& field, int index) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) return WriteText(out_, FieldText(message, field, index));
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      out_ << FieldText(message, field, index);
      return;
    }
    const google::protobuf::Reflection& r = *message.GetReflection();
    out_ << YAML::BeginMap;
    WriteFields(index >= 0 ? r.GetRepeatedMessage(message, &field, index) : r.GetMessage(message, &field), false);
    out_ << YAML::EndMap;
  }

  YAML::Emitter& out_;
};

}  // namespace

std::string WriteResources(const Resources& resources) {
  YAML::Emitter out;
  out.SetBoolFormat(YAML::LowerCase);
  for (const api::v1::Resource& resource : resources) {
    const ResourceKind* kind = KindOf(resource);
    if (kind == nullptr) continue;
    out << YAML::BeginDoc << YAML::BeginMap;
    out << YAML::Key << "kind" << YAML::Value << kind->title;
    out << YAML::Key << "municipality" << YAML::Value << YAML::DoubleQuoted << resource.municipality_id();
    api::v1::Resource written = resource;
    std::string settings;
    if (written.has_connector()) written.mutable_connector()->mutable_settings_json()->swap(settings);
    MessageWriter(out).WriteFields(ContentOf(written, *kind), true);
    if (!settings.empty()) {
      out << YAML::Key << "settings" << YAML::Value;
      WriteJson(out, nlohmann::json::parse(settings, nullptr, /*allow_exceptions=*/false));
    }
    out << YAML::EndMap;
  }
  return std::string(out.c_str()) + "\n";
}

}  // namespace helhet::configuration
