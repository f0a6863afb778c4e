// What tests of stored measures share: one measure, invoices, and how its cells are told.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/measure/generations.h"
#include "core/measure/recompute.h"
#include "core/measure/testing/fact_book.h"
#include "core/store/testing/test_database.h"

namespace helhet::measure {

// The share of spend that refers to an order, by amount.
inline constexpr char kShare[] = R"(
  measure_id: 'share' formula: '100 * with_order / total' currency_code: 'NOK'
  terms { name: 'with_order' facts: 'invoice' aggregate: AGGREGATE_SUM field: 'tax_exclusive_amount_minor'
          filter: 'order_reference_status = claimed' }
  terms { name: 'total' facts: 'invoice' aggregate: AGGREGATE_SUM field: 'tax_exclusive_amount_minor' })";

inline model::v1::Fact Invoice(const std::string& date, int64_t amount_minor, const std::string& currency = "NOK", bool has_order = false) {
  model::v1::Fact fact = FactOf("invoice { type: INVOICE_TYPE_INVOICE }");
  fact.mutable_invoice()->set_issue_date(date);
  fact.mutable_invoice()->set_currency_code(currency);
  fact.mutable_invoice()->set_tax_exclusive_amount_minor(amount_minor);
  fact.mutable_invoice()->set_order_reference_status(has_order ? model::v1::ORDER_REFERENCE_STATUS_CLAIMED : model::v1::ORDER_REFERENCE_STATUS_NONE);
  return fact;
}

// A municipality in a fresh store.
class MeasureStoreTest : public testing::TestWithParam<store::Backend> {
 protected:
  Recomputed Checked(const Result<Recomputed>& result) {
    EXPECT_TRUE(result.ok()) << result.status().message();
    return result.ok() ? *result : Recomputed();
  }
  Recomputed RecomputeAll() { return Checked(Recompute(store_, {1'700'000'000'000'000, "run-1"})); }
  Recomputed DrainAll() { return Checked(Drain(store_, {1'700'000'000'000'001, "run-2"})); }

  // Terms that show, with revision and facts in other currencies: `[5,10] r1 +0`; empty when there is no cell.
  std::string Cell(const std::string& unit, const std::string& period, const std::string& measure = "share") {
    const auto row = store_.QueryOne(
        "SELECT c.terms, c.revision, c.other_currency_count FROM cell c JOIN measure_state s ON s.municipality_id = c.municipality_id "
        "AND s.measure_id = c.measure_id AND s.generation = c.generation WHERE c.municipality_id = $1 AND c.measure_id = $2 "
        "AND c.unit_id = $3 AND c.period = $4", {measure, unit, period});
    EXPECT_TRUE(row.ok()) << row.status().message();
    if (!row.ok() || row->empty()) return "";
    return store::AsText((*row)[0]) + " r" + std::to_string(store::AsInteger((*row)[1])) + " +" + std::to_string(store::AsInteger((*row)[2]));
  }
  // Runs a statement that is shown to people, as they would. It names the municipality by its value.
  int64_t RunShown(const std::string& sql) {
    int64_t number = -1;
    EXPECT_TRUE(connection_->BindTenant("5037").ok());
    const Status status = connection_->Query(sql, {}, [&](const store::Row& row) {
      number = store::AsInteger(row[0], -1);
      // PostgreSQL sums integers as decimals.
      if (const double* decimal = std::get_if<double>(&row[0])) number = static_cast<int64_t>(*decimal);
      return OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status.message();
    return number;
  }
  int64_t Observations() { return book_.Number("SELECT COUNT(*) FROM observation WHERE municipality_id = $1"); }
  int64_t Marks() { return book_.Number("SELECT COUNT(*) FROM dirty WHERE municipality_id = $1"); }
  MeasureState State(const std::string& measure = "share") {
    const auto states = LockStates(store_);
    for (const MeasureState& state : *states) {
      if (state.measure_id == measure) return state;
    }
    ADD_FAILURE() << "no state of " << measure;
    return {};
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  FactBook book_{store_};
};

}  // namespace helhet::measure
