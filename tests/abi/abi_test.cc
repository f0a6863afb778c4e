// Which libraries load, and what is said of those that do not.
#include "tests/abi/children.h"

namespace helhet::plugin {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class AbiTest : public ChildrenTest {
 protected:
  // What the start of a plugin says.
  Status Start(const std::string& plugin) { return supervisor().StartNew(Instance(plugin, "{}")).status(); }

  // Reads the one record of a third party's plugin.
  void ExpectOneFigure(const std::string& plugin) {
    const auto connection = supervisor().StartNew(Instance(plugin, "{}"));
    ASSERT_OK(connection.status());
    v1::ReadStart start;
    start.set_full(true);
    const auto session = (*connection)->Read(start);
    ASSERT_OK(session.status());
    const auto event = (*session)->Next();
    ASSERT_OK(event.status());
    const auto& batch = std::get<v1::Batch>(*event);
    ASSERT_EQ(batch.records_size(), 1);
    EXPECT_EQ(batch.records(0).locator(), "full");
    EXPECT_EQ(batch.records(0).fact().statistic().region_code(), "5037");
  }
};

TEST_F(AbiTest, RefusesPluginOfTheNextMajor) {
  const Status status = Start("next_major");
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.reason(), "plugin_refused");
  EXPECT_EQ(status.message(),
            "plugin next_major 1.0.0: built for plugin ABI 2.0, this hub takes 1.0 to 1.0: upgrade the hub");
}

TEST_F(AbiTest, RefusesPluginOfAMajorLongGone) {
  EXPECT_THAT(Start("past_major").message(),
              HasSubstr("built for plugin ABI 0.0, this hub takes 1.0 to 1.0: upgrade the plugin"));
}

TEST_F(AbiTest, RefusesPluginWithNewerMinor) {
  EXPECT_THAT(Start("newer_minor").message(),
              HasSubstr("built for plugin ABI 1.99, this hub takes 1.0 to 1.0: upgrade the hub"));
}

TEST_F(AbiTest, RefusesTableThatIsTooShort) {
  EXPECT_THAT(Start("short_table").message(), HasSubstr("its table has 32 bytes"));
}

TEST_F(AbiTest, RefusesLibraryWithoutTable) {
  EXPECT_THAT(Start("no_table").message(), HasSubstr("returned no table"));
}

TEST_F(AbiTest, RefusesLibraryThatIsNoPlugin) {
  EXPECT_THAT(Start("no_entry").message(), HasSubstr("it is no plugin"));
}

// Boost.DLL's default would load it, and the process would end in the middle of a run.
TEST_F(AbiTest, RefusesLibraryWithAFunctionThatNobodyDefines) {
  EXPECT_THAT(Start("missing_function").message(),
              AllOf(HasSubstr("cannot be loaded"), HasSubstr("nobody_defines_this")));
}

TEST_F(AbiTest, TellsThatAPluginFailedWithoutSayingWhy) {
  EXPECT_THAT(Start("says_nothing").message(), HasSubstr("the connector failed and did not say why"));
}

TEST_F(AbiTest, LoadsPluginWithItsOwnFullRuntimeCode) { ExpectOneFigure("own_full"); }

TEST_F(AbiTest, LoadsPluginWithItsOwnLiteRuntimeCode) { ExpectOneFigure("own_lite"); }

TEST_F(AbiTest, LoadsPluginOnAPublishedModelLibrary) { ExpectOneFigure("on_published_model"); }

TEST_F(AbiTest, ReadsPluginWhoseSchemaHasOneFieldFewer) { ExpectOneFigure("one_field_fewer"); }

TEST_F(AbiTest, RefusesSchemaThatNobodyPublished) {
  const Status status = Start("drifted");
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.reason(), "plugin_contract_mismatch");
  EXPECT_THAT(status.message(), AllOf(HasSubstr("plugin drifted 1.0.0: built with contract 1.0"),
                                      HasSubstr("none that this hub knows"), HasSubstr("build the plugin again")));
}

TEST_F(AbiTest, RefusesSchemaFromTheFuture) {
  EXPECT_THAT(Start("from_the_future").message(), AllOf(HasSubstr("contract 1.99"), HasSubstr("upgrade the hub")));
}

}  // namespace
}  // namespace helhet::plugin
