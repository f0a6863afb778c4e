#include "core/configuration/field_diff.h"

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/configuration/field_text.h"

namespace helhet::configuration {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using nlohmann::json;

class Differ {
 public:
  std::vector<api::v1::FieldChange> Take() { return std::move(changes_); }

  void Compare(const std::string& prefix, const Message& before, const Message& after) {
    for (int i = 0; i < before.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *before.GetDescriptor()->field(i);
      const std::string path = prefix + field.name();
      if (field.is_repeated()) {
        CompareLists(path, field, before, after);
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        CompareMessages(path, before.GetReflection()->HasField(before, &field) ? &before.GetReflection()->GetMessage(before, &field) : nullptr,
                        after.GetReflection()->HasField(after, &field) ? &after.GetReflection()->GetMessage(after, &field) : nullptr);
      } else if (field.name() == "settings_json") {
        CompareSettings(FieldText(before, field, -1), FieldText(after, field, -1));
      } else {
        Note(path, Present(before, field) ? FieldText(before, field, -1) : "", Present(after, field) ? FieldText(after, field, -1) : "");
      }
    }
  }

 private:
  static bool Present(const Message& message, const FieldDescriptor& field) { return message.GetReflection()->HasField(message, &field); }

  void Note(const std::string& path, const std::string& before, const std::string& after) {
    if (before == after) return;
    api::v1::FieldChange& change = changes_.emplace_back();
    change.set_path(path);
    change.set_before(before);
    change.set_after(after);
  }

  // Null is a message that is not there: all its fields are then new or gone.
  void CompareMessages(const std::string& path, const Message* before, const Message* after) {
    if (before != nullptr && after != nullptr) return Compare(path + ".", *before, *after);
    const Message* only = before != nullptr ? before : after;
    if (only == nullptr) return;
    const std::unique_ptr<Message> nothing(only->New());
    const size_t known = changes_.size();
    Compare(path + ".", before != nullptr ? *before : *nothing, after != nullptr ? *after : *nothing);
    if (changes_.size() == known) Note(path, before != nullptr ? "{}" : "", after != nullptr ? "{}" : "");
  }

  void CompareLists(const std::string& path, const FieldDescriptor& field, const Message& before, const Message& after) {
    const Reflection& r = *before.GetReflection();
    const int before_size = r.FieldSize(before, &field), after_size = r.FieldSize(after, &field);
    for (int i = 0; i < std::max(before_size, after_size); ++i) {
      const std::string element = path + "[" + std::to_string(i) + "]";
      if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        CompareMessages(element, i < before_size ? &r.GetRepeatedMessage(before, &field, i) : nullptr,
                        i < after_size ? &r.GetRepeatedMessage(after, &field, i) : nullptr);
      } else {
        const std::string old_text = i < before_size ? FieldText(before, field, i) : "";
        const std::string new_text = i < after_size ? FieldText(after, field, i) : "";
        Note(element, old_text, new_text);
        // An empty text that is added is a change too, which two equal texts would hide.
        if (old_text == new_text && (i < before_size) != (i < after_size)) Note(element, i < before_size ? "''" : "", i < after_size ? "''" : "");
      }
    }
  }

  void CompareSettings(const std::string& before, const std::string& after) {
    const json old_settings = json::parse(before, nullptr, false), new_settings = json::parse(after, nullptr, false);
    const auto old_values = Flatten(old_settings), new_values = Flatten(new_settings);
    std::map<std::string, std::pair<std::string, std::string>> both;
    for (const auto& [path, text] : old_values) both[path].first = text;
    for (const auto& [path, text] : new_values) both[path].second = text;
    for (const auto& [path, texts] : both) Note(path, texts.first, texts.second);
  }

  // Every value of the settings by its path. Text is in quotes where it could be taken for a number.
  static std::map<std::string, std::string> Flatten(const json& settings) {
    std::map<std::string, std::string> values;
    Flatten("settings", settings, values);
    return values;
  }
  static void Flatten(const std::string& path, const json& value, std::map<std::string, std::string>& values) {
    if (value.is_object() && !value.empty()) {
      for (const auto& [key, inner] : value.items()) Flatten(path + "." + key, inner, values);
    } else if (value.is_array() && !value.empty()) {
      for (size_t i = 0; i < value.size(); ++i) Flatten(path + "[" + std::to_string(i) + "]", value[i], values);
    } else if (!value.is_discarded()) {
      values[path] = value.dump(-1, ' ', false, json::error_handler_t::replace);
    }
  }

  std::vector<api::v1::FieldChange> changes_;
};

}  // namespace

std::vector<api::v1::FieldChange> DiffFields(const Message& before, const Message& after) {
  Differ differ;
  differ.Compare("", before, after);
  return differ.Take();
}

}  // namespace helhet::configuration
