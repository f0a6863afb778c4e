#include "core/cli/display_width.h"

#include <gtest/gtest.h>

namespace helhet::cli {
namespace {

using Lines = std::vector<std::string>;

TEST(DisplayWidth, CountsColumnsRatherThanBytes) {
  EXPECT_EQ(DisplayWidth("Økonomi på nå"), 13);
  EXPECT_EQ(DisplayWidth("a\u030A"), 1) << "a ring above takes no column";
  EXPECT_EQ(DisplayWidth("\u00A0"), 1);
  EXPECT_EQ(DisplayWidth("漢字"), 4);
  EXPECT_EQ(DisplayWidth("▁█"), 2);
  EXPECT_EQ(DisplayWidth(""), 0);
}

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_EQ(Wrap("Gevinster på ett ark", 9), (Lines{"Gevinster", "på ett", "ark"}));
  EXPECT_EQ(Wrap("", 9), Lines{""});
  EXPECT_EQ(Wrap("en\nto", 9), (Lines{"en", "to"}));
}

TEST(Wrap, KeepsNumbersWhole) {
  EXPECT_EQ(Wrap("i alt 1\u00A0234\u00A0567 kr", 10), (Lines{"i alt", "1\u00A0234\u00A0567", "kr"}));
}

TEST(Wrap, CutsAWordThatIsTooLong) {
  EXPECT_EQ(Wrap("på menneskerettighetsorganisasjon", 10), (Lines{"på", "menneskere", "ttighetsor", "ganisasjon"}));
  EXPECT_EQ(Wrap("æøåæ", 3), (Lines{"æøå", "æ"}));
}

TEST(Printable, MakesWhatATerminalObeysHarmless) {
  EXPECT_EQ(Printable("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(Printable("a\nb\tc"), "a b c");
  EXPECT_EQ(Printable("a\u202Eb"), "ab") << "text that turns direction";
  EXPECT_EQ(Printable("\xff"), "\uFFFD");
  EXPECT_EQ(Printable("Snåsa – «æøå»"), "Snåsa – «æøå»");
}

TEST(Pad, FillsUpByColumns) {
  EXPECT_EQ(PadRight("på", 4), "på  ");
  EXPECT_EQ(PadLeft("på", 4), "  på");
  EXPECT_EQ(PadLeft("allerede", 4), "allerede");
}

}  // namespace
}  // namespace helhet::cli
