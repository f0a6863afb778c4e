// Whether what failed is worth trying again, and when.
#pragma once

#include <chrono>

#include "helhet/status.h"

namespace helhet::plugin {

// Whether the failure may pass without anybody doing anything.
bool MayPass(const Status& outcome);

// How long to wait after so many failures in a row, 1 or more, of which `outcome` is the last: longer for each, up to an hour,
// and at least as long as the other side asks for.
std::chrono::milliseconds WaitAfter(const Status& outcome, int failures);

}  // namespace helhet::plugin
