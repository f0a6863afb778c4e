// The store for more than one hub, or more work than one machine's.
#include <libpq-fe.h>

#include <cstring>
#include <unordered_map>

#include "core/store/backends.h"

namespace helhet::store {
namespace {

struct ResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, ResultDeleter>;

// Types by their object identifiers (pg_type.dat), which are fixed.
constexpr Oid kBool = 16, kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kFloat4 = 700, kFloat8 = 701, kNumeric = 1700;

Status FromPostgres(PGconn* connection, const PGresult* result, const std::string& what) {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string code = state == nullptr ? "" : state;
  std::string detail = result == nullptr ? PQerrorMessage(connection) : PQresultErrorMessage(result);
  while (!detail.empty() && detail.back() == '\n') detail.pop_back();
  const std::string message = what + ": " + detail;
  if (code == "57014") return Status(StatusCode::kDeadlineExceeded, message).WithReason("store_deadline").WithClass(ErrorClass::kTransient);
  // Classes 08 and 57: the connection or server is gone; 40: the transaction may be tried again.
  if (code.empty() || code.starts_with("08") || code.starts_with("57") || code.starts_with("40") || PQstatus(connection) != CONNECTION_OK) {
    return Unavailable(message).WithReason("store_unavailable").WithClass(ErrorClass::kTransient);
  }
  if (code == "23505") return AlreadyExists(message).WithClass(ErrorClass::kHub);
  if (code.starts_with("53")) return Unavailable(message).WithReason("store_resources").WithClass(ErrorClass::kHub);
  if (code.starts_with("22")) return Status(StatusCode::kOutOfRange, message).WithClass(ErrorClass::kHub);
  return Internal(message).WithReason("store").WithClass(ErrorClass::kHub);
}

// Parameters in libpq's form. Integers and reals go as text, bytes as they are.
class Parameters {
 public:
  explicit Parameters(const std::vector<Value>& values) : texts_(values.size()) {
    for (size_t i = 0; i < values.size(); ++i) {
      const Value& value = values[i];
      types_.push_back(0);
      formats_.push_back(0);
      if (const auto* integer = std::get_if<int64_t>(&value)) {
        texts_[i] = std::to_string(*integer);
        types_.back() = kInt8;
      } else if (const auto* real = std::get_if<double>(&value)) {
        char buffer[32];
        snprintf(buffer, sizeof(buffer), "%.17g", *real);
        texts_[i] = buffer;
        types_.back() = kFloat8;
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        Point(*text);
        continue;
      } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
        Point(bytes->data);
        types_.back() = kBytea;
        formats_.back() = 1;
        continue;
      } else {
        pointers_.push_back(nullptr);
        lengths_.push_back(0);
        continue;
      }
      Point(texts_[i]);
    }
  }

  int size() const { return static_cast<int>(pointers_.size()); }
  const Oid* types() const { return types_.data(); }
  const char* const* values() const { return pointers_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  // The same SQL with parameters of other types is another statement to the server.
  std::string TypeKey() const {
    std::string key;
    for (const Oid type : types_) key += std::to_string(type) + ",";
    return key;
  }

 private:
  void Point(const std::string& text) {
    pointers_.push_back(text.c_str());
    lengths_.push_back(static_cast<int>(text.size()));
  }

  std::vector<std::string> texts_;
  std::vector<Oid> types_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

Value Column(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column)) return {};
  const char* text = PQgetvalue(result, row, column);
  const size_t length = static_cast<size_t>(PQgetlength(result, row, column));
  switch (PQftype(result, column)) {
    case kInt2:
    case kInt4:
    case kInt8:
      return int64_t{std::strtoll(text, nullptr, 10)};
    case kBool:
      return int64_t{*text == 't'};
    case kFloat4:
    case kFloat8:
    case kNumeric:
      return std::strtod(text, nullptr);
    case kBytea: {
      size_t size = 0;
      unsigned char* bytes = PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size);
      Value value = Bytes{std::string(reinterpret_cast<char*>(bytes), size)};
      PQfreemem(bytes);
      return value;
    }
    default:
      return std::string(text, length);
  }
}

// One value in COPY's text format.
void AppendCopyText(const std::string& text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out += c;
    }
  }
}

