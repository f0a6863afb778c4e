// What tests of benefit accounts share: a municipality with a sheet, units, invoices and a benefit.
#pragma once

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/configuration/documents.h"
#include "core/measure/recompute.h"
#include "core/measure/testing/fact_book.h"
#include "core/security/identity.h"
#include "core/store/testing/test_database.h"

namespace helhet::benefit {

// 20 January 2026, noon in Norway.
inline constexpr int64_t kNowUs = 1'768'906'800'000'000;

template <typename Message>
Message Parsed(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// Unit `topp` has the sheet `ark`; below it are `a` and `b`.
class BenefitStoreTest : public testing::TestWithParam<store::Backend> {
 protected:
  BenefitStoreTest() {
    Save("municipality", "5037", Parsed<model::v1::Municipality>("municipality_id: '5037' name: 'Levanger'"));
    Save("unit", "topp", Parsed<model::v1::Unit>("unit_id: 'topp' name: 'Levanger'"));
    for (const std::string id : {"a", "b"}) Save("unit", id, Parsed<model::v1::Unit>("unit_id: '" + id + "' name: 'Enhet " + id + "' parent_id: 'topp'"));
    Save("a3", "ark", Parsed<model::v1::A3>("a3_id: 'ark' unit_id: 'topp'"));
  }

  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message, int64_t now_us = 1) {
    const auto saved = configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", now_us);
    ASSERT_TRUE(saved.ok()) << saved.status().message();
  }
  void SaveBenefit(const std::string& text, int64_t now_us = 1) {
    const auto benefit = Parsed<model::v1::Benefit>(text);
    Save("benefit", benefit.benefit_id(), benefit, now_us);
  }

  void Define(const std::string& measure) { book_.Define(measure::MeasureOf(measure)); }
  // So many invoices of a unit on a day.
  void AddInvoices(const std::string& unit_id, const std::string& date, int count = 1, int64_t amount_minor = 100) {
    std::vector<std::pair<model::v1::Fact, std::string>> facts;
    for (int i = 0; i < count; ++i) {
      model::v1::Fact fact = measure::FactOf("invoice { type: INVOICE_TYPE_INVOICE currency_code: 'NOK' }");
      fact.mutable_invoice()->set_issue_date(date);
      fact.mutable_invoice()->set_tax_exclusive_amount_minor(amount_minor);
      facts.emplace_back(std::move(fact), unit_id);
    }
    book_.AddAll(facts);
  }
  void Recompute() {
    const auto recomputed = measure::Recompute(store_, {kNowUs, "run-1"});
    ASSERT_TRUE(recomputed.ok()) << recomputed.status().message();
    ASSERT_TRUE(recomputed->problems.empty()) << recomputed->problems.front().message();
  }

  static security::Identity As(security::Role role, const std::string& title) { return {"token", "5037", title, role}; }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  measure::FactBook book_{store_};
};

// Fewer invoices are better.
inline constexpr char kInvoices[] = R"(
  measure_id: 'fakturaer' direction: MEASURE_DIRECTION_DOWN kind: MEASURE_KIND_FLOW grain: PERIOD_MONTH formula: 'n'
  terms { name: 'n' facts: 'invoice' aggregate: AGGREGATE_COUNT })";

}  // namespace helhet::benefit
