// The connector as the hub drives it: streams, checkpoints, tables, replay, and input that is made to do harm.
#include <map>

#include "helhet/limits.h"
#include "helhet/testing/fake_host.h"
#include "helhet/testing/inbox.h"
#include "test_document.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ehandel {
namespace {

using Outcomes = std::map<std::string, std::string>;

const std::string kReceiptTable =
    "Varemottak;Dato;Ordrenummer;Kjøper orgnr;Leverandør orgnr;Linje;Ordrelinje;Varenummer;Antall;Enhetskode;Ansvar\n"
    "VM-1;02.05.2023;IO-1;938587051;991825827;1;1;S-7;12,5;EA;4025\n"
    "VM-2;03.05.2023;IO-2;938587051;;1;1;;3;;\n"
    "VM-1;02.05.2023;IO-1;938587051;991825827;2;3;S-9;1;EA;4025\n";
const std::string kUserTable =
    "Dato;Ansvar;Avdeling;Brukere\n"
    "2023-05-01;4025;;17\n"
    "2023-05-01;4030;Skole;0\n";

class EhandelTest : public ::testing::Test {
 protected:
  Status Configure(const std::string& more = "") { return ehandel_.Configure("{\"folder\": \"" + inbox_.path().string() + "\"" + more + "}"); }

  // Reads, and gives what came by locator: stream and key, or the code of a refusal.
  Outcomes Read(const std::string& checkpoint = "", const std::string& backfill_from = "") {
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    start.set_backfill_from(backfill_from);
    return Read(start);
  }
  Outcomes Read(const plugin::v1::ReadStart& start) {
    host_.ForgetBatches();
    status_ = ehandel_.Read(start);
    Outcomes outcomes;
    for (const auto& record : host_.Records()) {
      outcomes[record.locator()] = record.has_refusal() ? record.refusal().code() : record.stream() + ": " + record.natural_key();
    }
    return outcomes;
  }
  model::v1::Fact FactAt(const std::string& locator) {
    for (const auto& record : host_.Records()) {
      if (record.locator() == locator) return record.fact();
    }
    ADD_FAILURE() << "nothing at " << locator;
    return {};
  }

  testing::Inbox inbox_;
  testing::FakeHost host_;
  testing::ConnectorDriver ehandel_{helhet_plugin_entry(), host_};
  Status status_;
};

TEST_F(EhandelTest, DeliversEachKindOfDocumentInItsStream) {
  inbox_.Put("1.xml", Order());
  inbox_.Put("2.xml", OrderResponse());
  inbox_.Put("3.xml", Catalogue());
  inbox_.PutZip("4.zip", {{"p.xml", DespatchAdvice()}});
  inbox_.Put("5.xml", UblDocument("Invoice", "<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>"));
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"1.xml", "orders: order/938587051/IO-1"},
                              {"2.xml", "order_updates: order_response/991825827/R-1"},
                              {"3.xml", "catalogues: catalogue/991825827/K-1/2"},
                              {"4.zip!p.xml", "goods_receipts: despatch_advice/991825827/P-1"},
                              {"5.xml", "not_e_commerce"}}));
  for (const auto& record : host_.Records()) {
    EXPECT_FALSE(record.raw().empty());
    EXPECT_EQ(record.raw_media_type(), "application/xml");
    EXPECT_EQ(record.refusal().remedy().empty(), record.has_fact());
  }
}

