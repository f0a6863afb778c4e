#include "extract_line.h"

#include <gtest/gtest.h>

#include "extract_fixture.h"

namespace helhet::kostra {
namespace {

std::string RefusalOf(const std::string& line) {
  const auto read = ReadExtractLine(line);
  return read.ok() ? "read" : read.status().reason();
}

std::string With(size_t position, const std::string& text) {
  return Record("0A", "2024", '1', "120", "010", 5).replace(position - 1, text.size(), text);
}

TEST(ExtractLine, ReadsEachFieldInItsPlace) {
  //                               1-2 3-6 7 8-13  14-22    23-31    32 33-36 37-39 40-48
  const auto line = ReadExtractLine("0I" "2023" "3" "503700" "974760673" "987654321" "4" "315 " "230" "    -1234");
  ASSERT_TRUE(line.ok()) << line.status().message();
  EXPECT_EQ(line->form->code, "0I");
  EXPECT_EQ(line->Period(), "2023K3");
  EXPECT_EQ(line->region, "503700");
  EXPECT_EQ(line->organisation_number, "974760673");
  EXPECT_EQ(line->enterprise_number, "987654321");
  EXPECT_EQ(line->account_class, '4');
  EXPECT_EQ(line->function, "315");
  EXPECT_EQ(line->art, "230");
  EXPECT_EQ(line->thousands, -1234);
}

TEST(ExtractLine, TakesABlankQuarterForTheYear) { EXPECT_EQ(ReadExtractLine(With(7, " "))->Period(), "2024"); }

TEST(ExtractLine, KnowsEveryForm) {
  for (const char* form : {"0A", "0B", "0C", "0D", "0F", "0G", "0I", "0J", "0K", "0L", "0M", "0N", "0P", "0Q", "0X", "0Y"}) {
    EXPECT_EQ(RefusalOf(With(1, form)), "read") << form;
  }
  for (const char* form : {"0E", "0H", "0O", "0R", "1A", "11"}) EXPECT_EQ(RefusalOf(With(1, form)), "form_unknown") << form;
}

TEST(ExtractLine, RefusesAWrongLength) {
  EXPECT_EQ(RefusalOf(With(1, "0A").substr(1)), "record_length_wrong");
  EXPECT_EQ(RefusalOf(With(1, "0A") + " "), "record_length_wrong");
}

TEST(ExtractLine, RefusesFieldsThatAreNone) {
  EXPECT_EQ(RefusalOf(With(3, "20 4")), "year_invalid");
  EXPECT_EQ(RefusalOf(With(3, "0024")), "year_invalid");
  EXPECT_EQ(RefusalOf(With(7, "5")), "quarter_invalid");
  EXPECT_EQ(RefusalOf(With(8, "5037 0")), "region_invalid");
  EXPECT_EQ(RefusalOf(With(33, "1;20")), "code_invalid");
  EXPECT_EQ(RefusalOf(With(32, "=")), "code_invalid");
}

TEST(ExtractLine, RefusesAnAmountThatIsNone) {
  for (const char* amount : {"         ", "     1 00", "     -  1", "     1,50", "    100- ", "        -"}) {
    EXPECT_EQ(RefusalOf(With(40, amount)), "amount_unreadable") << amount;
  }
  EXPECT_EQ(ReadExtractLine(With(40, "-99999999"))->thousands, -99999999);
}

}  // namespace
}  // namespace helhet::kostra
