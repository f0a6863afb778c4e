// Checks of arguments, that say what they want in the reader's language.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "core/cli/text.h"

namespace helhet::cli {

CLI::Validator OneOf(std::vector<std::string> allowed, Language language);
// YYYY-MM-DD.
CLI::Validator ADate(Language language);
// 2023, 2023-04, 2023-Q2, 2023-T1 or 2023-H1.
CLI::Validator APeriod(Language language);
// A whole number within both bounds.
CLI::Validator ANumber(int least, int most, Language language);
// NAME=VALUE.
CLI::Validator ASetting(Language language);

}  // namespace helhet::cli
