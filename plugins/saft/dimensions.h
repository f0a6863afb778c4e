// What the dimensions of an installation are: SAF-T leaves their types free.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "helhet/settings.h"
#include "helhet/status.h"
#include "master_files.h"

namespace helhet::saft {

// Says for each type of dimension what its values are: `responsibility`, `function`, `project` and `art` are fields
// of a line; any other name is a scheme of unit codes, as `department`.
class Dimensions {
 public:
  // From the setting `dimensions`: types or their descriptions, and what each is. INVALID_ARGUMENT, naming the
  // setting, for a name that is none.
  static Result<Dimensions> FromSettings(const sdk::Settings& settings);

  // What a type is: by the settings for the type, else for its description in the export; else by a description that
  // Norwegian ledgers use (ansvar, avdeling, funksjon, tjeneste, prosjekt, art). Empty when nobody says.
  std::string_view MeaningOf(const std::string& type, const MasterFiles& master_files) const;

 private:
  std::map<std::string, std::string, std::less<>> meanings_;  // by type or description, lower case
};

}  // namespace helhet::saft
