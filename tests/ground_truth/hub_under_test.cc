#include "tests/ground_truth/hub_under_test.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <set>

#include "core/configuration/documents.h"
#include "core/match/match.h"
#include "core/measure/recompute.h"
#include "core/measure/series.h"
#include "core/run/remap.h"

namespace helhet::truth {
namespace {

// Records in one message of a replay.
constexpr size_t kReplayRecords = 500;

void ExpectOk(const Status& status) { EXPECT_TRUE(status.ok()) << status.message(); }

Status Save(store::TenantStore& store, const api::v1::Resource& resource, int64_t now_us) {
  const auto save = [&](const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    return configuration::SaveDocument(store, kind, id, configuration::ToJson(message), "", now_us).status();
  };
  if (resource.has_municipality()) return save("municipality", resource.municipality().municipality_id(), resource.municipality());
  if (resource.has_unit()) return save("unit", resource.unit().unit_id(), resource.unit());
  if (resource.has_connector()) return save("connector", resource.connector().connector_id(), resource.connector());
  if (resource.has_measure()) return save("measure", resource.measure().measure_id(), resource.measure());
  return save("purchasing_rules", resource.purchasing_rules().purchasing_rules_id(), resource.purchasing_rules());
}

// Brings what is computed from facts up to date, as the hub does.
Result<int64_t> BringUpToDate(store::TenantStore& store, int64_t now_us, const std::string& run_id) {
  HELHET_RETURN_IF_ERROR(match::MatchFacts(store).status());
  HELHET_ASSIGN_OR_RETURN(const auto recomputed, measure::Recompute(store, {now_us, run_id}));
  return recomputed.written;
}

}  // namespace

void HubUnderTest::State(const Stated& stated) {
  for (const auto& resource : stated.resources()) {
    if (resource.has_connector()) stated_connectors_[resource.connector().connector_id()] = resource.connector();
  }
  ExpectOk(store_.InTransaction([&]() -> Status {
    for (const auto& resource : stated.resources()) HELHET_RETURN_IF_ERROR(Save(store_, resource, ++now_us_));
    for (const TrueMeasure& measure : TrueMeasures()) {
      HELHET_RETURN_IF_ERROR(configuration::SaveDocument(store_, "measure", measure.definition.measure_id(),
                                                         configuration::ToJson(measure.definition), "", ++now_us_).status());
    }
    return OkStatus();
  }));
  ExpectOk(run::RemapIfCodesChanged(store_).status());
  ExpectOk(BringUpToDate(store_, ++now_us_, "").status());
}

void HubUnderTest::Deliver(const std::vector<Delivery>& deliveries, size_t batch_records) {
  std::set<std::string> sending;
  for (const Delivery& delivery : deliveries) {
    run::ScriptedConnector& connector = connectors_[delivery.connector_id];
    connector.batch_records = batch_records;
    connector.records.push_back(delivery.record);
    sending.insert(delivery.connector_id);
  }
  for (const std::string& connector_id : sending) Run(connector_id, /*full=*/false);
}

void HubUnderTest::ReadAllAgain() {
  for (const auto& [connector_id, connector] : connectors_) Run(connector_id, /*full=*/true);
}

void HubUnderTest::Replay(const std::vector<Document>& documents) {
  std::map<std::string, std::vector<plugin::v1::Record>> by_connector;
  for (const Document& document : documents) by_connector[document.connector_id].push_back(document.record);
  for (const auto& [connector_id, records] : by_connector) Run(connector_id, /*full=*/false, &records);
}

void HubUnderTest::Run(const std::string& connector_id, bool full, const std::vector<plugin::v1::Record>* kept) {
  const auto units = configuration::LoadUnitTree(store_);
  const auto precedence = run::LoadPrecedence(store_);
  ASSERT_TRUE(units.ok() && precedence.ok());
  run::ScriptedConnector& connector = connectors_[connector_id];
  run::RunRequest request;
  request.municipality_id = kMunicipality;
  request.connector = stated_connectors_.at(connector_id);
  request.full = full;
  size_t next = 0;
  if (kept != nullptr) {
    // The locator of each is its place among the records.
    request.replay = [&](store::TenantStore&) -> Result<std::vector<plugin::v1::ReplayDocument>> {
      std::vector<plugin::v1::ReplayDocument> portion;
      for (; next < kept->size() && portion.size() < kReplayRecords; ++next) portion.emplace_back().set_locator(std::to_string(next));
      return portion;
    };
    connector.replay = [&](const plugin::v1::ReplayDocument& document) { return (*kept)[std::stoul(document.locator())]; };
  }
  const run::RunContext context{
      .database = database_.factory(),
      .connect = [&](const model::v1::Connector&) -> Result<plugin::Connection*> { return &connector; },
      .recompute = [&](store::TenantStore& store, const std::string& run_id) { return BringUpToDate(store, ++now_us_, run_id); },
      .units = *units,
      .precedence = *precedence,
      .holder = "hub-1",
      .now_us = [&] { return now_us_ += 1000; }};
  const auto record = run::RunOnce(context, request);
  ASSERT_TRUE(record.ok()) << record.status().message();
  EXPECT_EQ(record->state, "succeeded") << record->problem.message();
  EXPECT_TRUE(record->counters.Balanced());
  EXPECT_EQ(record->counters.refused, 0);
  // Of a read from the checkpoint, only what is new.
  const size_t least = kept != nullptr ? kept->size() : full ? connector.records.size() : 0;
  EXPECT_GE(record->counters.read, static_cast<int64_t>(least));
}

Statement HubUnderTest::Documents() {
  auto statement = StoredStatement(store_);
  ExpectOk(statement.status());
  return statement.ok() ? *std::move(statement) : Statement();
}

Statement HubUnderTest::Shown(const std::string& measure_id, const std::vector<std::string>& unit_ids, const std::string& period) {
  Statement shown;
  const auto units = configuration::LoadUnitTree(store_);
  ExpectOk(units.status());
  if (!units.ok()) return shown;
  const auto series = measure::ReadSeries(store_, *units, {measure_id, unit_ids, {period}});
  ExpectOk(series.status());
  if (!series.ok()) return shown;
  for (const auto& figure : series->figures) {
    char text[64] = "-";
    if (figure.observation.has_value()) std::snprintf(text, sizeof(text), "%.2f", figure.observation.value());
    shown[measure_id][figure.observation.unit_id()] = text;
  }
  return shown;
}

Statement HubUnderTest::Terms(const std::string& measure_id, const FiguresOf& which) {
  Statement terms;
  const auto units = configuration::LoadUnitTree(store_);
  ExpectOk(units.status());
  if (units.ok()) ExpectOk(AddStoredTerms(store_, *units, measure_id, which, terms));
  return terms;
}

Statement HubUnderTest::Figures(const FiguresOf& which) {
  const auto units = configuration::LoadUnitTree(store_);
  ExpectOk(units.status());
  if (!units.ok()) return {};
  auto figures = StoredFigures(store_, *units, which);
  ExpectOk(figures.status());
  return figures.ok() ? *std::move(figures) : Statement();
}

}  // namespace helhet::truth
