// Files read back by readers that are not ours: Python's csv, json and openpyxl.
#include "core/export/format.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace helhet::exports {
namespace {

const Heading kHeading{"5037", "maltall", "Måltall", "2026-01-20T11:00:00Z"};

Table Small() {
  return {{"unit", "value", "count", "is_example"},
          {{std::string("Næring; \"øst\""), 1234.5, int64_t{7}, true}, {std::string("=HYPERLINK(\"x\")"), std::monostate(), int64_t{-3}, false}}};
}

// What a Python program prints that is given `bytes` as a file.
std::string Python(const std::string& program, const std::string& bytes, const std::string& extension) {
  const auto path = std::filesystem::path(testing::TempDir()) / ("format_test_" + std::to_string(getpid()) + "." + extension);
  std::ofstream(path, std::ios::binary) << bytes;
  FILE* const pipe = popen(("/usr/bin/python3 -c '" + program + "' " + path.string() + " 2>&1").c_str(), "r");
  std::string printed;
  char piece[4096];
  for (size_t read = fread(piece, 1, sizeof(piece), pipe); read > 0; read = fread(piece, 1, sizeof(piece), pipe)) printed.append(piece, read);
  pclose(pipe);
  std::filesystem::remove(path);
  return printed;
}

TEST(Format, CsvIsReadBackCellByCell) {
  const std::string read = Python("import csv,sys\nfor row in csv.reader(open(sys.argv[1],newline=\"\",encoding=\"utf-8\")): print(row)", ToCsv(Small(), {}), "csv");
  EXPECT_EQ(read,
            "['unit', 'value', 'count', 'is_example']\n"
            "['Næring; \"øst\"', '1234.5', '7', 'true']\n"
            "['\\'=HYPERLINK(\"x\")', '', '-3', 'false']\n")
      << "a formula in a text stands behind an apostrophe, a negative number does not, and nothing is not 0";
}

TEST(Format, NorwegianCsvHasSemicolonsDecimalCommasAndAByteOrderMark) {
  EXPECT_EQ(ToCsv(Small(), {.delimiter = ';', .decimal_mark = ',', .byte_order_mark = true}),
            "\xEF\xBB\xBFunit;value;count;is_example\r\n"
            "\"Næring; \"\"øst\"\"\";1234,5;7;true\r\n"
            "\"'=HYPERLINK(\"\"x\"\")\";;-3;false\r\n");
}

TEST(Format, JsonHasTypesAndTheHeading) {
  const std::string read = Python("import json,sys\nf=json.load(open(sys.argv[1]))\nprint(f[\"export_id\"],f[\"time\"],f[\"title\"])\nprint(f[\"rows\"][0])\nprint(f[\"rows\"][1])",
                                  ToJson(Small(), kHeading), "json");
  EXPECT_EQ(read,
            "maltall 2026-01-20T11:00:00Z Måltall\n"
            "{'unit': 'Næring; \"øst\"', 'value': 1234.5, 'count': 7, 'is_example': True}\n"
            "{'unit': '=HYPERLINK(\"x\")', 'value': None, 'count': -3, 'is_example': False}\n");
}

TEST(Format, WorkbookHasNumbersAsNumbersAndTextsThatAreNoFormulas) {
  const auto bytes = ToXlsx(Small(), kHeading);
  ASSERT_TRUE(bytes.ok()) << bytes.status().message();
  const std::string read = Python("import openpyxl,sys\nb=openpyxl.load_workbook(sys.argv[1])\nprint(b.properties.title)\n"
                                  "for row in b.active.iter_rows():\n  print([(c.value,c.data_type) for c in row])", *bytes, "xlsx");
  EXPECT_EQ(read,
            "Måltall\n"
            "[('unit', 's'), ('value', 's'), ('count', 's'), ('is_example', 's')]\n"
            "[('Næring; \"øst\"', 's'), (1234.5, 'n'), (7, 'n'), (True, 'b')]\n"
            "[('=HYPERLINK(\"x\")', 's'), (None, 'n'), (-3, 'n'), (False, 'b')]\n");
}

TEST(Format, NumbersReadAsTheSameNumber) {
  EXPECT_EQ(NumberText(0.1), "0.1");
  EXPECT_EQ(NumberText(1e21), "1000000000000000000000");
  EXPECT_EQ(NumberText(-0.00001), "-0.00001");
  EXPECT_EQ(std::stod(NumberText(1.0 / 3)), 1.0 / 3);
}

}  // namespace
}  // namespace helhet::exports
