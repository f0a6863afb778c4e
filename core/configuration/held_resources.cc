#include "core/configuration/held_resources.h"

namespace helhet::configuration {
namespace {

// Puts version and etag of the row into a message that has fields for them.
void SetEdition(google::protobuf::Message& content, const StoredDocument& document) {
  const google::protobuf::Descriptor* type = content.GetDescriptor();
  if (const auto* etag = type->FindFieldByName("etag")) content.GetReflection()->SetString(&content, etag, document.etag);
  if (const auto* edition = type->FindFieldByName("edition")) {
    content.GetReflection()->SetInt32(&content, edition, static_cast<int32_t>(document.version));
  }
}

}  // namespace

Result<api::v1::Resource> ResourceOf(const store::TenantStore& store, const ResourceKind& kind, const StoredDocument& document) {
  api::v1::Resource resource;
  resource.set_municipality_id(store.municipality_id());
  google::protobuf::Message& content = MutableContentOf(resource, kind);
  HELHET_RETURN_IF_ERROR(FromJson(document.body, content));
  SetEdition(content, document);
  return resource;
}

Result<std::vector<HeldResource>> LoadHeldResources(store::TenantStore& store, const ResourceKind& kind) {
  HELHET_ASSIGN_OR_RETURN(auto documents, ListDocuments(store, kind.name));
  std::vector<HeldResource> held;
  for (StoredDocument& document : documents) {
    HELHET_ASSIGN_OR_RETURN(auto resource, ResourceOf(store, kind, document));
    held.push_back({std::move(resource), std::move(document)});
  }
  return held;
}

Result<Configuration> LoadConfiguration(store::TenantStore& store) {
  Configuration all(store.municipality_id(), /*is_whole=*/true);
  for (const ResourceKind& kind : ResourceKinds()) {
    HELHET_ASSIGN_OR_RETURN(auto resources, LoadHeldResources(store, kind));
    for (HeldResource& held : resources) all.AddHeld(std::move(held.resource));
  }
  return all;
}

Status LockConfiguration(store::TenantStore& store) {
  return store.Execute("UPDATE document SET version = version WHERE municipality_id = $1 AND kind = 'municipality'").status();
}

}  // namespace helhet::configuration
