#include "core/cli/testing/fake_hub.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>

#include "core/security/tls_identity.h"

namespace helhet::cli {

using namespace api::v1;  // NOLINT: this file is about these messages

#define HELHET_CANNED(Method, answer)                                                                                    \
  grpc::Status Method(grpc::ServerContext* context, const Method##Request* request, Method##Response* response) override { \
    static_cast<void>(request);                                                                                          \
    answer                                                                                                               \
  }

struct FakeHub::Services {
  explicit Services(FakeHub& hub)
      : hub_service{hub}, configuration{hub}, connectors{hub}, measures{hub}, a3s{hub}, benefits{hub}, deliveries{hub}, exports{hub}, quarantine{hub}, reports{hub} {}

  struct OfHub : HubService::Service {
    explicit OfHub(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(GetStatus, if (!hub.examples_of_status.empty()) context->AddTrailingMetadata(api::kExampleDataKey, hub.examples_of_status);
                  if (!hub.status_failure.ok()) return hub.status_failure; return hub.Answer(context, hub.status, response);)
    HELHET_CANNED(CreateToken, hub.token_request = *request; return hub.Answer(context, hub.token, response);)
    FakeHub& hub;
  } hub_service;

  struct OfConfiguration : ConfigurationService::Service {
    explicit OfConfiguration(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ApplyConfiguration, hub.apply_request = *request; return hub.Answer(context, hub.applied, response);)
    HELHET_CANNED(ExportConfiguration, return hub.Answer(context, hub.exported, response);)
    HELHET_CANNED(ListEditions, return hub.Answer(context, hub.editions, response);)
    HELHET_CANNED(GetEdition, return hub.Answer(context, hub.edition, response);)
    FakeHub& hub;
  } configuration;

  struct OfConnectors : ConnectorService::Service {
    explicit OfConnectors(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ListConnectors, return hub.Answer(context, hub.connectors, response);)
    HELHET_CANNED(CheckConnector, return hub.Answer(context, hub.checked, response);)
    HELHET_CANNED(CancelRun, return hub.Answer(context, CancelRunResponse(), response);)
    HELHET_CANNED(ListRuns, return hub.Answer(context, hub.past_runs, response);)
    HELHET_CANNED(ListPlugins, return hub.Answer(context, hub.plugins, response);)
    grpc::Status RunConnector(grpc::ServerContext* context, const RunConnectorRequest* request, grpc::ServerWriter<RunConnectorResponse>* writer) override {
      hub.run_request = *request;
      RunConnectorResponse first;
      const grpc::Status status = hub.Answer(context, first, &first);
      if (!status.ok()) return status;
      const auto run = hub.runs.find(request->connector_id());
      if (run == hub.runs.end()) return grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, "the connector is being run already");
      for (const auto& response : run->second) writer->Write(response);
      return grpc::Status::OK;
    }
    FakeHub& hub;
  } connectors;

  struct OfMeasures : MeasureService::Service {
    explicit OfMeasures(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ListMeasures, return hub.Answer(context, hub.measures, response);)
    HELHET_CANNED(GetSeries, return hub.Answer(context, hub.series, response);)
    HELHET_CANNED(GetSourceDocument, GetSourceDocumentResponse piece; piece.set_total_length(static_cast<int64_t>(hub.document.size()));
                  piece.set_data(hub.document.substr(static_cast<size_t>(request->offset()), 5)); return hub.Answer(context, piece, response);)
    HELHET_CANNED(ExplainFigure, hub.explain_request = *request; return hub.Answer(context, hub.explanation, response);)
    FakeHub& hub;
  } measures;

  struct OfSheets : A3Service::Service {
    explicit OfSheets(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ListA3s, return hub.Answer(context, hub.sheets[request->municipality_id()], response);)
    HELHET_CANNED(GetA3, return hub.Answer(context, hub.sheet, response);)
    HELHET_CANNED(DiffA3Editions, hub.diff_request = *request; return hub.Answer(context, hub.difference, response);)
    HELHET_CANNED(ListActionHistory, return hub.Answer(context, hub.action_history, response);)
    HELHET_CANNED(AddA3Comment, hub.comment_request = *request; return hub.Answer(context, hub.added_comment, response);)
    HELHET_CANNED(ListA3Comments, return hub.Answer(context, hub.comments, response);)
    HELHET_CANNED(RenderA3, hub.render_request = *request; return hub.Answer(context, hub.rendered, response);)
    FakeHub& hub;
  } a3s;

  struct OfBenefits : BenefitService::Service {
    explicit OfBenefits(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ListBenefits, return hub.Answer(context, hub.benefits, response);)
    HELHET_CANNED(GetBenefit, return hub.Answer(context, hub.account, response);)
    HELHET_CANNED(FreezeBaseline, return hub.Answer(context, hub.frozen, response);)
    HELHET_CANNED(ApproveActual, hub.approve_request = *request; return hub.Answer(context, hub.approved, response);)
    HELHET_CANNED(ApproveCorrection, hub.correct_request = *request; return hub.Answer(context, hub.corrected, response);)
    HELHET_CANNED(AddAssessment, hub.assess_request = *request; return hub.Answer(context, AddAssessmentResponse(), response);)
    HELHET_CANNED(ApproveAssessment, return hub.Answer(context, hub.approved_assessment, response);)
    HELHET_CANNED(GetBenefitMap, return hub.Answer(context, hub.benefit_map, response);)
    HELHET_CANNED(ListBudgetEffects, return hub.Answer(context, hub.budget_effects, response);)
    HELHET_CANNED(ListGaps, return hub.Answer(context, hub.gaps, response);)
    FakeHub& hub;
  } benefits;

