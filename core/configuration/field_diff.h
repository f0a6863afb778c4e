// What differs between two versions of a resource, field by field, for a person to read.
#pragma once

#include <google/protobuf/message.h>

#include <vector>

#include "helhet/api/v1/configuration_service.pb.h"

namespace helhet::configuration {

// The fields that differ, in the order of the model, with paths as `targets[2].value`. A connector's settings
// are compared setting by setting: `settings.folder`. Empty when the two say the same. Both must be of one
// type.
std::vector<api::v1::FieldChange> DiffFields(const google::protobuf::Message& before, const google::protobuf::Message& after);

}  // namespace helhet::configuration
