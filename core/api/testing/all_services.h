// Every service of the API over a test server, with a connector that the test holds the reins of.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

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
#include "core/api/testing/test_server.h"
#include "core/run/testing/scripted_connector.h"

namespace helhet::api {

// A connector that says nothing until it is told to go on, or is cancelled.
class PausingConnector : public run::ScriptedConnector {
 public:
  Result<std::unique_ptr<plugin::ReadSession>> Read(const plugin::v1::ReadStart& start) override;
  void Pause();
  void GoOn();
  // Hands what the test has stated over to the thread that reads it: gRPC orders the two, where the thread sanitizer
  // cannot see it.
  void HandOver() { const std::lock_guard lock(mutex_); }

 private:
  class Session;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool paused_ = false;
  bool cancelled_ = false;
};

// A hub without plugins: what is read is what `connector` holds.
class AllServices {
 public:
  AllServices();

  TestServer server;
  PausingConnector connector;
  std::shared_ptr<grpc::Channel> channel;
  std::string administrator;  // metadata with a token for the whole hub

  // An invoice for a buyer reference.
  static plugin::v1::Record Invoice(const std::string& number, int64_t amount_minor, const std::string& buyer_reference);
  // Applies resources, given as proto text, of a municipality.
  v1::ApplyConfigurationResponse Apply(const std::string& municipality_id, const std::vector<std::string>& resources);
  // Levanger with unit `topp`, unit `a` (buyer reference 100), measure `fakturaer`, connector `ehf`.
  void ApplyLevanger();
  // Runs `ehf` of Levanger to its end; gives the last message.
  v1::RunConnectorResponse Run();

 private:
  static Result<int64_t> CatchUp(store::TenantStore& store);

  store::DatabaseFactory& database_ = server.database().factory();
  const std::function<int64_t()> now_ = [] { return kTestNowUs; };
  run::Runner runner_;
  const Gate& gate_ = server.server().gate();
  HubService hub_;
  ConfigurationService configuration_;
  ConnectorService connectors_;
  MeasureService measures_{gate_, now_};
  A3Service a3s_{gate_, now_};
  BenefitService benefits_{gate_, now_};
  DeliveryService deliveries_{gate_, [] {}, now_};
  ExportService exports_{gate_, [] {}, now_};
  QuarantineService quarantine_;
  ReportService reports_{gate_, now_};
};

}  // namespace helhet::api
