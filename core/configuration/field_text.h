// The text of a field's value, as files and differences write it.
#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace helhet::configuration {

// Enums are words in lower case, numbers have a point for decimals. `index` is the element of a list, -1 for a
// field that is no list. A message is `{}`.
std::string FieldText(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field, int index);

}  // namespace helhet::configuration
