// For tests: the same files in a folder, on an OpenSSH server and on a web server, and a connector in a confined child that
// reads them from there.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "helhet/testing/ssh_server.h"
#include "tests/abi/children.h"
#include "tests/remote_places/web_folder.h"

namespace helhet::plugin {

enum class Place { kFolder, kSftp, kHttps };

class PlacesTest : public ChildrenTest {
 protected:
  struct Reading {
    std::vector<v1::Record> records;
    std::string checkpoint;  // of the last batch
    double peak_mib = 0;     // highest memory of the child
    Status end;
  };

  PlacesTest();

  // The folder that all places show.
  std::filesystem::path inbox() const { return folder() / "inbox"; }
  // Puts a file there that is no longer being written to, at a time that each place tells in full: a whole second.
  void Put(const std::string& name, const std::string& content);
  // Makes what was put there directly such a file.
  void Settle(const std::filesystem::path& path);

  // The settings of the place, and the secrets that go with them. Starts its server.
  nlohmann::json SettingsOf(Place place);
  // Reads with the settings of `place` beside `settings`, from a checkpoint.
  Reading Read(const std::string& plugin, Place place, nlohmann::json settings = {}, const std::string& checkpoint = "");
  // Reads with `settings` alone.
  Reading ReadWith(const std::string& plugin, const nlohmann::json& settings, const std::string& checkpoint = "");

  testing::SshServer& ssh();
  testing::WebFolder& web();

 private:
  int files_ = 0;
  std::map<std::string, sdk::Secret> secrets_;
  std::optional<testing::SshServer> ssh_;
  std::optional<testing::WebFolder> web_;
};

}  // namespace helhet::plugin
