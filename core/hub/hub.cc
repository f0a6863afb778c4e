#include "core/hub/hub.h"

#include <chrono>

#include "core/api/a3_service.h"
#include "core/api/benefit_service.h"
#include "core/api/configuration_service.h"
#include "core/api/connector_service.h"
#include "core/api/delivery_service.h"
#include "core/api/export_service.h"
#include "core/api/hub_service.h"
#include "core/api/measure_service.h"
#include "core/api/quarantine_service.h"
#include "core/api/report_service.h"
#include "core/hub/access_files.h"
#include "core/export/schedule.h"
#include "core/hub/consequences.h"
#include "core/hub/filed_document.h"
#include "core/hub/version.h"
#include "core/log.h"

namespace helhet::hub {

// One of each, by the names that they are stated with below.
struct Hub::Services {
  api::HubService hub;
  api::ConfigurationService configuration;
  api::ConnectorService connectors;
  api::MeasureService measures;
  api::A3Service a3s;
  api::BenefitService benefits;
  api::DeliveryService deliveries;
  api::ExportService exports;
  api::QuarantineService quarantine;
  api::ReportService reports;

  void AddTo(api::Server& server) {
    server.Add<api::v1::HubService>(hub);
    server.Add<api::v1::ConfigurationService>(configuration);
    server.Add<api::v1::ConnectorService>(connectors);
    server.Add<api::v1::MeasureService>(measures);
    server.Add<api::v1::A3Service>(a3s);
    server.Add<api::v1::BenefitService>(benefits);
    server.Add<api::v1::DeliveryService>(deliveries);
    server.Add<api::v1::ExportService>(exports);
    server.Add<api::v1::QuarantineService>(quarantine);
    server.Add<api::v1::ReportService>(reports);
  }
};

namespace {

api::v1::ListPluginsResponse ListPlugins(const plugin::PluginCatalogue& catalogue) {
  api::v1::ListPluginsResponse list;
  for (const plugin::InstalledPlugin& installed : catalogue.plugins()) {
    api::v1::Plugin& plugin = *list.add_plugins();
    plugin.set_name(installed.manifest.name);
    plugin.set_version(installed.manifest.version);
    plugin.set_title(installed.manifest.title);
    plugin.set_description(installed.manifest.description);
    plugin.set_contract(installed.manifest.contract);
  }
  for (const Status& problem : catalogue.problems()) list.add_problems(problem.message());
  return list;
}

api::ConnectorParts ConnectorPartsOf(run::Runner& runner, ConnectorPool& pool, RetryRules& rules, const plugin::PluginCatalogue& catalogue) {
  return {
      .runner = runner,
      .problem = [&](const std::string& municipality_id, const model::v1::Connector& connector) -> Status {
        HELHET_RETURN_IF_ERROR(CheckConnector(catalogue, connector));
        return rules.MayStart(municipality_id, connector.connector_id());
      },
      .forgive = [&](const std::string& municipality_id, const std::string& connector_id) { rules.Forgive(municipality_id, connector_id); },
      .check = [&](const std::string& municipality_id, const model::v1::Connector& connector) -> Result<api::v1::CheckConnectorResponse> {
        HELHET_ASSIGN_OR_RETURN(const CheckedConnector checked, pool.Check(municipality_id, connector));
        api::v1::CheckConnectorResponse response;
        response.set_summary(checked.summary);
        for (const std::string& wall : checked.confinement) response.add_confinement(wall);
        return response;
      },
      .plugins = ListPlugins(catalogue)};
}

}  // namespace

int64_t NowUs() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Hub::Hub(const Options& options) : options_(options) {}

Result<std::unique_ptr<Hub>> Hub::Start(const Options& options) {
  std::unique_ptr<Hub> hub(new Hub(options));
  hub->started_us_ = NowUs();
  HELHET_RETURN_IF_ERROR(hub->OpenStore());
  HELHET_RETURN_IF_ERROR(hub->StartPlugins());
  HELHET_RETURN_IF_ERROR(hub->StartRuns());
  hub->StartDeliveries();
  HELHET_RETURN_IF_ERROR(hub->Serve());
  return hub;
}

Hub::~Hub() {
  // Before the server: a call that waits for a run would hold it.
  if (runner_ != nullptr) runner_->CancelAll();
  if (relay_ != nullptr) relay_->Stop();
  if (pool_ != nullptr) pool_->CancelWrites();
  if (server_ != nullptr) server_->Stop();
  day_change_.reset();
  scheduler_.reset();
  runner_.reset();
  relay_.reset();
}

const std::string& Hub::address() const { return server_->address(); }

Status Hub::OpenStore() {
  HELHET_ASSIGN_OR_RETURN(data_, DataFolder::Open(options_.data));
  HELHET_ASSIGN_OR_RETURN(store_lock_, LockStore(options_.StoreUrl()));
  HELHET_ASSIGN_OR_RETURN(database_, store::OpenDatabase(options_.StoreUrl()));
  HELHET_ASSIGN_OR_RETURN(const auto connection, database_->Connect());
  HELHET_RETURN_IF_ERROR(store::Migrate(*connection));
  HELHET_ASSIGN_OR_RETURN(const bool passes, store::PassesRowLevelSecurity(*connection));
  if (passes) spdlog::warn("store_role_passes_row_level_security remedy=\"give the hub a role that is no superuser and has no BYPASSRLS\"");
  tokens_ = std::make_unique<security::TokenRegistry>(*database_, NowUs);
  return EnsureAdministrator(*tokens_, options_.data);
}

Status Hub::StartPlugins() {
  catalogue_ = std::make_unique<plugin::PluginCatalogue>(options_.plugins);
  for (const Status& problem : catalogue_->problems()) spdlog::warn("plugin_left_out why=\"{}\"", problem.message());
  plugin::SupervisorOptions supervision;
  supervision.host_program = options_.host_program;
  supervision.runtime_folder = data_->runtime_folder;
  // In a build the model's library lies beside the programs; installed, where the system looks for it.
  const auto libraries = options_.host_program.parent_path().parent_path() / "lib";
  if (std::filesystem::is_directory(libraries)) supervision.library_folders = {libraries};
  supervision.sandbox = options_.sandbox;
  HELHET_ASSIGN_OR_RETURN(supervision.forward_proxy, options_.OutgoingProxy());
  supervision.own_folders = {options_.data, data_->runtime_folder};
  if (const auto file = StoreFile(options_.StoreUrl())) supervision.own_folders.push_back(*file);
  HELHET_ASSIGN_OR_RETURN(supervisor_, plugin::Supervisor::Start(std::move(supervision), *catalogue_, limiter_));
  HELHET_ASSIGN_OR_RETURN(confinement_gaps_, supervisor_->ConfinementGaps());
  for (const std::string& gap : confinement_gaps_) spdlog::warn("confinement_gap part=\"{}\"", gap);
  pool_ = std::make_unique<ConnectorPool>(*supervisor_, options_.child_idle, options_.data / kSecretsFolder);
  return OkStatus();
}

Status Hub::StartRuns() {
  runner_ = std::make_unique<run::Runner>(run::RunnerContext{
      .database = *database_,
      .connect = [this](const std::string& municipality_id, const model::v1::Connector& connector) {
        return pool_->Connect(municipality_id, connector);
      },
      .release = [this](const std::string& municipality_id, const std::string& connector_id) { pool_->Release(municipality_id, connector_id); },
      .retry_after = [this](const std::string& municipality_id, const std::string& connector_id, const Status& outcome) {
        return retry_rules_.Ended(municipality_id, connector_id, outcome);
      },
      .recompute = [](store::TenantStore& store, const std::string& run_id) { return CatchUp(store, run_id, NowUs()); },
      .holder = data_->hub_id,
      .now_us = NowUs});
  // Before recovery, lest midnight falls between them.
  day_change_ = std::make_unique<DayChange>(*database_, NowUs);
  HELHET_RETURN_IF_ERROR(runner_->Recover());
  scheduler_ = std::make_unique<run::Scheduler>(*database_, [this](const run::RunRequest& request) -> Status {
    HELHET_RETURN_IF_ERROR(retry_rules_.MayStart(request.municipality_id, request.connector.connector_id()));
    return runner_->Start(request).status();
  });
  scheduler_->Start(NowUs);
  day_change_->Start();
  return OkStatus();
}

void Hub::StartDeliveries() {
  relay_ = std::make_unique<outbox::Relay>(outbox::RelayContext{
      .database = *database_,
      .make_due = [](store::TenantStore& store, int64_t now_us) { return exports::MakeDue(store, now_us); },
      .render = FiledDocument,
      .write = [this](const std::string& municipality_id, const model::v1::Connector& connector, const plugin::v1::WriteRequest& request) {
        return pool_->Write(municipality_id, connector, request);
      },
      .holder = data_->hub_id,
      .now_us = NowUs});
  relay_->Start();
}

Status Hub::Serve() {
  HELHET_ASSIGN_OR_RETURN(const auto names, security::ServerNames(options_.tls_names));
  HELHET_ASSIGN_OR_RETURN(const auto tls, security::PrepareTlsIdentity(options_.data / kTlsFolder, names, NowUs()));
  if (tls.renewed) spdlog::info("server_certificate_made names={}", fmt::join(names, ","));
  server_ = std::make_unique<api::Server>(*tokens_, *database_);
  const api::Gate& gate = server_->gate();
  services_.reset(new Services{
      .hub = {gate, *tokens_, {kVersion, database_->Describe(), started_us_, confinement_gaps_}, NowUs},
      .configuration = {gate, *database_, HooksOf(*database_, *catalogue_, NowUs, [this] { scheduler_->Wake(); }), NowUs},
      .connectors = {gate, ConnectorPartsOf(*runner_, *pool_, retry_rules_, *catalogue_)},
      .measures = {gate, NowUs},
      .a3s = {gate, NowUs},
      .benefits = {gate, NowUs},
      .deliveries = {gate, [this] { relay_->Wake(); }, NowUs},
      .exports = {gate, [this] { relay_->Wake(); }, NowUs},
      .quarantine = {gate, *runner_, [](store::TenantStore& store) { return CatchUp(store, "", NowUs()); }, NowUs},
      .reports = {gate, NowUs},
  });
  services_->AddTo(*server_);
  HELHET_RETURN_IF_ERROR(server_->Start({options_.listen, tls}));
  return WriteClientFile(options_.data, server_->address());
}

}  // namespace helhet::hub
