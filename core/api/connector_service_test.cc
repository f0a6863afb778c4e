#include "core/api/connector_service.h"

#include <gtest/gtest.h>

#include <thread>

#include "core/api/testing/all_services.h"
#include "core/run/schedule.h"

namespace helhet::api {
namespace {

using grpc::StatusCode;

class ConnectorServiceTest : public testing::Test {
 protected:
  ConnectorServiceTest() { hub_.ApplyLevanger(); }

  template <typename Request>
  static Request About() {
    Request request;
    request.set_municipality_id("5037");
    request.set_connector_id("ehf");
    return request;
  }
  std::unique_ptr<grpc::ClientContext> Context() { return ContextWith(hub_.administrator); }
  std::vector<v1::Run> Runs(int page_size = 0, std::string* page_token = nullptr) {
    auto request = About<v1::ListRunsRequest>();
    request.set_page_size(page_size);
    if (page_token != nullptr) request.set_page_token(*page_token);
    v1::ListRunsResponse response;
    const grpc::Status status = stub_->ListRuns(Context().get(), request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    if (page_token != nullptr) *page_token = response.next_page_token();
    return {response.runs().begin(), response.runs().end()};
  }

  AllServices hub_;
  std::unique_ptr<v1::ConnectorService::Stub> stub_ = v1::ConnectorService::NewStub(hub_.channel);
};

TEST_F(ConnectorServiceTest, ARunIsToldOfToItsEnd) {
  hub_.connector.records = {AllServices::Invoice("1", 100, "100"), AllServices::Invoice("2", 200, "900")};
  const v1::Run run = hub_.Run().run();
  EXPECT_EQ(run.state(), v1::RUN_STATE_SUCCEEDED);
  EXPECT_EQ(run.municipality_id(), "5037");
  EXPECT_EQ(run.counters().read(), 2);
  EXPECT_EQ(run.counters().inserted(), 2);
  EXPECT_EQ(run.counters().waiting(), 1);
  EXPECT_EQ(run.recomputed(), 1);
  EXPECT_EQ(Runs().at(0).run_id(), run.run_id());
}

TEST_F(ConnectorServiceTest, AFailedRunSaysWhyAsTheAnswerAndNotAsAnError) {
  hub_.connector.fail_after_batches = 0;
  hub_.connector.failure = Unavailable("source: it went away").WithReason("source_gone").WithRemedy("wait");
  const v1::Run run = hub_.Run().run();
  EXPECT_EQ(run.state(), v1::RUN_STATE_FAILED);
  EXPECT_EQ(run.problem().code(), "source_gone");
  EXPECT_EQ(run.problem().what(), "source: it went away");
}

TEST_F(ConnectorServiceTest, ARunGoesOnWhenTheCallerLeaves) {
  hub_.connector.records = {AllServices::Invoice("1", 100, "100")};
  hub_.connector.Pause();
  {
    const auto context = Context();
    const auto reader = stub_->RunConnector(context.get(), About<v1::RunConnectorRequest>());
    while (Runs().empty()) std::this_thread::yield();
    context->TryCancel();
    EXPECT_EQ(reader->Finish().error_code(), StatusCode::CANCELLED);
  }
  EXPECT_EQ(Runs().at(0).state(), v1::RUN_STATE_RUNNING);
  hub_.connector.GoOn();
  while (Runs().at(0).state() == v1::RUN_STATE_RUNNING) std::this_thread::yield();
  EXPECT_EQ(Runs().at(0).state(), v1::RUN_STATE_SUCCEEDED);
  EXPECT_EQ(Runs().at(0).counters().inserted(), 1);
}

TEST_F(ConnectorServiceTest, ARunEndsWhenItIsCancelledEvenIfItsConnectorSaysNothing) {
  hub_.connector.Pause();
  const auto context = Context();
  const auto reader = stub_->RunConnector(context.get(), About<v1::RunConnectorRequest>());
  v1::CancelRunResponse ignored;
  while (!stub_->CancelRun(Context().get(), About<v1::CancelRunRequest>(), &ignored).ok()) std::this_thread::yield();
  v1::RunConnectorResponse message, last;
  while (reader->Read(&message)) last = message;
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(last.run().state(), v1::RUN_STATE_CANCELLED);
}

TEST_F(ConnectorServiceTest, CancellingWhatDoesNotRunIsNotFound) {
  v1::CancelRunResponse ignored;
  EXPECT_EQ(stub_->CancelRun(Context().get(), About<v1::CancelRunRequest>(), &ignored).error_code(), StatusCode::NOT_FOUND);
}

TEST_F(ConnectorServiceTest, TwoRunsOfOneConnectorAreRefused) {
  hub_.connector.Pause();
  const auto context = Context();
  const auto first = stub_->RunConnector(context.get(), About<v1::RunConnectorRequest>());
  while (Runs().empty()) std::this_thread::yield();
  const auto second_context = Context();
  const auto second = stub_->RunConnector(second_context.get(), About<v1::RunConnectorRequest>());
  v1::RunConnectorResponse message;
  EXPECT_FALSE(second->Read(&message));
  const grpc::Status status = second->Finish();
  EXPECT_EQ(status.error_code(), StatusCode::FAILED_PRECONDITION);
  plugin::v1::Problem problem;
  ASSERT_TRUE(problem.ParseFromString(status.error_details()));
  EXPECT_EQ(problem.code(), "already_running");
  hub_.connector.GoOn();
  while (first->Read(&message)) {
  }
  EXPECT_TRUE(first->Finish().ok());
}

TEST_F(ConnectorServiceTest, AWatcherIsToldAtMostFiveTimesASecond) {
  for (int i = 0; i < 300; ++i) hub_.connector.records.push_back(AllServices::Invoice(std::to_string(i), 100, "100"));
  hub_.connector.batch_records = 1;
  const auto context = Context();
  const auto start = std::chrono::steady_clock::now();
  const auto reader = stub_->RunConnector(context.get(), About<v1::RunConnectorRequest>());
  v1::RunConnectorResponse message;
  int told = 0;
  while (reader->Read(&message)) ++told;
  const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  EXPECT_EQ(message.run().counters().inserted(), 300);
  EXPECT_LE(told, 2 + passed.count() / 200);  // the first and the last come at once
}

TEST_F(ConnectorServiceTest, RunsComePageByPageEachOnce) {
  for (int i = 0; i < 5; ++i) hub_.Run();
  std::set<std::string> seen;
  std::string token;
  int pages = 0;
  do {
    for (const v1::Run& run : Runs(2, &token)) EXPECT_TRUE(seen.insert(run.run_id()).second);
    ++pages;
  } while (!token.empty());
  EXPECT_EQ(seen.size(), 5u);
  EXPECT_EQ(pages, 3);
}

TEST_F(ConnectorServiceTest, APageTokenOfAnotherListIsRefused) {
  hub_.Run();
  hub_.Run();
  std::string token;
  Runs(1, &token);
  auto request = About<v1::ListRunsRequest>();
  request.set_page_token(token);
  request.set_connector_id("");
  v1::ListRunsResponse response;
  const grpc::Status status = stub_->ListRuns(Context().get(), request, &response);
  EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
}

TEST_F(ConnectorServiceTest, AConnectorIsListedWithWhereItStands) {
  hub_.connector.records = {AllServices::Invoice("1", 100, "100")};
  plugin::v1::Record& refused = hub_.connector.records.emplace_back();
  refused.set_stream("invoices");
  refused.set_natural_key("order.xml");
  refused.mutable_refusal()->set_code("not_an_invoice");
  refused.mutable_refusal()->set_what("an order");
  hub_.Run();
  v1::ListConnectorsResponse response;
  ASSERT_TRUE(stub_->ListConnectors(Context().get(), {}, &response).ok());
  ASSERT_EQ(response.connectors_size(), 1);
  const v1::ConnectorStatus& status = response.connectors(0);
  EXPECT_EQ(status.connector().title(), "Innboks");
  EXPECT_EQ(status.quarantined(), 1);
  EXPECT_EQ(status.last_run().counters().refused(), 1);
  EXPECT_EQ(status.problem(), "");
  EXPECT_EQ(status.next_run_time(), "");
  EXPECT_EQ(status.missed_time(), "");
}

TEST_F(ConnectorServiceTest, TimesOfAScheduleThatWereMissedAreTold) {
  const auto connection = hub_.server.database().Connect();
  store::TenantStore store(*connection, "5037");
  ASSERT_TRUE(run::ReplaceSchedule(store, "ehf", {}, {.cron = "0 * * * *", .next_run_us = kTestNowUs, .is_retry = true}).ok());
  ASSERT_TRUE(run::AddMissed(store, "ehf", kTestNowUs, 3).ok());
  v1::ListConnectorsResponse response;
  ASSERT_TRUE(stub_->ListConnectors(Context().get(), {}, &response).ok());
  EXPECT_EQ(response.connectors(0).next_run_time(), "2024-10-04T00:00:00Z");
  EXPECT_TRUE(response.connectors(0).next_run_is_retry());
  EXPECT_EQ(response.connectors(0).missed_time(), "2024-10-04T00:00:00Z");
  EXPECT_EQ(response.connectors(0).missed_runs(), 3);
}

TEST_F(ConnectorServiceTest, AnUnknownConnectorAndAnUnknownMunicipalityAreNotFound) {
  auto request = About<v1::CheckConnectorRequest>();
  v1::CheckConnectorResponse response;
  request.set_connector_id("none");
  EXPECT_EQ(stub_->CheckConnector(Context().get(), request, &response).error_code(), StatusCode::NOT_FOUND);
  request.set_municipality_id("9999");
  const grpc::Status status = stub_->CheckConnector(Context().get(), request, &response);
  EXPECT_EQ(status.error_code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "municipality 9999: the hub has none of that number");
}

}  // namespace
}  // namespace helhet::api
