#include "core/configuration/resource_kinds.h"

#include <vector>

namespace helhet::configuration {
namespace {

std::vector<ResourceKind> ReadKinds() {
  std::vector<ResourceKind> kinds;
  const google::protobuf::OneofDescriptor* contents = api::v1::Resource::descriptor()->FindOneofByName("resource");
  // The oneof stands in the order in which resources refer to each other.
  for (int i = 0; i < contents->field_count(); ++i) {
    const google::protobuf::FieldDescriptor* content = contents->field(i);
    // Every resource has its identifier first; a test holds the model to it.
    kinds.push_back({content->name(), content->message_type()->name(), content, content->message_type()->FindFieldByNumber(1)});
  }
  return kinds;
}

}  // namespace

std::span<const ResourceKind> ResourceKinds() {
  static const std::vector<ResourceKind> kinds = ReadKinds();
  return kinds;
}

const ResourceKind* FindKindByName(std::string_view name) {
  for (const ResourceKind& kind : ResourceKinds()) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

const ResourceKind* FindKindByTitle(std::string_view title) {
  for (const ResourceKind& kind : ResourceKinds()) {
    if (kind.title == title) return &kind;
  }
  return nullptr;
}

const ResourceKind* KindOf(const api::v1::Resource& resource) {
  for (const ResourceKind& kind : ResourceKinds()) {
    if (kind.content->number() == static_cast<int>(resource.resource_case())) return &kind;
  }
  return nullptr;
}

const google::protobuf::Message& ContentOf(const api::v1::Resource& resource, const ResourceKind& kind) {
  return resource.GetReflection()->GetMessage(resource, kind.content);
}

google::protobuf::Message& MutableContentOf(api::v1::Resource& resource, const ResourceKind& kind) {
  return *resource.GetReflection()->MutableMessage(&resource, kind.content);
}

std::string IdOf(const google::protobuf::Message& content, const ResourceKind& kind) {
  return content.GetReflection()->GetString(content, kind.id);
}

bool IsSetByHub(const google::protobuf::FieldDescriptor& field) {
  const std::string& message = field.containing_type()->name();
  const std::string& name = field.name();
  return (message == "A3" && (name == "edition" || name == "etag")) ||
         (message == "Benefit" && (name == "plan_locked" || name == "etag"));
}

void ClearFieldsSetByHub(google::protobuf::Message& content) {
  const google::protobuf::Descriptor* type = content.GetDescriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    if (IsSetByHub(*type->field(i))) content.GetReflection()->ClearField(&content, type->field(i));
  }
}

}  // namespace helhet::configuration
