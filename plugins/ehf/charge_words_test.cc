#include "charge_words.h"

#include <gtest/gtest.h>

namespace helhet::ehf {
namespace {

using model::v1::CHARGE_KIND_FREIGHT;
using model::v1::CHARGE_KIND_INVOICE_FEE;
using model::v1::CHARGE_KIND_ITEM;
using model::v1::CHARGE_KIND_OTHER;

const ChargeWords kWords({}, {});

std::string RuleOfLine(const char* name, const char* description = "") { return kWords.OfLine(name, description).rule; }

TEST(ChargeWords, TellsAChargeByItsCodeBeforeItsWords) {
  EXPECT_EQ(kWords.OfCharge("FC", "Fakturagebyr").kind, CHARGE_KIND_FREIGHT);
  EXPECT_EQ(kWords.OfCharge("FC", "Fakturagebyr").rule, "code: FC");
  EXPECT_EQ(kWords.OfCharge("IS", "").kind, CHARGE_KIND_INVOICE_FEE);
  EXPECT_EQ(kWords.OfCharge("AEV", "Frakt").kind, CHARGE_KIND_OTHER);
}

TEST(ChargeWords, TellsAChargeByItsWordsWhenItsCodeSaysNothing) {
  EXPECT_EQ(kWords.OfCharge("", "Fakturagebyr").kind, CHARGE_KIND_INVOICE_FEE);
  EXPECT_EQ(kWords.OfCharge("", "Fakturagebyr").rule, "word: fakturagebyr");
  EXPECT_EQ(kWords.OfCharge("ZZZ", "Frakt").rule, "word: frakt");
  EXPECT_EQ(kWords.OfCharge("ABK", "Emballasje og levering").kind, CHARGE_KIND_FREIGHT);
  EXPECT_EQ(kWords.OfCharge("", "Insurance").kind, CHARGE_KIND_OTHER);
  EXPECT_EQ(kWords.OfCharge("", "Insurance").rule, "");
}

TEST(ChargeWords, ComparesWholeWordsWithoutRegardToCase) {
  EXPECT_EQ(RuleOfLine("FAKTURAGEBYR"), "word: fakturagebyr");
  EXPECT_EQ(RuleOfLine("Faktura-gebyr"), "word: faktura gebyr");
  EXPECT_EQ(RuleOfLine("Småordregebyr"), "word: småordregebyr");
  EXPECT_EQ(RuleOfLine("SMÅORDREGEBYR"), "word: småordregebyr");
  EXPECT_EQ(RuleOfLine("Utkjøring Levanger"), "word: utkjøring");
  EXPECT_EQ(RuleOfLine("Invoice fee"), "word: invoice fee");
}

TEST(ChargeWords, TellsLinesOfFeesAndFreight) {
  EXPECT_EQ(kWords.OfLine("Fakturagebyr papir", "").kind, CHARGE_KIND_INVOICE_FEE);
  EXPECT_EQ(kWords.OfLine("Gebyr: faktureringsgebyr april", "").kind, CHARGE_KIND_INVOICE_FEE);
  EXPECT_EQ(kWords.OfLine("Porto", "").kind, CHARGE_KIND_FREIGHT);
  EXPECT_EQ(kWords.OfLine("Frakt og ekspedisjon", "").kind, CHARGE_KIND_FREIGHT);
  EXPECT_EQ(kWords.OfLine("Miljøgebyr", "").kind, CHARGE_KIND_OTHER);
  EXPECT_EQ(kWords.OfLine("Diverse", "Fakturagebyr").rule, "word: fakturagebyr");
}

TEST(ChargeWords, LeavesGoodsThatOnlyLookAlike) {
  for (const char* name : {"Fraktbrev, 50 stk", "Portofolio mappe", "Transport av elever", "Skoleskyss transport", "Emballasje, pappeske",
                           "Fakturapapir", "Levering av mat til hjemmeboende", "Stol, frakt avtales", "Levering", ""}) {
    EXPECT_EQ(kWords.OfLine(name, "").kind, CHARGE_KIND_ITEM) << name;
    EXPECT_EQ(RuleOfLine(name), "") << name;
  }
}

TEST(ChargeWords, HeedsWordsThatSayThereIsNone) {
  EXPECT_EQ(kWords.OfLine("Printer inkl. fakturagebyr", "").kind, CHARGE_KIND_ITEM);
  EXPECT_EQ(kWords.OfLine("Kopipapir", "Frakt er med i prisen").kind, CHARGE_KIND_FREIGHT) << "begins with it, so it is told so";
  EXPECT_EQ(kWords.OfLine("Kopipapir", "Prisen er inkl. frakt og fakturagebyr").kind, CHARGE_KIND_ITEM);
  EXPECT_EQ(kWords.OfCharge("", "Uten frakt").kind, CHARGE_KIND_OTHER);
}

TEST(ChargeWords, KnowsAMunicipalitysOwnWords) {
  const ChargeWords own({"Plattformavgift"}, {"Bompasseringer i Åsenfjord"});
  EXPECT_EQ(own.OfLine("Plattformavgift mars", "").kind, CHARGE_KIND_INVOICE_FEE);
  EXPECT_EQ(own.OfLine("2 bompasseringer i åsenfjord", "").rule, "word: bompasseringer i åsenfjord");
  EXPECT_EQ(own.OfLine("2 bompasseringer", "").kind, CHARGE_KIND_ITEM);
}

}  // namespace
}  // namespace helhet::ehf
