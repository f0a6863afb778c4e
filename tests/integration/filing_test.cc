// A decision by the command line, and the document that it leaves in the archive.
#include "tests/integration/command_line_test.h"
#include "tests/webdav_server/webdav_server.h"

namespace helhet::testing {
namespace {

constexpr char kFiles[] = R"(kind: Municipality
municipality: "5037"
name: Levanger
organisation_number: "938587051"
legal_form: kommune
archive_connector_id: arkiv
---
kind: Unit
municipality: "5037"
unit_id: levanger
name: Levanger kommune
---
kind: A3Template
municipality: "5037"
template_id: virksomhet
title: Virksomhets-A3
boxes: [{ box: rationale, heading: 1. Begrunnelse }]
---
kind: A3
municipality: "5037"
a3_id: levanger-2026
template_id: virksomhet
title: Levanger 2026
date: "2025-08-20"
unit_id: levanger
owner: Kommunedirektør
rationale: Flere eldre, mindre penger
state: submitted
---
)";

std::string Connector(const std::string& url, const std::string& login = "") {
  return "kind: Connector\nmunicipality: \"5037\"\nconnector_id: arkiv\nplugin: webdav\ntitle: Arkivmappe\nsettings: { url: \"" + url + "\", write_folder: a3" + login + " }\n";
}

class FilingByHubTest : public CommandLineTest {
 protected:
  // What the deliveries come to say.
  void Await(const std::string& text) { CommandLineTest::Await("delivery list --output json", text); }
};

TEST_F(FilingByHubTest, ASheetThatIsAdoptedIsFiledOnceAndSaysWhere) {
  const auto served = std::filesystem::temp_directory_path() / ("helhet-filed-" + std::to_string(getpid()));
  auto archive = std::make_unique<WebdavServer>(served);
  const std::string url = archive->url();
  archive.reset();
  Apply(kFiles + Connector(url));
  Goes("a3 move levanger-2026 adopted --decided 2025-12-17 --body kommunestyret --case 'PS 112/25' --text 'Vedtas'");
  // The archive is away: the step is taken all the same, and the sheet says what it waits for.
  Await("http_connection");
  const Printed waiting = Helhet("a3 show levanger-2026");
  EXPECT_NE(waiting.text.find("edition 2, decision: awaiting filing"), std::string::npos) << waiting.text;

  archive = std::make_unique<WebdavServer>(served);
  Apply(Connector(archive->url()));
  Goes("delivery retry 5037/levanger-2026/2/decided");
  Await("DELIVERY_STATE_SENT");
  const auto files = archive->Files();
  ASSERT_EQ(files.size(), 1u);
  EXPECT_TRUE(files[0].starts_with("a3/5037_levanger-2026/") && files[0].ends_with("-5037_levanger-2026_2_decided.pdf")) << files[0];
  const Printed filed = Helhet("a3 show levanger-2026");
  EXPECT_NE(filed.text.find("edition 2, decision: filed"), std::string::npos) << filed.text;
  const Printed again = Helhet("delivery retry 5037/levanger-2026/2/decided");
  EXPECT_NE(again.text.find("the receiver has it already"), std::string::npos) << again.text;
  std::filesystem::remove_all(served);
}

TEST_F(FilingByHubTest, AnArchiveThatAsksForALoginGetsItFromTheHubsSecrets) {
  const auto served = std::filesystem::temp_directory_path() / ("helhet-filed-" + std::to_string(getpid()));
  const WebdavServer archive(served, {"--user", "helhet", "--password", "hemmelig"});
  Apply(kFiles + Connector(archive.url(), ", authentication: basic, user: helhet"));
  EXPECT_NE(Helhet("connector check arkiv").exit_code, 0) << "no password yet";
  const auto secrets = folder_ / "hub" / "secrets" / "5037" / "arkiv";
  std::filesystem::create_directories(secrets);
  std::ofstream(secrets / "password") << "hemmelig\n";
  std::filesystem::permissions(secrets / "password", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  Goes("connector check arkiv");
  Goes("a3 move levanger-2026 adopted --decided 2025-12-17 --body kommunestyret --case 'PS 112/25' --text 'Vedtas'");
  Await("DELIVERY_STATE_SENT");
  const auto files = archive.Files();
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(ReadFile(archive.folder() / files[0]).substr(0, 5), "%PDF-");
  std::filesystem::remove_all(served);
}

}  // namespace
}  // namespace helhet::testing
