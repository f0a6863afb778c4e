// What people state, as it stands in the store: proto messages by kind and identifier, with every version
// that they have had.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "core/model/unit_tree.h"
#include "core/store/tenant_store.h"
#include "helhet/model/v1/a3.pb.h"
#include "helhet/model/v1/benefit.pb.h"
#include "helhet/model/v1/capacity.pb.h"
#include "helhet/model/v1/export.pb.h"
#include "helhet/model/v1/measure.pb.h"
#include "helhet/model/v1/organisation.pb.h"
#include "helhet/model/v1/purchasing_rules.pb.h"

namespace helhet::configuration {

// Kind and identifier of each message that can be stored.
template <typename Message>
struct DocumentKind;
#define HELHET_DOCUMENT_KIND(Type, kind_name, id_field)                            \
  template <>                                                                      \
  struct DocumentKind<model::v1::Type> {                                           \
    static constexpr const char* kName = kind_name;                                \
    static const std::string& Id(const model::v1::Type& m) { return m.id_field(); } \
  }
HELHET_DOCUMENT_KIND(Municipality, "municipality", municipality_id);
HELHET_DOCUMENT_KIND(Unit, "unit", unit_id);
HELHET_DOCUMENT_KIND(Connector, "connector", connector_id);
HELHET_DOCUMENT_KIND(Measure, "measure", measure_id);
HELHET_DOCUMENT_KIND(A3Template, "a3_template", template_id);
HELHET_DOCUMENT_KIND(A3, "a3", a3_id);
HELHET_DOCUMENT_KIND(Benefit, "benefit", benefit_id);
HELHET_DOCUMENT_KIND(PurchasingRules, "purchasing_rules", purchasing_rules_id);
HELHET_DOCUMENT_KIND(Capacity, "capacity", capacity_id);
HELHET_DOCUMENT_KIND(Export, "export", export_id);
#undef HELHET_DOCUMENT_KIND

// A document with its version. The etag is made from the body and version.
struct StoredDocument {
  std::string document_id;
  std::string body;  // proto JSON
  int64_t version = 0;
  std::string etag;
  int64_t written_us = 0;  // when that version was written
};

// All documents of a kind, by identifier; none when there is none.
Result<std::vector<StoredDocument>> ListDocuments(store::TenantStore& store, const std::string& kind);
// NOT_FOUND names kind and identifier. Version 0 means the newest.
Result<StoredDocument> LoadDocument(store::TenantStore& store, const std::string& kind, const std::string& document_id, int64_t version = 0);
// Writes a new version; gives it. A body that is the same as the newest writes nothing. With `expected_etag`
// not empty, ABORTED when the newest has another one. In the caller's transaction.
Result<StoredDocument> SaveDocument(store::TenantStore& store, const std::string& kind, const std::string& document_id,
                                    const std::string& body, const std::string& expected_etag, int64_t now_us);

// Proto JSON with the names of proto/, and back. DATA_LOSS when a stored body cannot be read.
std::string ToJson(const google::protobuf::Message& message);
Status FromJson(const std::string& json, google::protobuf::Message& message);

// All messages of a type, by identifier.
template <typename Message>
Result<std::vector<Message>> LoadAll(store::TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const auto documents, ListDocuments(store, DocumentKind<Message>::kName));
  std::vector<Message> messages;
  for (const StoredDocument& document : documents) {
    Message message;
    HELHET_RETURN_IF_ERROR(FromJson(document.body, message));
    messages.push_back(std::move(message));
  }
  return messages;
}

// One message; NOT_FOUND names it.
template <typename Message>
Result<Message> Load(store::TenantStore& store, const std::string& document_id, int64_t version = 0) {
  HELHET_ASSIGN_OR_RETURN(const auto document, LoadDocument(store, DocumentKind<Message>::kName, document_id, version));
  Message message;
  HELHET_RETURN_IF_ERROR(FromJson(document.body, message));
  return message;
}

// The units of the municipality as a tree.
Result<model::UnitTree> LoadUnitTree(store::TenantStore& store);

// Every municipality of the hub: the tenants.
Result<std::vector<std::string>> ListTenants(store::Database& database);

}  // namespace helhet::configuration
