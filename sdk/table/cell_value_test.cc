#include "cell_value.h"

#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

Cell Text(const std::string& text) { return {CellKind::kText, text}; }

// The number as a person writes it, or what was expected.
std::string Number(const std::string& text, char mark = ',') {
  const auto number = NumberOf(Text(text), mark);
  return number.ok() ? number->Text() : number.status().message();
}

std::string Day(const std::string& text, const std::vector<std::string>& formats = {"dd.mm.yyyy"}) {
  const auto day = DayOf(Text(text), formats);
  return day.ok() ? *day : day.status().message();
}

constexpr const char* kNoComma = "expected a number with decimal comma";
constexpr const char* kNoPoint = "expected a number with decimal point";

TEST(CellValue, ReadsNumbersAsNorwegiansWriteThem) {
  EXPECT_EQ(Number("1234,5"), "1234.5");
  EXPECT_EQ(Number("1 234 567,89"), "1234567.89");
  EXPECT_EQ(Number("1\xC2\xA0" "234,50"), "1234.5");
  EXPECT_EQ(Number("1\xE2\x80\xAF" "234"), "1234");
  EXPECT_EQ(Number("1.234.567,89"), "1234567.89");
  EXPECT_EQ(Number(",5"), "0.5");
  EXPECT_EQ(Number("kr 99,50"), "99.5");
  EXPECT_EQ(Number("99,50 kr"), "99.5");
  EXPECT_EQ(Number("NOK 1 250"), "1250");
  EXPECT_EQ(Number("250,-"), "250");
}

TEST(CellValue, ReadsEverySignOfANegativeNumber) {
  for (const char* text : {"-1 234,50", "1 234,50-", "(1 234,50)", "\xE2\x88\x92" "1234,50", "kr -1 234,50", "-kr 1 234,50", "(kr 1 234,50)"}) {
    EXPECT_EQ(Number(text), "-1234.5") << text;
  }
  EXPECT_EQ(Number("+5"), "5");
}

TEST(CellValue, ReadsPercentAsAShare) {
  EXPECT_EQ(Number("25 %"), "0.25");
  EXPECT_EQ(Number("12,5%"), "0.125");
}

TEST(CellValue, NeverGuessesWhatAMarkMeans) {
  EXPECT_EQ(Number("12.50"), kNoComma);
  EXPECT_EQ(Number("1.2345"), kNoComma);
  EXPECT_EQ(Number("1234.567,00"), kNoComma);
  EXPECT_EQ(Number("12,50", '.'), kNoPoint);
  EXPECT_EQ(Number("1,250.50", '.'), "1250.5");
  EXPECT_EQ(Number("1,5,0"), kNoComma);
}

TEST(CellValue, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "-", "kr", "1 2", "12 3456", "1e5", "5 stk", "ukjent", "1--", ","}) EXPECT_EQ(Number(text), kNoComma) << text;
}

TEST(CellValue, TakesANumberOfAWorkbookAsItIs) {
  EXPECT_EQ(NumberOf({CellKind::kNumber, "1234.5"}, ',')->Text(), "1234.5");
  EXPECT_FALSE(NumberOf({CellKind::kDate, "2024-03-01"}, ',').ok());
  EXPECT_FALSE(NumberOf({CellKind::kBoolean, "true"}, ',').ok());
}

TEST(CellValue, ReadsDaysInTheStatedFormats) {
  EXPECT_EQ(Day("01.03.2024"), "2024-03-01");
  EXPECT_EQ(Day("1.3.2024"), "2024-03-01");
  EXPECT_EQ(Day("01.03.2024 14:05"), "2024-03-01");
  EXPECT_EQ(Day("2024-03-01T00:00:00Z"), "2024-03-01");
  EXPECT_EQ(Day("20240301", {"yyyymmdd"}), "2024-03-01");
  EXPECT_EQ(Day("3/1/2024", {"mm/dd/yyyy"}), "2024-03-01");
  EXPECT_EQ(Day("03.2024", {"dd.mm.yyyy", "mm.yyyy"}), "2024-03-01");
  EXPECT_EQ(Day("1.3.69", {"dd.mm.yy"}), "2069-03-01");
  EXPECT_EQ(Day("1.3.70", {"dd.mm.yy"}), "1970-03-01");
  EXPECT_EQ(*DayOf({CellKind::kDate, "2024-03-01"}, {}), "2024-03-01");
  EXPECT_EQ(*DayOf({CellKind::kNumber, "2024"}, {"yyyy"}), "2024-01-01");
}

TEST(CellValue, RefusesWhatIsNoDay) {
  constexpr const char* kExpected = "expected a day as yyyy-mm-dd or dd.mm.yyyy";
  for (const char* text : {"31.02.2024", "2024-13-01", "01.03.24", "1. mars 2024", "45352", "01.03.2024x", ""}) EXPECT_EQ(Day(text), kExpected) << text;
  EXPECT_FALSE(IsDateFormat("dd.mm"));
  EXPECT_FALSE(IsDateFormat("DD.MM.YYYY"));
  EXPECT_TRUE(IsDateFormat("yyyy"));
}

TEST(CellValue, ReadsYesAndNo) {
  for (const char* yes : {"Ja", "X", "true", "1", "SANN"}) EXPECT_TRUE(*TruthOf(Text(yes))) << yes;
  for (const char* no : {"Nei", "false", "0", "usann"}) EXPECT_FALSE(*TruthOf(Text(no))) << no;
  EXPECT_FALSE(TruthOf(Text("kanskje")).ok());
}

}  // namespace
}  // namespace helhet::sdk
