// Columns that exports of contract registers have, by the names in use.
#pragma once

#include <vector>

#include "helhet/table/fact_mapping.h"

namespace helhet::agreements {

// What each field of an agreement is looked for as. No register publishes its export format: these are the names that
// Norwegian registers show their users, and settings.fields takes the place of any.
std::vector<sdk::BuiltInField> RegisterColumns();

}  // namespace helhet::agreements
