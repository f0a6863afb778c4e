#include "core/api/configuration_service.h"

#include <set>

namespace helhet::api {

// The gate has seen that every resource is of a municipality that the caller may change.
grpc::Status ConfigurationService::ApplyConfiguration(grpc::ServerContext* context, const v1::ApplyConfigurationRequest* request,
                                                      v1::ApplyConfigurationResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) {
    auto answer = configuration::Apply(database_, *request, hooks_, now_us_());
    std::set<std::string> applied;
    for (const v1::Resource& resource : request->resources()) {
      // A municipality that is not there yet (validate_only) is in the request alone.
      if (resource.municipality().is_example()) call.NoteExample(resource.municipality_id());
      applied.insert(resource.municipality_id());
    }
    for (const std::string& municipality_id : applied) static_cast<void>(call.Store(municipality_id));
    return answer;
  });
}

grpc::Status ConfigurationService::ExportConfiguration(grpc::ServerContext* context, const v1::ExportConfigurationRequest* request,
                                                       v1::ExportConfigurationResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ExportConfigurationResponse> {
    HELHET_ASSIGN_OR_RETURN(auto answer, configuration::Export(database_, *request, [&](const std::string& municipality_id) {
      return call.caller().MaySee(municipality_id);
    }));
    std::set<std::string> exported;
    for (const v1::Resource& resource : answer.resources()) exported.insert(resource.municipality_id());
    for (const std::string& municipality_id : exported) HELHET_RETURN_IF_ERROR(call.Store(municipality_id).status());
    return answer;
  });
}

}  // namespace helhet::api
