// ReadConnector: what a connector of the configuration makes of the generated data, by the plugin as it is built. For tests.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "helhet/plugin/v1/record.pb.h"

namespace helhet::model_case {

// Everything that a municipality's connector delivers on its first read of the data in `data_folder`. A connector that
// cannot be read fails the test.
std::vector<plugin::v1::Record> ReadConnector(const std::filesystem::path& data_folder, const std::string& municipality,
                                              const std::string& connector_id);

}  // namespace helhet::model_case
