// What a municipality's configuration comes to when what is stated is laid over what the hub holds.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "core/configuration/faults.h"
#include "core/configuration/resource_kinds.h"

namespace helhet::configuration {

// A resource with where it came from.
struct ConfiguredResource {
  const ResourceKind* kind = nullptr;
  api::v1::Resource resource;
  bool is_stated = false;  // by this request; else the hub held it

  // `measure 'fakturaer'`.
  std::string Name() const { return kind->name + " '" + IdOf(ContentOf(resource, *kind), *kind) + "'"; }
};

// One municipality's resources by kind and identifier.
class Configuration {
 public:
  // `is_whole` is false when there may be resources beside these, as for files that no hub is asked about.
  Configuration(std::string municipality_id, bool is_whole) : municipality_id_(std::move(municipality_id)), is_whole_(is_whole) {}

  void AddHeld(api::v1::Resource resource);
  // In place of the one that the hub holds. A fault when it is stated already, or holds nothing.
  void AddStated(api::v1::Resource resource, Faults& faults);

  const std::string& municipality_id() const { return municipality_id_; }
  bool is_whole() const { return is_whole_; }
  const std::map<std::pair<std::string, std::string>, ConfiguredResource>& resources() const { return resources_; }
  // Null when there is none.
  const ConfiguredResource* Find(const std::string& kind, const std::string& id) const;
  // Whether a name that is referred to is there, as far as can be known.
  bool MayHave(const std::string& kind, const std::string& id) const { return !is_whole_ || Find(kind, id) != nullptr; }

 private:
  std::string municipality_id_;
  bool is_whole_;
  std::map<std::pair<std::string, std::string>, ConfiguredResource> resources_;
};

}  // namespace helhet::configuration
