// The model case's configuration, read as the hub reads it. For tests.
#pragma once

#include <string>
#include <vector>

#include "core/configuration/resource_kinds.h"
#include "core/configuration/yaml_resources.h"

namespace helhet::model_case {

// All resources of deploy/model_case/config, with ${MODEL_CASE} set to `data_folder`.
Result<configuration::Resources> ReadConfig(const std::string& data_folder);

// What is wrong with the configuration of one municipality as a whole, one fault a line; empty when nothing is.
std::string FaultsOf(const configuration::Resources& resources, const std::string& municipality);

// The resources of a municipality that hold this kind of message.
template <typename Message>
std::vector<Message> Of(const configuration::Resources& resources, const std::string& municipality) {
  std::vector<Message> found;
  for (const api::v1::Resource& resource : resources) {
    if (resource.municipality_id() != municipality) continue;
    const auto* content = dynamic_cast<const Message*>(&configuration::ContentOf(resource, *configuration::KindOf(resource)));
    if (content) found.push_back(*content);
  }
  return found;
}

}  // namespace helhet::model_case
