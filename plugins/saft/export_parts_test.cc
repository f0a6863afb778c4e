#include "export_parts.h"

#include <gtest/gtest.h>

namespace helhet::saft {
namespace {

TEST(PartName, ReadsWhichPartAFileIs) {
  const PartName name = ReadPartName("2024/SAF-T Financial_999999999_20160401235911_2_12.xml");
  EXPECT_EQ(name.part, 2);
  EXPECT_EQ(name.parts, 12);
  EXPECT_EQ(name.export_name, "SAF-T Financial_999999999_20160401235911") << "unique wherever it lies";
}

TEST(PartName, TakesAFolderForPartOfANameThatIsNotUnique) {
  EXPECT_EQ(ReadPartName("2024/a.zip!regnskap_1_3.xml").export_name, "2024/a.zip!regnskap");
  EXPECT_NE(ReadPartName("2023/regnskap_1_3.xml").export_name, ReadPartName("2024/regnskap_1_3.xml").export_name);
}

TEST(PartName, SeesNoPartsWhereTheNumbersSayNone) {
  for (const char* whole : {"SAF-T Financial_999999999_20160401235911.xml", "a.xml", "a_1.xml", "a_1_1.xml", "a_3_2.xml", "a_0_2.xml", "a_1_x.xml",
                            "ledger_2024_01.xml", "a_1_20240101.xml"}) {
    EXPECT_FALSE(ReadPartName(whole).is_split()) << whole;
  }
}

}  // namespace
}  // namespace helhet::saft
