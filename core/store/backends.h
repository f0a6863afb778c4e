// The two backends, for connect.cc and their tests.
#pragma once

#include <memory>
#include <string>

#include "core/store/database.h"

namespace helhet::store {

// WAL, synchronous=FULL. The file is made when absent, readable by its owner alone.
Result<std::unique_ptr<DatabaseFactory>> OpenSqlite(const std::string& path);

// synchronous_commit=on. `url` is a libpq connection string.
Result<std::unique_ptr<DatabaseFactory>> OpenPostgres(const std::string& url);

}  // namespace helhet::store
