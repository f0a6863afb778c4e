#include "core/store/upgrade.h"

namespace helhet::store {

Result<std::set<std::string>> ExistingColumns(Database& database, const std::string& table) {
  std::set<std::string> columns;
  const std::string_view sql = database.dialect() == Dialect::kSqlite
                                   ? "SELECT name FROM pragma_table_info($1)"
                                   : "SELECT column_name::text FROM information_schema.columns "
                                     "WHERE table_schema = current_schema() AND table_name = $1";
  HELHET_RETURN_IF_ERROR(database.Query(sql, {table}, [&](const Row& row) {
    columns.insert(AsText(row[0]));
    return OkStatus();
  }));
  return columns;
}

Status SetAsideHashedPayloads(Database& database) {
  HELHET_ASSIGN_OR_RETURN(const auto columns, ExistingColumns(database, "raw_payload"));
  if (columns.empty() || columns.contains("payload_id")) return OkStatus();
  return database.Script(
      "DROP INDEX raw_payload_by_age; ALTER TABLE raw_payload RENAME TO hashed_payload; "
      "ALTER TABLE fact ADD COLUMN raw_payload_id BIGINT NOT NULL DEFAULT 0; "
      "ALTER TABLE quarantine ADD COLUMN raw_payload_id BIGINT NOT NULL DEFAULT 0");
}

Status NumberHashedPayloads(Database& database) {
  HELHET_ASSIGN_OR_RETURN(const auto columns, ExistingColumns(database, "hashed_payload"));
  if (columns.empty()) return OkStatus();
  // All municipalities are seen until the transaction ends.
  if (database.dialect() == Dialect::kPostgres) HELHET_RETURN_IF_ERROR(database.Script("SELECT set_config('helhet.municipality_id', '*', true)"));
  return database.Script(
      // Of every connector that names a payload or has brought it.
      "INSERT INTO source_object (municipality_id, connector_id, sha256, payload_id, stored_us) "
      "SELECT o.municipality_id, o.connector_id, o.sha256, COALESCE(c.next_fact_id, 1) - 1 + "
      "row_number() OVER (PARTITION BY o.municipality_id ORDER BY h.stored_us, o.sha256, o.connector_id), h.stored_us FROM ("
      "SELECT municipality_id, connector_id, sha256 FROM hashed_payload UNION "
      "SELECT municipality_id, connector_id, raw_sha256 FROM fact UNION "
      "SELECT municipality_id, connector_id, raw_sha256 FROM quarantine) o "
      "JOIN (SELECT municipality_id, sha256, min(stored_us) AS stored_us FROM hashed_payload GROUP BY municipality_id, sha256) h "
      "ON h.municipality_id = o.municipality_id AND h.sha256 = o.sha256 "
      "LEFT JOIN fact_counter c ON c.municipality_id = o.municipality_id; "
      "INSERT INTO raw_payload (municipality_id, payload_id, piece, connector_id, media_type, total_length, stored_us, data) "
      "SELECT o.municipality_id, o.payload_id, h.piece, o.connector_id, h.media_type, h.total_length, o.stored_us, h.data "
      "FROM source_object o JOIN hashed_payload h ON h.municipality_id = o.municipality_id AND h.sha256 = o.sha256; "
      "INSERT INTO fact_counter (municipality_id, next_fact_id) "
      "SELECT municipality_id, max(payload_id) + 1 FROM source_object WHERE true GROUP BY municipality_id "
      "ON CONFLICT (municipality_id) DO UPDATE SET next_fact_id = excluded.next_fact_id; "
      "DROP TABLE hashed_payload");
}

Status AddTokenGroups(Database& database) {
  HELHET_ASSIGN_OR_RETURN(const auto columns, ExistingColumns(database, "api_token"));
  if (columns.contains("group_names")) return OkStatus();
  return database.Script("ALTER TABLE api_token ADD COLUMN group_names TEXT NOT NULL DEFAULT ''");
}

Status AddDeliveryExports(Database& database) {
  HELHET_ASSIGN_OR_RETURN(const auto columns, ExistingColumns(database, "delivery"));
  if (!columns.contains("export_id")) HELHET_RETURN_IF_ERROR(database.Script("ALTER TABLE delivery ADD COLUMN export_id TEXT NOT NULL DEFAULT ''"));
  return database.Script("CREATE INDEX IF NOT EXISTS delivery_by_export ON delivery (municipality_id, export_id, created_us)");
}

}  // namespace helhet::store
