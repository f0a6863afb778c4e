#include <regex>

#include "core/store/fact_tables.h"
#include "core/store/schema_sql.h"
#include "core/store/upgrade.h"

namespace helhet::store {
namespace {

// Raised by one with each change of the schema that an older hub could not work with.
// 3: marks and cells of terms that stand (core/decisions/0010).
constexpr int64_t kSchemaVersion = 3;

// Only one hub at a time may change the schema. The number is arbitrary and the project's own.
constexpr char kPostgresLock[] = "SELECT pg_advisory_xact_lock(482301)";

// The schema in a backend's own types. Text keys on PostgreSQL compare byte by byte, as on SQLite.
std::string SchemaFor(Dialect dialect) {
  std::string sql = kSchemaSql;
  sql = std::regex_replace(sql, std::regex("--[^\n]*"), "");
  const bool sqlite = dialect == Dialect::kSqlite;
  sql = std::regex_replace(sql, std::regex("\\{blob\\}"), sqlite ? "BLOB" : "BYTEA");
  if (!sqlite) sql = std::regex_replace(sql, std::regex("\\bTEXT\\b"), "TEXT COLLATE \"C\"");
  return sql;
}

// Row-level security behind TenantStore: with the setting absent, no row is seen. FORCE, as the hub's
// role owns the tables; a superuser passes all the same, so the hub should not be one.
Status SecureTables(Database& database) {
  std::vector<std::string> tables;
  HELHET_RETURN_IF_ERROR(database.Query(
      "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'municipality_id' "
      "WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND NOT c.relrowsecurity ORDER BY 1",
      {}, [&](const Row& row) {
        tables.push_back(AsText(row[0]));
        return OkStatus();
      }));
  for (const std::string& table : tables) {
    HELHET_RETURN_IF_ERROR(database.Script(
        "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY; ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY; "
        "CREATE POLICY tenant ON " + table +
        " USING (current_setting('helhet.municipality_id', true) IN (municipality_id, '*'))"));
  }
  return OkStatus();
}

// A store is never opened by a hub that is older than it: it would write rows without what the newer one needs. One that is
// older is from now on of this hub's schema, if the transaction holds.
Status CheckVersion(Database& database) {
  HELHET_RETURN_IF_ERROR(database.Script("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)"));
  int64_t version = 0;
  HELHET_RETURN_IF_ERROR(database.Query("SELECT version FROM schema_version", {}, [&](const Row& row) {
    version = AsInteger(row[0]);
    return OkStatus();
  }));
  if (version > kSchemaVersion) {
    return FailedPrecondition("store: it has schema " + std::to_string(version) + ", and this hub knows them up to " + std::to_string(kSchemaVersion))
        .WithReason("store_newer").WithSetting("store").WithRemedy("upgrade the hub, or give it the store's backup from before the upgrade")
        .WithClass(ErrorClass::kConfiguration);
  }
  if (version == kSchemaVersion) return OkStatus();
  return database.Script("DELETE FROM schema_version; INSERT INTO schema_version (version) VALUES (" + std::to_string(kSchemaVersion) + ")");
}

}  // namespace

Status Migrate(Database& database) {
  HELHET_RETURN_IF_ERROR(database.Begin());
  const Status status = [&]() -> Status {
    const bool postgres = database.dialect() == Dialect::kPostgres;
    if (postgres) HELHET_RETURN_IF_ERROR(database.Script(kPostgresLock));
    HELHET_RETURN_IF_ERROR(CheckVersion(database));
    HELHET_RETURN_IF_ERROR(SetAsideHashedPayloads(database));
    HELHET_RETURN_IF_ERROR(database.Script(SchemaFor(database.dialect())));
    HELHET_RETURN_IF_ERROR(NumberHashedPayloads(database));
    HELHET_RETURN_IF_ERROR(AddTokenGroups(database));
    HELHET_RETURN_IF_ERROR(AddDeliveryExports(database));
    HELHET_RETURN_IF_ERROR(EnsureFactTables(database));
    if (postgres) HELHET_RETURN_IF_ERROR(SecureTables(database));
    return database.Commit();
  }();
  if (!status.ok()) database.Rollback();
  return status;
}

Result<bool> PassesRowLevelSecurity(Database& database) {
  bool passes = false;
  if (database.dialect() != Dialect::kPostgres) return passes;
  HELHET_RETURN_IF_ERROR(database.Query("SELECT (rolsuper OR rolbypassrls)::int FROM pg_roles WHERE rolname = current_user", {}, [&](const Row& row) {
    passes = AsInteger(row[0]) == 1;
    return OkStatus();
  }));
  return passes;
}

}  // namespace helhet::store
