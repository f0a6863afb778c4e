// Secrets of connectors, as files beside the store: what a setting marked secret in a plugin's manifest is given from.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::hub {

// What stands in `folder`/MUNICIPALITY/CONNECTOR, a file for each secret, by its name in the manifest; line ends at the end of a file are
// not part of it. None when there is no such folder. FAILED_PRECONDITION names a file that others than its owner may read, and a
// name that cannot be a folder's.
Result<std::map<std::string, sdk::Secret>> ReadSecrets(const std::filesystem::path& folder, const std::string& municipality_id,
                                                       const std::string& connector_id);

}  // namespace helhet::hub
