// Databases for tests: a new SQLite file, or a new database on the real PostgreSQL server that the tests
// share. Removed when the object ends.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/store/database.h"

namespace helhet::store {

enum class Backend { kSqlite, kPostgres };

// A fresh store with its schema made.
class TestDatabase {
 public:
  explicit TestDatabase(Backend backend);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  DatabaseFactory& factory() { return *factory_; }
  // A connection of its own.
  std::unique_ptr<Database> Connect();
  const std::string& url() const { return url_; }

 private:
  Backend backend_;
  std::string name_;
  std::string url_;
  std::unique_ptr<DatabaseFactory> factory_;
};

// For TEST_P suites that run once on each backend:
//   INSTANTIATE_TEST_SUITE_P(Stores, MyTest, store::BothBackends(), store::BackendName);
inline auto BothBackends() { return testing::Values(Backend::kSqlite, Backend::kPostgres); }
inline std::string BackendName(const testing::TestParamInfo<Backend>& info) {
  return info.param == Backend::kSqlite ? "Sqlite" : "Postgres";
}

}  // namespace helhet::store
