// The relay against an archive that fails in the ways archives do.
#include "core/outbox/relay.h"

#include <google/protobuf/util/message_differencer.h>

#include <map>
#include <vector>

#include "core/outbox/testing/outbox_fixture.h"

namespace helhet::outbox {
namespace {

constexpr int64_t kMinuteUs = 60'000'000;

class RelayTest : public OutboxFixture {
 protected:
  RelayTest()
      : relay_({.database = database_.factory(),
                .render = [this](const api::v1::GetA3Response& sheet) -> Result<RenderedDocument> {
                  ++rendered_;
                  HELHET_RETURN_IF_ERROR(render_fails_);
                  return RenderedDocument{"application/pdf", "pdf", "%PDF " + std::to_string(sheet.a3().edition()) + " by " + std::to_string(rendered_)};
                },
                .write = [this](const std::string&, const model::v1::Connector& connector, const plugin::v1::WriteRequest& request) {
                  return Write(connector.connector_id(), request);
                },
                .holder = "hub-1",
                .now_us = [this] { return now_us_; }}) {}

  // An archive that finds by the delivery's identifier what it made, and then fails as it is told to.
  Result<plugin::v1::WriteResponse> Write(const std::string& connector_id, const plugin::v1::WriteRequest& request) {
    attempts_.push_back(request);
    HELHET_RETURN_IF_ERROR(before_);
    documents_[connector_id + ":" + request.delivery_id()] = request.body();
    HELHET_RETURN_IF_ERROR(after_);
    plugin::v1::WriteResponse receipt = receipt_;
    receipt.set_delivery_id(request.delivery_id());
    return receipt;
  }
  void Tick() {
    const Status done = relay_.Tick();
    EXPECT_TRUE(done.ok()) << done.message();
  }
  static plugin::v1::WriteResponse GoodReceipt() {
    plugin::v1::WriteResponse receipt;
    receipt.set_external_id("77");
    receipt.set_link("https://arkiv.test/77");
    return receipt;
  }

  Status before_, after_, render_fails_;
  plugin::v1::WriteResponse receipt_ = GoodReceipt();
  std::vector<plugin::v1::WriteRequest> attempts_;
  std::map<std::string, std::string> documents_;
  int rendered_ = 0;
  Relay relay_;
};

TEST_P(RelayTest, SendsWhatWaitsOnceWithAllThatTheArchiveNeedsToKnow) {
  const std::string id = File(3);
  Tick();
  Tick();
  ASSERT_EQ(attempts_.size(), 1u);
  EXPECT_EQ(attempts_[0].delivery_id(), id);
  EXPECT_EQ(attempts_[0].title(), "A3 Avtaler");
  EXPECT_EQ(attempts_[0].media_type(), "application/pdf");
  const auto& properties = attempts_[0].properties();
  EXPECT_EQ(properties.at("file_name"), "avtaler-3-decided.pdf");
  EXPECT_EQ(properties.at("event"), "decided");
  // sha256sum of `%PDF 3 by 1`.
  EXPECT_EQ(properties.at("sha256"), "b24f81a89bf5dff72bf4b6c6e0a0c89a3109ac243cb894b9ee482e613b65b826");
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_SENT);
  EXPECT_EQ(At(id).external_id(), "77");
  EXPECT_EQ(At(id).link(), "https://arkiv.test/77");
}

TEST_P(RelayTest, TriesAgainWithTheSameBytesAfterATimeOutThatCameAfterSuccess) {
  const std::string id = File(3);
  after_ = Unavailable("arkiv: no whole answer in time").WithClass(ErrorClass::kTransient);
  Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_WAITING);
  EXPECT_EQ(At(id).problem().what(), "arkiv: no whole answer in time");
  after_ = OkStatus();
  Tick();
  EXPECT_EQ(attempts_.size(), 1u) << "not before its time";
  now_us_ += kMinuteUs;
  Tick();
  ASSERT_EQ(attempts_.size(), 2u);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(attempts_[0], attempts_[1]));
  EXPECT_EQ(documents_.size(), 1u);
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_SENT);
  EXPECT_FALSE(At(id).has_problem());
}

TEST_P(RelayTest, WaitsLongerForEachFailureUpToAnHourAndAsLongAsTheArchiveAsks) {
  File(1);
  before_ = Unavailable("away");
  for (const int minutes : {1, 2, 4, 8, 16, 32, 60, 60}) {
    Tick();
    const size_t attempts = attempts_.size();
    now_us_ += minutes * kMinuteUs - 1;
    Tick();
    EXPECT_EQ(attempts_.size(), attempts) << minutes;
    ++now_us_;
  }
  before_ = ResourceExhausted("wait").WithClass(ErrorClass::kRateLimit).WithRetryAfterMs(2 * 3600 * 1000);
  Tick();
  const size_t attempts = attempts_.size();
  now_us_ += 119 * kMinuteUs;
  Tick();
  EXPECT_EQ(attempts_.size(), attempts);
}

