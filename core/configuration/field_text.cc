#include "core/configuration/field_text.h"

#include <charconv>

#include "core/model/fact_schema.h"

namespace helhet::configuration {
namespace {

using google::protobuf::FieldDescriptor;

// The fewest digits that give the same number back.
std::string Shortest(double value) {
  char buffer[32];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof(buffer), value).ptr);
}

}  // namespace

std::string FieldText(const google::protobuf::Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& r = *message.GetReflection();
  const bool list = index >= 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: return list ? r.GetRepeatedString(message, &field, index) : r.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_BOOL: return (list ? r.GetRepeatedBool(message, &field, index) : r.GetBool(message, &field)) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_INT32: return std::to_string(list ? r.GetRepeatedInt32(message, &field, index) : r.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64: return std::to_string(list ? r.GetRepeatedInt64(message, &field, index) : r.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE: return Shortest(list ? r.GetRepeatedDouble(message, &field, index) : r.GetDouble(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM: return model::EnumText(*(list ? r.GetRepeatedEnum(message, &field, index) : r.GetEnum(message, &field)));
    default: return "{}";
  }
}

}  // namespace helhet::configuration
