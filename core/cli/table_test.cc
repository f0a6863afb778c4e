#include "core/cli/table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "core/cli/display_width.h"
#include "core/cli/sparkline.h"

namespace helhet::cli {
namespace {

std::string Print(const Table& table, int width = 80, bool is_coloured = false) {
  std::ostringstream out;
  table.Print(out, width, 0, Painter(is_coloured));
  return out.str();
}

std::string Csv(const Table& table) {
  std::ostringstream out;
  table.PrintCsv(out);
  return out.str();
}

TEST(Table, AlignsByColumnsOfTheTerminal) {
  Table table({{"name", "Navn"}, {"count", "Antall", Align::kRight}, {"state", "Tilstand"}});
  table.Add({"Inderøy", Cell::Count(1234, Language::kBokmaal), "ok"});
  table.Add({"a", Cell::Count(7, Language::kBokmaal), ""});
  EXPECT_EQ(Print(table), "Navn     Antall  Tilstand\n"
                          "Inderøy   1\u00A0234  ok\n"
                          "a             7\n");
}

TEST(Table, KeepsColumnsForProgramsFromPeople) {
  Table table({{"id", "", Align::kLeft, false, true}, {"title", "Tittel", Align::kLeft, true}, {"count", "Antall", Align::kRight}});
  table.Add({"ark", Cell::Titled("Et ark", "ark"), Cell::Count(7, Language::kBokmaal)});
  EXPECT_EQ(Print(table), "Tittel  Antall\n"
                          "Et ark       7\n"
                          "ark\n");
  EXPECT_EQ(Csv(table), "id,title,count\r\nark,Et ark,7\r\n");
}

TEST(Table, WrapsTextsUntilItFits) {
  Table table({{"text", "Tiltak", Align::kLeft, true}, {"due", "Frist"}});
  table.Add({"Utpeke og lære opp faste bestillere", "01.10.2024"});
  EXPECT_EQ(Print(table, 30), "Tiltak              Frist\n"
                              "Utpeke og lære opp  01.10.2024\n"
                              "faste bestillere\n");
}

TEST(Table, BreaksNoWordWhileThereIsAnotherWay) {
  Table table({{"id", "Navn", Align::kLeft, true}, {"text", "Tekst", Align::kLeft, true}});
  table.Add({"ehandelsandel-belop", "en lengre tekst som kan brytes"});
  EXPECT_EQ(Print(table, 40), "Navn                 Tekst\n"
                              "ehandelsandel-belop  en lengre tekst som\n"
                              "                     kan brytes\n");
}

TEST(Table, NeverBreaksNumbers) {
  Table table({{"text", "T", Align::kLeft, true}, {"n", "N", Align::kRight}});
  table.Add({"et langt navn her", Cell::Count(1234567890, Language::kBokmaal)});
  std::istringstream lines(Print(table, 10));
  std::string line;
  std::getline(lines, line);
  std::getline(lines, line);
  EXPECT_NE(line.find("1\u00A0234\u00A0567\u00A0890"), std::string::npos) << line;
}

TEST(Table, KeepsLinesOfACell) {
  Table table({{"a", "A"}, {"b", "B"}});
  table.Add({"90 %\n2025", "x"});
  EXPECT_EQ(Print(table), "A     B\n90 %  x\n2025\n");
}

TEST(Table, PaintsOnlyWhereAsked) {
  Table table(std::vector<Column>{{"a", ""}});
  table.Add({Cell("feil").In(Style::kBad)});
  EXPECT_EQ(Print(table, 80, true), "\x1b[31mfeil\x1b[0m\n");
  EXPECT_EQ(Print(table, 80, false), "feil\n");
}

TEST(Table, HoldsNothingThatATerminalObeys) {
  Table table(std::vector<Column>{{"a", ""}});
  table.Add({"\x1b]0;x\x07"});
  EXPECT_EQ(Print(table).find('\x1b'), std::string::npos);
}

TEST(TableCsv, FollowsRfc4180WithPlainNumbers) {
  Table table({{"name", "Navn"}, {"value", "Verdi"}});
  table.Add({"a,b", Cell::Value("1\u00A0234,5", "1234.5")});
  table.Add({"sa \"nei\"\ni går", Cell::Count(-5, Language::kBokmaal)});
  EXPECT_EQ(Csv(table), "name,value\r\n\"a,b\",1234.5\r\n\"sa \"\"nei\"\"\ni går\",-5\r\n");
}

TEST(TableCsv, DisarmsTextsThatASpreadsheetWouldRun) {
  Table table(std::vector<Column>{{"text", ""}});
  for (const char* text : {"=1+1", "+47 74", "-x", "@sum", "\tx", "a=b"}) table.Add({text});
  EXPECT_EQ(Csv(table), "text\r\n'=1+1\r\n'+47 74\r\n'-x\r\n'@sum\r\n'\tx\r\na=b\r\n");
}

TEST(Sparkline, GoesFromLowestToHighest) {
  EXPECT_EQ(Sparkline({1.0, 2.0, 8.0}), "▁▂█");
  EXPECT_EQ(Sparkline({5.0, 5.0}), "▄▄");
  EXPECT_EQ(Sparkline({1.0, std::nullopt, 2.0}), "▁·█");
  EXPECT_EQ(Sparkline({1.0}), "");
  EXPECT_EQ(Sparkline({}), "");
}

}  // namespace
}  // namespace helhet::cli
