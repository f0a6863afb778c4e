#include "facts.h"

#include <gtest/gtest.h>

#include "symbols.h"

namespace helhet::ssb {
namespace {

TEST(AgeFrom, ReadsTheLowestAgeOfACode) {
  EXPECT_EQ(AgeFrom("080"), 80);
  EXPECT_EQ(AgeFrom("105+"), 105);
  EXPECT_EQ(AgeFrom("80-84"), 80);
  EXPECT_EQ(AgeFrom("F80-84"), 80);
  EXPECT_EQ(AgeFrom("000"), 0);
  for (const char* code : {"", "999A", "999", "1014", "alle", "+", "08x"}) EXPECT_LT(AgeFrom(code), 0) << code;
}

TEST(UnitCodeOf, FindsTheMunicipalityInARegionCode) {
  EXPECT_EQ(UnitCodeOf("5037", "municipality_code"), "5037");
  EXPECT_EQ(UnitCodeOf("K-5037", "municipality_code"), "5037");
  for (const char* code : {"0", "50", "F-50", "EAKUO", "503701", "K-"}) {
    EXPECT_EQ(UnitCodeOf(code, "municipality_code"), "") << code;
  }
  EXPECT_EQ(UnitCodeOf("EKG08", "kostra_group"), "EKG08");
}

TEST(AlternativeIn, ReadsTheFourLettersInBrackets) {
  EXPECT_EQ(AlternativeIn("Hovedalternativet (MMMM)"), "MMMM");
  EXPECT_EQ(AlternativeIn("Personer (i 1000), lav vekst (LLML) 2024"), "LLML");
  for (const char* label : {"Personer", "Pris (kr)", "(MMM)", "(MMMMM)", "(MMMM", "("}) {
    EXPECT_EQ(AlternativeIn(label), "") << label;
  }
}

TEST(SymbolMeaning, TakesTheTablesWordsBeforeTheStandardOnes) {
  EXPECT_EQ(SymbolMeaning(":", {}, "no"), "Vises ikke av konfidensialitetshensyn");
  EXPECT_EQ(SymbolMeaning("..", {}, "en"), "Figures are missing");
  EXPECT_EQ(SymbolMeaning(".", {"noe annet", ". = Ikke i bruk da"}, "no"), "Ikke i bruk da");
  EXPECT_EQ(SymbolMeaning("", {" = "}, "no"), "");
  EXPECT_EQ(SymbolMeaning("p", {}, "no"), "");
}

}  // namespace
}  // namespace helhet::ssb
