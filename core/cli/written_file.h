// A file that the caller has named.
#pragma once

#include <string>

#include "core/cli/session.h"
#include "helhet/status.h"

namespace helhet::cli {

// Writes it, over what stood there. INVALID_ARGUMENT with reason file_not_written names it.
Status WriteFile(const Session& session, const std::string& path, const std::string& content);

}  // namespace helhet::cli
