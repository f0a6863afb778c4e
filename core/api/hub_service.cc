#include "core/api/hub_service.h"

#include "core/configuration/documents.h"
#include "core/measure/silence.h"
#include "core/model/time_text.h"
#include "core/run/standing.h"
#include "helhet/model_sha256.h"

namespace helhet::api {
namespace {

Result<v1::MunicipalityStatus> StatusOf(store::TenantStore& store, int64_t now_us) {
  v1::MunicipalityStatus status;
  HELHET_ASSIGN_OR_RETURN(*status.mutable_municipality(), configuration::Load<model::v1::Municipality>(store, store.municipality_id()));
  HELHET_ASSIGN_OR_RETURN(const run::MunicipalityStanding standing, run::LoadMunicipalityStanding(store));
  status.set_connectors(standing.connectors);
  status.set_failing_connectors(standing.failing_connectors);
  status.set_facts(standing.facts);
  status.set_waiting_facts(standing.waiting_facts);
  status.set_quarantined(standing.quarantined);
  status.set_dirty_cells(standing.dirty_cells);
  HELHET_ASSIGN_OR_RETURN(const auto measures, configuration::LoadAll<model::v1::Measure>(store));
  for (const model::v1::Measure& measure : measures) {
    HELHET_ASSIGN_OR_RETURN(const measure::Silence silence, measure::LoadSilence(store, measure, now_us));
    if (silence.is_silent) status.add_silent_measures(measure.measure_id());
  }
  return status;
}

}  // namespace

grpc::Status HubService::GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request, v1::GetStatusResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetStatusResponse> {
    v1::GetStatusResponse answer;
    answer.set_version(facts_.version);
    answer.set_contract_version(HELHET_CONTRACT_VERSION);
    answer.set_store(facts_.store);
    answer.set_start_time(model::TimeText(facts_.start_time_us));
    for (const std::string& gap : facts_.confinement_gaps) answer.add_confinement_gaps(gap);
    HELHET_ASSIGN_OR_RETURN(const auto municipalities, call.Municipalities());
    for (const std::string& municipality_id : municipalities) {
      HELHET_RETURN_IF_ERROR(call.StillWanted());
      HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(municipality_id));
      HELHET_ASSIGN_OR_RETURN(*answer.add_municipalities(), StatusOf(store, now_us_()));
    }
    return answer;
  });
}

grpc::Status HubService::CreateToken(grpc::ServerContext* context, const v1::CreateTokenRequest* request, v1::CreateTokenResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::CreateTokenResponse> {
    HELHET_ASSIGN_OR_RETURN(const security::Role role, security::ParseRole(request->role()));
    // A token for a municipality that is not there would be good for whoever comes to have its number.
    if (request->municipality_id() != "*") HELHET_RETURN_IF_ERROR(call.Store(request->municipality_id()).status());
    HELHET_ASSIGN_OR_RETURN(const security::IssuedToken issued,
                            tokens_.Issue({request->municipality_id(), request->title(), role, request->days(),
                                           {request->groups().begin(), request->groups().end()}}));
    v1::CreateTokenResponse answer;
    answer.set_token_id(issued.token_id);
    answer.set_token(issued.token);
    answer.set_expire_time(model::TimeText(issued.expires_us));
    return answer;
  });
}

}  // namespace helhet::api
