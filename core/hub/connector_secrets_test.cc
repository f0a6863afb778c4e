#include "core/hub/connector_secrets.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/security/testing/temporary_folder.h"

namespace helhet::hub {
namespace {

namespace fs = std::filesystem;

class ConnectorSecretsTest : public testing::Test {
 protected:
  void Put(const std::string& path, const std::string& content, fs::perms mode = fs::perms::owner_read | fs::perms::owner_write) {
    const fs::path file = fs::path(folder_ / "secrets") / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << content;
    fs::permissions(file, mode);
  }
  auto Read(const std::string& municipality_id, const std::string& connector_id) { return ReadSecrets(folder_ / "secrets", municipality_id, connector_id); }

  security::TemporaryFolder folder_;
};

TEST_F(ConnectorSecretsTest, AreTheFilesOfTheirOwnConnectorWithoutTheLastLineEnd) {
  Put("5037/arkiv/password", "hemmelig\n");
  Put("5037/arkiv/private_key", "-----BEGIN\nlinje\n-----END\n");
  Put("5037/arkiv/.password.swp", "hemmeli");
  Put("5037/annen/password", "annet");
  Put("5006/arkiv/password", "nabo");
  const auto secrets = Read("5037", "arkiv");
  ASSERT_TRUE(secrets.ok()) << secrets.status().message();
  ASSERT_EQ(secrets->size(), 2u);
  EXPECT_EQ(secrets->at("password").reveal(), "hemmelig");
  EXPECT_EQ(secrets->at("private_key").reveal(), "-----BEGIN\nlinje\n-----END");
}

TEST_F(ConnectorSecretsTest, AreNoneWhereThereIsNoFolder) {
  const auto secrets = Read("5037", "arkiv");
  ASSERT_TRUE(secrets.ok());
  EXPECT_TRUE(secrets->empty());
}

TEST_F(ConnectorSecretsTest, ThatOthersMayReadAreRefusedByNameAndNotShown) {
  Put("5037/arkiv/password", "hemmelig", fs::perms::owner_read | fs::perms::group_read);
  const auto status = Read("5037", "arkiv").status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.setting(), "secrets.password");
  EXPECT_EQ(status.message().find("hemmelig"), std::string::npos);
}

TEST_F(ConnectorSecretsTest, AreNotLookedForOutsideTheirFolder) {
  Put("5037/arkiv/password", "hemmelig");
  for (const char* name : {"..", ".", "", "../5037/arkiv"}) {
    EXPECT_EQ(Read("5037", name).status().code(), StatusCode::kFailedPrecondition) << name;
    EXPECT_EQ(Read(name, "arkiv").status().code(), StatusCode::kFailedPrecondition) << name;
  }
}

}  // namespace
}  // namespace helhet::hub
