// The key that an SFTP host shows, as a confined child sees it through the hub's proxy.
#include "tests/remote_places/places_fixture.h"

namespace helhet::plugin {
namespace {

class HostKeyTest : public PlacesTest {};

TEST_F(HostKeyTest, TellsOfAHostWithAnotherKeyAndReadsNothing) {
  Put("a.xml", "no invoice");
  nlohmann::json settings = SettingsOf(Place::kSftp);
  settings["sftp"]["host_key"] = ssh().rsa_host_key();
  EXPECT_EQ(ReadWith("ehf", settings).records.size(), 1u) << "the host has that key too";
  settings["sftp"]["host_key"] = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU";
  const Reading refused = ReadWith("ehf", settings);
  EXPECT_TRUE(refused.records.empty());
  EXPECT_EQ(refused.end.reason(), "host_key_changed") << refused.end.message();
  EXPECT_EQ(refused.end.setting(), "settings.sftp.host_key");
}

}  // namespace
}  // namespace helhet::plugin
