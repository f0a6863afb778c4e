// Documents of sheets: what is asked for, and where it is written.
#include <fstream>
#include <sstream>

#include "core/cli/testing/fake_hub.h"

namespace helhet::cli {
namespace {

class RenderCommandTest : public testing::Test {
 protected:
  void SetUp() override {
    AddMunicipality(hub_, "5037", "Levanger");
    hub_.sheets["5037"].add_a3s()->set_a3_id("ark");
    hub_.rendered.set_content(std::string("%PDF\0\xff", 6));
    hub_.rendered.set_edition(3);
  }

  std::string Path(const std::string& name) const { return (hub_.folder() / name).string(); }
  static std::string ContentOf(const std::string& path) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    return content.str();
  }

  FakeHub hub_;
};

TEST_F(RenderCommandTest, WritesThePdfIntoTheFileThatIsNamed) {
  const auto result = hub_.Run({"a3", "render", "ark", "--edition", "3", "--out", Path("ark.pdf")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(ContentOf(Path("ark.pdf")), hub_.rendered.content());
  EXPECT_EQ(hub_.render_request.format(), api::v1::DOCUMENT_FORMAT_PDF);
  EXPECT_EQ(hub_.render_request.municipality_id(), "5037");
  EXPECT_EQ(hub_.render_request.edition(), 3);
  EXPECT_EQ(hub_.render_request.language(), "nb");
  EXPECT_EQ(result.out, "Skrev " + Path("ark.pdf") + ": utgave 3, 6 byte.\n");
}

TEST_F(RenderCommandTest, WritesTheDocumentAloneToAProgram) {
  hub_.examples = "5037";
  EXPECT_EQ(hub_.Run({"a3", "render", "ark"}).out, hub_.rendered.content());
  EXPECT_EQ(hub_.Run({"--lang", "nn", "a3", "render", "ark", "--format", "html"}).out, hub_.rendered.content());
  EXPECT_EQ(hub_.render_request.format(), api::v1::DOCUMENT_FORMAT_HTML);
  EXPECT_EQ(hub_.render_request.language(), "nn");
}

TEST_F(RenderCommandTest, DoesNotPourAPdfOverTheScreen) {
  hub_.is_terminal = true;
  const auto result = hub_.Run({"a3", "render", "ark"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err.find("--out"), std::string::npos) << result.err;
}

TEST_F(RenderCommandTest, TellsOfAFileThatCannotBeWritten) {
  const auto result = hub_.Run({"a3", "render", "ark", "--out", Path("ingen/ark.pdf")});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.err.find("kan ikke skrive " + Path("ingen/ark.pdf")), std::string::npos) << result.err;
}

TEST_F(RenderCommandTest, GivesTheTerminalsPageAsText) {
  hub_.sheet.mutable_a3()->set_title("Avtalelojalitet");
  const auto result = hub_.Run({"a3", "render", "ark", "--format", "text"});
  EXPECT_NE(result.out.find("A3 · Avtalelojalitet"), std::string::npos) << result.out;
  EXPECT_EQ(hub_.Run({"a3", "render", "ark", "--format", "docx"}).exit_code, 2);
}

}  // namespace
}  // namespace helhet::cli