TEST_P(RelayTest, LeavesToAPersonWhatDoesNotPassAndGoesOnWithTheNext) {
  const std::string first = File(1);
  receipt_.mutable_problem()->set_what("the folder is locked");
  receipt_.mutable_problem()->set_problem_class(plugin::v1::PROBLEM_CLASS_CONFIGURATION);
  Tick();
  EXPECT_EQ(At(first).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_EQ(At(first).problem().what(), "connector arkiv: the folder is locked");
  receipt_ = GoodReceipt();
  const std::string second = File(2);
  now_us_ += 100 * kMinuteUs;
  Tick();
  EXPECT_EQ(At(first).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_EQ(At(second).state(), api::v1::DELIVERY_STATE_SENT);
  ASSERT_TRUE(Retry(store_, first, "", now_us_).ok());
  Tick();
  EXPECT_EQ(At(first).state(), api::v1::DELIVERY_STATE_SENT);
  EXPECT_EQ(rendered_, 2) << "a retry sends what was made";
}

TEST_P(RelayTest, FilesOfOneExportGoOutInTheirOrderAndHinderNoOther) {
  const std::string monday = Export("maltall", "mandag"), other = Export("gevinster", "mandag");
  before_ = Unavailable("away");
  Tick();
  EXPECT_EQ(At(monday).state(), api::v1::DELIVERY_STATE_WAITING);
  before_ = OkStatus();
  now_us_ += 1;
  const std::string tuesday = Export("maltall", "tirsdag");
  Tick();
  EXPECT_EQ(At(tuesday).state(), api::v1::DELIVERY_STATE_WAITING) << "monday's is to be there first";
  now_us_ += kMinuteUs;
  attempts_.clear();
  Tick();
  for (const std::string& delivery : {monday, tuesday, other}) EXPECT_EQ(At(delivery).state(), api::v1::DELIVERY_STATE_SENT) << delivery;
  std::vector<std::string> sent;
  for (const auto& attempt : attempts_) {
    if (attempt.delivery_id() != other) sent.push_back(attempt.body());
  }
  EXPECT_EQ(sent, (std::vector<std::string>{"mandag", "tirsdag"}));
}

TEST_P(RelayTest, AnExportThatFailedForGoodKeepsNoneWaiting) {
  const std::string monday = Export("maltall", "mandag");
  before_ = FailedPrecondition("not allowed").WithClass(ErrorClass::kConfiguration);
  Tick();
  EXPECT_EQ(At(monday).state(), api::v1::DELIVERY_STATE_FAILED);
  before_ = OkStatus();
  const std::string tuesday = Export("maltall", "tirsdag");
  Tick();
  EXPECT_EQ(At(tuesday).state(), api::v1::DELIVERY_STATE_SENT);
}

TEST_P(RelayTest, WhatCannotBeMadeKeepsNothingWaiting) {
  Relay relay({.database = database_.factory(),
               .make_due = [](store::TenantStore&, int64_t) { return Internal("broken"); },
               .render = {},
               .write = [this](const std::string&, const model::v1::Connector& connector, const plugin::v1::WriteRequest& request) {
                 return Write(connector.connector_id(), request);
               },
               .holder = "hub-1",
               .now_us = [this] { return now_us_; }});
  const std::string monday = Export("maltall", "mandag");
  ASSERT_TRUE(relay.Tick().ok());
  EXPECT_EQ(At(monday).state(), api::v1::DELIVERY_STATE_SENT);
}

TEST_P(RelayTest, ADeliveryThatCannotBeReadIsToldAndKeepsNoneWaiting) {
  const std::string broken = File(1), next = File(2);
  ASSERT_TRUE(store_.Execute("UPDATE delivery SET request = $3 WHERE municipality_id = $1 AND delivery_id = $2", {broken, store::Bytes{"\xff"}}).ok());
  Tick();
  EXPECT_EQ(At(broken).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_NE(At(broken).problem().what().find("cannot be read"), std::string::npos) << At(broken).problem().what();
  Tick();
  EXPECT_EQ(At(next).state(), api::v1::DELIVERY_STATE_SENT);
}

TEST_P(RelayTest, MunicipalitiesTakeTurns) {
  model::v1::Municipality other;
  other.set_municipality_id("5053");
  store::TenantStore neighbour(*connection_, "5053");
  ASSERT_TRUE(configuration::SaveDocument(neighbour, "municipality", "5053", configuration::ToJson(other), "", 1).ok());
  model::v1::Connector connector;
  connector.set_connector_id("arkiv");
  connector.set_plugin("webdav");
  ASSERT_TRUE(configuration::SaveDocument(neighbour, "connector", "arkiv", configuration::ToJson(connector), "", 1).ok());
  File(1);
  File(2);
  api::v1::GetA3Response sheet;
  sheet.mutable_a3()->set_a3_id("avtaler");
  sheet.mutable_a3()->set_edition(1);
  ASSERT_TRUE(Enqueue(neighbour, {sheet, api::v1::DELIVERY_EVENT_DECIDED, "arkiv", "A3", {}}, now_us_).ok());
  Tick();
  std::vector<std::string> sent;
  for (const auto& attempt : attempts_) sent.push_back(attempt.delivery_id());
  EXPECT_EQ(sent, (std::vector<std::string>{"5037/avtaler/1/decided", "5053/avtaler/1/decided", "5037/avtaler/2/decided"}));
}

TEST_P(RelayTest, RefusesAReceiptWithoutAnIdentifier) {
  const std::string id = File(1);
  receipt_.clear_external_id();
  Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_EQ(At(id).problem().code(), "receipt_invalid");
}

TEST_P(RelayTest, ASheetThatCannotBeRenderedIsToldAndNothingIsSent) {
  const std::string id = File(1);
  render_fails_ = Internal("pdf: no font").WithReason("no_font").WithClass(ErrorClass::kHub);
  Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_EQ(At(id).problem().what(), "delivery " + id + ": pdf: no font");
  EXPECT_TRUE(attempts_.empty());
}

TEST_P(RelayTest, ASheetThatEndsTheHubIsNotRenderedForEver) {
  const std::string id = File(1);
  for (int hub = 0; hub < 5; ++hub) ASSERT_TRUE(ClaimNext(store_, "hub-1", now_us_)->has_value());
  Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_EQ(At(id).problem().code(), "document_not_made");
  EXPECT_EQ(rendered_, 0);
  ASSERT_TRUE(Retry(store_, id, "", now_us_).ok());
  Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_SENT);
}

TEST_P(RelayTest, AConnectorThatIsReplacedBeforeAnythingWentOutIsFollowed) {
  const std::string id = File(1);
  RemoveConnector("arkiv");
  AddConnector("nytt");
  model::v1::Municipality municipality;
  municipality.set_municipality_id("5037");
  municipality.set_name("Levanger");
  municipality.set_archive_connector_id("nytt");
  Save("municipality", "5037", municipality);
  Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_SENT);
  EXPECT_EQ(At(id).connector_id(), "nytt");
}

TEST_P(RelayTest, WhatMayStandInAnArchiveThatIsReplacedWaitsForAPerson) {
  const std::string id = File(1);
  after_ = Unavailable("no whole answer in time");
  Tick();
  after_ = OkStatus();
  RemoveConnector("arkiv");
  AddConnector("nytt");
  model::v1::Municipality municipality;
  municipality.set_municipality_id("5037");
  municipality.set_archive_connector_id("nytt");
  Save("municipality", "5037", municipality);
  now_us_ += kMinuteUs;
  Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_EQ(At(id).problem().code(), "connector_gone");
  ASSERT_TRUE(Retry(store_, id, "nytt", now_us_).ok());
  Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_SENT);
}

