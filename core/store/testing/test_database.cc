#include "core/store/testing/test_database.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "core/store/backends.h"

namespace helhet::store {
namespace {

// Starts the shared server if it does not run; the folder of its socket.
std::string PostgresSocketFolder() {
  static const std::string folder = [] {
    // A crash of the server is not what these tests are about; and a worker that vacuums a database at the moment it is
    // dropped is nobody's to end.
    const std::string command = HELHET_SOURCE_DIR "/tests/postgres start " HELHET_BINARY_DIR
                                "/postgres fsync=off autovacuum=off";
    FILE* pipe = popen(command.c_str(), "r");
    char line[512] = "";
    if (pipe == nullptr || fgets(line, sizeof(line), pipe) == nullptr) line[0] = '\0';
    if (pipe != nullptr) pclose(pipe);
    std::string path = line;
    while (!path.empty() && path.back() == '\n') path.pop_back();
    return path;
  }();
  return folder;
}

std::string UniqueName() {
  static int count = 0;
  return "helhet_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

void OnServer(const std::string& sql) {
  auto factory = OpenPostgres("host=" + PostgresSocketFolder() + " user=helhet dbname=postgres");
  auto connection = (*factory)->Connect();
  ASSERT_TRUE(connection.ok()) << connection.status().message();
  const Status status = (*connection)->Script(sql);
  ASSERT_TRUE(status.ok()) << status.message();
}

}  // namespace

TestDatabase::TestDatabase(Backend backend) : backend_(backend), name_(UniqueName()) {
  if (backend == Backend::kSqlite) {
    url_ = "sqlite:" + (std::filesystem::temp_directory_path() / (name_ + ".db")).string();
  } else {
    OnServer("CREATE DATABASE " + name_);
    url_ = "host=" + PostgresSocketFolder() + " user=helhet dbname=" + name_;
  }
  factory_ = *OpenDatabase(url_);
  const Status migrated = Migrate(*Connect());
  EXPECT_TRUE(migrated.ok()) << migrated.message();
}

TestDatabase::~TestDatabase() {
  if (backend_ == Backend::kPostgres) {
    OnServer("DROP DATABASE " + name_ + " WITH (FORCE)");
    return;
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(url_.substr(7) + suffix);
}

std::unique_ptr<Database> TestDatabase::Connect() {
  auto database = factory_->Connect();
  EXPECT_TRUE(database.ok()) << database.status().message();
  return *std::move(database);
}

}  // namespace helhet::store
