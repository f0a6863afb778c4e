// The PDF of sheets, read by programs that had no part in making it: qpdf, and poppler's pdftotext, pdffonts and pdfinfo.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include "core/render/limits.h"
#include "core/render/render.h"
#include "core/render/testing/pdf_tools.h"
#include "core/render/testing/sheets.h"

namespace helhet::render {
namespace {

using cli::Language;
using testing::ModelCaseSheet;
using testing::PdfFile;

std::string Render(const api::v1::GetA3Response& sheet, Language language = Language::kBokmaal) {
  auto pdf = ToPdf(sheet, language);
  EXPECT_TRUE(pdf.ok()) << pdf.status().message();
  return pdf.ok() ? *std::move(pdf) : "";
}

std::string Words(int count) {
  std::string words;
  for (int i = 0; i < count; ++i) words += "ord" + std::to_string(i) + (i % 80 == 79 ? ".\n\n" : " ");
  return words;
}

// All that the words of `wanted` lack in `text`.
std::string Missing(const std::string& text, const std::string& wanted) {
  std::istringstream there(text), asked(wanted);
  const std::set<std::string> words{std::istream_iterator<std::string>(there), {}};
  std::string missing;
  for (std::string word; asked >> word;) {
    if (!words.contains(word)) missing += word + " ";
  }
  return missing;
}

TEST(Pdf, IsSoundAndHasAllItsFonts) {
  for (const char* name : {"avtalelojalitet", "virksomhet"}) {
    const PdfFile pdf(Render(ModelCaseSheet(name)));
    EXPECT_EQ(pdf.Run("qpdf --check").exit_code, 0) << pdf.Run("qpdf --check").text;
    std::istringstream fonts(pdf.Run("pdffonts").text);
    std::string line;
    std::getline(fonts, line);
    const size_t embedded = line.find("emb"), unicode = line.find("uni");
    ASSERT_NE(embedded, std::string::npos) << line;
    std::getline(fonts, line);
    int count = 0;
    for (; std::getline(fonts, line); ++count) {
      EXPECT_EQ(line.substr(embedded, 3), "yes") << line;
      EXPECT_EQ(line.substr(unicode, 3), "yes") << line;
    }
    EXPECT_GT(count, 1);
  }
}

TEST(Pdf, IsOneLandscapeA3Page) {
  for (const char* name : {"avtalelojalitet", "virksomhet"}) {
    const std::string info = PdfFile(Render(ModelCaseSheet(name))).Run("pdfinfo").text;
    EXPECT_NE(info.find("Pages:           1\n"), std::string::npos) << info;
    // 420 mm × 297 mm at 72 points to 25.4 mm.
    EXPECT_NE(info.find("1190.55 x 841.89 pts (A3)"), std::string::npos) << info;
    EXPECT_NE(info.find("Tagged:          yes"), std::string::npos) << info;
  }
}

TEST(Pdf, IsReadInTheOrderOfTheSheet) {
  const std::string text = PdfFile(Render(ModelCaseSheet("avtalelojalitet"))).Run("pdftotext -raw").text;
  size_t last = 0;
  for (const char* part : {"Avtalelojalitet", "Levanger", "1. Begrunnelse", "Vi har rammeavtaler", "2. Nåsituasjon og rotårsak", "Gamle vaner", "3. Ønsket situasjon",
                           "4. Tiltaksplan og gevinst", "30.06.2024", "5. Måling", "Gevinster", "Deltakere"}) {
    const size_t at = text.find(part, last);
    ASSERT_NE(at, std::string::npos) << part << " does not follow in:\n" << text;
    last = at;
  }
  EXPECT_NE(text.find("Eksempeldata"), std::string::npos);
}

TEST(Pdf, KeepsEveryWordOfTextsThatAreTooLongForAPage) {
  const std::string words = Words(2'700);
  ASSERT_GT(words.size(), 20'000u);
  using Sheet = api::v1::GetA3Response;
  const std::map<std::string, std::function<void(Sheet&)>> places = {
      {"rationale", [&](Sheet& sheet) { sheet.mutable_a3()->set_rationale(words); }},
      {"root cause", [&](Sheet& sheet) { sheet.mutable_a3()->mutable_root_causes(1)->set_text(words); }},
      {"action", [&](Sheet& sheet) { sheet.mutable_a3()->mutable_actions(1)->set_text(words); }},
      {"caveat", [&](Sheet& sheet) { sheet.mutable_figures(0)->mutable_measure()->set_caveat(words); }},
      {"title", [&](Sheet& sheet) { sheet.mutable_a3()->set_title(words); }},
      {"heading", [&](Sheet& sheet) { sheet.mutable_template_()->mutable_boxes(0)->set_heading(words); }},
      {"measure", [&](Sheet& sheet) { sheet.mutable_figures(0)->mutable_measure()->set_title(words); }},
  };
  for (const auto& [place, put] : places) {
    Sheet sheet = ModelCaseSheet("avtalelojalitet");
    put(sheet);
    const PdfFile pdf(Render(sheet));
    EXPECT_EQ(Missing(pdf.Run("pdftotext").text, words), "") << place;
    EXPECT_NE(pdf.Run("pdfinfo").text.find("Tagged:          yes"), std::string::npos) << place;
  }
}

TEST(Pdf, ShowsEachBoxOnTheFirstPageThoughOneIsTooLong) {
  auto sheet = ModelCaseSheet("virksomhet");
  sheet.mutable_a3()->set_rationale(Words(2'700));
  const std::string first = PdfFile(Render(sheet)).Run("pdftotext -f 1 -l 1").text;
  for (const auto& box : sheet.template_().boxes()) EXPECT_NE(first.find(box.heading()), std::string::npos) << box.heading();
  EXPECT_NE(first.find("Fortsetter på side 2"), std::string::npos);
}

TEST(Pdf, LeavesNothingForAnotherPageWhereThereIsRoom) {
  auto sheet = ModelCaseSheet("avtalelojalitet");
  // The right column is too long for a page; the left is not.
  for (int i = 0; i < 40; ++i) *sheet.mutable_a3()->add_actions() = sheet.a3().actions(0);
  const std::string rest = PdfFile(Render(sheet)).Run("pdftotext -f 2").text;
  EXPECT_NE(rest.find("4. Tiltaksplan og gevinst (forts.)"), std::string::npos);
  for (const char* left : {"1. Begrunnelse", "2. Nåsituasjon og rotårsak", "Gevinster", "Vedtak", "Deltakere"}) EXPECT_EQ(rest.find(std::string(left) + " (forts.)"), std::string::npos) << left;
}

TEST(Pdf, SaysOfEmptyBoxesThatTheyAre) {
  auto sheet = ModelCaseSheet("virksomhet");
  sheet.clear_figures();
  model::v1::A3 empty;
  empty.set_a3_id("tomt");
  empty.set_template_id("virksomhet");
  empty.set_unfinished(true);
  *sheet.mutable_a3() = empty;
  const std::string text = PdfFile(Render(sheet)).Run("pdftotext").text;
  size_t count = 0;
  for (size_t at = text.find("Ikke fylt ut ennå."); at != std::string::npos; at = text.find("Ikke fylt ut ennå.", at + 1)) ++count;
  EXPECT_EQ(count, 5u);  // all boxes but that of the measures
  EXPECT_NE(text.find("Ingen måltall."), std::string::npos);
  EXPECT_NE(text.find("Uferdig"), std::string::npos);
}

TEST(Pdf, NeverShowsZeroForWhatIsNotMeasured) {
  auto sheet = ModelCaseSheet("virksomhet");
  sheet.mutable_figures()->DeleteSubrange(1, 2);
  auto& unit = *sheet.mutable_figures(0)->mutable_units(0);
  unit.mutable_latest()->clear_value();
  unit.mutable_baseline()->clear_value();
  unit.clear_recent();
  const std::string text = PdfFile(Render(sheet)).Run("pdftotext").text;
  EXPECT_NE(text.find("ikke målt"), std::string::npos) << text;
  EXPECT_EQ(text.find("\n0\n"), std::string::npos) << text;
}

TEST(Pdf, ShowsTextsOfTheReadersLanguage) {
  EXPECT_NE(PdfFile(Render(ModelCaseSheet("virksomhet"), Language::kNynorsk)).Run("pdftotext").text.find("Deltakarar"), std::string::npos);
  EXPECT_NE(PdfFile(Render(ModelCaseSheet("virksomhet"), Language::kEnglish)).Run("pdftotext").text.find("Participants"), std::string::npos);
}

TEST(Pdf, IsTheSameByteForByteASecondTime) {
  const std::string first = Render(ModelCaseSheet("avtalelojalitet"));
  EXPECT_FALSE(first.empty());
  EXPECT_TRUE(first == Render(ModelCaseSheet("avtalelojalitet")));
}

TEST(Pdf, IsMadeOnSeveralThreadsAtOnce) {
  const auto sheet = ModelCaseSheet("virksomhet");
  const std::string alone = Render(sheet);
  std::vector<std::string> together(4);
  std::vector<std::thread> threads;
  for (std::string& pdf : together) threads.emplace_back([&] { pdf = Render(sheet); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& pdf : together) EXPECT_TRUE(pdf == alone);
}

TEST(Pdf, HoldsCharactersThatNoFontHasAndThoseThatWouldMisleadReaders) {
  auto sheet = ModelCaseSheet("virksomhet");
  sheet.mutable_a3()->set_rationale("Samisk: Guovdageaidnu čáhppes đuohta ŋ ŧ ž. Kinesisk: 日本. Snudd: \u202Eabc\u202C. Styretegn: \x01 slutt. Privat: \uE000.");
  const PdfFile pdf(Render(sheet));
  EXPECT_EQ(pdf.Run("qpdf --check").exit_code, 0);
  const std::string text = pdf.Run("pdftotext").text;
  EXPECT_NE(text.find("čáhppes đuohta ŋ ŧ ž"), std::string::npos) << text;
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
  EXPECT_EQ(text.find("\uE000"), std::string::npos);
}

TEST(Pdf, IsRefusedForASheetOfMoreLinesThanCanBeSet) {
  api::v1::GetA3Response sheet;
  for (int i = 0; i < 30'000; ++i) *sheet.mutable_a3()->mutable_rationale() += "a\n";
  const auto refused = ToPdf(sheet, Language::kBokmaal);
  EXPECT_EQ(refused.status().reason(), "sheet_too_large");
  EXPECT_NE(refused.status().message().find("30000 lines"), std::string::npos) << refused.status().message();
}

TEST(Pdf, IsRefusedForASheetThatIsTooLarge) {
  auto sheet = ModelCaseSheet("virksomhet");
  sheet.mutable_a3()->set_rationale(std::string(limits::kTextBytes, 'x'));
  EXPECT_EQ(ToPdf(sheet, Language::kBokmaal).status().code(), StatusCode::kResourceExhausted);
  sheet = ModelCaseSheet("virksomhet");
  for (int i = 0; i <= limits::kItems; ++i) sheet.mutable_a3()->add_root_causes()->set_text("x");
  const Status status = ToPdf(sheet, Language::kBokmaal).status();
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(status.reason(), "sheet_too_large");
  EXPECT_FALSE(status.remedy().empty());
}

TEST(Pdf, TakesACauseOfACauseOfACause) {
  auto sheet = ModelCaseSheet("virksomhet");
  sheet.mutable_a3()->clear_root_causes();
  for (int i = 0; i < 1'500; ++i) {
    auto* cause = sheet.mutable_a3()->add_root_causes();
    cause->set_root_cause_id(std::to_string(i));
    cause->set_text("dyp" + std::to_string(i));
    if (i > 0) cause->set_parent_id(std::to_string(i - 1));
  }
  const std::string text = PdfFile(Render(sheet)).Run("pdftotext").text;
  EXPECT_NE(text.find("dyp0\n"), std::string::npos);
  EXPECT_NE(text.find("dyp1499\n"), std::string::npos);
}

TEST(PdfDeathTest, IsRefusedOnAMachineWithoutFonts) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");  // a process that has not looked for fonts
  const auto render_without_fonts = [] {
    const std::string path = ::testing::TempDir() + "no_fonts.conf";
    std::ofstream(path) << "<fontconfig></fontconfig>";
    setenv("FONTCONFIG_FILE", path.c_str(), 1);
    const Status status = ToPdf(ModelCaseSheet("virksomhet"), Language::kBokmaal).status();
    exit(status.code() == StatusCode::kFailedPrecondition && status.reason() == "no_fonts" ? 0 : 1);
  };
  EXPECT_EXIT(render_without_fonts(), ::testing::ExitedWithCode(0), "");
}

TEST(Pdf, ShowsCausesThatStandBelowEachOtherOnce) {
  auto sheet = ModelCaseSheet("virksomhet");
  sheet.mutable_a3()->mutable_root_causes(0)->set_parent_id(sheet.a3().root_causes(1).root_cause_id());
  sheet.mutable_a3()->mutable_root_causes(1)->set_parent_id(sheet.a3().root_causes(0).root_cause_id());
  const std::string text = PdfFile(Render(sheet)).Run("pdftotext").text;
  for (const int cause : {0, 1}) {
    const size_t at = text.find(sheet.a3().root_causes(cause).text().substr(0, 20));
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(text.find(sheet.a3().root_causes(cause).text().substr(0, 20), at + 1), std::string::npos);
  }
}

}  // namespace
}  // namespace helhet::render
