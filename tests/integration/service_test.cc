// The hub under the systemd unit that comes with it.
#include "tests/integration/command_line_test.h"

namespace helhet::testing {
namespace {

constexpr char kUnit[] = HELHET_SOURCE_DIR "/deploy/systemd/helhetd.service";

class HubAsAServiceTest : public CommandLineTest {
 protected:
  void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer's runtime needs more than the unit leaves";
#endif
    StartHub({"/usr/bin/python3", HELHET_SOURCE_DIR "/tests/integration/as_service.py", kUnit});
  }
};

TEST_F(HubAsAServiceTest, TheUnitTakesNothingThatAConfinedConnectorNeeds) {
  const std::string out = (folder_ / "ut").string();
  std::filesystem::create_directory(out);
  Apply("kind: Municipality\nmunicipality: \"5037\"\nname: Levanger\norganisation_number: \"938587051\"\nlegal_form: kommune\n---\n"
        "kind: Connector\nmunicipality: \"5037\"\nconnector_id: ut\nplugin: tabular\ntitle: Filer ut\nsettings: { write_folder: \"" + out + "\" }\n---\n"
        "kind: Export\nmunicipality: \"5037\"\nexport_id: maltall\ntitle: Tall\nconnector_id: ut\ncontent: measures\nformat: xlsx\nfile_name: tall.xlsx\n");
  Goes("connector check ut");
  Goes("exports run maltall");
  Await("exports list --output json", "DELIVERY_STATE_SENT");
  EXPECT_TRUE(std::filesystem::exists(folder_ / "ut" / "tall.xlsx"));
}

TEST(ServiceUnitTest, IsExposedByLessThanTwoOfTen) {
  const Printed rated = RunShell(std::string("systemd-analyze security --offline=true --no-pager --threshold=20 ") + kUnit);
  EXPECT_EQ(rated.exit_code, 0) << rated.text;
}

}  // namespace
}  // namespace helhet::testing
