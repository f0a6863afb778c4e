#include "core/render/rich_text.h"

#include <gtest/gtest.h>

namespace helhet::render {
namespace {

using Paragraphs = std::vector<RichParagraph>;

Spans SpansOf(std::string_view text) {
  const Paragraphs paragraphs = ParseRichText(text);
  return paragraphs.empty() ? Spans() : paragraphs[0].spans;
}

TEST(RichText, HasParagraphsAndItems) {
  EXPECT_EQ(ParseRichText("Først.\nSamme avsnitt.\n\n\nNeste.\n- en\nfortsatt\n- to\n\nSlutt."),
            (Paragraphs{{false, {{"Først.\nSamme avsnitt."}}}, {false, {{"Neste."}}}, {true, {{"en\nfortsatt"}}}, {true, {{"to"}}}, {false, {{"Slutt."}}}}));
  EXPECT_EQ(ParseRichText(""), Paragraphs{});
  EXPECT_EQ(ParseRichText(" \n  \n"), Paragraphs{});
}

TEST(RichText, HasBoldAndItalic) {
  EXPECT_EQ(SpansOf("a **b** c *d* e"), (Spans{{"a "}, {"b", true}, {" c "}, {"d", false, true}, {" e"}}));
  EXPECT_EQ(SpansOf("***begge***"), (Spans{{"begge", true, true}}));
  EXPECT_EQ(SpansOf("**a *b* c**"), (Spans{{"a ", true}, {"b", true, true}, {" c", true}}));
}

TEST(RichText, LeavesAllElseAsItStands) {
  for (const char* text : {"2 * 3 * 4", "a * b", "**ikke lukket", "*ikke lukket", "****", "a ** b", "# overskrift", "<b>fet</b>", "[lenke](http://x.no)", "-ikke punkt", "* stjerne", "*x **"}) {
    EXPECT_EQ(SpansOf(text), (Spans{{text}})) << text;
  }
}

TEST(RichText, LosesNoMarkThatClosesNothing) {
  EXPECT_EQ(SpansOf("*x***"), (Spans{{"x", false, true}, {"**"}}));
  EXPECT_EQ(SpansOf("**a*b**"), (Spans{{"a*b", true}}));
  EXPECT_EQ(SpansOf("*a **b* c**"), (Spans{{"a ", false, true}, {"b", true, true}, {" c", true}}));
}

TEST(RichText, MarksDoNotReachOverParagraphs) { EXPECT_EQ(SpansOf("**a\n\nb**"), (Spans{{"**a"}})); }

TEST(RichText, TakesLongRowsOfMarksInItsStride) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "*a ";
  EXPECT_EQ(SpansOf(text).size(), 1u);
}

TEST(Clean, TakesOutWhatReadersAndProgramsWouldObey) {
  EXPECT_EQ(Clean("a\tb\r\nc"), "a b\nc");
  EXPECT_EQ(Clean("\x1b[31mrød"), "\uFFFD[31mrød");
  EXPECT_EQ(Clean("snu\u202Ed\u200B"), "snud");
  EXPECT_EQ(Clean("\uE000"), "\uFFFD");
  EXPECT_EQ(Clean("\xff\xfe"), "\uFFFD\uFFFD");
  EXPECT_EQ(Clean("Ærlig – «talt» 😀"), "Ærlig – «talt» 😀");
}

}  // namespace
}  // namespace helhet::render
