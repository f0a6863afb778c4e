// helhetd as a real process with real confined children: what an operator and a client see.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "core/cli/client_file.h"
#include "core/security/testing/temporary_folder.h"
#include "core/store/testing/test_database.h"
#include "google/protobuf/text_format.h"
#include "helhet/api/v1/configuration_service.grpc.pb.h"
#include "helhet/api/v1/connector_service.grpc.pb.h"
#include "helhet/api/v1/hub_service.grpc.pb.h"
#include "helhet/api/v1/measure_service.grpc.pb.h"
#include "helhet/api/v1/quarantine_service.grpc.pb.h"
#include "helhet/model_sha256.h"
#include "tests/integration/hub_process.h"

namespace helhet::testing {
namespace {

using namespace api::v1;

class HubTest : public ::testing::Test {
 protected:
  HubTest() { Restart(); }
  void Restart(const std::vector<std::string>& arguments = {}) {
    hub_.reset();
    hub_ = std::make_unique<HubProcess>(folder_ / "hub", arguments);
    if (!hub_->WaitReady()) {
      hub_->Wait();
      FAIL() << hub_->errors();
    }
    channel_ = hub_->Channel();
  }
  void Apply(const std::vector<std::string>& resources) {
    ApplyConfigurationRequest request;
    for (const std::string& text : resources) {
      ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString("municipality_id: '5037' " + text, request.add_resources())) << text;
    }
    ApplyConfigurationResponse response;
    const auto status = ConfigurationService::NewStub(channel_)->ApplyConfiguration(hub_->Context().get(), request, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
  void ApplyLevanger() {
    Apply({"municipality { municipality_id: '5037' name: 'Levanger' organisation_number: '938587051' legal_form: 'kommune' }",
           "unit { unit_id: 'topp' name: 'Levanger' }",
           "unit { unit_id: 'a' name: 'Enhet a' parent_id: 'topp' codes { scheme: 'buyer_reference' code: '100' } }",
           "measure { measure_id: 'fakturaer' title: 'Fakturaer' definition: 'Antall fakturaer' measurement_unit: 'count' "
           "grain: PERIOD_MONTH kind: MEASURE_KIND_FLOW formula: 'antall' "
           "terms { name: 'antall' facts: 'invoice' aggregate: AGGREGATE_COUNT } }",
           "connector { connector_id: 'steg' plugin: 'stepping' title: 'Steg' settings_json: '{\"records\": 4}' }",
           "connector { connector_id: 'hei' plugin: 'hello' title: 'Hei' settings_json: '{\"region\": \"5037\"}' }"});
  }
  api::v1::Run RunOf(const std::string& connector_id, const std::string& backfill_from = "") {
    RunConnectorRequest request;
    request.set_municipality_id("5037");
    request.set_connector_id(connector_id);
    request.set_backfill_from(backfill_from);
    const auto context = hub_->Context();
    const auto reader = ConnectorService::NewStub(channel_)->RunConnector(context.get(), request);
    RunConnectorResponse message, last;
    while (reader->Read(&message)) last = message;
    const auto status = reader->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    return last.run();
  }
  double FigureOf(const std::string& unit_id) {
    GetSeriesRequest request;
    request.set_municipality_id("5037");
    request.set_measure_id("fakturaer");
    request.add_unit_ids(unit_id);
    GetSeriesResponse response;
    const auto status = MeasureService::NewStub(channel_)->GetSeries(hub_->Context().get(), request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.observations_size() == 0 ? -1 : response.observations(0).value();
  }

  security::TemporaryFolder folder_;
  std::unique_ptr<HubProcess> hub_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(HubTest, SaysWhereItAnswersAndLeavesAFileForClients) {
  const auto client = cli::ReadClientFile(folder_ / "hub" / "client.yaml");
  ASSERT_TRUE(client.ok()) << client.status().message();
  EXPECT_EQ(client->address, hub_->address());
  GetStatusResponse response;
  const auto status = HubService::NewStub(channel_)->GetStatus(hub_->Context().get(), {}, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.contract_version(), HELHET_CONTRACT_VERSION);
  EXPECT_EQ(hub_->End(SIGTERM), 0);
  EXPECT_EQ(hub_->output(), "helhetd ready address=" + hub_->address() + "\n");
}

TEST_F(HubTest, FromConfigurationToAFigureThroughAConfinedChild) {
  ApplyLevanger();
  const api::v1::Run run = RunOf("steg");
  EXPECT_EQ(run.state(), RUN_STATE_SUCCEEDED) << run.problem().what();
  EXPECT_EQ(run.counters().read(), 4);
  EXPECT_EQ(run.counters().inserted(), 3);
  EXPECT_EQ(run.counters().refused(), 1);
  EXPECT_EQ(FigureOf("a"), 1);
  EXPECT_EQ(RunOf("steg").counters().read(), 0);
  EXPECT_EQ(RunOf("hei").counters().inserted(), 1);
}

TEST_F(HubTest, ABackfillReadsAgainWhatIsKnownAndLeavesTheCheckpoint) {
  ApplyLevanger();
  EXPECT_EQ(RunOf("hei").counters().inserted(), 1);
  const api::v1::Run backfill = RunOf("hei", "2020-01-01");
  EXPECT_EQ(backfill.state(), RUN_STATE_SUCCEEDED) << backfill.problem().what();
  EXPECT_EQ(backfill.trigger(), "backfill");
  EXPECT_EQ(backfill.counters().read(), 1);
  EXPECT_EQ(backfill.counters().unchanged(), 1);
  EXPECT_EQ(RunOf("hei").counters().read(), 0);
  EXPECT_EQ(RunOf("hei", "2999-12-31").counters().read(), 0);
  const api::v1::Run wrong = RunOf("hei", "31.12.2023");
  EXPECT_EQ(wrong.state(), RUN_STATE_FAILED);
  EXPECT_EQ(wrong.problem().code(), "backfill_date_invalid");
}

TEST_F(HubTest, WorksTheSameOnPostgres) {
  const store::TestDatabase database(store::Backend::kPostgres);
  Restart({"--store", database.url()});
  ApplyLevanger();
  EXPECT_EQ(RunOf("steg").counters().inserted(), 3);
  EXPECT_EQ(FigureOf("a"), 1);
  EXPECT_EQ(hub_->End(SIGTERM), 0);
}

TEST_F(HubTest, WhatWasDoneIsThereAfterARestart) {
  ApplyLevanger();
  RunOf("steg");
  EXPECT_EQ(hub_->End(SIGTERM), 0);
  Restart();
  EXPECT_EQ(FigureOf("a"), 1);
  EXPECT_EQ(RunOf("steg").counters().read(), 0);
}

TEST_F(HubTest, AHubThatWasKilledGoesOnWhereItWas) {
  ApplyLevanger();
  RunOf("steg");
  EXPECT_EQ(hub_->End(SIGKILL), 128 + SIGKILL);
  Restart();
  EXPECT_EQ(FigureOf("a"), 1);
  EXPECT_EQ(RunOf("steg").counters().read(), 0);
}

TEST_F(HubTest, ACheckReachesTheSourceAndTellsTheWalls) {
  ApplyLevanger();
  CheckConnectorRequest request;
  request.set_municipality_id("5037");
  request.set_connector_id("hei");
  CheckConnectorResponse response;
  const auto status = ConnectorService::NewStub(channel_)->CheckConnector(hub_->Context().get(), request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.summary(), "hello, region 5037");
  EXPECT_GE(response.confinement_size(), 5);
}

TEST_F(HubTest, ReplayingWhatAPluginCannotReplayIsToldAndLosesNothing) {
  ApplyLevanger();
  ASSERT_EQ(RunOf("steg").counters().refused(), 1);
  ReplayQuarantineRequest request;
  request.set_municipality_id("5037");
  request.set_connector_id("steg");
  ReplayQuarantineResponse ignored;
  const auto stub = QuarantineService::NewStub(channel_);
  const auto status = stub->ReplayQuarantine(hub_->Context().get(), request, &ignored);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  plugin::v1::Problem problem;
  ASSERT_TRUE(problem.ParseFromString(status.error_details())) << status.error_message();
  EXPECT_EQ(problem.code(), "replay_not_offered");
  ListQuarantineRequest list;
  list.set_municipality_id("5037");
  ListQuarantineResponse left;
  ASSERT_TRUE(stub->ListQuarantine(hub_->Context().get(), list, &left).ok());
  EXPECT_EQ(left.records_size(), 1);
}

TEST_F(HubTest, ASecondRunIsServedByTheSameChild) {
  ApplyLevanger();
  RunOf("hei");
  const auto first = hub_->Children();
  ASSERT_EQ(first.size(), 1u);
  RunOf("hei");
  EXPECT_EQ(hub_->Children(), first);
}

TEST_F(HubTest, AChangedSettingIsServedByANewChild) {
  ApplyLevanger();
  RunOf("hei");
  Apply({"connector { connector_id: 'hei' plugin: 'hello' title: 'Hei' settings_json: '{\"region\": \"5006\"}' }"});
  RunConnectorRequest request;
  request.set_municipality_id("5037");
  request.set_connector_id("hei");
  request.set_full(true);
  const auto context = hub_->Context();
  const auto reader = ConnectorService::NewStub(channel_)->RunConnector(context.get(), request);
  RunConnectorResponse message, last;
  while (reader->Read(&message)) last = message;
  EXPECT_EQ(last.run().counters().inserted(), 1);  // the other region's figure is another record
}

TEST_F(HubTest, AConnectorThatCannotRunSaysWhyBeforeItIsTried) {
  ApplyLevanger();
  ListConnectorsResponse response;
  ASSERT_TRUE(ConnectorService::NewStub(channel_)->ListConnectors(hub_->Context().get(), {}, &response).ok());
  for (const auto& connector : response.connectors()) EXPECT_EQ(connector.problem(), "");
  ApplyConfigurationRequest request;
  auto* resource = request.add_resources();
  resource->set_municipality_id("5037");
  resource->mutable_connector()->set_connector_id("ukjent");
  resource->mutable_connector()->set_plugin("nowhere");
  ApplyConfigurationResponse ignored;
  const auto status = ConfigurationService::NewStub(channel_)->ApplyConfiguration(hub_->Context().get(), request, &ignored);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_NE(status.error_message().find("nowhere"), std::string::npos);
}

TEST_F(HubTest, ItsChildrenEndWithItWithinSeconds) {
  ApplyLevanger();
  RunOf("hei");
  const auto children = hub_->Children();
  ASSERT_FALSE(children.empty());
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(hub_->End(SIGINT), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  for (const pid_t child : children) EXPECT_NE(kill(child, 0), 0);
}

TEST_F(HubTest, ASecondHubOnTheSameFolderIsRefusedWithWords) {
  HubProcess second(folder_ / "hub");
  EXPECT_FALSE(second.WaitReady());
  EXPECT_EQ(second.Wait(), 3);
  EXPECT_NE(second.errors().find("another hub uses it"), std::string::npos);
}

TEST_F(HubTest, ASecondHubOnTheSameStoreIsRefusedWithWords) {
  HubProcess second(folder_ / "other", {"--store", "sqlite:" + (folder_ / "hub" / "helhet.db").string()});
  EXPECT_FALSE(second.WaitReady());
  EXPECT_EQ(second.Wait(), 3);
  EXPECT_NE(second.errors().find("another hub uses it"), std::string::npos);
}

TEST(HubStartTest, AFaultInTheConfigurationIsToldAndIsTheOperators) {
  const security::TemporaryFolder folder;
  std::ofstream(folder / "helhetd.yaml") << "liste: 127.0.0.1:0\n";
  HubProcess hub(folder / "hub", {"--config", (folder / "helhetd.yaml").string()});
  EXPECT_FALSE(hub.WaitReady());
  EXPECT_EQ(hub.Wait(), 2);
  EXPECT_NE(hub.errors().find("helhetd.yaml:1: there is no key 'liste'"), std::string::npos);
}

TEST(HubStartTest, AMissingPartOfTheInstallationIsTheMachines) {
  const security::TemporaryFolder folder;
  HubProcess hub(folder / "hub", {"--host-program", (folder / "nothing").string()});
  EXPECT_FALSE(hub.WaitReady());
  EXPECT_EQ(hub.Wait(), 3);
  EXPECT_NE(hub.errors().find("nothing: not there"), std::string::npos);
}

}  // namespace
}  // namespace helhet::testing