TEST_F(EhandelTest, ReadsThePlatformsTableOfGoodsReceipts) {
  inbox_.Put("varemottak.csv", kReceiptTable);
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"varemottak.csv, row 2", "goods_receipts: 938587051/VM-1"},
                              {"varemottak.csv, row 3", "goods_receipts: 938587051/VM-2"}}));
  EXPECT_EQ(host_.Records()[0].business_key(), "goods_receipt/938587051/VM-1");
  const auto fact = FactAt("varemottak.csv, row 2");
  const auto& receipt = fact.goods_receipt();
  EXPECT_EQ(receipt.evidence(), model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED);
  EXPECT_EQ(receipt.receipt_date(), "2023-05-02");
  EXPECT_EQ(receipt.order_reference(), "IO-1");
  EXPECT_EQ(receipt.supplier_organisation_number(), "991825827");
  ASSERT_EQ(receipt.lines_size(), 2);
  EXPECT_EQ(receipt.lines(0).quantity_micros(), 12'500'000);
  EXPECT_EQ(receipt.lines(1).order_line_reference(), "3");
  EXPECT_EQ(receipt.lines(1).seller_item_id(), "S-9");
  EXPECT_EQ(fact.unit_codes(0).scheme() + "=" + fact.unit_codes(0).code(), "responsibility=4025");
}

TEST_F(EhandelTest, ReadsThePlatformsTableOfUsersWhoCanOrder) {
  inbox_.Put("brukere.csv", kUserTable);
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"brukere.csv, row 2", "users: ehandel/users_who_can_order/responsibility=4025/2023-05-01"},
                              {"brukere.csv, row 3", "users: ehandel/users_who_can_order/department=Skole;responsibility=4030/2023-05-01"}}));
  const auto fact = FactAt("brukere.csv, row 2");
  EXPECT_EQ(fact.statistic().provider(), "ehandel");
  EXPECT_EQ(fact.statistic().series(), "users_who_can_order");
  EXPECT_EQ(fact.statistic().value_micros(), 17'000'000);
  EXPECT_EQ(fact.statistic().statistic_kind(), model::v1::STATISTIC_KIND_HISTORY);
  EXPECT_TRUE(FactAt("brukere.csv, row 3").statistic().has_value_micros()) << "nobody is not unknown";
}

TEST_F(EhandelTest, RefusesARowThatSaysTooLittleAndReadsTheOthers) {
  inbox_.Put("brukere.csv", kUserTable + "2023-05-01;4031;;\n;4032;;5\n2023-05-01;4033;;mange\n");
  inbox_.Put("varemottak.csv", kReceiptTable + ";02.05.2023;IO-1;938587051;;1;1;;1;;\n");
  ASSERT_TRUE(Configure().ok());
  const Outcomes outcomes = Read();
  EXPECT_EQ(outcomes.at("brukere.csv, row 4"), "value_missing");
  EXPECT_EQ(outcomes.at("brukere.csv, row 5"), "value_missing");
  EXPECT_EQ(outcomes.at("brukere.csv, row 6"), "value_unreadable");
  EXPECT_EQ(outcomes.at("varemottak.csv, row 5"), "key_missing");
  EXPECT_EQ(outcomes.size(), 2u + 3u + 2u + 1u);
}

// The columns are the connector's own: no setting can tell the rows apart.
TEST_F(EhandelTest, TellsByWhichColumnsRowsMustDiffer) {
  inbox_.Put("brukere.csv", kUserTable + "2023-05-01;4025;;18\n");
  inbox_.Put("varemottak.csv", kReceiptTable + std::string(1000, '1') + ";02.05.2023;IO-1;938587051;;1;1;;1;;\n");
  ASSERT_TRUE(Configure().ok());
  const Outcomes outcomes = Read();
  EXPECT_EQ(outcomes.at("brukere.csv, row 4"), "key_repeated");
  EXPECT_EQ(outcomes.at("varemottak.csv, row 5"), "identity_too_long");
  std::vector<std::string> remedies;
  for (const auto& record : host_.Records()) {
    if (record.has_refusal()) remedies.push_back(record.refusal().remedy());
  }
  EXPECT_EQ(remedies, (std::vector<std::string>{
                          "delete one of them; if both are right, let Dato and the columns of the unit tell the rows apart",
                          "let Kjøper orgnr and Varemottak tell the receipts apart"}));
}

