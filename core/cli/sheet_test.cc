// Sheets as they are printed. testing/cases/<case>/sheet.txtpb is what the hub answers, nb.txt, nn.txt and
// en.txt what a person reads. HELHET_REWRITE_CASES=1 writes the latter anew, to be read before it is kept.
#include "core/cli/sheet.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/cli/display_width.h"

namespace helhet::cli {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

api::v1::GetA3Response ReadSheet(const std::string& name) {
  api::v1::GetA3Response sheet;
  const std::string text = ReadFile(std::filesystem::path(HELHET_CLI_CASES) / name / "sheet.txtpb");
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &sheet)) << name;
  return sheet;
}

std::string Print(const api::v1::GetA3Response& sheet, Language language, int width = 80, bool has_utf8 = true) {
  std::ostringstream out;
  PrintSheet(out, sheet, {language, width, has_utf8, "5037", "2025-01-01"}, Painter(false));
  return out.str();
}

struct Case {
  const char* name;
  const char* file;
  Language language;
};

class SheetCase : public testing::TestWithParam<Case> {};

TEST_P(SheetCase, ReadsAsAPersonWantsIt) {
  const std::filesystem::path path = std::filesystem::path(HELHET_CLI_CASES) / GetParam().name / GetParam().file;
  const std::string printed = Print(ReadSheet(GetParam().name), GetParam().language);
  if (std::getenv("HELHET_REWRITE_CASES") != nullptr) std::ofstream(path) << printed;
  EXPECT_EQ(printed, ReadFile(path));
}

INSTANTIATE_TEST_SUITE_P(Cases, SheetCase,
                         testing::Values(Case{"dypdykk", "nb.txt", Language::kBokmaal}, Case{"dypdykk", "nn.txt", Language::kNynorsk},
                                         Case{"dypdykk", "en.txt", Language::kEnglish}, Case{"virksomhet", "nb.txt", Language::kBokmaal}),
                         [](const auto& info) { return std::string(info.param.name) + "_" + std::string(info.param.file).substr(0, 2); });

TEST(Sheet, StaysWithinTheTerminal) {
  for (const int width : {80, 100, 120}) {
    std::istringstream lines(Print(ReadSheet("dypdykk"), Language::kBokmaal, width));
    for (std::string line; std::getline(lines, line);) {
      // A command is kept whole, to be copied.
      if (line.starts_with("helhet ")) continue;
      EXPECT_LE(DisplayWidth(line), width) << line;
    }
  }
}

TEST(Sheet, NeverShowsZeroForWhatIsNotMeasured) {
  const std::string printed = Print(ReadSheet("dypdykk"), Language::kBokmaal);
  const size_t line = printed.find("Enhet c");
  ASSERT_NE(line, std::string::npos);
  const std::string row = printed.substr(line, printed.find('\n', line) - line);
  EXPECT_NE(row.find("ikke målt"), std::string::npos) << row;
  EXPECT_EQ(row.find("0,00"), std::string::npos) << row;
}

TEST(Sheet, LeavesCurvesOutWhereTheTerminalCannotShowThem) {
  EXPECT_NE(Print(ReadSheet("dypdykk"), Language::kBokmaal, 80, true).find("▁"), std::string::npos);
  EXPECT_EQ(Print(ReadSheet("dypdykk"), Language::kBokmaal, 80, false).find("▁"), std::string::npos);
}

TEST(Sheet, HoldsNothingThatATerminalObeys) {
  const std::string printed = Print(ReadSheet("virksomhet"), Language::kBokmaal);
  EXPECT_EQ(printed.find('\x1b'), std::string::npos);
  EXPECT_NE(printed.find("Snåsa \uFFFD[31mkommune"), std::string::npos);
}

}  // namespace
}  // namespace helhet::cli
