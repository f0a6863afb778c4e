#include "master_files.h"

#include <gtest/gtest.h>

#include "saft_limits.h"

namespace helhet::saft {
namespace {

TEST(MasterFiles, KnowsArtsOfKostraAndNoOtherGrouping) {
  MasterFiles files;
  files.Add(Account{"1", "KA_K", "120"});
  files.Add(Account{"2", "KA_KS", "10"});
  files.Add(Account{"3", "RF-1167", "120"});
  EXPECT_EQ(files.ArtOf("1"), "120");
  EXPECT_EQ(files.ArtOf("2"), "010");
  EXPECT_EQ(files.ArtOf("3"), "");
  EXPECT_EQ(files.ArtOf("4"), "");
}

TEST(MasterFiles, SaysWhatIsNews) {
  MasterFiles files;
  EXPECT_TRUE(files.Add(Supplier{"1", "991825827", ""}));
  EXPECT_FALSE(files.Add(Supplier{"1", "991 825 827", ""}));
  EXPECT_TRUE(files.Add(Supplier{"1", "974760673", ""}));
  EXPECT_TRUE(files.Add(DimensionValue{"A", "Ansvar"}));
  EXPECT_FALSE(files.Add(DimensionValue{"A", "Ansvar"}));
}

TEST(MasterFiles, KeepsWhatStandsInPlaceOfANumber) {
  MasterFiles files;
  files.Add(Supplier{"1", "991825826", ""});
  ASSERT_NE(files.FindSupplier("1"), nullptr);
  EXPECT_EQ(files.FindSupplier("1")->organisation_number, "");
  EXPECT_EQ(files.FindSupplier("1")->invalid_number, "991825826");
}

TEST(MasterFiles, HoldsNoMoreThanItsLimit) {
  MasterFiles files;
  for (size_t i = 0; i < kMasterFileEntries; ++i) files.Add(Supplier{std::to_string(i), "", ""});
  EXPECT_FALSE(files.is_full());
  EXPECT_FALSE(files.Add(Supplier{"one more", "", ""}));
  EXPECT_TRUE(files.is_full());
  EXPECT_EQ(files.FindSupplier("one more"), nullptr);
}

TEST(MasterFiles, HoldsNoMoreBytesThanItsLimit) {
  MasterFiles files;
  const std::string long_id(kTextBytes, 'x');
  for (size_t i = 0; !files.is_full() && i < kMasterFileEntries; ++i) files.Add(Supplier{long_id + std::to_string(i), "", ""});
  EXPECT_TRUE(files.is_full());
}

}  // namespace
}  // namespace helhet::saft
