#include "core/configuration/documents.h"

#include <google/protobuf/util/json_util.h>

#include "core/store/raw_payload.h"

namespace helhet::configuration {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

std::string EtagOf(const std::string& body, int64_t version) {
  return store::Hex(store::Sha256(std::to_string(version) + "\n" + body)).substr(0, 16);
}

}  // namespace

Result<std::vector<StoredDocument>> ListDocuments(store::TenantStore& store, const std::string& kind) {
  std::vector<StoredDocument> documents;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT document_id, body, version, etag, updated_us FROM document WHERE municipality_id = $1 AND kind = $2 ORDER BY document_id", {kind},
      [&](const Row& row) {
        documents.push_back({AsText(row[0]), AsText(row[1]), AsInteger(row[2]), AsText(row[3]), AsInteger(row[4])});
        return OkStatus();
      }));
  return documents;
}

Result<StoredDocument> LoadDocument(store::TenantStore& store, const std::string& kind, const std::string& document_id, int64_t version) {
  HELHET_ASSIGN_OR_RETURN(const Row newest, store.QueryOne(
      "SELECT body, version, etag, updated_us FROM document WHERE municipality_id = $1 AND kind = $2 AND document_id = $3", {kind, document_id}));
  if (newest.empty()) {
    return NotFound(kind + " '" + document_id + "': municipality " + store.municipality_id() + " has none of that name");
  }
  if (version == 0 || version == AsInteger(newest[1])) {
    return StoredDocument{document_id, AsText(newest[0]), AsInteger(newest[1]), AsText(newest[2]), AsInteger(newest[3])};
  }
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(
      "SELECT body, updated_us FROM document_edition WHERE municipality_id = $1 AND kind = $2 AND document_id = $3 AND version = $4",
      {kind, document_id, version}));
  if (row.empty()) return NotFound(kind + " '" + document_id + "': there is no edition " + std::to_string(version));
  return StoredDocument{document_id, AsText(row[0]), version, EtagOf(AsText(row[0]), version), AsInteger(row[1])};
}

Result<StoredDocument> SaveDocument(store::TenantStore& store, const std::string& kind, const std::string& document_id,
                                    const std::string& body, const std::string& expected_etag, int64_t now_us) {
  StoredDocument document{document_id, body, 1, "", now_us};
  auto newest = LoadDocument(store, kind, document_id);
  if (newest.ok()) {
    if (!expected_etag.empty() && expected_etag != newest->etag) {
      return Aborted(kind + " '" + document_id + "': somebody has changed it since it was read (version " + std::to_string(newest->version) + ")")
          .WithReason("etag_mismatch").WithRemedy("read it again and make the change on the newest version");
    }
    if (newest->body == body) return newest;
    document.version = newest->version + 1;
  } else if (newest.status().code() != StatusCode::kNotFound) {
    return newest.status();
  }
  document.etag = EtagOf(body, document.version);
  HELHET_RETURN_IF_ERROR(store.Execute(
      "INSERT INTO document (municipality_id, kind, document_id, version, etag, body, updated_us) VALUES ($1, $2, $3, $4, $5, $6, $7) "
      "ON CONFLICT (municipality_id, kind, document_id) DO UPDATE SET version = excluded.version, etag = excluded.etag, "
      "body = excluded.body, updated_us = excluded.updated_us",
      {kind, document_id, document.version, document.etag, body, now_us}).status());
  HELHET_RETURN_IF_ERROR(store.Execute(
      "INSERT INTO document_edition (municipality_id, kind, document_id, version, body, updated_us) VALUES ($1, $2, $3, $4, $5, $6)",
      {kind, document_id, document.version, body, now_us}).status());
  return document;
}

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // Printing a message that was parsed or built in memory does not fail.
  static_cast<void>(google::protobuf::util::MessageToJsonString(message, &json, options));
  return json;
}

Status FromJson(const std::string& json, google::protobuf::Message& message) {
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;  // a newer hub may have written the row
  if (google::protobuf::util::JsonStringToMessage(json, &message, options).ok()) return OkStatus();
  return Status(StatusCode::kDataLoss, "store: a " + message.GetDescriptor()->name() + " cannot be read").WithClass(ErrorClass::kHub);
}

Result<model::UnitTree> LoadUnitTree(store::TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(auto units, LoadAll<model::v1::Unit>(store));
  return model::UnitTree::Make(std::move(units));
}

Result<std::vector<std::string>> ListTenants(store::Database& database) {
  HELHET_RETURN_IF_ERROR(database.BindTenant("*"));
  std::vector<std::string> tenants;
  HELHET_RETURN_IF_ERROR(database.Query("SELECT municipality_id FROM document WHERE kind = 'municipality' ORDER BY 1", {}, [&](const Row& row) {
    tenants.push_back(AsText(row[0]));
    return OkStatus();
  }));
  return tenants;
}

}  // namespace helhet::configuration
