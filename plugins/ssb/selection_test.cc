#include "selection.h"

#include <gtest/gtest.h>

namespace helhet::ssb {
namespace {

jsonstat::Dimension DimensionOf(const std::vector<std::string>& codes) {
  jsonstat::Dimension dimension;
  dimension.id = "V";
  for (const std::string& code : codes) {
    dimension.positions[code] = dimension.categories.size();
    dimension.categories.push_back({.code = code});
  }
  return dimension;
}

std::string Chosen(const std::vector<std::string>& codes, const std::vector<std::string>& expressions,
                   bool is_time = false) {
  const auto result = Expand(DimensionOf(codes), is_time, expressions);
  if (!result.ok()) return result.status().message();
  std::string text;
  for (const std::string& code : *result) text += (text.empty() ? "" : " ") + code;
  return text;
}

const std::vector<std::string> kYears = {"2020", "2021", "2022", "2023", "2024"};
const std::vector<std::string> kAges = {"079", "080", "081", "104", "105+"};

TEST(Expand, TakesCodesInTheTablesOrderEachOnce) { EXPECT_EQ(Chosen(kYears, {"2023", "2021", "2023"}), "2021 2023"); }

TEST(Expand, ReadsWildcards) {
  EXPECT_EQ(Chosen(kYears, {"*"}), "2020 2021 2022 2023 2024");
  EXPECT_EQ(Chosen(kAges, {"08*"}), "080 081");
  EXPECT_EQ(Chosen(kAges, {"*0*"}), "079 080 081 104 105+");
  EXPECT_EQ(Chosen(kAges, {"??1"}), "081");
  EXPECT_EQ(Chosen({"a", "ø", "øå"}, {"?"}), "a ø") << "a letter of two bytes is one character";
  EXPECT_EQ(Chosen({"aba", "abc", "cba"}, {"a*a"}), "aba");
}

TEST(Expand, TurnsTopAndBottomForTime) {
  EXPECT_EQ(Chosen(kYears, {"top(2)"}, true), "2023 2024");
  EXPECT_EQ(Chosen(kYears, {"TOP(2,1)"}, true), "2022 2023");
  EXPECT_EQ(Chosen(kYears, {"bottom(2, 1)"}, true), "2021 2022");
  EXPECT_EQ(Chosen(kAges, {"top(2)"}), "079 080");
  EXPECT_EQ(Chosen(kAges, {"bottom(2)"}), "104 105+");
  EXPECT_EQ(Chosen(kYears, {"top(9)"}, true), "2020 2021 2022 2023 2024");
}

TEST(Expand, ReadsInclusiveRanges) {
  EXPECT_EQ(Chosen(kAges, {"range(080,105+)"}), "080 081 104 105+");
  EXPECT_EQ(Chosen(kAges, {"[range(105+,080)]"}), "080 081 104 105+");
  EXPECT_EQ(Chosen(kYears, {"from(2023)"}, true), "2023 2024");
  EXPECT_EQ(Chosen(kYears, {"to(2021)"}, true), "2020 2021");
}

TEST(Expand, MixesCodesAndExpressions) { EXPECT_EQ(Chosen(kYears, {"2020", "top(1)"}, true), "2020 2024"); }

TEST(Expand, TriesACodeBeforeAnExpression) {
  EXPECT_EQ(Chosen({"*", "a", "top(1)", "01.4,02,03.1"}, {"*"}), "*");
  EXPECT_EQ(Chosen({"*", "a", "top(1)"}, {"top(1)"}), "top(1)");
  EXPECT_EQ(Chosen({"a", "01.4,02,03.1"}, {"01.4,02,03.1"}), "01.4,02,03.1");
}

TEST(Expand, SaysWhatIsWrong) {
  EXPECT_EQ(Chosen(kYears, {"1999"}), "variable 'V': '1999' is no code of it");
  EXPECT_EQ(Chosen({"Kjonn"}, {"kjonn"}), "variable 'V': 'kjonn' is no code of it") << "codes are case-sensitive";
  EXPECT_EQ(Chosen(kYears, {"top(0)"}), "variable 'V': 'top(0)' is not top(n) or top(n,skip)");
  EXPECT_EQ(Chosen(kYears, {"top(x)"}), "variable 'V': 'top(x)' is not top(n) or top(n,skip)");
  EXPECT_EQ(Chosen(kYears, {"range(2020)"}), "variable 'V': 'range(2020)' has not the codes that it needs");
  EXPECT_EQ(Chosen(kYears, {"from(1999)"}), "variable 'V': 'from(1999)' names '1999', which is no code of it");
  EXPECT_EQ(Chosen(kYears, {"*2*2*"}), "variable 'V': '*2*2*' has more than two *");
  EXPECT_EQ(Chosen(kYears, {"19*"}), "variable 'V': '19*' matches no code of it");
  EXPECT_EQ(Chosen(kYears, {"top(1,9)"}, true), "variable 'V': the selection chooses nothing");
  EXPECT_EQ(Chosen(kYears, {}), "variable 'V': the selection chooses nothing");
}

}  // namespace
}  // namespace helhet::ssb
