// Exports in several files.
#include <map>

#include "ledger_fixture.h"

namespace helhet::saft {
namespace {

const std::string kSuppliers = SuppliersXml(SupplierXml("50", "991825827"));
const std::string kName = "SAF-T Financial_938587051_20240401120000";

// Flags and organisation numbers by natural key, as the hub has them after the read: the later of two counts.
class SplitExportTest : public LedgerFixture {
 protected:
  std::map<std::string, model::v1::Fact> Facts(const plugin::v1::ReadStart& start = {}) {
    std::map<std::string, model::v1::Fact> facts;
    for (const auto& record : Read("", start)) facts[record.natural_key()] = record.fact();
    return facts;
  }
  static model::v1::Fact Only(const std::map<std::string, model::v1::Fact>& facts) {
    EXPECT_EQ(facts.size(), 1u);
    return facts.empty() ? model::v1::Fact() : facts.begin()->second;
  }
  void ExpectBothKnown(const std::map<std::string, model::v1::Fact>& facts) {
    ASSERT_EQ(facts.size(), 2u);
    for (const auto& [key, fact] : facts) {
      EXPECT_EQ(fact.ledger_entry().supplier_organisation_number(), "991825827") << key;
      EXPECT_EQ(Flags(fact), Rules{}) << key;
    }
  }
  // Totals of the whole export stand in each part.
  const std::string first_ = FileXml(kSuppliers + EntriesXml(PurchaseXml("1"), TotalsXml(2, 200)));
  const std::string second_ = FileXml(EntriesXml(PurchaseXml("2"), TotalsXml(2, 200)));
};

TEST_F(SplitExportTest, KnowsInEachPartWhatTheFirstSays) {
  Put(kName + "_1_2.xml", first_);
  Put(kName + "_2_2.xml", second_);
  ExpectBothKnown(Facts());
}

TEST_F(SplitExportTest, ReadsPartsInWhateverOrderAndZipFilesTheyCame) {
  PutZip("a.zip", {{kName + "_2_2.xml", second_}});
  PutZip("b.zip", {{"inni/" + kName + "_1_2.xml", first_}});
  ExpectBothKnown(Facts());
  EXPECT_EQ(Read().size(), 2u) << "each once";
}

TEST_F(SplitExportTest, ReadsTwoExportsWhosePartsLieInTheSameZipFiles) {
  const std::string other = "SAF-T Financial_938587051_20240501120000";
  const auto renumbered = [](std::string file) { return file.replace(file.find("<TransactionID>") + 15, 1, "9"); };
  PutZip("a.zip", {{kName + "_1_2.xml", first_}, {other + "_2_2.xml", renumbered(second_)}});
  PutZip("b.zip", {{kName + "_2_2.xml", second_}, {other + "_1_2.xml", first_}});
  const auto facts = Facts();
  ASSERT_EQ(facts.size(), 3u);
  for (const auto& [key, fact] : facts) EXPECT_EQ(Flags(fact), Rules{}) << key;
}

TEST_F(SplitExportTest, FindsTheFirstPartThatCameLongBefore) {
  Put(kName + "_1_2.xml", first_);
  EXPECT_EQ(Flags(Only(Facts())), Rules{"export_incomplete"});
  plugin::v1::ReadStart start;
  start.set_checkpoint(host_.Checkpoint());
  Put(kName + "_2_2.xml", second_);
  ExpectBothKnown(Facts(start));
}

TEST_F(SplitExportTest, ReadsTheSecondPartAgainWhenTheFirstComesLate) {
  Put(kName + "_2_2.xml", second_);
  EXPECT_EQ(Flags(Only(Facts())), (Rules{"supplier_unknown", "export_incomplete"}));
  plugin::v1::ReadStart start;
  start.set_checkpoint(host_.Checkpoint());
  Put(kName + "_1_2.xml", first_);
  ExpectBothKnown(Facts(start));
}

TEST_F(SplitExportTest, TakesThePartThatCameLastOfTwo) {
  Put("gammel/" + kName + "_1_2.xml", first_);
  Put(kName + "_1_2.xml", first_);
  Put(kName + "_2_2.xml", second_);
  ExpectBothKnown(Facts());
}

TEST_F(SplitExportTest, ComparesTotalsOfEachPartOrOfAll) {
  Put(kName + "_1_2.xml", FileXml(kSuppliers + EntriesXml(PurchaseXml("1"), TotalsXml(1, 100))));
  Put(kName + "_2_2.xml", second_);
  ExpectBothKnown(Facts());
  Put(kName + "_2_2.xml", FileXml(EntriesXml(PurchaseXml("2"), TotalsXml(2, 300))));
  const auto facts = Facts();
  ASSERT_EQ(facts.size(), 2u);
  EXPECT_EQ(Flags(facts.at("ledger/938587051/K/2/2024")), Rules{"control_totals_differ"});
}

TEST_F(SplitExportTest, RefusesMorePartsThanCanBeOpen) {
  Put(kName + "_1_201.xml", first_);
  const auto records = Read();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].refusal().code(), "too_many_parts");
}

}  // namespace
}  // namespace helhet::saft
