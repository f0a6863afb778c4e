// HubService: the hub itself.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/api/call.h"
#include "core/security/token_registry.h"
#include "helhet/api/v1/hub_service.grpc.pb.h"

namespace helhet::api {

// What is the same for as long as the hub runs.
struct HubFacts {
  std::string version;
  std::string store;  // for a person, without secrets
  int64_t start_time_us = 0;
  std::vector<std::string> confinement_gaps;
};

// Thread-safe.
class HubService final : public v1::HubService::Service {
 public:
  // What is not held by value must outlive it.
  HubService(const Gate& gate, security::TokenRegistry& tokens, HubFacts facts, std::function<int64_t()> now_us)
      : gate_(gate), tokens_(tokens), facts_(std::move(facts)), now_us_(std::move(now_us)) {}

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request, v1::GetStatusResponse* response) override;
  grpc::Status CreateToken(grpc::ServerContext* context, const v1::CreateTokenRequest* request, v1::CreateTokenResponse* response) override;

 private:
  const Gate& gate_;
  security::TokenRegistry& tokens_;
  const HubFacts facts_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
