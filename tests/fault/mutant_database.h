// A store with a fault that the fault tests must find: it commits the checkpoint apart from the facts.
#pragma once

#include <memory>

#include "core/store/database.h"

namespace helhet::testing {

std::unique_ptr<store::DatabaseFactory> MakeMutant(std::unique_ptr<store::DatabaseFactory> database);

}  // namespace helhet::testing
