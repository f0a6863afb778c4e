// What a script learns from the command line. Stated in --help.
#pragma once

#include "helhet/status.h"

namespace helhet::cli {

enum class ExitCode : int {
  kOk = 0,
  kFailed = 1,       // it was asked for rightly and did not go through
  kUsage = 2,        // wrong usage, or wrong configuration: a person must change what was asked
  kEnvironment = 3,  // the hub cannot be reached, or does not let us in
};

ExitCode ExitCodeOf(const Status& status);

}  // namespace helhet::cli
