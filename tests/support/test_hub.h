// The hub's main flow in a test's own process: real store, real confined children, no API.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "core/plugin/supervisor.h"
#include "core/run/run.h"
#include "core/store/tenant_store.h"

namespace helhet::testing {

class TestHub {
 public:
  static constexpr char kMunicipality[] = "5037";

  // On a migrated store. `extra_plugins` are looked in beside those of the build.
  static Result<std::unique_ptr<TestHub>> Start(store::DatabaseFactory& database, const std::filesystem::path& runtime_folder,
                                                std::vector<std::filesystem::path> extra_plugins = {},
                                                const plugin::Deadlines& deadlines = {});

  // States units a to d (buyer references 100 to 400 under `topp`) and measures over invoices.
  Status StateOrganisation();
  // What the hub does at its start: interrupted runs are told, marks drained.
  Status Recover();
  // One run of an instance, as the hub does it. The child stays warm for the next run of the same instance.
  Result<run::RunRecord> Run(const model::v1::Connector& connector, bool full = false);

  store::TenantStore& store() { return store_; }
  plugin::Supervisor& supervisor() { return *supervisor_; }

 private:
  TestHub(store::DatabaseFactory& database, std::unique_ptr<store::Database> connection, std::vector<std::filesystem::path> plugins);

  store::DatabaseFactory& database_;
  std::unique_ptr<store::Database> connection_;
  store::TenantStore store_;
  plugin::PluginCatalogue catalogue_;
  plugin::RateLimiter limiter_;
  std::unique_ptr<plugin::Supervisor> supervisor_;
};

// Microseconds since 1970 UTC.
int64_t NowUs();

}  // namespace helhet::testing
