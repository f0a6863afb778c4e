// Reads the model case's configuration into the model's own messages, telling what does not fit. For tests; the
// hub reads the same files through `helhet apply`.
#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

namespace helhet::model_case {

// One resource: a document of a file, for one municipality. A document with a list of municipalities is one for each.
struct Resource {
  std::string kind;          // `Unit`
  std::string municipality;  // `5037`
  std::string file;
  std::shared_ptr<google::protobuf::Message> message;
};

struct Config {
  std::vector<Resource> resources;
  std::vector<std::string> faults;  // `units.yaml: Unit.nam: no such field`

  // The resources that are of the message's type, for one municipality.
  template <typename Message>
  std::vector<Message> Of(const std::string& municipality) const {
    std::vector<Message> found;
    for (const Resource& resource : resources) {
      const auto* message = dynamic_cast<const Message*>(resource.message.get());
      if (message && resource.municipality == municipality) found.push_back(*message);
    }
    return found;
  }
};

// Reads every *.yaml of deploy/model_case/config.
Config ReadConfig();

}  // namespace helhet::model_case
