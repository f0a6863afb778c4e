// A hub that answers what it is told to, in this process, and a command line that talks to it. For tests of
// commands.
#pragma once

#include <gtest/gtest.h>

#include <grpcpp/server.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/api/example_data.h"
#include "core/cli/command_line.h"

namespace helhet::cli {

// What a command left behind.
struct CommandResult {
  int exit_code = 0;
  std::string out;
  std::string err;
};

// How commands reach it: within the process, or as the real one is reached, over TLS on a free port.
enum class Transport { kInProcess, kTls };

class FakeHub {
 public:
  explicit FakeHub(Transport transport = Transport::kInProcess);
  ~FakeHub();

  // The folder with client.yaml, and with TLS the authority's ca.pem.
  const std::filesystem::path& folder() const { return folder_; }
  // Ends, as a hub that is stopped.
  void Stop();

  // Runs `helhet` with the arguments against this hub.
  CommandResult Run(const std::vector<std::string>& arguments);

  // Answers. A call that is not mentioned is UNIMPLEMENTED.
  api::v1::GetStatusResponse status;
  api::v1::CreateTokenResponse token;
  api::v1::ApplyConfigurationResponse applied;
  api::v1::ExportConfigurationResponse exported;
  api::v1::ListEditionsResponse editions;
  api::v1::GetEditionResponse edition;
  api::v1::ListConnectorsResponse connectors;
  api::v1::CheckConnectorResponse checked;
  // By connector: what is told of its run.
  std::map<std::string, std::vector<api::v1::RunConnectorResponse>> runs;
  api::v1::ListRunsResponse past_runs;
  api::v1::ListPluginsResponse plugins;
  api::v1::ListMeasuresResponse measures;  // of every municipality
  api::v1::GetSeriesResponse series;
  api::v1::ExplainFigureResponse explanation;
  std::string document;  // of every fact, five bytes at a time
  std::map<std::string, api::v1::ListA3sResponse> sheets;  // by municipality
  api::v1::GetA3Response sheet;
  api::v1::DiffA3EditionsResponse difference;
  api::v1::ListActionHistoryResponse action_history;
  api::v1::AddA3CommentResponse added_comment;
  api::v1::ListA3CommentsResponse comments;
  api::v1::RenderA3Response rendered;
  api::v1::ListBenefitsResponse benefits;
  api::v1::ListAttentionResponse attention;
  api::v1::ListLoadResponse load;
  api::v1::RankActionsResponse ranking;
  api::v1::ReportUnitResponse report;
  api::v1::ListDeliveriesResponse deliveries;
  api::v1::RetryDeliveryResponse retried;
  api::v1::ListExportsResponse exports;
  api::v1::RunExportResponse export_run;
  std::vector<std::string> export_pieces;
  api::v1::GetBenefitResponse account;
  api::v1::FreezeBaselineResponse frozen;
  api::v1::ApproveActualResponse approved;
  api::v1::ApproveCorrectionResponse corrected;
  api::v1::ApproveAssessmentResponse approved_assessment;
  api::v1::GetBenefitMapResponse benefit_map;
  api::v1::ListBudgetEffectsResponse budget_effects;
  api::v1::ListGapsResponse gaps;
  api::v1::ListQuarantineResponse quarantine;
  api::v1::GetQuarantinedResponse quarantined;
  api::v1::ReplayQuarantineResponse replayed;
  api::v1::ListUnmappedCodesResponse unmapped;
  api::v1::MapCodeResponse mapped;
  // Municipalities whose data the hub says are made up, in every answer; and in GetStatus alone.
  std::string examples;
  std::string examples_of_status;
  // What every call fails with, when it is not OK; and what GetStatus does.
  grpc::Status failure;
  grpc::Status status_failure;

  // What was asked, the last of each.
  std::string authorization;
  api::v1::ApplyConfigurationRequest apply_request;
  api::v1::ExplainFigureRequest explain_request;
  api::v1::ApproveActualRequest approve_request;
  api::v1::ApproveCorrectionRequest correct_request;
  api::v1::AddAssessmentRequest assess_request;
  api::v1::RenderA3Request render_request;
  api::v1::RunConnectorRequest run_request;
  api::v1::MapCodeRequest map_request;
  api::v1::ReplayQuarantineRequest replay_request;
  api::v1::RetryDeliveryRequest retry_request;
  api::v1::CreateTokenRequest token_request;
  api::v1::DiffA3EditionsRequest diff_request;
  api::v1::ListAttentionRequest attention_request;
  api::v1::ListLoadRequest load_request;
  api::v1::RankActionsRequest rank_request;
  api::v1::ReportUnitRequest report_request;
  api::v1::AddA3CommentRequest comment_request;

  // What the command line has around it.
  std::map<std::string, std::string> environment;
  bool is_terminal = false;
  int64_t now_s = 1735689600;  // 2025-01-01
  // Answers a call from the responses above.
  template <typename Response>
  grpc::Status Answer(grpc::ServerContext* context, const Response& canned, Response* response) {
    const auto& metadata = context->client_metadata();
    const auto found = metadata.find("authorization");
    if (found != metadata.end()) authorization = std::string(found->second.data(), found->second.size());
    if (!examples.empty()) context->AddTrailingMetadata(api::kExampleDataKey, examples);
    if (!failure.ok()) return failure;
    *response = canned;
    return grpc::Status::OK;
  }

 private:
  struct Services;
  Transport transport_;
  std::filesystem::path folder_;
  std::unique_ptr<Services> services_;
  std::unique_ptr<grpc::Server> server_;
};

// A municipality that the hub says it has.
void AddMunicipality(FakeHub& hub, const std::string& id, const std::string& name);

}  // namespace helhet::cli