void AppendCopyValue(const Value& value, std::string& out) {
  if (const auto* integer = std::get_if<int64_t>(&value)) {
    out += std::to_string(*integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    char buffer[32];
    snprintf(buffer, sizeof(buffer), "%.17g", *real);
    out += buffer;
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    AppendCopyText(*text, out);
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += "\\\\x";
    for (const unsigned char byte : bytes->data) {
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  } else {
    out += "\\N";
  }
}

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(PGconn* connection) : connection_(connection) {}
  ~PostgresDatabase() override { PQfinish(connection_); }

  Dialect dialect() const override { return Dialect::kPostgres; }
  Status BindTenant(const std::string& municipality_id) override {
    if (municipality_id == tenant_) return OkStatus();
    HELHET_RETURN_IF_ERROR(Execute("SELECT set_config('helhet.municipality_id', $1, false)", {municipality_id}).status());
    tenant_ = municipality_id;
    return OkStatus();
  }
  Status Begin() override { return Script("BEGIN"); }
  Status Commit() override {
    PgResult result(PQexec(connection_, "COMMIT"));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return FromPostgres(connection_, result.get(), "store: commit");
    // A COMMIT of a failed transaction succeeds as a rollback.
    if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) return Internal("store: the transaction was rolled back");
    return OkStatus();
  }
  void Rollback() override {
    if (PQtransactionStatus(connection_) != PQTRANS_IDLE) PgResult(PQexec(connection_, "ROLLBACK"));
  }

  Result<int64_t> Execute(std::string_view sql, const std::vector<Value>& parameters) override {
    HELHET_ASSIGN_OR_RETURN(PgResult result, Run(sql, parameters));
    return int64_t{std::strtoll(PQcmdTuples(result.get()), nullptr, 10)};
  }

  Status Query(std::string_view sql, const std::vector<Value>& parameters,
               const std::function<Status(const Row&)>& each) override {
    HELHET_ASSIGN_OR_RETURN(PgResult result, Run(sql, parameters));
    const int columns = PQnfields(result.get());
    Row row;
    for (int i = 0; i < PQntuples(result.get()); ++i) {
      row.clear();
      for (int column = 0; column < columns; ++column) row.push_back(Column(result.get(), i, column));
      HELHET_RETURN_IF_ERROR(each(row));
    }
    return OkStatus();
  }

  // COPY does not reach a table with row-level security, so rows go through a temporary one.
  Status InsertRows(const BulkTable& table, const std::vector<Row>& rows) override {
    if (rows.empty()) return OkStatus();
    if (PQtransactionStatus(connection_) == PQTRANS_IDLE) {
      HELHET_RETURN_IF_ERROR(Begin());
      Status status = InsertRows(table, rows);
      if (status.ok()) status = Commit();
      if (!status.ok()) Rollback();
      return status;
    }
    const std::string staging = "staging_" + table.name;
    std::string columns;
    for (size_t i = 0; i < table.columns.size(); ++i) columns += (i > 0 ? ", \"" : "\"") + table.columns[i] + "\"";
    HELHET_RETURN_IF_ERROR(
        Script("CREATE TEMP TABLE IF NOT EXISTS " + staging + " (LIKE " + table.name + " INCLUDING DEFAULTS)"));
    HELHET_RETURN_IF_ERROR(Copy("COPY " + staging + " (" + columns + ") FROM STDIN", rows));
    HELHET_RETURN_IF_ERROR(Script("INSERT INTO " + table.name + " (" + columns + ") SELECT " + columns + " FROM " + staging +
                                  (table.keep_existing ? " ON CONFLICT DO NOTHING" : "")));
    return Script("TRUNCATE " + staging);
  }

  Status Script(const std::string& sql) override {
    PgResult result(PQexec(connection_, sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return OkStatus();
    return FromPostgres(connection_, result.get(), "store: " + sql.substr(0, 80));
  }

  // The server counts for each statement. 0 would be no limit at all.
  Status LimitTime(std::chrono::milliseconds longest) override {
    return Script("SET statement_timeout = " + std::to_string(std::max<int64_t>(longest.count(), 1)));
  }

 private:
  // The text sent to COPY at a time: large enough to fill packets, small enough to stay in cache.
  static constexpr size_t kCopyBytes = 256 * 1024;
  static constexpr size_t kCachedStatements = 200;

  Status Copy(const std::string& sql, const std::vector<Row>& rows) {
    PgResult start(PQexec(connection_, sql.c_str()));
    if (PQresultStatus(start.get()) != PGRES_COPY_IN) return FromPostgres(connection_, start.get(), "store: " + sql.substr(0, 80));
    std::string buffer;
    for (const Row& row : rows) {
      for (size_t i = 0; i < row.size(); ++i) {
        if (i > 0) buffer += '\t';
        AppendCopyValue(row[i], buffer);
      }
      buffer += '\n';
      if (buffer.size() < kCopyBytes) continue;
      PQputCopyData(connection_, buffer.data(), static_cast<int>(buffer.size()));
      buffer.clear();
    }
    PQputCopyData(connection_, buffer.data(), static_cast<int>(buffer.size()));
    PQputCopyEnd(connection_, nullptr);
    PgResult end(PQgetResult(connection_));
    const Status status = PQresultStatus(end.get()) == PGRES_COMMAND_OK
                              ? OkStatus()
                              : FromPostgres(connection_, end.get(), "store: " + sql.substr(0, 80));
    while (PgResult more{PQgetResult(connection_)}) {
    }
    return status;
  }

  Result<PgResult> Run(std::string_view sql, const std::vector<Value>& values) {
    const Parameters parameters(values);
    const std::string text(sql);
    auto [found, fresh] = statements_.try_emplace(parameters.TypeKey() + text);
    if (fresh) {
      found->second = "s" + std::to_string(++statement_count_);
      PgResult prepared(PQprepare(connection_, found->second.c_str(), text.c_str(), parameters.size(), parameters.types()));
      if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) {
        const Status status = FromPostgres(connection_, prepared.get(), "store: " + text.substr(0, 120));
        statements_.erase(found);
        return status;
      }
    }
    const std::string name = found->second;
    PgResult result(PQexecPrepared(connection_, name.c_str(), parameters.size(), parameters.values(), parameters.lengths(),
                                   parameters.formats(), 0));
    const ExecStatusType status = PQresultStatus(result.get());
    const bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (ok && statements_.size() >= kCachedStatements) {
      PgResult(PQexec(connection_, "DEALLOCATE ALL"));
      statements_.clear();
    }
    if (!ok) return FromPostgres(connection_, result.get(), "store: " + text.substr(0, 120));
    return result;
  }

  PGconn* connection_;
  std::string tenant_;
  std::unordered_map<std::string, std::string> statements_;
  int64_t statement_count_ = 0;
};

class PostgresFactory final : public DatabaseFactory {
 public:
  explicit PostgresFactory(std::string url) : url_(std::move(url)) {}

  Result<std::unique_ptr<Database>> Connect() override {
    // A server that is gone without a word must not hold callers for the quarter of an hour that TCP tries again.
    // Before the address, which may state others.
    const char* const keywords[] = {"connect_timeout", "keepalives_idle", "tcp_user_timeout", "dbname", nullptr};
    const char* const values[] = {"10", "10", "20000", url_.c_str(), nullptr};
    PGconn* connection = PQconnectdbParams(keywords, values, /*expand_dbname=*/1);
    auto database = std::make_unique<PostgresDatabase>(connection);
    if (PQstatus(connection) != CONNECTION_OK) {
      return FromPostgres(connection, nullptr, "store: cannot connect").WithSetting("store")
          .WithRemedy("check that PostgreSQL runs and that the address, name and password are right");
    }
    PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);
    HELHET_RETURN_IF_ERROR(database->Script("SET synchronous_commit = on; SET client_encoding = 'UTF8'; SET datestyle = 'ISO'"));
    return std::unique_ptr<Database>(std::move(database));
  }

  std::string Describe() const override {
    std::string described = "postgresql";
    PQconninfoOption* options = PQconninfoParse(url_.c_str(), nullptr);
    for (PQconninfoOption* option = options; option != nullptr && option->keyword != nullptr; ++option) {
      const std::string_view keyword = option->keyword;
      if (option->val != nullptr && (keyword == "host" || keyword == "port" || keyword == "dbname")) {
        described += " " + std::string(keyword) + "=" + option->val;
      }
    }
    PQconninfoFree(options);
    return described;
  }

 private:
  std::string url_;
};

}  // namespace

Result<std::unique_ptr<DatabaseFactory>> OpenPostgres(const std::string& url) {
  return std::unique_ptr<DatabaseFactory>(std::make_unique<PostgresFactory>(url));
}

}  // namespace helhet::store
