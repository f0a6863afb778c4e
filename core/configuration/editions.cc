#include "core/configuration/editions.h"

#include <limits>
#include <memory>

#include "core/configuration/documents.h"
#include "core/configuration/field_diff.h"

namespace helhet::configuration {
namespace {

// An edition's row, with what it said.
struct Row {
  int64_t version = 0;
  int64_t stated_us = 0;
  std::unique_ptr<google::protobuf::Message> content;
};

Result<std::vector<Row>> ReadRows(store::TenantStore& store, const ResourceKind& kind, const std::string& resource_id, int64_t before_version,
                                  size_t limit) {
  const google::protobuf::Message* prototype = google::protobuf::MessageFactory::generated_factory()->GetPrototype(kind.content->message_type());
  std::vector<Row> rows;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT version, updated_us, body FROM document_edition WHERE municipality_id = $1 AND kind = $2 AND document_id = $3 AND version < $4 "
      "ORDER BY version DESC LIMIT $5",
      {kind.name, resource_id, before_version == 0 ? std::numeric_limits<int64_t>::max() : before_version, static_cast<int64_t>(limit)},
      [&](const store::Row& row) {
        rows.push_back({store::AsInteger(row[0]), store::AsInteger(row[1]), std::unique_ptr<google::protobuf::Message>(prototype->New())});
        return FromJson(store::AsText(row[2]), *rows.back().content);
      }));
  return rows;
}

}  // namespace

Result<std::vector<Edition>> ListEditions(store::TenantStore& store, const ResourceKind& kind, const std::string& resource_id,
                                          int64_t before_version, size_t limit) {
  HELHET_RETURN_IF_ERROR(LoadDocument(store, kind.name, resource_id).status());
  // One more: what the oldest of the page is compared with.
  HELHET_ASSIGN_OR_RETURN(const auto rows, ReadRows(store, kind, resource_id, before_version, limit + 1));
  std::vector<Edition> editions;
  for (size_t i = 0; i < rows.size() && i < limit; ++i) {
    Edition& edition = editions.emplace_back(Edition{rows[i].version, rows[i].stated_us, {}});
    if (i + 1 < rows.size()) edition.fields = DiffFields(*rows[i + 1].content, *rows[i].content);
  }
  return editions;
}

}  // namespace helhet::configuration
