// For tests: runs of a connector that does as it is told.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/run/lease.h"
#include "core/run/run.h"
#include "core/run/testing/scripted_connector.h"
#include "core/store/raw_payload.h"
#include "core/store/testing/test_database.h"

namespace helhet::run {

// Runs of a scripted connector, on both stores. Times come from a counter.
class RunFixture : public testing::TestWithParam<store::Backend> {
 protected:
  RunFixture() {
    model::v1::Unit unit;
    unit.set_unit_id("a");
    auto* code = unit.add_codes();
    code->set_scheme("buyer_reference");
    code->set_code("100");
    units_ = *model::UnitTree::Make({unit});
  }

  static plugin::v1::Record Invoice(const std::string& number, int64_t amount_minor, const std::string& buyer_reference = "100") {
    plugin::v1::Record record;
    record.set_stream("invoices");
    record.set_natural_key("invoice/987654325/" + number + "/2023-04-05");
    record.set_business_key(record.natural_key());
    record.set_locator("inbox/" + number + ".xml");
    record.set_raw("<Invoice>" + number + "</Invoice>");
    record.set_raw_media_type("application/xml");
    auto* fact = record.mutable_fact();
    auto* code = fact->add_unit_codes();
    code->set_scheme("buyer_reference");
    code->set_code(buyer_reference);
    auto* invoice = fact->mutable_invoice();
    invoice->set_type(model::v1::INVOICE_TYPE_INVOICE);
    invoice->set_number(number);
    invoice->set_issue_date("2023-04-05");
    invoice->set_tax_exclusive_amount_minor(amount_minor);
    invoice->add_lines()->set_net_amount_minor(amount_minor);
    return record;
  }
  static plugin::v1::Record Refused(const std::string& name) {
    plugin::v1::Record record;
    record.set_stream("invoices");
    record.set_natural_key("inbox/" + name);
    record.set_locator("inbox/" + name);
    record.set_raw("rubbish");
    record.mutable_refusal()->set_code("xml_malformed");
    record.mutable_refusal()->set_what("inbox/" + name + ": no XML");
    return record;
  }
  static plugin::v1::Record Deletion(const std::string& number) {
    plugin::v1::Record record = Invoice(number, 0);
    record.mutable_deletion();
    return record;
  }

  RunRecord Run(ScriptedConnector& connector, bool full = false, const std::string& connector_id = "ehf", bool dry_run = false) {
    auto result = TryRun(connector, full, connector_id, dry_run);
    EXPECT_TRUE(result.ok()) << result.status().message();
    if (!result.ok()) return {};
    EXPECT_TRUE(result->counters.Balanced());
    return *result;
  }
  Result<RunRecord> TryRun(ScriptedConnector& connector, bool full = false, const std::string& connector_id = "ehf", bool dry_run = false,
                           const std::string& holder = "hub-1") {
    RunRequest request;
    request.municipality_id = "5037";
    request.connector.set_connector_id(connector_id);
    request.connector.set_raw_retention_days(raw_retention_days_);
    request.full = full;
    request.dry_run = dry_run;
    const RunContext context{
        .database = database_.factory(),
        .connect = [&](const model::v1::Connector&) -> Result<plugin::Connection*> { return &connector; },
        .recompute = [&](store::TenantStore& store, const std::string&) -> Result<int64_t> {
          during_recompute_();
          return store.Execute("DELETE FROM dirty WHERE municipality_id = $1");
        },
        .units = units_,
        .codes_hash = codes_hash_,
        .precedence = {{"ehf", 1}, {"portal", 2}},
        .holder = holder,
        .now_us = [&] { return now_us_ += 1000; },
        .lease_beat = lease_beat_};
    return RunOnce(context, request);
  }

  // Waits until somebody extends the lease that is held. A batch that is committed meanwhile may write an earlier end first.
  void AwaitExtension() {
    const std::string sql = "SELECT lease_until_us FROM connector_state WHERE municipality_id = $1";
    const int64_t until_us = Number(sql);
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (Number(sql) <= until_us && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
    EXPECT_GT(Number(sql), until_us);
  }

  // The bytes behind a row; "gone" when they are not kept.
  std::string RawOf(const std::string& table, const std::string& locator) {
    const auto row = store_.QueryOne("SELECT connector_id, raw_sha256, raw_payload_id FROM " + table + " WHERE municipality_id = $1 AND locator = $2",
                                     {locator});
    if (!row.ok() || row->empty()) return "no such row";
    const auto raw = store::LoadRawPayload(store_, {store::AsText((*row)[0]), store::AsText((*row)[1]), store::AsInteger((*row)[2])});
    if (raw.status().code() == StatusCode::kNotFound) return "gone";
    return raw.ok() ? *raw : raw.status().message();
  }

  int64_t Number(const std::string& sql) {
    auto row = store_.QueryOne(sql);
    EXPECT_TRUE(row.ok()) << row.status().message();
    return row.ok() && !row->empty() ? store::AsInteger((*row)[0]) : -1;
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  model::UnitTree units_;
  int raw_retention_days_ = 0;
  std::string codes_hash_;
  std::atomic<int64_t> now_us_ = 1'700'000'000'000'000;
  std::chrono::milliseconds lease_beat_ = kLeaseBeat;
  std::function<void()> during_recompute_ = [] {};
};

}  // namespace helhet::run
