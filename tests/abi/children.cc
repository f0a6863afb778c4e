#include "tests/abi/children.h"

#include <stdlib.h>

namespace helhet::plugin {

ChildrenTest::ChildrenTest()
    : catalogue_({HELHET_BUILD_FOLDER "/plugins", HELHET_BUILD_FOLDER "/faulty_plugins"}) {
  std::string name = (std::filesystem::temp_directory_path() / "helhet.XXXXXX").string();
  folder_ = mkdtemp(name.data());
  options_.host_program = HELHET_BUILD_FOLDER "/bin/helhet-plugin-host";
  options_.runtime_folder = folder_ / "run";
  options_.library_folders = {HELHET_BUILD_FOLDER "/lib"};
}

ChildrenTest::~ChildrenTest() {
  supervisor_.reset();
  std::filesystem::remove_all(folder_);
}

Supervisor& ChildrenTest::supervisor() {
  if (supervisor_ == nullptr) {
    auto started = Supervisor::Start(options_, catalogue_, limiter_);
    if (!started.ok()) {
      ADD_FAILURE() << started.status().message();
      abort();
    }
    supervisor_ = *std::move(started);
  }
  return *supervisor_;
}

InstanceConfig ChildrenTest::Instance(const std::string& plugin, const std::string& settings_json) {
  InstanceConfig instance;
  instance.municipality_id = "5037";
  instance.connector_id = "test";
  instance.plugin = plugin;
  instance.settings_json = settings_json;
  return instance;
}

InstanceConfig ChildrenTest::Faulty(const std::string& fault, int count) {
  return Instance("faulty", R"({"fault": ")" + fault + R"(", "count": )" + std::to_string(count) + "}");
}

}  // namespace helhet::plugin
