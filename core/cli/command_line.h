// From arguments to an exit code.
#pragma once

#include <string>
#include <vector>

#include "core/cli/session.h"

namespace helhet::cli {

// Runs what the arguments, without the program's name, ask for.
ExitCode RunCommandLine(const std::vector<std::string>& arguments, Surroundings& around);

}  // namespace helhet::cli
