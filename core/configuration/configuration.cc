#include "core/configuration/configuration.h"

namespace helhet::configuration {

void Configuration::AddHeld(api::v1::Resource resource) {
  const ResourceKind* kind = KindOf(resource);
  if (kind == nullptr) return;
  const std::string id = IdOf(ContentOf(resource, *kind), *kind);
  resources_[{kind->name, id}] = {kind, std::move(resource), false};
}

void Configuration::AddStated(api::v1::Resource resource, Faults& faults) {
  const ResourceKind* kind = KindOf(resource);
  if (kind == nullptr) return faults.Add(resource.origin(), "", "a resource without content", "state one");
  const std::string id = IdOf(ContentOf(resource, *kind), *kind);
  ConfiguredResource& place = resources_[{kind->name, id}];
  if (place.is_stated) {
    return faults.Add(resource.origin(), place.Name(), "it is stated in " + place.resource.origin() + " too", "keep one of them");
  }
  place = {kind, std::move(resource), true};
}

const ConfiguredResource* Configuration::Find(const std::string& kind, const std::string& id) const {
  const auto found = resources_.find({kind, id});
  return found == resources_.end() ? nullptr : &found->second;
}

}  // namespace helhet::configuration
