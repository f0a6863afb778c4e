// For tests: the connector against a real Apache with mod_dav.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "helhet/testing/fake_host.h"
#include "tests/webdav_server/webdav_server.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::webdav {

class ApacheTest : public ::testing::Test {
 protected:
  ApacheTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-dav-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    // The server's worker may be another user.
    std::filesystem::permissions(folder_, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
    StartServer();
  }
  ~ApacheTest() override {
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  void StartServer(const std::vector<std::string>& options = {}) {
    server_.reset();
    server_ = std::make_unique<testing::WebdavServer>(folder_ / "dav", options);
    settings_["url"] = server_->url();
  }
  // A file on the server, last changed an hour ago.
  void Put(const std::string& name, const std::string& content) {
    testing::WriteFile(server_->folder() / name, content);
    const auto hour_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    std::filesystem::last_write_time(server_->folder() / name, std::chrono::floor<std::chrono::seconds>(hour_ago));
  }
  std::string ContentOf(const std::string& name) const { return testing::ReadFile(server_->folder() / name); }

  Status Configure() { return connector_.Configure(settings_.dump(), secrets_); }

  std::filesystem::path folder_;
  std::unique_ptr<testing::WebdavServer> server_;
  nlohmann::json settings_ = nlohmann::json::object();
  std::map<std::string, std::string> secrets_;
  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
};

}  // namespace helhet::webdav
