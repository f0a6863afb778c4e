#include "core/api/testing/all_services.h"

#include <google/protobuf/text_format.h>

#include "core/match/match.h"
#include "core/measure/recompute.h"

namespace helhet::api {

class PausingConnector::Session : public plugin::ReadSession {
 public:
  Session(PausingConnector& connector, std::unique_ptr<plugin::ReadSession> inner) : connector_(connector), inner_(std::move(inner)) {}
  Result<plugin::ReadEvent> Next() override {
    std::unique_lock lock(connector_.mutex_);
    connector_.changed_.wait(lock, [&] { return !connector_.paused_ || connector_.cancelled_; });
    if (connector_.cancelled_) return Cancelled("read: cancelled");
    return inner_->Next();
  }
  Status Acknowledge(uint64_t sequence) override { return inner_->Acknowledge(sequence); }
  void Cancel() override {
    const std::lock_guard lock(connector_.mutex_);
    connector_.cancelled_ = true;
    connector_.changed_.notify_all();
  }

 private:
  PausingConnector& connector_;
  std::unique_ptr<plugin::ReadSession> inner_;
};

Result<std::unique_ptr<plugin::ReadSession>> PausingConnector::Read(const plugin::v1::ReadStart& start) {
  const std::lock_guard lock(mutex_);
  HELHET_ASSIGN_OR_RETURN(auto inner, ScriptedConnector::Read(start));
  cancelled_ = false;
  return std::unique_ptr<plugin::ReadSession>(std::make_unique<Session>(*this, std::move(inner)));
}

void PausingConnector::Pause() {
  const std::lock_guard lock(mutex_);
  paused_ = true;
}

void PausingConnector::GoOn() {
  const std::lock_guard lock(mutex_);
  paused_ = false;
  changed_.notify_all();
}

AllServices::AllServices()
    : runner_({.database = database_,
               .connect = [this](const std::string&, const model::v1::Connector&) -> Result<plugin::Connection*> { return &connector; },
               .release = [](const std::string&, const std::string&) {},
               .retry_after = [](const std::string&, const std::string&, const Status&) { return std::nullopt; },
               .recompute = [](store::TenantStore& store, const std::string&) { return CatchUp(store); },
               .holder = "test",
               .now_us = now_}),
      hub_(gate_, server.tokens(), {"0.1.0", database_.Describe(), kTestNowUs, {}}, now_),
      configuration_(gate_, database_, {}, now_),
      connectors_(gate_, {.runner = runner_,
                          .problem = [](const std::string&, const model::v1::Connector&) { return OkStatus(); },
                          .forgive = [](const std::string&, const std::string&) {},
                          .check = [](const std::string&, const model::v1::Connector&) { return v1::CheckConnectorResponse(); },
                          .plugins = {}}),
      quarantine_(gate_, runner_, CatchUp, now_) {
  server.server().Add<v1::HubService>(hub_);
  server.server().Add<v1::ConfigurationService>(configuration_);
  server.server().Add<v1::ConnectorService>(connectors_);
  server.server().Add<v1::MeasureService>(measures_);
  server.server().Add<v1::A3Service>(a3s_);
  server.server().Add<v1::BenefitService>(benefits_);
  server.server().Add<v1::DeliveryService>(deliveries_);
  server.server().Add<v1::ExportService>(exports_);
  server.server().Add<v1::QuarantineService>(quarantine_);
  server.server().Add<v1::ReportService>(reports_);
  server.Start();
  channel = server.Channel();
  administrator = server.Bearer("*", security::Role::kAdministrator);
}

Result<int64_t> AllServices::CatchUp(store::TenantStore& store) {
  HELHET_RETURN_IF_ERROR(match::MatchFacts(store).status());
  HELHET_ASSIGN_OR_RETURN(const auto recomputed, measure::Recompute(store, {kTestNowUs, ""}));
  return recomputed.written;
}

plugin::v1::Record AllServices::Invoice(const std::string& number, int64_t amount_minor, const std::string& buyer_reference) {
  plugin::v1::Record record;
  record.set_stream("invoices");
  record.set_natural_key("invoice/" + number);
  record.set_locator("inbox/" + number + ".xml");
  record.set_raw("<Invoice>" + number + "</Invoice>");
  auto* fact = record.mutable_fact();
  auto* code = fact->add_unit_codes();
  code->set_scheme("buyer_reference");
  code->set_code(buyer_reference);
  fact->mutable_invoice()->set_type(model::v1::INVOICE_TYPE_INVOICE);
  fact->mutable_invoice()->set_number(number);
  fact->mutable_invoice()->set_issue_date("2023-04-05");
  fact->mutable_invoice()->set_currency_code("NOK");
  fact->mutable_invoice()->set_tax_exclusive_amount_minor(amount_minor);
  return record;
}

v1::ApplyConfigurationResponse AllServices::Apply(const std::string& municipality_id, const std::vector<std::string>& resources) {
  v1::ApplyConfigurationRequest request;
  for (const std::string& text : resources) {
    v1::Resource& resource = *request.add_resources();
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &resource)) << text;
    resource.set_municipality_id(municipality_id);
  }
  v1::ApplyConfigurationResponse response;
  const grpc::Status status = v1::ConfigurationService::NewStub(channel)->ApplyConfiguration(ContextWith(administrator).get(), request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

void AllServices::ApplyLevanger() {
  Apply("5037", {
      "municipality { municipality_id: '5037' name: 'Levanger' organisation_number: '938587051' legal_form: 'kommune' }",
      "unit { unit_id: 'topp' name: 'Levanger' }",
      "unit { unit_id: 'a' name: 'Enhet a' parent_id: 'topp' codes { scheme: 'buyer_reference' code: '100' } }",
      "measure { measure_id: 'fakturaer' title: 'Fakturaer' definition: 'Antall fakturaer' measurement_unit: 'count' grain: PERIOD_MONTH "
      "kind: MEASURE_KIND_FLOW formula: 'antall' terms { name: 'antall' facts: 'invoice' aggregate: AGGREGATE_COUNT } }",
      "connector { connector_id: 'ehf' plugin: 'ehf' title: 'Innboks' settings_json: '{}' }",
  });
}

v1::RunConnectorResponse AllServices::Run() {
  v1::RunConnectorRequest request;
  request.set_municipality_id("5037");
  request.set_connector_id("ehf");
  connector.HandOver();
  const auto context = ContextWith(administrator);
  const auto reader = v1::ConnectorService::NewStub(channel)->RunConnector(context.get(), request);
  v1::RunConnectorResponse message, last;
  while (reader->Read(&message)) last = message;
  const grpc::Status status = reader->Finish();
  EXPECT_TRUE(status.ok()) << status.error_message();
  return last;
}

}  // namespace helhet::api
