#include "core/plugin/contract_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "helhet/model_sha256.h"

namespace helhet::plugin {
namespace {

using testing::HasSubstr;

constexpr KnownContract kKnown[] = {{"1.0", "aaaa"}, {"1.1", "bbbb"}};

class ContractCheckTest : public testing::Test {
 protected:
  ContractCheckTest() {
    manifest_.name = "ehf";
    manifest_.version = "1.2.0";
    manifest_.sha256 = "cafe";
    description_.set_name("ehf");
    description_.set_version("1.2.0");
    description_.set_manifest_sha256("cafe");
  }

  // What a plugin that was built with that contract is told. Its manifest states the same.
  Status Check(const std::string& contract, const std::string& model) {
    manifest_.contract = contract;
    description_.set_contract_version(contract);
    description_.set_model_sha256(model);
    return CheckDescription(manifest_, description_, kKnown);
  }

  Manifest manifest_;
  v1::DescribeResponse description_;
};

TEST_F(ContractCheckTest, AcceptsTheSameContract) { EXPECT_TRUE(Check("1.1", "bbbb").ok()); }

TEST_F(ContractCheckTest, AcceptsAnOlderPublishedContract) { EXPECT_TRUE(Check("1.0", "aaaa").ok()); }

TEST_F(ContractCheckTest, RefusesAManifestThatStatesAnotherContract) {
  manifest_.contract = "1.0";
  description_.set_contract_version("1.1");
  description_.set_model_sha256("bbbb");
  const Status status = CheckDescription(manifest_, description_, kKnown);
  EXPECT_EQ(status.reason(), "plugin_contract_mismatch");
  EXPECT_EQ(status.message(), "plugin ehf 1.2.0: its manifest states contract 1.0, but it was built with 1.1: state that in "
                              "manifest.json and build it again");
}

TEST_F(ContractCheckTest, RefusesANewerContractAndSaysToUpgradeTheHub) {
  const Status status = Check("1.2", "dddddddddddddddd");
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(),
            "plugin ehf 1.2.0: built with contract 1.2 (model dddddddddddd), which is none that this hub knows "
            "(1.0 to 1.1): upgrade the hub");
}

TEST_F(ContractCheckTest, RefusesAnUnknownModelOfAKnownContract) {
  EXPECT_THAT(Check("1.0", "cccc").message(), HasSubstr("build the plugin again with the SDK of contract 1.1"));
}

TEST_F(ContractCheckTest, RefusesAModelThatIsNotStated) { EXPECT_FALSE(Check("", "").ok()); }

TEST_F(ContractCheckTest, RefusesALibraryOfAnotherManifest) {
  description_.set_manifest_sha256("beef");
  EXPECT_THAT(Check("1.1", "bbbb").message(), HasSubstr("built with another manifest.json"));
}

TEST_F(ContractCheckTest, RefusesALibraryOfAnotherName) {
  description_.set_name("ssb");
  EXPECT_THAT(Check("1.1", "bbbb").message(), HasSubstr("says that it is ssb 1.2.0"));
}

TEST(KnownContractsTest, EndWithTheContractOfThisBuild) {
  ASSERT_FALSE(KnownContracts().empty());
  EXPECT_EQ(KnownContracts().back().version, HELHET_CONTRACT_VERSION);
  EXPECT_EQ(KnownContracts().back().sha256, HELHET_MODEL_SHA256);
}

}  // namespace
}  // namespace helhet::plugin
