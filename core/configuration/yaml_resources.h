// Resources as people write them: YAML files with one resource a document.
//
//   kind: Measure            # a message of proto/helhet/model/v1
//   municipality: "5037"     # who owns it; a list states it for several; a Municipality's own identifier
//   measure_id: fakturaer    # the message's fields by their names in proto/
//   measure_kind: flow       # enum words in lower case; Measure's own field `kind` has this name here
//
// A Connector's `settings:` is a map that becomes settings_json. ${NAME} in a text is replaced by a
// variable's value.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/configuration/yaml_scalar.h"
#include "helhet/api/v1/configuration_service.pb.h"

namespace helhet::configuration {

using Resources = std::vector<api::v1::Resource>;

// The resources of a file, or of all *.yaml of a folder by name. INVALID_ARGUMENT has every fault of all
// files, one a line; NOT_FOUND when there is nothing at the path.
Result<Resources> LoadResources(const std::filesystem::path& path, const Variables& variables);

// The resources of a text; `file` stands in `origin` and in faults.
Result<Resources> ReadResources(const std::string& text, const std::string& file, const Variables& variables);

// The text that ReadResources turns into these resources. Comments are not kept; fields that the hub sets
// are left out.
std::string WriteResources(const Resources& resources);

}  // namespace helhet::configuration
