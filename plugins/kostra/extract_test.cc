#include "extract.h"

#include <gtest/gtest.h>

#include "extract_fixture.h"

namespace helhet::kostra {
namespace {

std::string Lines(std::initializer_list<std::string> records) {
  std::string text;
  for (const std::string& record : records) text += record + "\n";
  return text;
}

// Rules that stand on any cell, in order.
std::vector<std::string> Checked(const std::string& text) {
  Extract extract = ReadExtract(text);
  CheckBalances(extract);
  std::vector<std::string> rules;
  for (const Cell& cell : extract.cells) {
    for (const auto& flag : cell.flags) rules.push_back(flag.rule());
  }
  return rules;
}
using Rules = std::vector<std::string>;

TEST(Extract, SumsAndFlagsAmountsOnOneCombination) {
  const Extract extract = ReadExtract(Lines({Record("0A", "2024", '1', "120", "010", 5), Record("0A", "2024", '1', "120", "020", 1),
                                             Record("0A", "2024", '1', "120", "010", -2)}));
  ASSERT_EQ(extract.cells.size(), 2u);
  EXPECT_EQ(extract.cells[0].line.thousands, 3);
  EXPECT_EQ(extract.cells[0].line_numbers, (std::vector<size_t>{1, 3}));
  ASSERT_EQ(extract.cells[0].flags.size(), 1u);
  EXPECT_EQ(extract.cells[0].flags[0].rule(), "kontroll_015");
  EXPECT_EQ(extract.cells[0].flags[0].where(), "lines 1, 3");
  EXPECT_TRUE(extract.cells[1].flags.empty());
}

TEST(Extract, SeesOneCombinationHoweverItIsJustified) {
  std::string shifted = Record("0A", "2024", '1', "120", "010", 5);
  shifted.replace(32, 4, " 120");
  EXPECT_EQ(ReadExtract(Lines({Record("0A", "2024", '1', "120", "010", 5), shifted})).cells.size(), 1u);
}

TEST(Extract, DropsAmountsOfNothing) {
  EXPECT_TRUE(ReadExtract(Lines({Record("0A", "2024", '1', "120", "010", 0)})).cells.empty());
}

TEST(Extract, ReadsLinesWithEitherBreakAndALastOneWithout) {
  const std::string record = Record("0A", "2024", '1', "120", "010", 5);
  EXPECT_EQ(ReadExtract(record + "\r\n\r\n" + record + "\n" + record).cells[0].line_numbers, (std::vector<size_t>{1, 3, 4}));
}

TEST(Extract, RefusesALineByItsNumberAndReadsTheOthers) {
  const Extract extract = ReadExtract(Lines({"0A for kort", Record("0A", "2024", '1', "120", "010", 5)}), 10);
  ASSERT_EQ(extract.refused.size(), 1u);
  EXPECT_EQ(extract.refused[0].line_number, 10u);
  EXPECT_EQ(extract.refused[0].status.message(), "line 10: the record has 11 characters, not 48");
  EXPECT_EQ(extract.refused[0].raw, "0A for kort\n");
  EXPECT_EQ(extract.cells.size(), 1u);
}

TEST(Extract, FlagsAnAccountClassOfAnotherForm) {
  EXPECT_EQ(Checked(Lines({Record("0B", "2024", '1', "10", "000", 5), Record("0B", "2024", '2', "31", "000", -5)})), Rules{"kontroll_009"});
  EXPECT_EQ(Checked(Lines({Record("0X", "2024", ' ', "400", "010", 5)})), Rules{});
}

TEST(Extract, FlagsAnOperatingAccountThatDiffersByMoreThanThirty) {
  EXPECT_EQ(Checked(Lines({Record("0A", "2024", '1', "120", "010", 1030), Record("0A", "2024", '1', "850", "800", -1000)})), Rules{});
  EXPECT_EQ(Checked(Lines({Record("0A", "2024", '1', "120", "599", 1031), Record("0A", "2024", '1', "850", "600", -1000)})), Rules{"kontroll_110"});
}

TEST(Extract, FlagsAnInvestmentAccountThatDiffersByMoreThanThirty) {
  EXPECT_EQ(Checked(Lines({Record("0A", "2024", '0', "202", "230", 100), Record("0A", "2024", '0', "880", "910", -131)})), Rules{"kontroll_095"});
  EXPECT_EQ(Checked(Lines({Record("0A", "2024", '2', "202", "230", 100)})), Rules{"kontroll_009"}) << "of no account";
  EXPECT_EQ(Checked(Lines({Record("0M", "2024", '4', "202", "230", 100), Record("0M", "2024", '4', "880", "910", -131)})), Rules{"kontroll_095"});
}

TEST(Extract, FlagsABalanceThatDiffersByMoreThanTenWithoutMemoria) {
  EXPECT_EQ(Checked(Lines({Record("0B", "2024", '2', "10", "000", 110), Record("0B", "2024", '2', "5999", "000", -100),
                           Record("0B", "2024", '2', "9100", "000", 77)})), Rules{});
  EXPECT_EQ(Checked(Lines({Record("0B", "2024", '2', "29", "000", 111), Record("0B", "2024", '2', "31", "000", -100)})), Rules{"kontroll_125"});
}

TEST(Extract, ComparesEachMunicipalityByItself) {
  EXPECT_EQ(Checked(Lines({Record("0A", "2024", '1', "120", "010", 100), Record("0A", "2024", '1', "850", "800", -100, "503800")})),
            (Rules{"kontroll_110", "kontroll_110"}));
}

TEST(Extract, ComparesNoQuartersDistrictsOrBrokenFiles) {
  EXPECT_EQ(Checked(Lines({Record("0A", "20244", '1', "120", "010", 100)})), Rules{});
  EXPECT_EQ(Checked(Lines({Record("0A", "2024", '1', "120", "010", 100, "030105")})), Rules{});
  EXPECT_EQ(Checked(Lines({Record("0A", "2024", '1', "120", "010", 100), "0A broken"})), Rules{});
}

}  // namespace
}  // namespace helhet::kostra