  struct OfDeliveries : DeliveryService::Service {
    explicit OfDeliveries(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ListDeliveries, return hub.Answer(context, hub.deliveries, response);)
    HELHET_CANNED(RetryDelivery, hub.retry_request = *request; return hub.Answer(context, hub.retried, response);)
    FakeHub& hub;
  } deliveries;

  struct OfExports : ExportService::Service {
    explicit OfExports(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ListExports, return hub.Answer(context, hub.exports, response);)
    HELHET_CANNED(RunExport, return hub.Answer(context, hub.export_run, response);)
    grpc::Status PreviewExport(grpc::ServerContext*, const PreviewExportRequest*, grpc::ServerWriter<PreviewExportResponse>* writer) override {
      PreviewExportResponse piece;
      piece.set_media_type("text/csv");
      for (const std::string& data : hub.export_pieces) {
        piece.set_data(data);
        writer->Write(piece);
        piece.Clear();
      }
      return grpc::Status::OK;
    }
    FakeHub& hub;
  } exports;

  struct OfQuarantine : QuarantineService::Service {
    explicit OfQuarantine(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ListQuarantine, return hub.Answer(context, hub.quarantine, response);)
    HELHET_CANNED(GetQuarantined, return hub.Answer(context, hub.quarantined, response);)
    HELHET_CANNED(ReplayQuarantine, hub.replay_request = *request; return hub.Answer(context, hub.replayed, response);)
    HELHET_CANNED(ListUnmappedCodes, return hub.Answer(context, hub.unmapped, response);)
    HELHET_CANNED(MapCode, hub.map_request = *request; return hub.Answer(context, hub.mapped, response);)
    FakeHub& hub;
  } quarantine;

  struct OfReports : ReportService::Service {
    explicit OfReports(FakeHub& fake) : hub(fake) {}
    HELHET_CANNED(ListAttention, hub.attention_request = *request; return hub.Answer(context, hub.attention, response);)
    HELHET_CANNED(ListLoad, hub.load_request = *request; return hub.Answer(context, hub.load, response);)
    HELHET_CANNED(RankActions, hub.rank_request = *request; return hub.Answer(context, hub.ranking, response);)
    HELHET_CANNED(ReportUnit, hub.report_request = *request; return hub.Answer(context, hub.report, response);)
    FakeHub& hub;
  } reports;
};

#undef HELHET_CANNED

FakeHub::FakeHub(Transport transport) : transport_(transport), services_(std::make_unique<Services>(*this)) {
  std::string pattern = (std::filesystem::temp_directory_path() / "helhet-cli.XXXXXX").string();
  folder_ = mkdtemp(pattern.data());
  grpc::ServerBuilder builder;
  grpc::Service* const services[] = {&services_->hub_service, &services_->configuration, &services_->connectors, &services_->measures,
                                     &services_->a3s,         &services_->benefits,      &services_->deliveries,    &services_->quarantine,
                                     &services_->reports,     &services_->exports};
  for (grpc::Service* service : services) builder.RegisterService(service);
  std::string address = "hub.test:1";
  if (transport == Transport::kTls) {
    const int64_t now_us = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    const auto tls = security::PrepareTlsIdentity(folder_, *security::ServerNames({}), now_us);
    EXPECT_TRUE(tls.ok()) << tls.status().message();
    grpc::SslServerCredentialsOptions options;
    options.pem_key_cert_pairs.push_back({tls->server.key_pem, tls->server.certificate_pem});
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port);
    server_ = builder.BuildAndStart();
    address = "127.0.0.1:" + std::to_string(port);
  } else {
    std::ofstream(folder_ / "ca.pem") << "not looked at: the connection is in this process\n";
    server_ = builder.BuildAndStart();
  }
  std::ofstream(folder_ / "client.yaml") << "address: " << address << "\nca_file: ca.pem\ntoken: secret-token\n";
}

FakeHub::~FakeHub() {
  Stop();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void FakeHub::Stop() { server_->Shutdown(); }

CommandResult FakeHub::Run(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  Surroundings around{.out = out, .err = err};
  around.out_is_terminal = is_terminal;
  around.err_is_terminal = is_terminal;
  around.environment = [this](const std::string& name) { return environment.contains(name) ? environment.at(name) : ""; };
  around.now_s = [this] { return now_s; };
  if (transport_ == Transport::kInProcess) {
    around.dial = [this](const ClientFile&) { return server_->InProcessChannel(grpc::ChannelArguments()); };
  }
  std::vector<std::string> all = {"--data", folder_.string()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  CommandResult result;
  result.exit_code = static_cast<int>(RunCommandLine(all, around));
  result.out = out.str();
  result.err = err.str();
  return result;
}

void AddMunicipality(FakeHub& hub, const std::string& id, const std::string& name) {
  auto* municipality = hub.status.add_municipalities()->mutable_municipality();
  municipality->set_municipality_id(id);
  municipality->set_name(name);
}

}  // namespace helhet::cli
