#include "core/plugin/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace helhet::plugin {
namespace {

using testing::HasSubstr;

constexpr char kManifest[] = R"({
  "name": "ehf", "version": "1.2.3", "title": "Invoices", "description": "From a folder.", "contract": "1.0",
  "streams": [{ "name": "invoices", "kind": "invoice" }],
  "settings": {
    "type": "object", "additionalProperties": false, "required": ["folder"],
    "properties": {
      "folder": { "type": "string", "minLength": 1 },
      "tables": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" } } } },
      "password": { "type": "string", "minLength": 8, "secret": true }
    }
  },
  "permissions": { "read_paths": ["settings.folder"], "hosts": [] },
  "limits": { "memory_mib": 256, "cpu_seconds": 60 }
})";

// The manifest with one text in place of another.
std::string Changed(const std::string& from, const std::string& to) {
  std::string text = kManifest;
  return text.replace(text.find(from), from.size(), to);
}

TEST(ManifestTest, ReadsEveryField) {
  const auto manifest = ParseManifest(kManifest);
  ASSERT_TRUE(manifest.ok()) << manifest.status().message();
  EXPECT_EQ(manifest->name, "ehf");
  EXPECT_EQ(manifest->version, "1.2.3");
  EXPECT_EQ(manifest->streams.at(0).kind, "invoice");
  EXPECT_EQ(manifest->secrets, std::vector<std::string>{"password"});
  EXPECT_EQ(manifest->permissions.read_paths, std::vector<std::string>{"settings.folder"});
  EXPECT_EQ(manifest->limits.memory_mib, 256u);
  EXPECT_EQ(manifest->sha256.size(), 64u);
}

struct WrongManifest {
  const char* from;
  const char* to;
  const char* says;
};

class WrongManifestTest : public testing::TestWithParam<WrongManifest> {};

TEST_P(WrongManifestTest, TellsWhatIsWrong) {
  const auto manifest = ParseManifest(Changed(GetParam().from, GetParam().to));
  ASSERT_FALSE(manifest.ok());
  EXPECT_THAT(manifest.status().message(), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, WrongManifestTest,
    testing::Values(WrongManifest{"\"name\": \"ehf\"", "\"name\": \"../ehf\"", "name: '../ehf' is not of the form"},
                    WrongManifest{"\"version\": \"1.2.3\", ", "", "manifest: version: missing"},
                    WrongManifest{"1.2.3", "1.2", "manifest: version: '1.2'"},
                    WrongManifest{"\"limits\"", "\"limit\"", "manifest: limit: not known"},
                    WrongManifest{"256", "0", "manifest: limits.memory_mib: must be a number from 16"},
                    WrongManifest{"\"kind\": \"invoice\"", "\"kind\": 1", "manifest: streams[0].kind: must be a text"},
                    WrongManifest{"[\"settings.folder\"]", "\"settings.folder\"", "read_paths: must be a list"},
                    WrongManifest{"{\n  \"name\"", "[{\n  \"name\"", "not a JSON object"}));

class SettingsCheckTest : public testing::Test {
 protected:
  Status Check(const std::string& settings, const std::map<std::string, sdk::Secret>& secrets = {}) {
    return ValidateSettings(*ParseManifest(kManifest), settings, secrets);
  }
};

TEST_F(SettingsCheckTest, AcceptsSettingsThatFitTheSchema) {
  EXPECT_TRUE(Check(R"({"folder": "/srv"})", {{"password", sdk::Secret("long enough")}}).ok());
}

TEST_F(SettingsCheckTest, NamesTheSettingThatIsMissing) {
  const Status status = Check("{}");
  EXPECT_EQ(status.setting(), "settings.folder");
  EXPECT_EQ(status.error_class(), ErrorClass::kConfiguration);
}

TEST_F(SettingsCheckTest, NamesTheSettingOfTheWrongType) {
  EXPECT_EQ(Check(R"({"folder": 1})").setting(), "settings.folder");
}

TEST_F(SettingsCheckTest, NamesASettingDeepDown) {
  EXPECT_EQ(Check(R"({"folder": "/srv", "tables": [{"id": "a"}, {"id": 2}]})").setting(), "settings.tables.1.id");
}

TEST_F(SettingsCheckTest, NamesASettingThatIsNotKnown) {
  EXPECT_THAT(Check(R"({"folder": "/srv", "foldr": 1})").message(), HasSubstr("foldr"));
}

TEST_F(SettingsCheckTest, NeverPrintsASecret) {
  const Status status = Check(R"({"folder": "/srv"})", {{"password", sdk::Secret("short")}});
  EXPECT_EQ(status.setting(), "settings.password");
  EXPECT_EQ(status.message().find("short"), std::string::npos);
}

TEST_F(SettingsCheckTest, RefusesASecretAmongTheSettings) {
  const Status status = Check(R"({"folder": "/srv", "password": "long enough"})");
  EXPECT_EQ(status.setting(), "settings.password");
  EXPECT_EQ(status.message().find("long enough"), std::string::npos);
}

TEST_F(SettingsCheckTest, RefusesASecretThatIsNotKnown) {
  EXPECT_EQ(Check(R"({"folder": "/srv"})", {{"token", sdk::Secret("x")}}).setting(), "secrets.token");
}

TEST_F(SettingsCheckTest, RefusesWhatIsNoJson) { EXPECT_EQ(Check("folder: /srv").setting(), "settings"); }

}  // namespace
}  // namespace helhet::plugin
