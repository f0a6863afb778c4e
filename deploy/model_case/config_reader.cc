#include "config_reader.h"

#include <google/protobuf/descriptor.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "helhet/model/v1/benefit.pb.h"
#include "helhet/model/v1/measure.pb.h"
#include "helhet/model/v1/organisation.pb.h"

namespace helhet::model_case {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// `flow` of MeasureKind is MEASURE_KIND_FLOW: the enum's name in capitals stands in front of every value.
const EnumValueDescriptor* ValueByShortName(const EnumDescriptor& type, const std::string& short_name) {
  for (int i = 1; i < type.value_count(); ++i) {
    std::string name = type.value(i)->name();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    std::string prefix;
    for (char c : type.name()) {
      if (std::isupper(static_cast<unsigned char>(c)) && !prefix.empty()) prefix += '_';
      prefix += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    if (name == prefix + "_" + short_name) return type.value(i);
  }
  return nullptr;
}

class MessageFiller {
 public:
  explicit MessageFiller(std::vector<std::string>& faults) : faults_(faults) {}

  void Fill(const YAML::Node& node, const std::string& path, Message& message) {
    for (const auto& entry : node) {
      const std::string key = entry.first.as<std::string>();
      const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(key);
      if (!field) {
        faults_.push_back(path + "." + key + ": no such field");
      } else if (field->is_repeated() != entry.second.IsSequence()) {
        faults_.push_back(path + "." + key + ": a list where there is one value, or one where there is a list");
      } else if (field->is_repeated()) {
        for (const YAML::Node& item : entry.second) SetOne(item, path + "." + key, *field, message);
      } else {
        SetOne(entry.second, path + "." + key, *field, message);
      }
    }
  }

 private:
  void SetOne(const YAML::Node& node, const std::string& path, const FieldDescriptor& field, Message& message) {
    try {
      Set(node, path, field, message);
    } catch (const YAML::Exception& error) {
      faults_.push_back(path + ": " + error.what());
    }
  }

  void Set(const YAML::Node& node, const std::string& path, const FieldDescriptor& field, Message& message) {
    const google::protobuf::Reflection& reflection = *message.GetReflection();
    const bool list = field.is_repeated();
    const auto set = [&](auto setter, auto adder, auto value) {
      if (list) (reflection.*adder)(&message, &field, value);
      else (reflection.*setter)(&message, &field, value);
    };
    using R = google::protobuf::Reflection;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: set(&R::SetString, &R::AddString, node.as<std::string>()); return;
      case FieldDescriptor::CPPTYPE_BOOL: set(&R::SetBool, &R::AddBool, node.as<bool>()); return;
      case FieldDescriptor::CPPTYPE_INT32: set(&R::SetInt32, &R::AddInt32, node.as<int32_t>()); return;
      case FieldDescriptor::CPPTYPE_INT64: set(&R::SetInt64, &R::AddInt64, node.as<int64_t>()); return;
      case FieldDescriptor::CPPTYPE_DOUBLE: set(&R::SetDouble, &R::AddDouble, node.as<double>()); return;
      case FieldDescriptor::CPPTYPE_ENUM: {
        const EnumValueDescriptor* value = ValueByShortName(*field.enum_type(), node.as<std::string>());
        if (!value) faults_.push_back(path + ": '" + node.as<std::string>() + "' is no " + field.enum_type()->name());
        else set(&R::SetEnum, &R::AddEnum, value);
        return;
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Fill(node, path, list ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field));
        return;
      default: faults_.push_back(path + ": a type that configuration does not use"); return;
    }
  }

  std::vector<std::string>& faults_;
};

std::shared_ptr<Message> NewMessage(const std::string& kind) {
  const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName("helhet.model.v1." + kind);
  if (!type) return nullptr;
  return std::shared_ptr<Message>(google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

// A scalar without quotes is a number or a truth value where it reads as one; in quotes it is text: "07459".
nlohmann::json ToJson(const YAML::Node& node) {
  nlohmann::json json;
  if (node.IsMap()) {
    for (const auto& entry : node) json[entry.first.as<std::string>()] = ToJson(entry.second);
  } else if (node.IsSequence()) {
    for (const YAML::Node& item : node) json.push_back(ToJson(item));
  } else if (const bool quoted = node.Tag() == "!"; quoted) {
    json = node.as<std::string>();
  } else if (int64_t number = 0; YAML::convert<int64_t>::decode(node, number)) {
    json = number;
  } else if (bool flag = false; YAML::convert<bool>::decode(node, flag)) {
    json = flag;
  } else {
    json = node.as<std::string>();
  }
  return json;
}

// Takes the envelope off: what is left is the message's own fields.
YAML::Node Body(const YAML::Node& document) {
  YAML::Node body;
  for (const auto& entry : document) {
    const std::string key = entry.first.as<std::string>();
    if (key == "kind" || key == "municipality") continue;
    if (key == "measure_kind") body["kind"] = entry.second;
    else if (key == "settings") body["settings_json"] = ToJson(entry.second).dump();
    else body[key] = entry.second;
  }
  return body;
}

void ReadDocument(const YAML::Node& document, const std::string& file, Config& config) {
  const std::string kind = document["kind"].as<std::string>("");
  const YAML::Node municipality = document["municipality"];
  std::vector<std::string> municipalities;
  if (municipality.IsSequence()) municipalities = municipality.as<std::vector<std::string>>();
  else municipalities.push_back(municipality.as<std::string>(""));
  for (const std::string& number : municipalities) {
    std::shared_ptr<Message> message = NewMessage(kind);
    if (!message || number.empty()) {
      config.faults.push_back(file + ": a document without a known kind, or without a municipality: " + kind);
      continue;
    }
    MessageFiller(config.faults).Fill(Body(document), file + ": " + kind, *message);
    config.resources.push_back({kind, number, file, std::move(message)});
  }
}

}  // namespace

Config ReadConfig() {
  // Names the messages once, so that the linker keeps the files that describe them.
  google::protobuf::LinkMessageReflection<model::v1::Benefit>();
  google::protobuf::LinkMessageReflection<model::v1::Measure>();
  google::protobuf::LinkMessageReflection<model::v1::Unit>();
  Config config;
  for (const auto& entry : std::filesystem::directory_iterator(HELHET_MODEL_CASE_CONFIG)) {
    if (entry.path().extension() != ".yaml") continue;
    for (const YAML::Node& document : YAML::LoadAllFromFile(entry.path())) {
      ReadDocument(document, entry.path().filename(), config);
    }
  }
  return config;
}

}  // namespace helhet::model_case
