#include "core/export/schedule.h"

#include "core/benefit/testing/benefit_store_test.h"
#include "core/outbox/delivery.h"

namespace helhet::exports {
namespace {

using benefit::kInvoices;
using benefit::kNowUs;
using benefit::Parsed;

constexpr int64_t kHourUs = 3'600'000'000;
constexpr int64_t kDayUs = 24 * kHourUs;

// The clock begins on 20 January 2026, noon in Norway, which is 11:00 UTC.
class ExportSchedule : public benefit::BenefitStoreTest {
 protected:
  ExportSchedule() {
    Define(kInvoices);
    AddInvoices("a", "2026-01-02", 2);
    Recompute();
  }

  void State(const std::string& schedule, const std::string& more = "") {
    Save("export", "maltall", Parsed<model::v1::Export>("export_id: 'maltall' title: 'Måltall' connector_id: 'ut' content: EXPORT_CONTENT_MEASURES "
                                                        "format: EXPORT_FORMAT_CSV periods: 1 schedule: '" + schedule + "' " + more));
  }
  void TickAt(int64_t now_us) { ASSERT_TRUE(MakeDue(store_, now_us).ok()); }
  // Delivery ids, oldest first, without what they all begin with.
  std::vector<std::string> Made() {
    std::vector<std::string> made;
    const auto listed = outbox::ListDeliveries(store_, {.export_id = "maltall"}, 1000, "");
    for (const auto& delivery : listed->deliveries()) made.insert(made.begin(), delivery.delivery_id().substr(std::string("5037/export/maltall/").size()));
    return made;
  }
  api::v1::ExportStanding Standing() { return ListExports(store_, 10, "", kNowUs)->exports(0); }
};

using Times = std::vector<std::string>;

TEST_P(ExportSchedule, MakesOneFileForEachTimeHoweverOftenItIsLookedAt) {
  State("0 6 * * *");
  EXPECT_EQ(Standing().next_time(), "2026-01-21T05:00:00Z") << "before anybody has looked";
  TickAt(kNowUs);
  EXPECT_EQ(Standing().next_time(), "2026-01-21T05:00:00Z");
  TickAt(kNowUs + 18 * kHourUs - 1);
  EXPECT_EQ(Made(), Times{});
  TickAt(kNowUs + 18 * kHourUs);
  TickAt(kNowUs + 18 * kHourUs + 1);
  EXPECT_EQ(Made(), Times{"2026-01-21T05:00:00Z"});
  TickAt(kNowUs + 42 * kHourUs);
  EXPECT_EQ(Made(), (Times{"2026-01-21T05:00:00Z", "2026-01-22T05:00:00Z"}));
}

TEST_P(ExportSchedule, MakesUpForTheLastTimeAlone) {
  State("0 6 * * *");
  TickAt(kNowUs);
  TickAt(kNowUs + 30 * kDayUs);
  EXPECT_EQ(Made(), Times{"2026-02-19T05:00:00Z"});
  EXPECT_EQ(Standing().next_time(), "2026-02-20T05:00:00Z");
}

TEST_P(ExportSchedule, MakesUpForATimeThatIsLongPast) {
  State("0 6 1 * *");
  TickAt(kNowUs);
  TickAt(kNowUs + 20 * kDayUs);
  EXPECT_EQ(Made(), Times{"2026-02-01T05:00:00Z"});
}

TEST_P(ExportSchedule, AFileThatIsMadeUpForHoldsThePeriodsOfItsTime) {
  State("0 6 31 * *");
  TickAt(kNowUs);
  TickAt(kNowUs + 12 * kDayUs);  // 1 February
  ASSERT_EQ(Made(), Times{"2026-01-31T05:00:00Z"});
  const auto row = store_.QueryOne("SELECT request FROM delivery WHERE municipality_id = $1");
  plugin::v1::WriteRequest request;
  ASSERT_TRUE(request.ParseFromString(store::AsText((*row)[0])));
  EXPECT_NE(request.body().find(",2026-01,2,measured,"), std::string::npos) << request.body();
  EXPECT_EQ(request.body().find("2026-02,"), std::string::npos) << request.body();
}

TEST_P(ExportSchedule, AChangedScheduleCountsFromNowOn) {
  State("0 6 * * *");
  TickAt(kNowUs);
  State("0 13 * * *");
  TickAt(kNowUs + 2 * kDayUs);
  EXPECT_EQ(Made(), Times{});
  EXPECT_EQ(Standing().next_time(), "2026-01-22T12:00:00Z");
  State("");
  TickAt(kNowUs + 3 * kDayUs);
  EXPECT_EQ(Made(), Times{});
  EXPECT_EQ(Standing().next_time(), "");
}

TEST_P(ExportSchedule, SaysWhyAFileCouldNotBeMadeAndTriesAgainAtTheNextTime) {
  State("0 6 * * *", "measure_ids: 'borte'");
  TickAt(kNowUs);
  TickAt(kNowUs + kDayUs);
  EXPECT_EQ(Made(), Times{});
  EXPECT_NE(Standing().problem().what().find("borte"), std::string::npos) << Standing().problem().what();
  EXPECT_EQ(Standing().next_time(), "2026-01-22T05:00:00Z");
  State("0 6 * * *");
  TickAt(kNowUs + 2 * kDayUs);
  EXPECT_EQ(Made(), Times{"2026-01-22T05:00:00Z"});
  EXPECT_FALSE(Standing().has_problem());
}

TEST_P(ExportSchedule, MakesNoMoreFilesWhenAHundredHaveNotGoneOut) {
  State("* * * * *");
  TickAt(kNowUs);
  for (int minute = 1; minute <= 101; ++minute) TickAt(kNowUs + minute * kHourUs / 60);
  EXPECT_EQ(Made().size(), 100u);
  EXPECT_EQ(Standing().problem().code(), "too_many_unsent");
  EXPECT_EQ(RunNow(store_, "maltall", kNowUs + 2 * kDayUs).status().reason(), "too_many_unsent");
  ASSERT_TRUE(store_.Execute("UPDATE delivery SET state = 'sent' WHERE municipality_id = $1 AND delivery_id LIKE '%T11:01:00Z'", {}).ok());
  TickAt(kNowUs + kDayUs);
  EXPECT_EQ(Standing().last_delivery().delivery_id(), "5037/export/maltall/2026-01-21T11:00:00Z");
  EXPECT_FALSE(Standing().has_problem());
}

TEST_P(ExportSchedule, GivesTheConnectorAWholeFile) {
  State("", "file_name: 'tall {day}.csv'");
  const auto delivery = RunNow(store_, "maltall", kNowUs);
  ASSERT_TRUE(delivery.ok()) << delivery.status().message();
  EXPECT_EQ(delivery->event(), api::v1::DELIVERY_EVENT_EXPORTED);
  EXPECT_EQ(delivery->connector_id(), "ut");
  EXPECT_EQ(delivery->export_id(), "maltall");
  plugin::v1::WriteRequest request;
  const auto row = store_.QueryOne("SELECT request FROM delivery WHERE municipality_id = $1 AND delivery_id = $2", {delivery->delivery_id()});
  ASSERT_TRUE(request.ParseFromString(store::AsText((*row)[0])));
  EXPECT_EQ(request.media_type(), "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(request.body().substr(0, 10), "measure_id");
  const std::map<std::string, std::string> properties(request.properties().begin(), request.properties().end());
  const std::map<std::string, std::string> expected{{"event", "exported"}, {"municipality_id", "5037"}, {"export_id", "maltall"}, {"content", "measures"}, {"format", "csv"},
      {"file_name", "tall 2026-01-20.csv"}, {"scheduled_time", "2026-01-20T11:00:00Z"}, {"document_date", "2026-01-20"}, {"rows", "3"}, {"sha256", delivery->sha256()}};
  EXPECT_EQ(properties, expected);
  EXPECT_EQ(delivery->sha256().size(), 64u);
}

INSTANTIATE_TEST_SUITE_P(Stores, ExportSchedule, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::exports
