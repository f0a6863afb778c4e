// Sheets to render in tests.
#pragma once

#include <string>

#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::render::testing {

// What the hub answered of the model case: `avtalelojalitet` or `virksomhet` (testing/cases).
api::v1::GetA3Response ModelCaseSheet(const std::string& name);

}  // namespace helhet::render::testing
