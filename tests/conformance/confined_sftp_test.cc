// A confined child has no network of its own: that it reads by SFTP all the same, through the hub's proxy, and from no
// other host than its settings state.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/plugin/supervisor.h"
#include "ssh_server.h"

namespace helhet::plugin {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class ConfinedSftpTest : public testing::Test {
 protected:
  ConfinedSftpTest()
      : folder_(fs::temp_directory_path() / ("helhet-sftp-" + std::to_string(getpid()))),
        catalogue_({HELHET_PLUGINS_DIR}), server_(folder_ / "sshd") {
    fs::create_directories(folder_ / "inbox");
    SupervisorOptions options;
    options.host_program = HELHET_HOST_PROGRAM;
    options.runtime_folder = folder_ / "run";
    options.library_folders = {HELHET_LIBRARY_DIR};
    fs::create_directories(options.runtime_folder);
    auto supervisor = Supervisor::Start(std::move(options), catalogue_, limiter_);
    EXPECT_TRUE(supervisor.ok()) << supervisor.status().message();
    supervisor_ = *std::move(supervisor);
  }
  ~ConfinedSftpTest() override {
    supervisor_.reset();
    fs::remove_all(folder_);
  }

  // The records of a read; the status that ended it stands in `end_`.
  std::vector<v1::Record> Read(const json& sftp) {
    std::vector<v1::Record> records;
    const json settings = {{"sftp", sftp}};
    auto connection = supervisor_->Connect(
        {"5037", "sftp", "ehf", "", settings.dump(), {{"private_key", sdk::Secret(server_.known_key())}}});
    end_ = connection.status();
    if (!connection.ok()) return records;
    auto session = (*connection)->Read(v1::ReadStart());
    end_ = session.status();
    while (session.ok()) {
      auto event = (*session)->Next();
      end_ = event.status();
      if (!event.ok() || std::holds_alternative<EndOfRead>(*event)) break;
      const auto* batch = std::get_if<v1::Batch>(&*event);
      if (batch == nullptr) continue;
      records.insert(records.end(), batch->records().begin(), batch->records().end());
      EXPECT_TRUE((*session)->Acknowledge(batch->sequence()).ok());
    }
    return records;
  }

  json Sftp() const {
    return {{"address", server_.address()}, {"user", sdk::SshServer::user()}, {"path", (folder_ / "inbox").string()},
            {"host_key", server_.host_key()}};
  }

  const fs::path folder_;
  PluginCatalogue catalogue_;
  RateLimiter limiter_;
  sdk::SshServer server_;
  std::unique_ptr<Supervisor> supervisor_;
  Status end_;
};

TEST_F(ConfinedSftpTest, ReadsThroughTheHubsProxy) {
  fs::copy_file(fs::path(HELHET_SOURCE_DIR) / "plugins/ehf/tests/cases/bis3_invoice/input.xml", folder_ / "inbox/a.xml");
  fs::last_write_time(folder_ / "inbox/a.xml", fs::file_time_type::clock::now() - std::chrono::hours(1));
  const auto records = Read(Sftp());
  ASSERT_TRUE(end_.ok()) << end_.message();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_TRUE(records[0].has_fact()) << records[0].ShortDebugString();
}

TEST_F(ConfinedSftpTest, TellsOfAHostWithAnotherKey) {
  json sftp = Sftp();
  sftp["host_key"] = server_.rsa_host_key();
  EXPECT_TRUE(Read(sftp).empty());
  EXPECT_TRUE(end_.ok()) << end_.message();
  sftp["host_key"] = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU";
  Read(sftp);
  EXPECT_EQ(end_.reason(), "host_key_changed") << end_.message();
  EXPECT_EQ(end_.setting(), "settings.sftp.host_key");
}

}  // namespace
}  // namespace helhet::plugin
