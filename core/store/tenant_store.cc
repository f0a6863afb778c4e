#include "core/store/tenant_store.h"

namespace helhet::store {
namespace {

// The guard against a query that forgets its tenant. It looks at the text once more than the database
// would need, and that is the point: a slip is an error in the first test that runs the statement.
Status CheckConfined(std::string_view sql) {
  const bool insert = sql.starts_with("INSERT");
  if (sql.find("municipality_id = $1") != std::string_view::npos) return OkStatus();
  if (insert && sql.find("(municipality_id") != std::string_view::npos && sql.find("$1") != std::string_view::npos) return OkStatus();
  return Internal("store: a statement does not name its municipality: " + std::string(sql.substr(0, 120)))
      .WithClass(ErrorClass::kHub);
}

}  // namespace

TenantStore::TenantStore(Database& database, std::string municipality_id)
    : database_(database), municipality_id_(std::move(municipality_id)) {}

Status TenantStore::Begin() {
  HELHET_RETURN_IF_ERROR(database_.BindTenant(municipality_id_));
  return database_.Begin();
}

Result<int64_t> TenantStore::Execute(std::string_view sql, std::vector<Value> parameters) {
  HELHET_RETURN_IF_ERROR(CheckConfined(sql));
  HELHET_RETURN_IF_ERROR(database_.BindTenant(municipality_id_));
  parameters.insert(parameters.begin(), municipality_id_);
  return database_.Execute(sql, parameters);
}

Status TenantStore::Query(std::string_view sql, std::vector<Value> parameters,
                          const std::function<Status(const Row&)>& each) {
  HELHET_RETURN_IF_ERROR(CheckConfined(sql));
  HELHET_RETURN_IF_ERROR(database_.BindTenant(municipality_id_));
  parameters.insert(parameters.begin(), municipality_id_);
  return database_.Query(sql, parameters, each);
}

Result<Row> TenantStore::QueryOne(std::string_view sql, std::vector<Value> parameters) {
  Row first;
  HELHET_RETURN_IF_ERROR(Query(sql, std::move(parameters), [&](const Row& row) {
    if (first.empty()) first = row;
    return OkStatus();
  }));
  return first;
}

Status TenantStore::InsertRows(const BulkTable& table, std::vector<Row> rows) {
  HELHET_RETURN_IF_ERROR(database_.BindTenant(municipality_id_));
  BulkTable own = table;
  own.columns.insert(own.columns.begin(), "municipality_id");
  for (Row& row : rows) row.insert(row.begin(), municipality_id_);
  return database_.InsertRows(own, rows);
}

Status TenantStore::InTransaction(const std::function<Status()>& work) {
  HELHET_RETURN_IF_ERROR(Begin());
  Status status = work();
  if (status.ok()) status = Commit();
  if (!status.ok()) Rollback();
  return status;
}

}  // namespace helhet::store
