#include "tests/support/test_hub.h"

#include <chrono>

#include "core/configuration/documents.h"
#include "core/match/match.h"
#include "core/measure/recompute.h"
#include "core/run/ledger.h"

namespace helhet::testing {
namespace {

constexpr char kHolder[] = "test-hub";

model::v1::Measure Share(const std::string& id, model::v1::Aggregate aggregate, const std::string& field) {
  model::v1::Measure measure;
  measure.set_measure_id(id);
  measure.set_title(id);
  measure.set_grain(model::v1::PERIOD_MONTH);
  measure.set_kind(model::v1::MEASURE_KIND_FLOW);
  measure.set_currency_code("NOK");
  for (const auto& [name, filter] : {std::pair("claimed", "order_reference_status = claimed"), std::pair("total", "")}) {
    auto* term = measure.add_terms();
    term->set_name(name);
    term->set_facts("invoice");
    term->set_aggregate(aggregate);
    term->set_field(field);
    term->set_filter(filter);
  }
  measure.set_formula("100 * claimed / total");
  return measure;
}

Result<int64_t> CatchUp(store::TenantStore& store, const std::string& run_id) {
  HELHET_RETURN_IF_ERROR(match::MatchFacts(store).status());
  HELHET_ASSIGN_OR_RETURN(const auto recomputed, measure::Recompute(store, {NowUs(), run_id}));
  return recomputed.written;
}

}  // namespace

int64_t NowUs() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

TestHub::TestHub(store::DatabaseFactory& database, std::unique_ptr<store::Database> connection, std::vector<std::filesystem::path> plugins)
    : database_(database), connection_(std::move(connection)), store_(*connection_, kMunicipality), catalogue_(plugins) {}

Result<std::unique_ptr<TestHub>> TestHub::Start(store::DatabaseFactory& database, const std::filesystem::path& runtime_folder,
                                                std::vector<std::filesystem::path> extra_plugins, const plugin::Deadlines& deadlines) {
  HELHET_ASSIGN_OR_RETURN(auto connection, database.Connect());
  extra_plugins.push_back(HELHET_PLUGINS_DIR);
  std::unique_ptr<TestHub> hub(new TestHub(database, std::move(connection), std::move(extra_plugins)));
  plugin::SupervisorOptions options;
  options.host_program = HELHET_HOST_PROGRAM;
  options.runtime_folder = runtime_folder;
  options.library_folders = {HELHET_LIBRARY_DIR};
  options.deadlines = deadlines;
  HELHET_ASSIGN_OR_RETURN(hub->supervisor_, plugin::Supervisor::Start(std::move(options), hub->catalogue_, hub->limiter_));
  return hub;
}

Status TestHub::StateOrganisation() {
  return store_.InTransaction([&]() -> Status {
    const auto save = [&](const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
      return configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1).status();
    };
    model::v1::Municipality municipality;
    municipality.set_municipality_id(kMunicipality);
    municipality.set_name("Levanger");
    HELHET_RETURN_IF_ERROR(save("municipality", kMunicipality, municipality));
    for (const std::string id : {"topp", "a", "b", "c", "d"}) {
      model::v1::Unit unit;
      unit.set_unit_id(id);
      if (id != "topp") {
        unit.set_parent_id("topp");
        auto* code = unit.add_codes();
        code->set_scheme("buyer_reference");
        code->set_code(std::to_string(id[0] - 'a' + 1) + "00");
      }
      HELHET_RETURN_IF_ERROR(save("unit", id, unit));
    }
    HELHET_RETURN_IF_ERROR(save("measure", "share-amount", Share("share-amount", model::v1::AGGREGATE_SUM, "tax_exclusive_amount_minor")));
    return save("measure", "share-count", Share("share-count", model::v1::AGGREGATE_COUNT, ""));
  });
}

Status TestHub::Recover() {
  HELHET_RETURN_IF_ERROR(run::InterruptRuns(store_, kHolder, NowUs()));
  return CatchUp(store_, "recovery").status();
}

Result<run::RunRecord> TestHub::Run(const model::v1::Connector& connector, bool full) {
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store_));
  const plugin::InstanceConfig instance{kMunicipality, connector.connector_id(), connector.plugin(), "", connector.settings_json(), {}};
  std::unique_ptr<plugin::Connection> connection;
  const run::RunContext context{
      .database = database_,
      .connect = [&](const model::v1::Connector&) -> Result<plugin::Connection*> {
        HELHET_ASSIGN_OR_RETURN(connection, supervisor_->Connect(instance));
        return connection.get();
      },
      .recompute = CatchUp,
      .units = units,
      .precedence = {},
      .holder = kHolder,
      .now_us = NowUs};
  run::RunRequest request;
  request.municipality_id = kMunicipality;
  request.connector = connector;
  request.full = full;
  auto record = run::RunOnce(context, request);
  if (connection != nullptr) supervisor_->KeepWarm(instance, std::move(connection));
  return record;
}

}  // namespace helhet::testing
