// Exports of the hub to a folder and to a real OpenSSH server. Both keep to the same rules.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "helhet/testing/fake_host.h"
#include "helhet/testing/ssh_server.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::tabular {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Names = std::vector<std::string>;

enum class Place { kFolder, kSftp };

class TabularWriteTest : public ::testing::TestWithParam<Place> {
 protected:
  static void SetUpTestSuite() {
    std::string pattern = (fs::temp_directory_path() / "helhet-tabular-XXXXXX").string();
    base_ = mkdtemp(pattern.data());
    fs::create_directory(base_ / "server");
    server_ = new testing::SshServer(base_ / "server");
  }
  static void TearDownTestSuite() {
    delete server_;
    fs::remove_all(base_);
  }

  TabularWriteTest() {
    fs::remove_all(out_);
    fs::create_directory(out_);
    if (GetParam() == Place::kFolder) {
      settings_ = {{"write_folder", out_.string()}};
      return;
    }
    settings_ = {{"sftp", {{"address", server_->address()}, {"user", testing::SshServer::user()}, {"host_key", server_->host_key()}}},
                 {"sftp_write_folder", out_.string()}};
    secrets_["private_key"] = server_->known_key();
  }

  Result<plugin::v1::WriteResponse> Write(const std::string& body, const std::string& name = "tall.csv", const std::string& delivery = "a") {
    HELHET_RETURN_IF_ERROR(connector_.Configure(settings_.dump(), secrets_));
    plugin::v1::WriteRequest request;
    request.set_delivery_id("5037/export/maltall/" + delivery);
    request.set_title("Måltall");
    request.set_media_type("text/csv");
    request.set_body(body);
    (*request.mutable_properties())["file_name"] = name;
    (*request.mutable_properties())["sha256"] = "0123456789abcdef" + delivery;
    return connector_.Write(request);
  }
  // The reason of the receipt's problem, empty when it was stored.
  std::string Refusal(const std::string& body, const std::string& name = "tall.csv", const std::string& delivery = "a") {
    const auto receipt = Write(body, name, delivery);
    if (!receipt.ok()) return receipt.status().reason();
    return receipt->has_problem() ? receipt->problem().code() : "";
  }
  Names Files() const {
    Names names;
    for (const auto& entry : fs::directory_iterator(out_)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string Content(const std::string& name = "tall.csv") const {
    std::ifstream file(out_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  static inline fs::path base_;
  static inline testing::SshServer* server_ = nullptr;
  const fs::path out_ = base_ / "ut";
  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
  json settings_;
  std::map<std::string, std::string> secrets_;
};

TEST_P(TabularWriteTest, StoresAFileUnderItsNameAndNothingBesideIt) {
  const std::string body(300'000, 'x');  // several requests of SFTP
  const auto receipt = Write(body, "tall æøå 2026.csv");
  ASSERT_TRUE(receipt.ok()) << receipt.status().message();
  ASSERT_FALSE(receipt->has_problem()) << receipt->problem().what();
  EXPECT_TRUE(receipt->external_id().ends_with((out_ / "tall æøå 2026.csv").string())) << receipt->external_id();
  EXPECT_EQ(Files(), Names{"tall æøå 2026.csv"});
  EXPECT_TRUE(Content("tall æøå 2026.csv") == body);
}

TEST_P(TabularWriteTest, ARepeatFindsWhatItMade) {
  const auto first = Write("a;1\r\n");
  const auto written = fs::last_write_time(out_ / "tall.csv");
  const auto again = Write("a;1\r\n");
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->external_id(), again->external_id());
  EXPECT_EQ(fs::last_write_time(out_ / "tall.csv"), written) << "it was not written again";
}

TEST_P(TabularWriteTest, WhatAKillLeftBehindIsTakenAway) {
  // An attempt that was cut off in the middle of the file.
  std::ofstream(out_ / ".tall.csv.0123456789abcdef.part") << "a;";
  EXPECT_EQ(Refusal("a;1\r\n"), "");
  EXPECT_EQ(Files(), Names{"tall.csv"});
  EXPECT_EQ(Content(), "a;1\r\n");
}

TEST_P(TabularWriteTest, LeavesAnotherDocumentAlone) {
  ASSERT_EQ(Refusal("a;1\r\n"), "");
  EXPECT_EQ(Refusal("a;2\r\n", "tall.csv", "b"), "another_document");
  EXPECT_EQ(Content(), "a;1\r\n");
  EXPECT_EQ(Files(), Names{"tall.csv"});
}

TEST_P(TabularWriteTest, ReplacesWhereTheSettingsSaySo) {
  settings_["replace"] = true;
  ASSERT_EQ(Refusal("a;1\r\n"), "");
  EXPECT_EQ(Refusal("a;2\r\n", "tall.csv", "b"), "");
  EXPECT_EQ(Content(), "a;2\r\n");
  EXPECT_EQ(Files(), Names{"tall.csv"});
}

TEST_P(TabularWriteTest, RefusesNamesThatLeadElsewhere) {
  for (const std::string name : {"", "../tall.csv", "a/tall.csv", ".skjult", ".."}) EXPECT_EQ(Refusal("x", name), "file_name_invalid") << name;
  EXPECT_EQ(Files(), Names{});
}

TEST_P(TabularWriteTest, SaysThatTheFolderIsNotThere) {
  fs::remove_all(out_);
  EXPECT_EQ(Refusal("x"), "folder_not_writable");
  ASSERT_TRUE(connector_.Configure(settings_.dump(), secrets_).ok());
  EXPECT_FALSE(connector_.Check().ok());
}

// The server's disk is not this process's to fill.
class TabularFolderWriteTest : public TabularWriteTest {};

TEST_P(TabularFolderWriteTest, TheGroupMayReadTheFileWhateverTheHubsOwnMask) {
  const mode_t before = umask(0077);
  ASSERT_EQ(Refusal("a;1\r\n"), "");
  EXPECT_EQ(umask(before), 0077u) << "the mask is as it was";
  EXPECT_EQ(fs::status(out_ / "tall.csv").permissions(), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

TEST_P(TabularFolderWriteTest, AFullDiskLeavesNoHalfFile) {
  // A file may not grow beyond so many bytes, as on a disk without room: the write is cut short, and then refused.
  const auto before = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{1000, limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const std::string refusal = Refusal(std::string(5000, 'x'));
  setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, before);
  EXPECT_EQ(refusal, "not_written");
  EXPECT_EQ(Files(), Names{});
  EXPECT_EQ(Refusal(std::string(5000, 'x')), "");
}

TEST_P(TabularWriteTest, SaysWhereItWritesAndReadsNothing) {
  ASSERT_TRUE(connector_.Configure(settings_.dump(), secrets_).ok()) << host_.problem().what();
  const auto checked = connector_.Check();
  ASSERT_TRUE(checked.ok()) << checked.status().message();
  EXPECT_NE(checked->find(out_.string()), std::string::npos) << *checked;
  EXPECT_TRUE(connector_.Read().ok());
  EXPECT_TRUE(host_.Records().empty());
}

TEST_P(TabularWriteTest, NeedsOnePlace) {
  settings_["write_folder"] = out_.string();
  settings_["sftp_write_folder"] = out_.string();
  EXPECT_FALSE(connector_.Configure(settings_.dump(), secrets_).ok());
  EXPECT_EQ(host_.problem().setting(), "settings.write_folder");
  EXPECT_FALSE(connector_.Configure("{}").ok());
}

std::string PlaceName(const ::testing::TestParamInfo<Place>& place) { return place.param == Place::kFolder ? "Folder" : "Sftp"; }

INSTANTIATE_TEST_SUITE_P(Places, TabularWriteTest, ::testing::Values(Place::kFolder, Place::kSftp), PlaceName);
INSTANTIATE_TEST_SUITE_P(Places, TabularFolderWriteTest, ::testing::Values(Place::kFolder), PlaceName);

}  // namespace
}  // namespace helhet::tabular
