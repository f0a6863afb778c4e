#include "core/api/call.h"

#include <algorithm>

#include "core/api/example_data.h"
#include "core/api/limits.h"
#include "core/configuration/documents.h"
#include "core/log.h"

namespace helhet::api {
namespace {

std::string AuthorizationOf(const grpc::ServerContext& context) {
  const auto& metadata = context.client_metadata();
  if (metadata.count("authorization") != 1) return "";
  const grpc::string_ref value = metadata.find("authorization")->second;
  return {value.data(), value.size()};
}

}  // namespace

Call::Call(grpc::ServerContext& context, security::Identity caller, store::DatabaseFactory& database)
    : context_(context),
      caller_(std::move(caller)),
      database_(database),
      deadline_(std::min(context.deadline(), std::chrono::system_clock::now() + limits::kLongestAnswer)) {}

Result<store::Database*> Call::Connection() {
  if (connection_ == nullptr) {
    HELHET_ASSIGN_OR_RETURN(connection_, database_.Connect());
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - std::chrono::system_clock::now());
    HELHET_RETURN_IF_ERROR(connection_->LimitTime(left));
  }
  return connection_.get();
}

Result<store::TenantStore> Call::Store(const std::string& municipality_id) {
  // `*` is no municipality, whoever asks: no query without a tenant.
  if (!caller_.MaySee(municipality_id) || municipality_id == "*") {
    return PermissionDenied("municipality " + municipality_id + ": the token is not for it").WithReason("other_municipality");
  }
  HELHET_ASSIGN_OR_RETURN(store::Database* const connection, Connection());
  store::TenantStore store(*connection, municipality_id);
  const auto municipality = configuration::Load<model::v1::Municipality>(store, municipality_id);
  if (municipality.ok()) {
    if (municipality->is_example()) NoteExample(municipality_id);
    return store;
  }
  if (municipality.status().code() != StatusCode::kNotFound) return municipality.status();
  return NotFound("municipality " + municipality_id + ": the hub has none of that number").WithReason("municipality_unknown")
      .WithSetting("municipality_id").WithClass(ErrorClass::kConfiguration).WithRemedy("apply its configuration first");
}

Result<store::TenantStore> Call::StoreToChange(const std::string& municipality_id) {
  HELHET_RETURN_IF_ERROR(Store(municipality_id).status());
  if (to_change_ == nullptr) {
    HELHET_ASSIGN_OR_RETURN(to_change_, database_.Connect());
  }
  return store::TenantStore(*to_change_, municipality_id);
}

Result<std::vector<std::string>> Call::Municipalities(const std::string& municipality_id) {
  if (!municipality_id.empty()) {
    HELHET_RETURN_IF_ERROR(Store(municipality_id).status());
    return std::vector<std::string>{municipality_id};
  }
  HELHET_ASSIGN_OR_RETURN(store::Database* const connection, Connection());
  HELHET_ASSIGN_OR_RETURN(std::vector<std::string> all, configuration::ListTenants(*connection));
  std::erase_if(all, [&](const std::string& one) { return !caller_.MaySee(one); });
  return all;
}

void Call::TellExamples() {
  std::string all;
  for (const std::string& one : examples_) all += (all.empty() ? "" : ",") + one;
  if (!all.empty()) context_.AddTrailingMetadata(kExampleDataKey, all);
}

Status Call::StillWanted() const {
  if (context_.IsCancelled()) return Cancelled("call: the caller has left");
  if (std::chrono::system_clock::now() < deadline_) return OkStatus();
  return Status(StatusCode::kDeadlineExceeded, "call: the time for the answer is up").WithReason("deadline").WithClass(ErrorClass::kTransient);
}

Result<std::unique_ptr<Call>> Gate::Admit(grpc::ServerContext& context, const google::protobuf::Message& request) const {
  HELHET_ASSIGN_OR_RETURN(security::Identity caller, authoriser_.MayAsk(request, AuthorizationOf(context)));
  auto call = std::make_unique<Call>(context, std::move(caller), database_);
  HELHET_RETURN_IF_ERROR(call->StillWanted());
  return call;
}

grpc::Status Gate::Answer(const google::protobuf::Message& request, const Status& status) {
  const bool own = status.code() == StatusCode::kInternal || status.code() == StatusCode::kDataLoss || status.code() == StatusCode::kUnknown;
  if (own) spdlog::error("api_call_failed request={} why=\"{}\"", request.GetDescriptor()->name(), status.message());
  return ToGrpc(status);
}

}  // namespace helhet::api
