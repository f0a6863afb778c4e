// The only way to SQL outside core/store: bound to one municipality, which every statement must name.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/database.h"

namespace helhet::store {

// One municipality's rows. Not thread-safe; use one per thread, each with a connection of its own.
//
// $1 is the municipality in every statement and is bound here; `parameters` begin at $2. A statement that
// does not confine itself with `municipality_id = $1` (or insert `$1`) is refused, and PostgreSQL's
// row-level security stands behind that.
class TenantStore {
 public:
  TenantStore(Database& database, std::string municipality_id);

  const std::string& municipality_id() const { return municipality_id_; }
  Dialect dialect() const { return database_.dialect(); }

  Status Begin();
  Status Commit() { return database_.Commit(); }
  void Rollback() { database_.Rollback(); }

  Result<int64_t> Execute(std::string_view sql, std::vector<Value> parameters = {});
  Status Query(std::string_view sql, std::vector<Value> parameters, const std::function<Status(const Row&)>& each);
  // The first row, or an empty one when there is none.
  Result<Row> QueryOne(std::string_view sql, std::vector<Value> parameters = {});
  // The municipality is put in front of every row, and `municipality_id` in front of the columns.
  Status InsertRows(const BulkTable& table, std::vector<Row> rows);

  // Runs `work` in a transaction: commits when it is OK, rolls back otherwise.
  Status InTransaction(const std::function<Status()>& work);

 private:
  Database& database_;
  std::string municipality_id_;
};

}  // namespace helhet::store
