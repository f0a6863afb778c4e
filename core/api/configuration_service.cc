#include "core/api/configuration_service.h"

namespace helhet::api {

// The gate has seen that every resource is of a municipality that the caller may change.
grpc::Status ConfigurationService::ApplyConfiguration(grpc::ServerContext* context, const v1::ApplyConfigurationRequest* request,
                                                      v1::ApplyConfigurationResponse* response) {
  return gate_.Serve(context, request, response, [&](Call&) { return configuration::Apply(database_, *request, hooks_, now_us_()); });
}

grpc::Status ConfigurationService::ExportConfiguration(grpc::ServerContext* context, const v1::ExportConfigurationRequest* request,
                                                       v1::ExportConfigurationResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) {
    return configuration::Export(database_, *request, [&](const std::string& municipality_id) { return call.caller().MaySee(municipality_id); });
  });
}

}  // namespace helhet::api
