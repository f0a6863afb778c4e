#include "tests/fault/mutant_database.h"

namespace helhet::testing {
namespace {

using store::BulkTable;
using store::Row;
using store::Value;

class MutantDatabase : public store::Database {
 public:
  explicit MutantDatabase(std::unique_ptr<store::Database> database) : database_(std::move(database)) {}

  store::Dialect dialect() const override { return database_->dialect(); }
  Status BindTenant(const std::string& municipality_id) override { return database_->BindTenant(municipality_id); }
  Status Begin() override { return database_->Begin(); }
  Status Commit() override { return database_->Commit(); }
  void Rollback() override { database_->Rollback(); }
  Status Query(std::string_view sql, const std::vector<Value>& parameters, const std::function<Status(const Row&)>& each) override {
    return database_->Query(sql, parameters, each);
  }
  Status InsertRows(const BulkTable& table, const std::vector<Row>& rows) override { return database_->InsertRows(table, rows); }
  Status Script(const std::string& sql) override { return database_->Script(sql); }

  Result<int64_t> Execute(std::string_view sql, const std::vector<Value>& parameters) override {
    auto rows = database_->Execute(sql, parameters);
    // The checkpoint is stated first in its transaction; committing here leaves the facts to another one.
    if (rows.ok() && sql.starts_with("UPDATE connector_state SET checkpoint")) {
      HELHET_RETURN_IF_ERROR(database_->Commit());
      HELHET_RETURN_IF_ERROR(database_->Begin());
    }
    return rows;
  }

 private:
  std::unique_ptr<store::Database> database_;
};

class MutantFactory : public store::DatabaseFactory {
 public:
  explicit MutantFactory(std::unique_ptr<store::DatabaseFactory> database) : database_(std::move(database)) {}
  Result<std::unique_ptr<store::Database>> Connect() override {
    HELHET_ASSIGN_OR_RETURN(auto database, database_->Connect());
    return std::unique_ptr<store::Database>(std::make_unique<MutantDatabase>(std::move(database)));
  }
  std::string Describe() const override { return "mutant of " + database_->Describe(); }

 private:
  std::unique_ptr<store::DatabaseFactory> database_;
};

}  // namespace

std::unique_ptr<store::DatabaseFactory> MakeMutant(std::unique_ptr<store::DatabaseFactory> database) {
  return std::make_unique<MutantFactory>(std::move(database));
}

}  // namespace helhet::testing
