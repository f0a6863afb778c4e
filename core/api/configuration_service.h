// ConfigurationService: what people state, as files and back.
#pragma once

#include <functional>

#include "core/api/call.h"
#include "core/configuration/apply.h"
#include "helhet/api/v1/configuration_service.grpc.pb.h"

namespace helhet::api {

// Thread-safe.
class ConfigurationService final : public v1::ConfigurationService::Service {
 public:
  // `gate` and `database` must outlive it.
  ConfigurationService(const Gate& gate, store::DatabaseFactory& database, configuration::ApplyHooks hooks, std::function<int64_t()> now_us)
      : gate_(gate), database_(database), hooks_(std::move(hooks)), now_us_(std::move(now_us)) {}

  grpc::Status ApplyConfiguration(grpc::ServerContext* context, const v1::ApplyConfigurationRequest* request,
                                  v1::ApplyConfigurationResponse* response) override;
  grpc::Status ExportConfiguration(grpc::ServerContext* context, const v1::ExportConfigurationRequest* request,
                                   v1::ExportConfigurationResponse* response) override;
  grpc::Status ListEditions(grpc::ServerContext* context, const v1::ListEditionsRequest* request, v1::ListEditionsResponse* response) override;
  grpc::Status GetEdition(grpc::ServerContext* context, const v1::GetEditionRequest* request, v1::GetEditionResponse* response) override;

 private:
  const Gate& gate_;
  store::DatabaseFactory& database_;
  const configuration::ApplyHooks hooks_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
