#include "core/plugin/catalogue.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "core/plugin/executable_image.h"

namespace helhet::plugin {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class CatalogueTest : public testing::Test {
 protected:
  CatalogueTest() {
    std::string name = (fs::temp_directory_path() / "helhet.XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~CatalogueTest() override { fs::remove_all(folder_); }

  // Puts a plugin into a folder; the library is any file.
  void Install(const std::string& folder, const std::string& name, const std::string& version) {
    fs::create_directories(folder_ / folder);
    std::ofstream(folder_ / folder / "manifest.json")
        << R"({"name": ")" << name << R"(", "version": ")" << version
        << R"(", "title": "t", "description": "d", "contract": "1.0", "settings": {}})";
    std::ofstream(folder_ / folder / ("libhelhet_" + name + ".so")) << version;
  }

  fs::path folder_;
};

TEST_F(CatalogueTest, FindsTheNewestByNumber) {
  Install("ehf/1.9.0", "ehf", "1.9.0");
  Install("ehf/1.10.0", "ehf", "1.10.0");
  Install("ssb", "ssb", "0.1.0");
  const PluginCatalogue catalogue({folder_});
  EXPECT_EQ(catalogue.plugins().size(), 3u);
  EXPECT_EQ(catalogue.Find("ehf")->manifest.version, "1.10.0");
}

TEST_F(CatalogueTest, FindsThePinnedVersion) {
  Install("ehf/1.9.0", "ehf", "1.9.0");
  Install("ehf/1.10.0", "ehf", "1.10.0");
  EXPECT_EQ(PluginCatalogue({folder_}).Find("ehf", "1.9.0")->manifest.version, "1.9.0");
}

TEST_F(CatalogueTest, TellsWhichVersionsThereAre) {
  Install("ehf", "ehf", "1.9.0");
  const Status status = PluginCatalogue({folder_}).Find("ehf", "2.0.0").status();
  EXPECT_EQ(status.code(), StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "plugin ehf 2.0.0: not installed; installed: 1.9.0");
}

TEST_F(CatalogueTest, LeavesOutABadPluginAndTellsOfIt) {
  Install("ehf", "ehf", "1.9.0");
  Install("bad", "Bad", "1.0.0");
  fs::create_directories(folder_ / "no_plugin");
  const PluginCatalogue catalogue({folder_, folder_ / "not_there"});
  EXPECT_EQ(catalogue.plugins().size(), 1u);
  ASSERT_EQ(catalogue.problems().size(), 1u);
  EXPECT_THAT(catalogue.problems()[0].message(), HasSubstr("bad: manifest: name"));
}

TEST_F(CatalogueTest, TakesOneOfTwoWithTheSameVersion) {
  Install("a", "ehf", "1.0.0");
  Install("b", "ehf", "1.0.0");
  const PluginCatalogue catalogue({folder_});
  EXPECT_EQ(catalogue.plugins().size(), 1u);
  EXPECT_EQ(catalogue.problems().at(0).code(), StatusCode::kAlreadyExists);
}

TEST_F(CatalogueTest, RefusesACopyOfAFileThatHasChanged) {
  Install("ehf", "ehf", "1.0.0");
  const auto plugin = PluginCatalogue({folder_}).Find("ehf");
  ASSERT_TRUE(plugin.ok());
  EXPECT_TRUE(SealedCopy(plugin->executable, plugin->executable_sha256).ok());
  std::ofstream(plugin->executable) << "something else";
  const Status status = SealedCopy(plugin->executable, plugin->executable_sha256).status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
}

TEST_F(CatalogueTest, CopyCannotBeWrittenTo) {
  Install("ehf", "ehf", "1.0.0");
  const auto plugin = PluginCatalogue({folder_}).Find("ehf");
  const auto copy = SealedCopy(plugin->executable, plugin->executable_sha256);
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(write(copy->get(), "x", 1), -1);
  EXPECT_NE(ftruncate(copy->get(), 0), 0);
}

}  // namespace
}  // namespace helhet::plugin
