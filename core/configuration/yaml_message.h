// Fills a message of the model from a YAML map, by the names of proto/.
#pragma once

#include <google/protobuf/message.h>
#include <yaml-cpp/yaml.h>

#include <string>

#include "core/configuration/faults.h"
#include "core/configuration/yaml_scalar.h"

namespace helhet::configuration {

// Reads the values of one file and gathers what is wrong in them as `file.yaml:12: measures[2].target: why`.
// Enums are words in lower case without the enum's prefix.
class YamlMessageReader {
 public:
  // All must outlive the reader.
  YamlMessageReader(std::string file, const Variables& variables, Faults& faults)
      : file_(std::move(file)), variables_(variables), faults_(faults) {}

  // Sets one field from its key and value. `path` is the key as the reader of a fault knows it.
  void SetField(const YAML::Node& key, const YAML::Node& value, const std::string& path,
                const google::protobuf::FieldDescriptor& field, google::protobuf::Message& message);

  // Text of a scalar with its variables put in. False when there was a fault.
  bool ReadText(const YAML::Node& value, const std::string& path, std::string& text);
  // A map as canonical JSON: sorted keys, plain scalars typed by the core schema.
  bool ReadJson(const YAML::Node& map, const std::string& path, std::string& json);

  // Tells keys that stand twice, and such as are not text.
  void CheckKeys(const YAML::Node& map, const std::string& path);
  void Fault(const YAML::Node& node, const std::string& path, const std::string& why, const std::string& remedy = "");
  // `measures.yaml:12`.
  std::string Place(const YAML::Node& node) const;
  // False, with a fault the first time, when the file has more values than the limit.
  bool Count(const YAML::Node& node);

 private:
  void Fill(const YAML::Node& map, const std::string& path, google::protobuf::Message& message);
  void SetValue(const YAML::Node& value, const std::string& path, const google::protobuf::FieldDescriptor& field,
                google::protobuf::Message& message);
  void SetEnum(const YAML::Node& value, const std::string& path, const google::protobuf::FieldDescriptor& field,
               google::protobuf::Message& message);
  // A scalar that is written without quotes; a fault says what was expected.
  bool ReadPlain(const YAML::Node& value, const std::string& path, const std::string& expected, std::string& text);

  std::string file_;
  const Variables& variables_;
  Faults& faults_;
  int values_ = 0;
};

}  // namespace helhet::configuration