TEST_P(RelayTest, AnArchiveThatIsOnlyChangedForLaterStepsGetsWhatWasMeantForIt) {
  const std::string id = File(1);
  AddConnector("nytt");
  model::v1::Municipality municipality;
  municipality.set_municipality_id("5037");
  municipality.set_archive_connector_id("nytt");
  Save("municipality", "5037", municipality);
  Tick();
  EXPECT_EQ(At(id).connector_id(), "arkiv");
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_SENT);
}

TEST_P(RelayTest, AConnectorThatCrashesOnADocumentIsNotGivenItForEver) {
  const std::string id = File(1);
  before_ = Internal("plugin webdav 1.0.0 crashed").WithReason("plugin_crashed").WithClass(ErrorClass::kPlugin);
  for (int i = 0; i < 10; ++i, now_us_ += 60 * kMinuteUs) Tick();
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_EQ(attempts_.size(), 5u);
}

TEST_P(RelayTest, AHubThatEndsStoresNothingOfWhatItBreaksOff) {
  const std::string id = File(1);
  before_ = Cancelled("delivery: the hub is ending");
  relay_.Stop();
  Tick();
  EXPECT_TRUE(attempts_.empty());
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_WAITING);
  EXPECT_EQ(At(id).failures(), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, RelayTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::outbox