TEST_F(EhandelTest, TellsWhichColumnsATableWouldNeed) {
  inbox_.Put("a.csv", "Nummer;Dato\n1;2023-01-01\n");
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"a.csv", "not_e_commerce"}}));
  EXPECT_EQ(host_.Records()[0].refusal().what(),
            "neither an XML document nor a table of goods receipts (Varemottak, Dato, Ordrenummer, Kjøper orgnr, Ordrelinje, "
            "Antall) or of users (Dato, Brukere)");
}

TEST_F(EhandelTest, GivesTheSameFactsWhenWhatIsKeptIsReplayed) {
  inbox_.Put("1.xml", Order());
  inbox_.Put("2.csv", kReceiptTable);
  inbox_.Put("3.csv", kUserTable);
  inbox_.Put("4.csv", kUserTable + ";4032;;5\n");
  inbox_.Put("5.pdf", "%PDF-1.7");
  ASSERT_TRUE(Configure().ok());
  const Outcomes first = Read();
  std::map<std::string, std::string> facts;
  plugin::v1::ReadStart replay;
  replay.set_checkpoint("{}");
  for (const auto& record : host_.Records()) {
    facts[record.locator()] = record.fact().SerializeAsString();
    auto* kept = replay.add_replay();
    kept->set_stream(record.stream());
    kept->set_locator(record.locator());
    kept->set_raw(record.raw());
  }
  EXPECT_EQ(Read(replay), first);
  for (const auto& record : host_.Records()) EXPECT_EQ(record.fact().SerializeAsString(), facts[record.locator()]) << record.locator();
  EXPECT_EQ(host_.Checkpoint(), "{}");
}

TEST_F(EhandelTest, ReadsNothingAgainFromItsCheckpoint) {
  inbox_.Put("1.xml", Order());
  inbox_.Put("2.csv", kReceiptTable);
  ASSERT_TRUE(Configure().ok());
  Read();
  const std::string checkpoint = host_.Checkpoint();
  EXPECT_EQ(Read(checkpoint), Outcomes{});
  inbox_.Put("3.xml", OrderResponse());
  EXPECT_EQ(Read(checkpoint).size(), 1u);
}

TEST_F(EhandelTest, MovesPastATableOnlyWhenAllItsRowsAreStored) {
  std::string rows = kUserTable.substr(0, kUserTable.find('\n') + 1);
  for (int i = 0; i < 2500; ++i) rows += "2023-05-01;" + std::to_string(10000 + i) + ";;1\n";
  inbox_.Put("brukere.csv", rows);
  ASSERT_TRUE(Configure().ok());
  host_.CancelAfterBatches(1);
  EXPECT_LT(Read().size(), 2500u);
  const std::string checkpoint = host_.Checkpoint();
  host_.Resume();
  EXPECT_EQ(Read(checkpoint).size(), 2500u) << "all of it again: half a table is no place to begin";
  EXPECT_EQ(Read(host_.Checkpoint()), Outcomes{});
}

TEST_F(EhandelTest, BackfillsWhatCountsFromADayOn) {
  inbox_.Put("old.xml", With(Order(), "2023-04-01", "2022-12-31"));
  inbox_.Put("new.xml", With(Order(), "IO-1", "IO-2"));
  inbox_.Put("unknown.pdf", "%PDF");
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read("", "2023-01-01"), (Outcomes{{"new.xml", "orders: order/938587051/IO-2"}, {"unknown.pdf", "not_e_commerce"}}));
}

