// The embedded store.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <unordered_map>

#include "core/store/backends.h"

namespace helhet::store {
namespace {

// Steps of SQLite's machine between looks at the clock, where a statement's time is limited: under a millisecond.
constexpr int kStepsBetweenLooks = 10'000;
// How long a writer waits for another one. A batch is committed in well under a second, so a wait this
// long means that something is stuck.
constexpr int kBusyTimeoutMs = 60'000;
// Pages in the log before it is folded in: 64 MiB. The default of 1,000 pages halves the insert rate.
constexpr char kOpenPragmas[] =
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=16384;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-16384;"
    "PRAGMA temp_store=MEMORY;";

Status FromSqlite(sqlite3* db, const std::string& what) {
  const int code = sqlite3_errcode(db);
  const std::string message = what + ": " + sqlite3_errmsg(db);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Unavailable(message).WithReason("store_busy").WithClass(ErrorClass::kTransient);
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return Unavailable(message).WithReason("store_disk").WithClass(ErrorClass::kHub)
          .WithRemedy("make room on the disk that holds the store");
    case SQLITE_INTERRUPT:
      return Status(StatusCode::kDeadlineExceeded, message).WithReason("store_deadline").WithClass(ErrorClass::kTransient);
    case SQLITE_CONSTRAINT:
      return AlreadyExists(message).WithClass(ErrorClass::kHub);
    default:
      return Internal(message).WithReason("store").WithClass(ErrorClass::kHub);
  }
}

// `$1` names a parameter in SQLite; `?1` numbers it. Text in quotes stays as it is.
std::string NumberParameters(std::string_view sql) {
  std::string numbered;
  bool quoted = false;
  for (size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') quoted = !quoted;
    const bool parameter = !quoted && sql[i] == '$' && i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9';
    numbered += parameter ? '?' : sql[i];
  }
  return numbered;
}

void Bind(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* integer = std::get_if<int64_t>(&value)) {
    sqlite3_bind_int64(statement, index, *integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    sqlite3_bind_double(statement, index, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    // A null pointer would bind NULL, which is not the same as no bytes.
    sqlite3_bind_blob64(statement, index, bytes->data.empty() ? "" : bytes->data.data(), bytes->data.size(), SQLITE_STATIC);
  } else {
    sqlite3_bind_null(statement, index);
  }
}

Value Column(sqlite3_stmt* statement, int index) {
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
      return int64_t{sqlite3_column_int64(statement, index)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, index);
    case SQLITE_TEXT:
      return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, index)),
                         static_cast<size_t>(sqlite3_column_bytes(statement, index)));
    case SQLITE_BLOB:
      return Bytes{std::string(static_cast<const char*>(sqlite3_column_blob(statement, index)),
                               static_cast<size_t>(sqlite3_column_bytes(statement, index)))};
    default:
      return {};
  }
}

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(sqlite3* db) : db_(db) {}
  ~SqliteDatabase() override {
    for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
  }

  Dialect dialect() const override { return Dialect::kSqlite; }
  // One file, one process: TenantStore alone keeps tenants apart here.
  Status BindTenant(const std::string&) override { return OkStatus(); }
  // IMMEDIATE takes the write lock at once: a transaction that reads first and writes later could
  // otherwise find that another writer came between.
  Status Begin() override { return Script("BEGIN IMMEDIATE"); }
  Status Commit() override { return Script("COMMIT"); }
  void Rollback() override {
    if (sqlite3_get_autocommit(db_) == 0) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
  }

  Result<int64_t> Execute(std::string_view sql, const std::vector<Value>& parameters) override {
    HELHET_RETURN_IF_ERROR(Run(sql, parameters, [](const Row&) { return OkStatus(); }));
    return int64_t{sqlite3_changes64(db_)};
  }

  Status Query(std::string_view sql, const std::vector<Value>& parameters,
               const std::function<Status(const Row&)>& each) override {
    return Run(sql, parameters, each);
  }

  Status InsertRows(const BulkTable& table, const std::vector<Row>& rows) override {
    if (rows.empty()) return OkStatus();
    std::string sql = (table.keep_existing ? "INSERT OR IGNORE INTO " : "INSERT INTO ") + table.name + " (";
    std::string places;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      sql += (i > 0 ? ", \"" : "\"") + table.columns[i] + "\"";
      places += (i > 0 ? ", $" : "$") + std::to_string(i + 1);
    }
    sql += ") VALUES (" + places + ")";
    HELHET_ASSIGN_OR_RETURN(sqlite3_stmt* const statement, Prepare(sql));
    for (const Row& row : rows) {
      for (size_t i = 0; i < row.size(); ++i) Bind(statement, static_cast<int>(i) + 1, row[i]);
      const int step = sqlite3_step(statement);
      sqlite3_reset(statement);
      if (step != SQLITE_DONE) return FromSqlite(db_, "store: insert into " + table.name);
    }
    sqlite3_clear_bindings(statement);
    return OkStatus();
  }

  Status Script(const std::string& sql) override {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      return FromSqlite(db_, "store: " + sql.substr(0, 80));
    }
    return OkStatus();
  }

  Status LimitTime(std::chrono::milliseconds longest) override {
    latest_ = std::chrono::steady_clock::now() + longest;
    const auto is_late = [](void* self) { return static_cast<SqliteDatabase*>(self)->latest_ < std::chrono::steady_clock::now() ? 1 : 0; };
    sqlite3_progress_handler(db_, kStepsBetweenLooks, is_late, this);
    return OkStatus();
  }

 private:
  Result<sqlite3_stmt*> Prepare(std::string_view sql) {
    const auto found = statements_.find(std::string(sql));
    if (found != statements_.end()) return found->second;
    sqlite3_stmt* statement = nullptr;
    const std::string numbered = NumberParameters(sql);
    if (sqlite3_prepare_v3(db_, numbered.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
      return FromSqlite(db_, "store: " + std::string(sql.substr(0, 120)));
    }
    // Statements with lists of varying length come in many texts; the cache must not grow without bound.
    if (statements_.size() >= kCachedStatements) {
      for (auto& [text, cached] : statements_) sqlite3_finalize(cached);
      statements_.clear();
    }
    statements_.emplace(sql, statement);
    return statement;
  }

  Status Run(std::string_view sql, const std::vector<Value>& parameters, const std::function<Status(const Row&)>& each) {
    HELHET_ASSIGN_OR_RETURN(sqlite3_stmt* const statement, Prepare(sql));
    if (sqlite3_stmt_busy(statement) != 0) return Internal("store: a statement is run within itself: " + std::string(sql.substr(0, 80)));
    for (size_t i = 0; i < parameters.size(); ++i) Bind(statement, static_cast<int>(i) + 1, parameters[i]);
    Status status;
    Row row;
    int step = SQLITE_ROW;
    while (status.ok() && (step = sqlite3_step(statement)) == SQLITE_ROW) {
      row.clear();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) row.push_back(Column(statement, i));
      status = each(row);
    }
    if (status.ok() && step != SQLITE_DONE) status = FromSqlite(db_, "store: " + std::string(sql.substr(0, 120)));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
  }

  static constexpr size_t kCachedStatements = 200;
  sqlite3* db_;
  std::chrono::steady_clock::time_point latest_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

