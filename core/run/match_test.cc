// Matching over what runs have stored, in whatever order it came. The rules themselves: core/match/README.md; a year of
// them worked by hand: tests/cases/worked_year.
#include "core/match/match.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/configuration/documents.h"
#include "core/run/batch_writer.h"
#include "core/store/testing/test_database.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;

constexpr const char* kSupplier = "987654325";

model::v1::Fact Fact(const std::string& text) {
  model::v1::Fact fact;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &fact)) << text;
  return fact;
}

class MatchTest : public testing::TestWithParam<store::Backend> {
 protected:
  MatchTest() {
    model::v1::Unit unit;
    unit.set_unit_id("topp");
    EXPECT_TRUE(configuration::SaveDocument(store_, "unit", "topp", configuration::ToJson(unit), "", 1).ok());
    model::v1::Municipality municipality;
    municipality.set_municipality_id("5037");
    municipality.set_organisation_number("938587051");
    EXPECT_TRUE(configuration::SaveDocument(store_, "municipality", "5037", configuration::ToJson(municipality), "", 1).ok());
  }

  // Stores facts under keys of their own; a key that comes again is a change, and text that is empty a deletion.
  void Bring(const std::vector<std::pair<std::string, std::string>>& facts) {
    plugin::v1::Batch batch;
    for (const auto& [key, text] : facts) {
      auto* record = batch.add_records();
      record->set_stream("all");
      record->set_natural_key(key);
      if (text.empty()) {
        record->mutable_deletion();
      } else {
        *record->mutable_fact() = Fact(text);
        auto* code = record->mutable_fact()->add_unit_codes();
        code->set_scheme("none");
        code->set_code("x");
      }
    }
    const auto units = configuration::LoadUnitTree(store_);
    const BatchTarget target{"source", "run-1", {}};
    const Status status = store_.InTransaction([&] { return BatchWriter(store_, target).Write(MapBatch(batch, {&*units, {}}), batch).status(); });
    EXPECT_TRUE(status.ok()) << status.message();
  }
  match::MatchCounts Match() {
    const auto counts = match::MatchFacts(store_);
    EXPECT_TRUE(counts.ok()) << counts.status().message();
    return counts.ok() ? *counts : match::MatchCounts();
  }
  std::string Of(const std::string& key, const std::string& column, const std::string& kind = "invoice") {
    auto row = store_.QueryOne("SELECT CAST(k." + column + " AS TEXT) FROM fact_" + kind + " k JOIN fact f ON f.municipality_id = k.municipality_id "
                               "AND f.fact_id = k.fact_id WHERE k.municipality_id = $1 AND f.natural_key = $2", {key});
    EXPECT_TRUE(row.ok()) << row.status().message();
    return row.ok() && !row->empty() ? AsText((*row)[0]) : "gone";
  }

