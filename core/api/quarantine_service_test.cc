// Quarantine from refusal to fact, over a real TLS channel.
#include "core/api/quarantine_service.h"

#include <gtest/gtest.h>

#include "core/api/testing/all_services.h"

namespace helhet::api {
namespace {

using grpc::StatusCode;

constexpr size_t kMebibyte = 1u << 20;

class QuarantineServiceTest : public testing::Test {
 protected:
  QuarantineServiceTest() { hub_.ApplyLevanger(); }

  std::unique_ptr<grpc::ClientContext> Context() { return ContextWith(hub_.administrator); }
  static plugin::v1::Record Refused(const std::string& name, const std::string& raw, const std::string& stream = "invoices") {
    plugin::v1::Record record;
    record.set_stream(stream);
    record.set_natural_key("inbox/" + name);
    record.set_locator(record.natural_key());
    record.set_raw(raw);
    record.set_source_time_us(7);
    record.mutable_refusal()->set_code("customization_unknown");
    record.mutable_refusal()->set_what("inbox/" + name + ": unknown customization");
    return record;
  }
  // The connector has learnt to read what it refused.
  void Fix() {
    hub_.connector.replay = [](const plugin::v1::ReplayDocument& document) {
      plugin::v1::Record record = AllServices::Invoice(document.locator(), 100, "100");
      record.set_stream(document.stream());
      record.set_locator(document.locator());
      record.set_source_time_us(document.source_time_us());
      record.set_raw(document.raw());
      return record;
    };
  }
  void RunWith(const std::vector<plugin::v1::Record>& records) {
    hub_.connector.records = records;
    EXPECT_EQ(hub_.Run().run().counters().refused(), static_cast<int64_t>(records.size()));
  }
  std::vector<std::string> Quarantined(int page_size = 0) {
    v1::ListQuarantineRequest request;
    request.set_municipality_id("5037");
    request.set_page_size(page_size);
    std::vector<std::string> records;
    do {
      v1::ListQuarantineResponse response;
      const grpc::Status status = stub_->ListQuarantine(Context().get(), request, &response);
      EXPECT_TRUE(status.ok()) << status.error_message();
      for (const auto& record : response.records()) records.push_back(record.stream() + " " + record.natural_key());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return records;
  }
  grpc::Status Replay(v1::ReplayQuarantineResponse& response, const std::string& stream = "") {
    v1::ReplayQuarantineRequest request;
    request.set_municipality_id("5037");
    request.set_connector_id("ehf");
    request.set_stream(stream);
    return stub_->ReplayQuarantine(Context().get(), request, &response);
  }
  v1::ReplayQuarantineResponse Replayed(const std::string& stream = "") {
    v1::ReplayQuarantineResponse response;
    const grpc::Status status = Replay(response, stream);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  AllServices hub_;
  std::unique_ptr<v1::QuarantineService::Stub> stub_ = v1::QuarantineService::NewStub(hub_.channel);
};

TEST_F(QuarantineServiceTest, WhatTheConnectorCanReadByNowBecomesFactsAndLeaves) {
  RunWith({Refused("1.xml", "<one/>"), Refused("2.xml", "<two/>")});
  Fix();
  const auto replayed = Replayed();
  EXPECT_EQ(replayed.replayed(), 2);
  EXPECT_EQ(replayed.stored(), 2);
  EXPECT_EQ(replayed.refused(), 0);
  EXPECT_FALSE(replayed.run_id().empty());
  EXPECT_TRUE(Quarantined().empty());
  EXPECT_EQ(Replayed().replayed(), 0) << "nothing is left";
}

TEST_F(QuarantineServiceTest, WhatIsRefusedAgainStays) {
  RunWith({Refused("1.xml", "<one/>"), Refused("2.xml", "<two/>")});
  Fix();
  const auto fixed = hub_.connector.replay;
  hub_.connector.replay = [&](const plugin::v1::ReplayDocument& document) {
    return document.raw() == "<one/>" ? Refused("1.xml", document.raw()) : fixed(document);
  };
  const auto replayed = Replayed();
  EXPECT_EQ(replayed.stored(), 1);
  EXPECT_EQ(replayed.refused(), 1);
  EXPECT_EQ(Quarantined(), std::vector<std::string>{"invoices inbox/1.xml"});
}

TEST_F(QuarantineServiceTest, ALargeRecordNeitherStopsAReplayNorIsLeftOut) {
  if (!kLargeMessages) GTEST_SKIP() << kNoLargeMessages;
  RunWith({Refused("a.xml", std::string(17 * kMebibyte, 'a')), Refused("b.xml", "<b/>"), Refused("c.xml", std::string(10 * kMebibyte, 'c')),
           Refused("d.xml", std::string(10 * kMebibyte, 'd'))});
  Fix();
  const auto replayed = Replayed();
  EXPECT_EQ(replayed.replayed(), 4);
  EXPECT_EQ(replayed.stored(), 4);
  EXPECT_EQ(hub_.connector.replayed, (std::vector<int>{1, 2, 1})) << "16 MiB in a message, or one record";
  EXPECT_TRUE(Quarantined().empty());
}

TEST_F(QuarantineServiceTest, AReplayLeavesTheCheckpointWhereItWas) {
  RunWith({Refused("1.xml", "<one/>")});
  Fix();
  Replayed();
  EXPECT_EQ(hub_.Run().run().counters().read(), 0);
}

TEST_F(QuarantineServiceTest, AConnectorThatDoesNotReplaySaysSoAndNothingIsLost) {
  RunWith({Refused("1.xml", "<one/>")});
  v1::ReplayQuarantineResponse ignored;
  const grpc::Status status = Replay(ignored);
  EXPECT_EQ(status.error_code(), StatusCode::UNIMPLEMENTED);
  plugin::v1::Problem problem;
  ASSERT_TRUE(problem.ParseFromString(status.error_details()));
  EXPECT_EQ(problem.code(), "replay_not_offered");
  EXPECT_EQ(Quarantined().size(), 1u);
}

TEST_F(QuarantineServiceTest, OneKeyInTwoStreamsIsTwoRecords) {
  RunWith({Refused("1.xml", "<invoice/>"), Refused("1.xml", "<order/>", "orders")});
  EXPECT_EQ(Quarantined(/*page_size=*/1), (std::vector<std::string>{"invoices inbox/1.xml", "orders inbox/1.xml"}));
  v1::GetQuarantinedRequest request;
  request.set_municipality_id("5037");
  request.set_connector_id("ehf");
  request.set_natural_key("inbox/1.xml");
  v1::GetQuarantinedResponse response;
  const grpc::Status ambiguous = stub_->GetQuarantined(Context().get(), request, &response);
  EXPECT_EQ(ambiguous.error_code(), StatusCode::FAILED_PRECONDITION);
  EXPECT_NE(ambiguous.error_message().find("invoices and orders"), std::string::npos) << ambiguous.error_message();
  request.set_stream("orders");
  ASSERT_TRUE(stub_->GetQuarantined(Context().get(), request, &response).ok());
  EXPECT_EQ(response.raw(), "<order/>");
  Fix();
  EXPECT_EQ(Replayed("orders").stored(), 1);
  EXPECT_EQ(Quarantined(), std::vector<std::string>{"invoices inbox/1.xml"});
}

}  // namespace
}  // namespace helhet::api
