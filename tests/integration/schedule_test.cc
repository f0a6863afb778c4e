// What helhetd does without anybody asking, and what a second run does: nothing.
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <functional>
#include <thread>

#include "core/run/schedule.h"
#include "core/security/testing/temporary_folder.h"
#include "core/store/testing/test_database.h"
#include "helhet/api/v1/configuration_service.grpc.pb.h"
#include "helhet/api/v1/connector_service.grpc.pb.h"
#include "tests/integration/hub_process.h"

namespace helhet::testing {
namespace {

using namespace api::v1;

constexpr int64_t kSecondUs = 1'000'000;

int64_t NowUs() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class ScheduleTest : public ::testing::TestWithParam<store::Backend> {
 protected:
  ScheduleTest() { Start(); }
  void Start() {
    hub_ = std::make_unique<HubProcess>(
        folder_ / "hub", std::vector<std::string>{"--store", database_.url(), "--plugins", HELHET_BUILD_FOLDER "/faulty_plugins"});
    if (!hub_->WaitReady()) {
      hub_->Wait();
      FAIL() << hub_->errors();
    }
    stub_ = ConnectorService::NewStub(hub_->Channel());
  }
  // Levanger with three units, a measure, and a connector with these fields.
  void Apply(const std::string& connector) {
    ApplyConfigurationRequest request;
    for (const std::string& text : {
             std::string("municipality { municipality_id: '5037' name: 'Levanger' organisation_number: '938587051' legal_form: 'kommune' }"),
             std::string("unit { unit_id: 'topp' name: 'Levanger' codes { scheme: 'buyer_reference' code: '100' } }"),
             std::string("unit { unit_id: 'a' name: 'a' parent_id: 'topp' codes { scheme: 'buyer_reference' code: '200' } }"),
             std::string("unit { unit_id: 'b' name: 'b' parent_id: 'topp' codes { scheme: 'buyer_reference' code: '300' } }"),
             std::string("measure { measure_id: 'fakturaer' title: 'Fakturaer' definition: 'Antall' measurement_unit: 'count' grain: PERIOD_MONTH "
                         "kind: MEASURE_KIND_FLOW formula: 'antall' terms { name: 'antall' facts: 'invoice' aggregate: AGGREGATE_COUNT } }"),
             "connector { connector_id: 'steg' title: 'Steg' " + connector + " }"}) {
      EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString("municipality_id: '5037' " + text, request.add_resources())) << text;
    }
    ApplyConfigurationResponse response;
    const auto status = ConfigurationService::NewStub(hub_->Channel())->ApplyConfiguration(hub_->Context().get(), request, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
  ConnectorStatus Standing() {
    ListConnectorsResponse response;
    const auto status = stub_->ListConnectors(hub_->Context().get(), {}, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.connectors_size() == 1 ? response.connectors(0) : ConnectorStatus();
  }
  // Waits until the connector stands as wanted; gives how it stands then, or after a minute.
  ConnectorStatus Await(const std::function<bool(const ConnectorStatus&)>& wanted) {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    ConnectorStatus standing = Standing();
    while (!wanted(standing) && std::chrono::steady_clock::now() < patience) {
      std::this_thread::yield();
      standing = Standing();
    }
    return standing;
  }
  // As if the hub had been stopped right before the connector's time, and started right after it.
  void RestartAfterItsTime() {
    EXPECT_FALSE(Await([](const auto& standing) { return !standing.next_run_time().empty(); }).next_run_time().empty());
    EXPECT_EQ(hub_->End(SIGTERM), 0);
    {
      const auto connection = database_.Connect();
      store::TenantStore store(*connection, "5037");
      const auto was = run::LoadSchedule(store, "steg");
      ASSERT_TRUE(was.ok()) << was.status().message();
      run::Schedule now = *was;
      now.next_run_us = NowUs() - kSecondUs;
      ASSERT_TRUE(*run::ReplaceSchedule(store, "steg", *was, now));
    }
    Start();
  }
  api::v1::Run RunByHand(bool full = false) {
    RunConnectorRequest request;
    request.set_municipality_id("5037");
    request.set_connector_id("steg");
    request.set_full(full);
    const auto context = hub_->Context();
    const auto reader = stub_->RunConnector(context.get(), request);
    RunConnectorResponse message, last;
    while (reader->Read(&message)) last = message;
    EXPECT_TRUE(reader->Finish().ok());
    return last.run();
  }

  security::TemporaryFolder folder_;
  store::TestDatabase database_{GetParam()};
  std::unique_ptr<HubProcess> hub_;
  std::unique_ptr<ConnectorService::Stub> stub_;
};

bool HasEnded(const ConnectorStatus& standing) {
  return standing.has_last_run() && standing.last_run().state() != RUN_STATE_RUNNING;
}

TEST_P(ScheduleTest, TheHubRunsAConnectorWhenItsTimeHasCome) {
  Apply("plugin: 'stepping' settings_json: '{\"records\": 3}' schedule: '0 0 1 1 *'");
  RestartAfterItsTime();
  const ConnectorStatus standing = Await(HasEnded);
  EXPECT_EQ(standing.last_run().trigger(), "schedule");
  EXPECT_EQ(standing.last_run().state(), RUN_STATE_SUCCEEDED) << standing.last_run().problem().what();
  EXPECT_EQ(standing.last_run().counters().inserted(), 3);
  EXPECT_TRUE(standing.next_run_time().ends_with("-12-31T23:00:00Z")) << standing.next_run_time();
}

TEST_P(ScheduleTest, AScheduledRunWhoseSourceIsAwayIsTriedAgainAheadOfItsSchedule) {
  Apply("plugin: 'faulty' settings_json: '{\"fault\": \"source_away\"}' schedule: '0 0 1 1 *'");
  RestartAfterItsTime();
  const ConnectorStatus standing = Await([](const auto& now) { return now.next_run_is_retry(); });
  EXPECT_TRUE(standing.next_run_is_retry());
  EXPECT_EQ(standing.last_run().state(), RUN_STATE_FAILED);
  EXPECT_EQ(standing.missed_runs(), 0);
}

TEST_P(ScheduleTest, ARunThatFindsNothingNewReadsNothingAndAFullOneFindsEverythingUnchanged) {
  Apply("plugin: 'stepping' settings_json: '{\"records\": 3}'");
  const api::v1::Run first = RunByHand();
  EXPECT_EQ(first.counters().inserted(), 3);
  EXPECT_EQ(first.recomputed(), 3) << "a figure in each of three units";
  const api::v1::Run again = RunByHand();
  EXPECT_EQ(again.state(), RUN_STATE_SUCCEEDED);
  EXPECT_EQ(again.counters().read(), 0);
  EXPECT_EQ(again.recomputed(), 0);
  const api::v1::Run full = RunByHand(/*full=*/true);
  EXPECT_EQ(full.counters().read(), 3);
  EXPECT_EQ(full.counters().unchanged(), 3);
  EXPECT_EQ(full.recomputed(), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, ScheduleTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::testing