  static std::string Invoice(const std::string& number, const std::string& date, const std::string& more = "") {
    return "invoice { type: INVOICE_TYPE_INVOICE number: '" + number + "' issue_date: '" + date + "' currency_code: 'NOK' supplier_organisation_number: '" +
           kSupplier + "' tax_exclusive_amount_minor: 10000 " + more + " }";
  }
  static std::string Order(const std::string& number, const std::string& date, const std::string& more = "") {
    return "order { number: '" + number + "' issue_date: '" + date + "' status: ORDER_STATUS_PLACED currency_code: 'NOK' supplier_organisation_number: '" +
           kSupplier + "' " + more + " }";
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
};

TEST_P(MatchTest, AnOrderVerifiesTheInvoicesThatNameItWheneverItComes) {
  Bring({{"i1", Invoice("1", "2024-03-05", "order_reference: ' po-7 '")}, {"i2", Invoice("2", "2024-03-05", "order_reference: 'PO-8'")},
         {"i3", Invoice("3", "2024-03-05")}});
  Match();
  EXPECT_EQ(Of("i1", "order_reference_status"), "claimed");
  EXPECT_EQ(Of("i3", "order_reference_status"), "none");
  EXPECT_EQ(Of("i1", "platform_reach"), "none");

  Bring({{"o7", Order("PO-7", "2024-03-01")}});
  EXPECT_EQ(Match().changed, 4) << "the order itself, the invoice that names it, and two whose supplier is in reach now";
  EXPECT_EQ(Of("i1", "order_reference_status"), "verified");
  EXPECT_EQ(Of("i2", "order_reference_status"), "claimed");
  EXPECT_EQ(Of("i3", "platform_reach"), "by_supplier");
  EXPECT_EQ(Match().matched, 0) << "nothing is left";

  Bring({{"o7", ""}});
  Match();
  EXPECT_EQ(Of("i1", "order_reference_status"), "claimed");
  EXPECT_EQ(Of("i3", "platform_reach"), "none");
}

TEST_P(MatchTest, AnOrderThatIsCancelledOrOfAnotherSupplierVerifiesNothing) {
  Bring({{"i1", Invoice("1", "2024-03-05", "order_reference: 'PO-7'")}, {"o7", Order("PO-7", "2024-03-01")}});
  Match();
  ASSERT_EQ(Of("i1", "order_reference_status"), "verified");
  Bring({{"c7", "order_update { number: 'C1' issue_date: '2024-03-02' kind: ORDER_UPDATE_KIND_CANCELLATION order_reference: 'PO-7' status: ORDER_STATUS_CANCELLED }"}});
  Match();
  EXPECT_EQ(Of("i1", "order_reference_status"), "claimed");
  EXPECT_EQ(Of("o7", "current_status", "order"), "cancelled");
  Bring({{"c7", ""}});
  Match();
  EXPECT_EQ(Of("i1", "order_reference_status"), "verified");
}

TEST_P(MatchTest, AnAgreementThatArrivesLateIsFoundBySupplierAndItemGroup) {
  const std::string line = "lines { line_id: '1' unspsc_code: '44121701' charge_kind: CHARGE_KIND_ITEM net_amount_minor: 10000 }";
  Bring({{"i1", Invoice("1", "2024-03-05", line)}, {"i2", Invoice("2", "2023-12-31", line)}});
  Match();
  EXPECT_EQ(Of("i1", "agreement_status"), "no_agreement");
  Bring({{"a1", std::string("agreement { number: '2024/1' supplier_organisation_number: '") + kSupplier + "' valid_from: '2024-01-01' unspsc_codes: '44120000' }"}});
  EXPECT_EQ(Match().changed, 1);
  EXPECT_EQ(Of("i1", "agreement_status"), "by_item_group");
  EXPECT_EQ(Of("i1", "agreement_number"), "2024/1");
  EXPECT_EQ(Of("i2", "agreement_status"), "no_agreement");
  Bring({{"a1", "agreement { number: '2024/1' supplier_organisation_number: '923609016' valid_from: '2024-01-01' unspsc_codes: '44120000' }"}});
  Match();
  EXPECT_EQ(Of("i1", "agreement_status"), "other_supplier");
}

TEST_P(MatchTest, ACreditNoteFollowsTheInvoiceThatItCredits) {
  const std::string credit = std::string("invoice { type: INVOICE_TYPE_CREDIT_NOTE number: '9' issue_date: '2024-04-01' currency_code: 'NOK' "
                                         "supplier_organisation_number: '") + kSupplier + "' preceding_invoices: '1' tax_exclusive_amount_minor: -5000 }";
  Bring({{"c9", credit}});
  Match();
  EXPECT_EQ(Of("c9", "order_reference_status"), "none");
  Bring({{"i1", Invoice("0001", "2024-03-05", "order_reference: 'PO-7'")}});
  Match();
  EXPECT_EQ(Of("c9", "order_reference_status"), "claimed");
  Bring({{"o7", Order("PO-7", "2024-03-01")}});
  Match();
  EXPECT_EQ(Of("c9", "order_reference_status"), "verified");
}

TEST_P(MatchTest, WhatIsInvoicedOnAnOrderAddsUpInOrderOfDates) {
  const std::string line = "lines { line_id: '1' order_line_reference: '1' quantity_micros: 6000000 unit_price_micros: 100000000 charge_kind: CHARGE_KIND_ITEM }";
  Bring({{"o7", Order("PO-7", "2024-03-01", "lines { line_id: '1' quantity_micros: 10000000 unit_price_micros: 100000000 }")},
         {"late", Invoice("2", "2024-04-05", "order_reference: 'PO-7' " + line)}});
  Match();
  EXPECT_EQ(Of("late", "order_match"), "automatic");
  EXPECT_EQ(Of("late", "receipt_status"), "unknown");
  Bring({{"early", Invoice("1", "2024-03-05", "order_reference: 'PO-7' " + line)}});
  Match();
  EXPECT_EQ(Of("early", "order_match"), "automatic");
  EXPECT_EQ(Of("late", "order_match"), "quantity_deviates") << "12 of 10";
  Bring({{"r1", "goods_receipt { number: 'R1' receipt_date: '2024-03-04' order_reference: 'PO-7' evidence: GOODS_RECEIPT_EVIDENCE_REGISTERED "
                "lines { order_line_reference: '1' quantity_micros: 6000000 } }"}});
  Match();
  EXPECT_EQ(Of("early", "receipt_status"), "received");
  EXPECT_EQ(Of("late", "receipt_status"), "short");
}

TEST_P(MatchTest, ThePostingTellsWhenAnInvoiceWasBookedAndWhatHasNone) {
  const std::string posting = std::string("ledger_entry { voucher_number: '1' posting_date: '2024-03-20' supplier_organisation_number: '") + kSupplier +
                              "' invoice_number: '0042' lines { account: '1120' art: '112' amount_minor: 10000 } lines { account: '2400' amount_minor: -10000 } }";
  Bring({{"l1", posting}});
  Match();
  EXPECT_EQ(Of("l1", "invoice_status", "ledger_entry"), "no_invoice");
  EXPECT_EQ(Of("l1", "purchase_amount_minor", "ledger_entry"), "10000");
  Bring({{"i1", Invoice("42", "2024-03-05")}});
  Match();
  EXPECT_EQ(Of("l1", "invoice_status", "ledger_entry"), "invoice");
  EXPECT_EQ(Of("i1", "posting_date"), "2024-03-20");
  EXPECT_EQ(Of("i1", "posting_days"), "15");
}

TEST_P(MatchTest, ChangedRulesMatchEverythingAnew) {
  Bring({{"i1", Invoice("1", "2024-03-05")}});
  Match();
  EXPECT_EQ(Of("i1", "population"), "purchase");
  model::v1::PurchasingRules rules;
  rules.set_purchasing_rules_id("innkjop");
  auto* supplier = rules.add_non_addressable_suppliers();
  supplier->set_organisation_number(kSupplier);
  supplier->set_valid_from("2024-01-01");
  EXPECT_TRUE(configuration::SaveDocument(store_, "purchasing_rules", "innkjop", configuration::ToJson(rules), "", 2).ok());
  Match();
  EXPECT_EQ(Of("i1", "population"), "non_addressable");
}

TEST_P(MatchTest, WhatIsAddressedToThoseWhoBuyForTheMunicipalityIsItsOwn) {
  constexpr char kCooperative[] = "912345678";
  Bring({{"i1", Invoice("1", "2024-03-05", "buyer_organisation_number: '938587051'")},
         {"a1", std::string("agreement { number: '2024/1' supplier_organisation_number: '") + kSupplier + "' valid_from: '2024-01-01' callers: '" + kCooperative + "' }"},
         {"c1", std::string("catalogue { number: 'K1' kind: CATALOGUE_KIND_CATALOGUE issue_date: '2024-01-01' supplier_organisation_number: '") + kSupplier +
                    "' buyer_organisation_number: '" + kCooperative + "' }"}});
  Match();
  EXPECT_EQ(Of("i1", "agreement_status"), "unknown");
  EXPECT_EQ(Of("i1", "platform_reach"), "none");
  model::v1::PurchasingRules rules;
  rules.set_purchasing_rules_id("innkjop");
  rules.add_central_purchasing_organisation_numbers(kCooperative);
  EXPECT_TRUE(configuration::SaveDocument(store_, "purchasing_rules", "innkjop", configuration::ToJson(rules), "", 2).ok());
  Match();
  EXPECT_EQ(Of("i1", "agreement_status"), "by_supplier");
  EXPECT_EQ(Of("i1", "platform_reach"), "by_supplier");
}

// What comes out is the same whatever came first.
TEST_P(MatchTest, TheOrderOfArrivalLeavesNoTrace) {
  std::vector<std::pair<std::string, std::string>> facts = {
      {"i1", Invoice("1", "2024-03-05", "order_reference: 'PO-7'")},
      {"i2", Invoice("2", "2024-03-06", "order_reference: 'PO-7'")},
      {"o7", Order("PO-7", "2024-03-01", "contract_reference: 'A-1'")},
      {"a1", std::string("agreement { number: 'A1' supplier_organisation_number: '") + kSupplier + "' valid_from: '2024-01-01' cpv_codes: '30000000' }"},
      {"l1", std::string("ledger_entry { posting_date: '2024-03-20' supplier_organisation_number: '") + kSupplier + "' invoice_number: '1' }"}};
  std::mt19937 random(5037);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(facts.begin(), facts.end(), random);
    for (const auto& fact : facts) {
      Bring({fact});
      Match();
    }
    EXPECT_EQ(Of("i1", "agreement_status"), "by_reference");
    EXPECT_EQ(Of("i2", "order_reference_status"), "verified");
    EXPECT_EQ(Of("i1", "posting_days"), "15");
    std::vector<std::pair<std::string, std::string>> gone;
    for (const auto& [key, text] : facts) gone.push_back({key, ""});
    Bring(gone);
    Match();
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, MatchTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
