#include "core/plugin/permissions.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace helhet::plugin {
namespace {

Manifest Asking(std::vector<std::string> read_paths, std::vector<std::string> hosts) {
  Manifest manifest;
  manifest.permissions = {std::move(read_paths), {}, std::move(hosts)};
  return manifest;
}

TEST(PermissionsTest, PutsSettingsInAndKeepsLiterals) {
  const auto permissions =
      ResolvePermissions(Asking({"settings.folder", "/usr/share/ehf"}, {"settings.base_url", "ssb.no:8443"}),
                         R"({"folder": "/srv/a/../b", "base_url": "https://Data.SSB.no/api"})");
  ASSERT_TRUE(permissions.ok()) << permissions.status().message();
  EXPECT_EQ(permissions->read_paths, (std::vector<std::string>{"/srv/b", "/usr/share/ehf"}));
  EXPECT_EQ(permissions->hosts, (std::vector<Endpoint>{{"data.ssb.no", 443}, {"ssb.no", 8443}}));
}

TEST(PermissionsTest, TakesEveryElementOfAList) {
  const auto permissions = ResolvePermissions(Asking({"settings.folders"}, {}), R"({"folders": ["/a", "/b"]})");
  ASSERT_TRUE(permissions.ok());
  EXPECT_EQ(permissions->read_paths, (std::vector<std::string>{"/a", "/b"}));
}

TEST(PermissionsTest, GrantsNothingForASettingThatIsNotThere) {
  const auto permissions = ResolvePermissions(Asking({"settings.folder"}, {"settings.base_url"}), "{}");
  ASSERT_TRUE(permissions.ok());
  EXPECT_TRUE(permissions->read_paths.empty());
  EXPECT_TRUE(permissions->hosts.empty());
}

TEST(PermissionsTest, RefusesARelativePath) {
  const auto permissions = ResolvePermissions(Asking({"settings.folder"}, {}), R"({"folder": "srv"})");
  EXPECT_EQ(permissions.status().setting(), "settings.folder");
}

TEST(PermissionsTest, RefusesAPathWithALineBreak) {
  EXPECT_FALSE(ResolvePermissions(Asking({"settings.folder"}, {}), R"({"folder": "/srv\nreadable /etc"})").ok());
}

TEST(PermissionsTest, RefusesTheHubsOwnFolders) {
  const auto root = std::filesystem::temp_directory_path() / ("helhet-permissions-" + std::to_string(getpid()));
  std::filesystem::create_directories(root / "hub/tls");
  std::filesystem::create_directories(root / "hub-inbox");
  std::filesystem::create_directory_symlink(root / "hub", root / "link");
  const auto reason = [&](const std::filesystem::path& path) { return RefuseOwnFolders({{path.string()}, {}}, {root / "hub"}).reason(); };
  EXPECT_EQ(reason(root / "hub"), "path_not_allowed");
  EXPECT_EQ(reason(root / "hub/tls/ca.key"), "path_not_allowed");
  EXPECT_EQ(reason(root / "link/tls"), "path_not_allowed") << "by way of a symbolic link";
  EXPECT_EQ(reason(root), "path_not_allowed") << "the folder that holds it";
  EXPECT_EQ(reason(root / "hub-inbox"), "") << "a name that begins alike";
  std::filesystem::remove_all(root);
}

TEST(EndpointTest, ReadsAddressesWithAndWithoutPort) {
  EXPECT_EQ(*ParseEndpoint("data.ssb.no"), (Endpoint{"data.ssb.no", 443}));
  EXPECT_EQ(*ParseEndpoint("http://localhost:8080/x"), (Endpoint{"localhost", 8080}));
  EXPECT_EQ(*ParseEndpoint("http://data.ssb.no"), (Endpoint{"data.ssb.no", 80}));
  EXPECT_EQ(*ParseEndpoint("https://[::1]:99/"), (Endpoint{"::1", 99}));
  EXPECT_EQ(*ParseEndpoint("sftp://sftp.example.no"), (Endpoint{"sftp.example.no", 22}));
  EXPECT_EQ(*ParseEndpoint("sftp://sftp.example.no:2222"), (Endpoint{"sftp.example.no", 2222}));
}

TEST(EndpointTest, RefusesWhatIsNoHost) {
  for (const char* text :
       {"", "https://", "a b", "host:", "host:0", "host:99999", "host:1x", "https://user:pass@host", "*.no"}) {
    EXPECT_FALSE(ParseEndpoint(text).ok()) << text;
  }
}

}  // namespace
}  // namespace helhet::plugin
