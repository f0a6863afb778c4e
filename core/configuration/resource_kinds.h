// The kinds of resources that people state, read from the API's own descriptor: a kind that is added there
// can be written in files, stored and exported.
#pragma once

#include <google/protobuf/message.h>

#include <span>
#include <string>
#include <string_view>

#include "helhet/api/v1/configuration_service.pb.h"

namespace helhet::configuration {

// A kind of resource.
struct ResourceKind {
  std::string name;   // in the store and the API, lower_snake: a3_template
  std::string title;  // in files: A3Template
  const google::protobuf::FieldDescriptor* content;  // in api::v1::Resource
  const google::protobuf::FieldDescriptor* id;       // in the content: measure_id
};

// All kinds, those that others refer to first.
std::span<const ResourceKind> ResourceKinds();
// Null when there is none.
const ResourceKind* FindKindByName(std::string_view name);
const ResourceKind* FindKindByTitle(std::string_view title);

// The kind of what a resource holds; null when it holds nothing.
const ResourceKind* KindOf(const api::v1::Resource& resource);
// What a resource of a kind holds.
const google::protobuf::Message& ContentOf(const api::v1::Resource& resource, const ResourceKind& kind);
google::protobuf::Message& MutableContentOf(api::v1::Resource& resource, const ResourceKind& kind);
std::string IdOf(const google::protobuf::Message& content, const ResourceKind& kind);

// Whether the hub sets the field, so that stating it has no effect: an A3's edition and etag, a benefit's
// etag and lock.
bool IsSetByHub(const google::protobuf::FieldDescriptor& field);
// Clears the fields that the hub sets.
void ClearFieldsSetByHub(google::protobuf::Message& content);

}  // namespace helhet::configuration
