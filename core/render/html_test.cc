#include <gtest/gtest.h>

#include "core/render/render.h"
#include "core/render/testing/sheets.h"

namespace helhet::render {
namespace {

using cli::Language;
using testing::ModelCaseSheet;

std::string Render(const api::v1::GetA3Response& sheet) {
  auto html = ToHtml(sheet, Language::kBokmaal);
  EXPECT_TRUE(html.ok()) << html.status().message();
  return html.ok() ? *std::move(html) : "";
}

size_t Count(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(Html, NeverHoldsMarkupOfTexts) {
  const std::string attack = "<script>alert(1)</script><img src=x onerror=alert(1)> \"' & </title></style>";
  auto sheet = ModelCaseSheet("avtalelojalitet");
  auto& a3 = *sheet.mutable_a3();
  a3.set_title(attack);
  a3.set_owner(attack);
  a3.set_rationale(attack + " **" + attack + "**");
  a3.mutable_root_causes(0)->set_text(attack);
  a3.mutable_goals(0)->set_source(attack);
  a3.mutable_actions(0)->set_text(attack);
  a3.mutable_actions(0)->set_responsible(attack);
  sheet.mutable_template_()->mutable_boxes(0)->set_heading(attack);
  sheet.mutable_figures(0)->mutable_measure()->set_title(attack);
  sheet.mutable_figures(0)->mutable_measure()->set_caveat(attack);
  sheet.mutable_figures(0)->mutable_units(0)->set_unit_name(attack);
  sheet.mutable_benefits(0)->set_title(attack);
  sheet.set_municipality_name(attack);
  const std::string html = Render(sheet);
  EXPECT_EQ(Count(html, "<script"), 0u);
  EXPECT_EQ(Count(html, "<img"), 0u);
  EXPECT_EQ(Count(html, "</title>"), 1 + Count(html, "<title id="));
  EXPECT_EQ(Count(html, "</style>"), 1u);
  EXPECT_GE(Count(html, "&lt;script&gt;"), 12u);
}

TEST(Html, FetchesNothingAndForbidsIt) {
  const std::string html = Render(ModelCaseSheet("avtalelojalitet"));
  for (const char* way : {"http:", "https:", "src=", "href=", "url(", "@import", "javascript"}) EXPECT_EQ(Count(html, way), 0u) << way;
  EXPECT_EQ(Count(html, "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"), 1u);
  EXPECT_EQ(Count(html, " style=\""), 0u);  // the policy forbids those too
}

TEST(Html, HasHeadingsTablesAndChartsInWords) {
  const std::string html = Render(ModelCaseSheet("avtalelojalitet"));
  EXPECT_EQ(Count(html, "<h1>"), 1u);
  EXPECT_EQ(Count(html, "<h2>"), 8u);  // five boxes, benefits, decisions, participants
  EXPECT_EQ(Count(html, "<th scope=\"col\">"), 10u);
  EXPECT_EQ(Count(html, "<figure"), 7u);
  EXPECT_EQ(Count(html, "<svg role=\"img\" aria-labelledby="), 7u);
  EXPECT_NE(html.find("Enhet b: Nullpunkt 2023 32,78\u00A0%, Siste 2024 41,63\u00A0%, Mål 2025 50\u00A0%, bedre"), std::string::npos);
  EXPECT_NE(html.find("<html lang=\"nb-NO\">"), std::string::npos);
  EXPECT_NE(html.find("Eksempeldata"), std::string::npos);
  EXPECT_NE(html.find("@page { size: A3 landscape"), std::string::npos);
}

TEST(Html, IsReadInTheOrderOfTheSheet) {
  const std::string html = Render(ModelCaseSheet("avtalelojalitet"));
  size_t last = 0;
  for (const char* heading : {"<h1>Avtalelojalitet", "<h2>1. Begrunnelse", "<h2>2. Nåsituasjon og rotårsak", "<h2>3. Ønsket situasjon", "<h2>4. Tiltaksplan og gevinst", "<h2>5. Måling",
                              "<h2>Gevinster", "<h2>Vedtak", "<h2>Deltakere"}) {
    const size_t at = html.find(heading, last);
    ASSERT_NE(at, std::string::npos) << heading;
    last = at;
  }
}

TEST(Html, ShowsTheFormattingOfTexts) {
  auto sheet = ModelCaseSheet("virksomhet");
  sheet.mutable_a3()->set_rationale("Dette er **viktig** og *nytt*:\n- ett\n- to");
  const std::string html = Render(sheet);
  EXPECT_NE(html.find("Dette er <strong>viktig</strong> og <em>nytt</em>:"), std::string::npos);
  EXPECT_NE(html.find("<li>ett</li><li>to</li>"), std::string::npos);
}

TEST(Html, IsTheSameASecondTime) { EXPECT_EQ(Render(ModelCaseSheet("virksomhet")), Render(ModelCaseSheet("virksomhet"))); }

}  // namespace
}  // namespace helhet::render
