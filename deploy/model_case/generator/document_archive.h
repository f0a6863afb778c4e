// DocumentExport: what the municipality's document and quality system knows of its documents.
#pragma once

#include <string>

#include "municipalities.h"

namespace helhet::model_case {

// As the system exports it, in columns of its own: a row for each document of the units that are there after 2023. Some
// were never revised, or nobody knows when; some are long overdue, some in order, and some have been withdrawn.
std::string DocumentExport(const Municipality& municipality);

}  // namespace helhet::model_case
