// What a complete export no longer has is gone.
#include "compilo_fixture.h"

#include <sstream>

namespace helhet::compilo {
namespace {

class WithdrawalTest : public CompiloTest {
 protected:
  WithdrawalTest() { settings_["complete_exports"] = true; }

  void Export(const std::string& name, int first, int last, const std::string& more = "") {
    std::ostringstream rows;
    rows << "Dokument-ID;Tittel;Sist revidert;Neste revisjon\n";
    for (int id = first; id <= last; ++id) rows << id << ";Rutine;2024-01-01;\n";
    inbox_.Put(name, rows.str() + more);
  }
};

TEST_F(WithdrawalTest, TellsTheDocumentsThatAreGone) {
  Export("1.csv", 1, 3);
  EXPECT_EQ(Told(Read()), (Names{"1", "2", "3"}));
  Export("2.csv", 2, 4);
  EXPECT_EQ(Told(Read()), (Names{"2", "3", "4", "-1"}));
  Export("3.csv", 2, 4);
  EXPECT_EQ(Told(Read()), (Names{"2", "3", "4"}));
  Export("4.csv", 1, 4);
  EXPECT_EQ(Told(Read()), (Names{"1", "2", "3", "4"}));
}

TEST_F(WithdrawalTest, TellsNothingToBeGoneUnlessExportsAreComplete) {
  settings_.erase("complete_exports");
  Export("1.csv", 1, 3);
  Read();
  Export("2.csv", 2, 3);
  EXPECT_EQ(Told(Read()), (Names{"2", "3"}));
}

TEST_F(WithdrawalTest, TellsNothingToBeGoneWhereARowCouldNotBeRead) {
  Export("1.csv", 1, 3);
  Read();
  Export("2.csv", 2, 3, "4;Rutine;i fjor;\n");
  EXPECT_EQ(Told(Read()), (Names{"2", "3", "value_unreadable"}));
  Export("3.csv", 2, 3);
  EXPECT_EQ(Told(Read()), (Names{"2", "3", "-1"}));
}

TEST_F(WithdrawalTest, TakesAnExportThatLacksMostForCutShort) {
  Export("1.csv", 1, 40);
  ASSERT_EQ(Read().size(), 40u);
  Export("2.csv", 1, 19);
  const auto cut = Told(Read());
  ASSERT_EQ(cut.size(), 20u);
  EXPECT_EQ(cut.back(), "export_cut_short");
  // Twenty are half.
  Export("3.csv", 1, 20);
  EXPECT_EQ(Told(Read()).size(), 40u);
}

TEST_F(WithdrawalTest, TakesAnEmptyExportForNone) {
  Export("1.csv", 1, 2);
  Read();
  Export("2.csv", 1, 0);
  EXPECT_EQ(Told(Read()), Names{"no_rows"});
}

TEST_F(WithdrawalTest, KnowsWhatWasThereAfterAFullReadToo) {
  Export("1.csv", 1, 2);
  Read();
  std::filesystem::remove(inbox_.path() / "1.csv");
  Export("2.csv", 2, 2);
  EXPECT_EQ(Told(Read(/*full=*/true)), (Names{"2", "-1"}));
}

TEST_F(WithdrawalTest, TellsNothingToBeGoneInABackfill) {
  Export("1.csv", 1, 2);
  Read();
  Export("2.csv", 2, 2);
  const std::string checkpoint = checkpoint_;
  EXPECT_EQ(Told(Read(/*full=*/false, "2020-01-01")), (Names{"1", "2", "2"}));
  EXPECT_EQ(checkpoint_, checkpoint);
}

TEST_F(WithdrawalTest, SaysWhenThereAreTooManyToRemember) {
  Export("1.csv", 100000, 116000);
  const auto told = Told(Read());
  EXPECT_EQ(told.back(), "too_many_keys");
  EXPECT_LT(checkpoint_.size(), 10'000u);
}

}  // namespace
}  // namespace helhet::compilo
