// One connection to a database, SQLite or PostgreSQL. Thin on purpose: bulk writes and ordinary SQL must
// share one transaction, and nothing else is needed (core/decisions/0003).
//
// SQL is written once for both. Parameters are $1, $2, …; what differs between the two stands in
// schema.sql in marked blocks, and behind InsertRows.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "helhet/status.h"

namespace helhet::store {

// Binary content, told apart from text.
struct Bytes {
  std::string data;
  bool operator==(const Bytes&) const = default;
};

// A value of a parameter or column. monostate is NULL.
using Value = std::variant<std::monostate, int64_t, double, std::string, Bytes>;
using Row = std::vector<Value>;

enum class Dialect { kSqlite, kPostgres };

// The columns of a bulk insert.
struct BulkTable {
  std::string name;
  std::vector<std::string> columns;
  // Leaves rows alone whose key is there already; otherwise such a row is ALREADY_EXISTS.
  bool keep_existing = false;
};

// A connection. Not thread-safe. A statement outside Begin/Commit is a transaction of its own.
class Database {
 public:
  virtual ~Database() = default;

  virtual Dialect dialect() const = 0;
  // Whose rows the statements that follow may see; `*` is the whole hub. For row-level security, where
  // the backend has it. Outside a transaction only.
  virtual Status BindTenant(const std::string& municipality_id) = 0;
  // Starts a transaction that may write. Waits for another writer; UNAVAILABLE when that takes too long.
  virtual Status Begin() = 0;
  // OK only when the transaction is durable.
  virtual Status Commit() = 0;
  virtual void Rollback() = 0;
  // Runs one statement; gives the number of rows it changed.
  virtual Result<int64_t> Execute(std::string_view sql, const std::vector<Value>& parameters) = 0;
  // Runs one query; `each` sees the rows in order and may end it by a status.
  virtual Status Query(std::string_view sql, const std::vector<Value>& parameters,
                       const std::function<Status(const Row&)>& each) = 0;
  // Inserts rows: prepared statements on SQLite, COPY on PostgreSQL. The values of a row stand in the
  // order of the columns.
  virtual Status InsertRows(const BulkTable& table, const std::vector<Row>& rows) = 0;
  // Runs statements separated by semicolons, without parameters.
  virtual Status Script(const std::string& sql) = 0;
  // Statements that run longer than this from now on fail with DEADLINE_EXCEEDED. For questions that somebody
  // waits for; what must be written is not cut short. A backend that cannot stop a statement lets it run.
  virtual Status LimitTime(std::chrono::milliseconds) { return OkStatus(); }
};

// Where connections come from. Thread-safe.
class DatabaseFactory {
 public:
  virtual ~DatabaseFactory() = default;
  virtual Result<std::unique_ptr<Database>> Connect() = 0;
  virtual std::string Describe() const = 0;  // for a person, without secrets: `sqlite data/helhet.db`
};

// `sqlite:PATH` or a PostgreSQL connection string (`postgresql://…`).
Result<std::unique_ptr<DatabaseFactory>> OpenDatabase(const std::string& url);

// Makes or upgrades the schema. Safe to call at every start, from several hubs. FAILED_PRECONDITION with reason
// store_newer when a newer hub has made it.
Status Migrate(Database& database);

// Whether the connection's role sees every municipality's rows whatever the policies say. Never so on SQLite, which
// has no policies.
Result<bool> PassesRowLevelSecurity(Database& database);

int64_t AsInteger(const Value& value, int64_t null_value = 0);
// Text of a text or bytes column; empty for NULL.
const std::string& AsText(const Value& value);
bool IsNull(const Value& value);

}  // namespace helhet::store
