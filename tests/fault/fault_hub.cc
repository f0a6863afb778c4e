// One sync from where the store stands to the end of the source, as a hub does it: recover, run, compute.
//   fault_hub STORE_URL RUNTIME_FOLDER RECORDS [mutant]
// Exit code 0 when the run succeeded, 1 with the reason on stderr when it did not.
#include <cstdio>
#include <cstring>

#include "tests/fault/mutant_database.h"
#include "tests/support/test_hub.h"

namespace helhet::testing {
namespace {

Status Sync(const char* url, const char* runtime_folder, const char* records, bool mutant) {
  HELHET_ASSIGN_OR_RETURN(auto database, store::OpenDatabase(url));
  if (mutant) database = MakeMutant(std::move(database));
  HELHET_ASSIGN_OR_RETURN(const auto hub, TestHub::Start(*database, runtime_folder, {HELHET_TEST_PLUGINS_DIR}));
  HELHET_RETURN_IF_ERROR(hub->Recover());
  model::v1::Connector connector;
  connector.set_connector_id("stepping");
  connector.set_plugin("stepping");
  connector.set_settings_json("{\"records\": " + std::string(records) + "}");
  HELHET_ASSIGN_OR_RETURN(const auto record, hub->Run(connector));
  return record.problem;
}

}  // namespace
}  // namespace helhet::testing

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto status = helhet::testing::Sync(argv[1], argv[2], argv[3], argc > 4 && std::strcmp(argv[4], "mutant") == 0);
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.message().c_str());
  return status.ok() ? 0 : 1;
}
