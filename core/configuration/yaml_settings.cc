// Settings of connectors: YAML of any shape as canonical JSON.
#include <nlohmann/json.hpp>

#include "core/configuration/yaml_message.h"

namespace helhet::configuration {
namespace {

using nlohmann::json;

// Puts YAML into JSON, value by value.
class JsonReader {
 public:
  explicit JsonReader(YamlMessageReader& reader) : reader_(reader) {}
  bool ok() const { return ok_; }

  json Read(const YAML::Node& value, const std::string& path) {
    if (!reader_.Count(value)) return Fail();
    if (value.IsMap()) return ReadMap(value, path);
    if (value.IsSequence()) {
      json list = json::array();
      for (size_t i = 0; i < value.size(); ++i) list.push_back(Read(value[i], path + "[" + std::to_string(i) + "]"));
      return list;
    }
    return value.IsScalar() ? ReadScalar(value, path) : json();
  }

 private:
  json ReadMap(const YAML::Node& map, const std::string& path) {
    reader_.CheckKeys(map, path);
    json object = json::object();
    for (const auto& entry : map) {
      if (!entry.first.IsScalar()) return Fail();
      object[entry.first.Scalar()] = Read(entry.second, path + "." + entry.first.Scalar());
    }
    return object;
  }

  json ReadScalar(const YAML::Node& value, const std::string& path) {
    const std::string& plain = value.Scalar();
    if (!IsQuoted(value)) {
      switch (ResolvePlain(plain)) {
        case PlainScalar::kNull: return json();
        case PlainScalar::kBoolean: return *ToBoolean(plain);
        case PlainScalar::kInteger:
        case PlainScalar::kNumber: return ReadNumber(value, path);
        case PlainScalar::kText: break;
      }
    }
    std::string text;
    return reader_.ReadText(value, path, text) ? json(text) : Fail();
  }

  json ReadNumber(const YAML::Node& value, const std::string& path) {
    const std::string& plain = value.Scalar();
    const bool whole = ResolvePlain(plain) == PlainScalar::kInteger;
    if (whole && plain.size() > 1 && plain[0] == '0' && plain.find_first_not_of("0123456789") == std::string::npos) {
      return Fail(value, path, plain + " is a number that begins with 0", "write it in quotes if it is a code");
    }
    const auto integer = ToInteger(plain);
    if (integer) return *integer;
    const auto number = ToNumber(plain);
    if (number && !whole) return *number;
    return Fail(value, path, plain + " is no number that settings can hold", "write it in quotes if it is text");
  }

  json Fail() {
    ok_ = false;
    return json();
  }
  json Fail(const YAML::Node& value, const std::string& path, const std::string& why, const std::string& remedy) {
    reader_.Fault(value, path, why, remedy);
    return Fail();
  }

  YamlMessageReader& reader_;
  bool ok_ = true;
};

}  // namespace

bool YamlMessageReader::ReadJson(const YAML::Node& map, const std::string& path, std::string& json) {
  if (!map.IsMap()) {
    Fault(map, path, "a map is expected", "write the plugin's settings below it, one a line");
    return false;
  }
  JsonReader reader(*this);
  json = reader.Read(map, path).dump();
  return reader.ok();
}

}  // namespace helhet::configuration
