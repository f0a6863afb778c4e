// WritePopulation: saved answers of Statistics Norway's PxWebApi v2, in the shapes the service gives, with
// made-up figures.
#pragma once

#include <filesystem>

#include "helhet/status.h"
#include "municipalities.h"

namespace helhet::model_case {

// Writes `<folder>/config.json` and, for tables 07459 (population 1 January, 2000–2025) and 14288 (the 2024
// round's main alternative, 2024–2046), `<folder>/tables/<id>/{table,metadata,data}.json`. Ages 67 and over by
// single years and sex. In the smallest municipality one cell below 80 years is withheld (`:`): a null, which is not 0.
Status WritePopulation(const std::filesystem::path& folder, const Municipality& municipality);

// Inhabitants aged 80 and over in `year`, as the saved answers add up to.
int InhabitantsAged80Plus(const Municipality& municipality, int year);

}  // namespace helhet::model_case
