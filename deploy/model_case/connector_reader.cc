#include "connector_reader.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include "helhet/model/v1/organisation.pb.h"
#include "helhet/testing/fake_host.h"
#include "stated_config.h"

namespace helhet::model_case {
namespace {

const char* LibraryOf(const std::string& plugin) {
  if (plugin == "ehandel") return HELHET_EHANDEL_LIBRARY;
  if (plugin == "agreements") return HELHET_AGREEMENTS_LIBRARY;
  if (plugin == "tabular") return HELHET_TABULAR_LIBRARY;
  if (plugin == "saft") return HELHET_SAFT_LIBRARY;
  return plugin == "ssb" ? HELHET_SSB_LIBRARY : HELHET_EHF_LIBRARY;
}

}  // namespace

std::vector<plugin::v1::Record> ReadConnector(const std::filesystem::path& data_folder, const std::string& municipality,
                                              const std::string& connector_id) {
  const Result<configuration::Resources> config = ReadConfig(data_folder);
  EXPECT_TRUE(config.ok()) << config.status().message();
  model::v1::Connector stated;
  for (const auto& connector : Of<model::v1::Connector>(*config, municipality)) {
    if (connector.connector_id() == connector_id) stated = connector;
  }
  void* library = dlopen(LibraryOf(stated.plugin()), RTLD_NOW | RTLD_LOCAL);
  if (!library) throw std::runtime_error(dlerror());
  const auto entry = reinterpret_cast<const helhet_plugin* (*)()>(dlsym(library, "helhet_plugin_entry"));
  testing::FakeHost host;
  testing::ConnectorDriver connector(entry(), host);
  const Status configured = connector.Configure(stated.settings_json());
  EXPECT_TRUE(configured.ok()) << configured.message();
  const Status read = connector.Read();
  EXPECT_TRUE(read.ok()) << read.message();
  return host.Records();
}

}  // namespace helhet::model_case