TEST_F(EhandelTest, RefusesOneBadDocumentAndReadsTheOthers) {
  const std::string whole = Order();
  inbox_.Put("truncated.xml", whole.substr(0, whole.size() / 2));
  inbox_.Put("encoding.xml", With(whole, "Stol", "Bl\xE5 stol"));
  inbox_.Put("bomb.xml", "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]>" + whole);
  inbox_.Put("external.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>");
  inbox_.Put("huge_amount.xml", With(whole, ">1000<", ">123456789012345678901234567890<"));
  inbox_.Put("empty.xml", "");
  inbox_.Put("empty.csv", "\n\n");
  inbox_.Put("binary.csv", std::string("Dato;Brukere\n\0\1\2", 16));
  inbox_.Put("rubbish.zip", "PK rubbish");
  inbox_.Put("right.xml", whole);
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"truncated.xml", "xml_malformed"},
                              {"encoding.xml", "xml_encoding"},
                              {"bomb.xml", "xml_doctype"},
                              {"external.xml", "xml_doctype"},
                              {"huge_amount.xml", "amount_out_of_range"},
                              {"empty.xml", "xml_malformed"},
                              {"empty.csv", "not_e_commerce"},
                              {"binary.csv", "not_e_commerce"},
                              {"rubbish.zip", "zip_corrupt"},
                              {"right.xml", "orders: order/938587051/IO-1"}}));
}

TEST_F(EhandelTest, RefusesADocumentInTheStreamOfItsKind) {
  inbox_.Put("1.xml", With(Catalogue(), "<cbc:ID>K-1</cbc:ID>", ""));
  inbox_.Put("2.xml", With(OrderResponse(), ">CA<", ">OK<"));
  inbox_.Put("3.xml", "<unknown/>");
  inbox_.Put("4.csv", "Varemottak;Dato;Ordrenummer;Kjøper orgnr;Ordrelinje;Antall\n;02.05.2023;IO-1;938587051;1;1\n");
  ASSERT_TRUE(Configure().ok());
  Read();
  std::map<std::string, std::string> streams;
  for (const auto& record : host_.Records()) streams[record.locator()] = record.has_refusal() ? record.stream() : "accepted";
  EXPECT_EQ(streams, (Outcomes{{"1.xml", "catalogues"}, {"2.xml", "order_updates"}, {"3.xml", "orders"}, {"4.csv, row 2", "goods_receipts"}}));
}

TEST_F(EhandelTest, RefusesACatalogueThatIsTooLargeInBoundedMemory) {
  inbox_.PutHuge("large.xml", "Catalogue");
  inbox_.Put("right.xml", Catalogue());
  ASSERT_TRUE(Configure().ok());
  Outcomes outcomes;
  EXPECT_LT(testing::PeakGrowthKib([&] { outcomes = Read(); }), 50 * 1024);
  EXPECT_EQ(outcomes, (Outcomes{{"large.xml", "too_large"}, {"right.xml", "catalogues: catalogue/991825827/K-1/2"}}));
}

TEST_F(EhandelTest, ReadsACatalogueOfTensOfThousandsOfItems) {
  const std::string one = Catalogue();
  const size_t begin = one.find("<cac:CatalogueLine>"), end = one.find("</Catalogue>");
  std::string lines;
  for (int i = 0; i < 30'000; ++i) lines += one.substr(begin, end - begin);
  inbox_.Put("large.xml", one.substr(0, begin) + lines + one.substr(end));
  ASSERT_TRUE(Configure().ok());
  Read();
  ASSERT_EQ(host_.Records().size(), 1u);
  EXPECT_EQ(host_.Records()[0].fact().catalogue().lines_size(), 30'000);
}

TEST_F(EhandelTest, DescribesItselfAndItsStreams) {
  inbox_.Put("a.xml", Order());
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(*ehandel_.Check(), inbox_.path().string() + ": 1 filer");
  EXPECT_EQ(ehandel_.Describe()->name(), "ehandel");
  std::string streams;
  const auto discovered = ehandel_.Discover();
  for (const auto& stream : discovered->streams()) streams += stream.name() + "=" + stream.kind() + " ";
  EXPECT_EQ(streams, "orders=order order_updates=order_update catalogues=catalogue goods_receipts=goods_receipt users=statistic ");
  EXPECT_EQ(ehandel_.Configure("{}").setting(), "settings.folder");
  EXPECT_EQ(Configure(", \"max_document_mib\": 31").setting(), "settings.max_document_mib");
}

}  // namespace
}  // namespace helhet::ehandel