class SqliteFactory final : public DatabaseFactory {
 public:
  explicit SqliteFactory(std::string path) : path_(std::move(path)) {}

  Result<std::unique_ptr<Database>> Connect() override {
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(path_.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    auto database = std::make_unique<SqliteDatabase>(db);
    if (code != SQLITE_OK) return FromSqlite(db, "store: cannot open " + path_).WithSetting("store");
    sqlite3_busy_timeout(db, kBusyTimeoutMs);
    HELHET_RETURN_IF_ERROR(database->Script(kOpenPragmas));
    return std::unique_ptr<Database>(std::move(database));
  }

  std::string Describe() const override { return "sqlite " + path_; }

 private:
  std::string path_;
};

}  // namespace

Result<std::unique_ptr<DatabaseFactory>> OpenSqlite(const std::string& path) {
  if (path.empty()) return InvalidArgument("store: sqlite: needs a path").WithSetting("store").WithClass(ErrorClass::kConfiguration);
  // Made here and not by SQLite, so that nobody else can read it for a moment.
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    return FailedPrecondition("store: cannot open " + path + ": the folder is missing or not writable")
        .WithSetting("store").WithClass(ErrorClass::kConfiguration);
  }
  close(file);
  return std::unique_ptr<DatabaseFactory>(std::make_unique<SqliteFactory>(path));
}

}  // namespace helhet::store
