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

Result<std::vector<HeldResource>> LoadHeldResources(store::TenantStore& store, const ResourceKind& kind) {
  HELHET_ASSIGN_OR_RETURN(auto documents, ListDocuments(store, kind.name));
  std::vector<HeldResource> held;
  for (StoredDocument& document : documents) {
    HeldResource& resource = held.emplace_back();
    resource.resource.set_municipality_id(store.municipality_id());
    google::protobuf::Message& content = MutableContentOf(resource.resource, kind);
    HELHET_RETURN_IF_ERROR(FromJson(document.body, content));
    SetEdition(content, document);
    resource.document = std::move(document);
  }
  return held;
}

}  // namespace helhet::configuration
