// What differs between two versions of something, for people.
#pragma once

#include "core/cli/session.h"
#include "helhet/api/v1/configuration_service.pb.h"

namespace helhet::cli {

// A line for each field: what it was and is. Of a long text the beginning is shown.
void PrintFieldChanges(Session& session, const google::protobuf::RepeatedPtrField<api::v1::FieldChange>& fields);

}  // namespace helhet::cli
