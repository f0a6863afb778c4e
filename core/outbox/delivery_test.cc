// Deliveries as rows: what is filed once stands once, and what the archive has is not sent again.
#include "core/outbox/delivery.h"

#include "core/outbox/claim.h"
#include "core/outbox/testing/outbox_fixture.h"

namespace helhet::outbox {
namespace {

class DeliveryTest : public OutboxFixture {
 protected:
  Claim Claimed(const std::string& holder = "hub-1") {
    auto claim = ClaimNext(store_, holder, now_us_);
    EXPECT_TRUE(claim.ok() && claim->has_value()) << claim.status().message();
    return claim.ok() && *claim ? **claim : Claim();
  }
  bool NothingIsDue(const std::string& holder = "hub-1") {
    const auto claim = ClaimNext(store_, holder, now_us_);
    return claim.ok() && !claim->has_value();
  }
  static plugin::v1::WriteResponse Receipt(const std::string& external_id) {
    plugin::v1::WriteResponse receipt;
    receipt.set_external_id(external_id);
    receipt.set_link("https://arkiv.test/" + external_id);
    return receipt;
  }
};

TEST_P(DeliveryTest, AnEditionIsFiledOnceForEachEventHoweverOftenItIsAskedFor) {
  File(3, api::v1::DELIVERY_EVENT_SUBMITTED);
  File(3);
  File(3);
  const auto listed = ListDeliveries(store_, {""}, 10, "");
  ASSERT_TRUE(listed.ok()) << listed.status().message();
  EXPECT_EQ(listed->deliveries_size(), 2);
}

TEST_P(DeliveryTest, AreListedNewestFirstAndInPages) {
  for (int edition = 1; edition <= 3; ++edition, now_us_ += 1) File(edition);
  const auto first = ListDeliveries(store_, {"avtaler"}, 2, "");
  ASSERT_TRUE(first.ok()) << first.status().message();
  ASSERT_EQ(first->deliveries_size(), 2);
  EXPECT_EQ(first->deliveries(0).edition(), 3);
  const auto rest = ListDeliveries(store_, {"avtaler"}, 2, first->next_page_token());
  ASSERT_TRUE(rest.ok()) << rest.status().message();
  ASSERT_EQ(rest->deliveries_size(), 1);
  EXPECT_EQ(rest->deliveries(0).delivery_id(), "5037/avtaler/1/decided");
  EXPECT_EQ(rest->next_page_token(), "");
  EXPECT_EQ(ListDeliveries(store_, {"annet"}, 2, "")->deliveries_size(), 0);
}

TEST_P(DeliveryTest, OneHubAtATimeTakesItAndTheSameHubFindsItAgain) {
  File(1);
  const Claim first = Claimed();
  EXPECT_TRUE(NothingIsDue("hub-2"));
  EXPECT_GT(Claimed().token, first.token) << "a hub that was killed goes on at once";
  now_us_ += kClaimUs;
  EXPECT_FALSE(NothingIsDue("hub-2"));
}

TEST_P(DeliveryTest, WhatAHolderStoresAfterAnotherTookOverIsRefused) {
  File(1);
  Claim old = Claimed();
  const Claim current = Claimed();
  EXPECT_EQ(StoreReceipt(store_, old, Receipt("1"), now_us_).reason(), "lease_lost");
  EXPECT_EQ(StoreFailure(store_, old, Unavailable("gone"), now_us_).reason(), "lease_lost");
  EXPECT_EQ(StoreDocument(store_, old, "abc", now_us_).reason(), "lease_lost");
  EXPECT_TRUE(StoreReceipt(store_, current, Receipt("2"), now_us_).ok());
  EXPECT_EQ(At("5037/avtaler/1/decided").external_id(), "2");
}

TEST_P(DeliveryTest, TheSameBytesAreThereForTheNextAttempt) {
  File(1);
  Claim claim = Claimed();
  EXPECT_FALSE(claim.is_made());
  claim.request.set_body(std::string("%PDF\0\xff", 6));
  ASSERT_TRUE(StoreDocument(store_, claim, "abc", now_us_).ok());
  const Claim again = Claimed();
  EXPECT_TRUE(again.is_made());
  EXPECT_EQ(again.request.body(), std::string("%PDF\0\xff", 6));
  EXPECT_EQ(again.request.properties().at("case_key"), "5037/avtaler");
  EXPECT_EQ(At(again.delivery_id()).sha256(), "abc");
}

TEST_P(DeliveryTest, WhatIsSentShowsOnTheSheetAndItsBodyIsDropped) {
  File(2);
  Claim claim = Claimed();
  claim.request.set_body("%PDF");
  ASSERT_TRUE(StoreDocument(store_, claim, "abc", now_us_).ok());
  ASSERT_TRUE(StoreReceipt(store_, claim, Receipt("77"), now_us_).ok());
  EXPECT_TRUE(NothingIsDue());
  const auto filings = FilingsOf(store_, "avtaler");
  ASSERT_TRUE(filings.ok() && filings->size() == 1) << filings.status().message();
  EXPECT_EQ(filings->front().state(), api::v1::DELIVERY_STATE_SENT);
  EXPECT_EQ(filings->front().sent_date(), "2025-09-01");
  EXPECT_EQ(filings->front().link(), "https://arkiv.test/77");
  const auto row = store_.QueryOne("SELECT request FROM delivery WHERE municipality_id = $1");
  ASSERT_TRUE(row.ok());
  plugin::v1::WriteRequest request;
  ASSERT_TRUE(request.ParseFromString(store::AsText((*row)[0])));
  EXPECT_EQ(request.body(), "");
}

TEST_P(DeliveryTest, IsRetriedByAPersonUnlessTheArchiveHasItOrItIsOnItsWay) {
  const std::string id = File(1);
  const Claim claim = Claimed();
  EXPECT_EQ(Retry(store_, id, "", now_us_).status().reason(), "delivery_under_way");
  ASSERT_TRUE(StoreFailure(store_, claim, FailedPrecondition("full").WithRemedy("make room"), std::nullopt).ok());
  EXPECT_EQ(At(id).state(), api::v1::DELIVERY_STATE_FAILED);
  EXPECT_EQ(At(id).problem().remedy(), "make room");
  EXPECT_TRUE(NothingIsDue());
  EXPECT_EQ(Retry(store_, id, "ukjent", now_us_).status().code(), StatusCode::kNotFound);
  AddConnector("nytt");
  ASSERT_TRUE(Retry(store_, id, "nytt", now_us_).ok());
  const Claim again = Claimed();
  EXPECT_EQ(again.connector_id, "nytt");
  EXPECT_EQ(again.failures, 1) << "this attempt alone";
  ASSERT_TRUE(StoreReceipt(store_, again, Receipt("1"), now_us_).ok());
  EXPECT_EQ(Retry(store_, id, "", now_us_).status().reason(), "delivery_sent");
  EXPECT_EQ(Retry(store_, "5037/annet/1/decided", "", now_us_).status().reason(), "delivery_not_found");
}

TEST_P(DeliveryTest, AnotherMunicipalitySeesNoneOfThem) {
  const std::string id = File(1);
  store::TenantStore other(*connection_, "5006");
  EXPECT_EQ(ListDeliveries(other, {""}, 10, "")->deliveries_size(), 0);
  EXPECT_EQ(LoadDelivery(other, id).status().code(), StatusCode::kNotFound);
  EXPECT_FALSE(ClaimNext(other, "hub-1", now_us_)->has_value());
}

INSTANTIATE_TEST_SUITE_P(Stores, DeliveryTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::outbox
