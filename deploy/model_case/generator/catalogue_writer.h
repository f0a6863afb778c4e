// WriteCatalogue: what a supplier offers in the platform, as EHF 3 (Peppol BIS Catalogue 3).
#pragma once

#include <string>

#include "catalogue.h"
#include "municipalities.h"

namespace helhet::model_case {

// The catalogue of a supplier for one buyer and one year, at agreed prices. It names the agreement that the supplier had on
// the first day, if there was one.
std::string WriteCatalogue(const Supplier& supplier, const Municipality& buyer, int year);

}  // namespace helhet::model_case
