// What `helhet check` can say of measures and connectors without a hub.
#pragma once

#include <string>

#include "core/configuration/validate.h"

namespace helhet::cli {

// Measures are compiled, schedules read. With a folder of plugins, connectors' settings are held against the
// plugins' manifests; without one they are not looked at.
configuration::ResourceChecks OfflineChecks(const std::string& plugin_folder);

}  // namespace helhet::cli
