#include "core/a3/attention.h"

#include "core/a3/testing/stored_sheet.h"
#include "core/a3/year.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;
using security::Role;

// Today is 1 September 2025.
class AttentionTest : public StoredSheetTest {
 protected:
  AttentionTest() {
    SaveSheet("ark", [](A3& sheet) {
      sheet.set_owner("Kommunedirektør");
      sheet.set_plan_year(2025);
      sheet.set_state(model::v1::A3_STATE_IN_FOLLOW_UP);
      *sheet.add_actions() = ActionOf("kurs", "Rektor", "2025-08-31");
      sheet.mutable_actions(0)->set_unit_id("skole");
      sheet.mutable_actions(0)->add_root_cause_ids("vaner");
      sheet.add_root_causes()->set_root_cause_id("vaner");
    });
  }
  // `owner code subject due`, one a line.
  std::string Listed(const std::string& owner = "", const std::string& unit_id = "", const security::Identity& caller = As(Role::kReader)) {
    api::v1::ListAttentionRequest request;
    request.set_owner(owner);
    request.set_unit_id(unit_id);
    const auto answer = ListAttention(store_, caller, request, kSeptemberUs, [] { return OkStatus(); });
    EXPECT_TRUE(answer.ok()) << answer.status().message();
    std::string told;
    if (!answer.ok()) return told;
    for (const auto& item : answer->items()) {
      told += item.owner() + " " + item.code() + " " + item.subject_id() + (item.due_date().empty() ? "" : " " + item.due_date()) + "\n";
      EXPECT_FALSE(item.text().empty() || item.text_nn().empty() || item.text_en().empty());
      EXPECT_FALSE(item.remedy().empty() || item.remedy_nn().empty() || item.remedy_en().empty());
    }
    return told;
  }
};

TEST_P(AttentionTest, EachOwnerHasOneList) {
  const std::string director =
      "Kommunedirektør sheet_without_measure ark\n"
      "Kommunedirektør follow_up_due 2025-Q1 2025-03-31\n"
      "Kommunedirektør follow_up_due 2025-Q2 2025-06-30\n";
  const std::string head = "Rektor action_past_due kurs 2025-08-31\n";
  EXPECT_EQ(Listed(), director + head);
  EXPECT_EQ(Listed("Rektor"), head);
  EXPECT_EQ(Listed("", "skole"), head) << "of the unit that does it";
  EXPECT_EQ(Listed("", "helse"), "");
  EXPECT_EQ(Listed("", "levanger"), director + head) << "with the units below";
}

TEST_P(AttentionTest, AFollowUpThatIsRecordedIsNotDue) {
  api::v1::RecordFollowUpRequest request;
  request.set_a3_id("ark");
  request.set_period("2025-Q1");
  ASSERT_TRUE(RecordFollowUp(store_, request, {As(Role::kOwner), kSeptemberUs}).ok());
  EXPECT_EQ(Listed("Kommunedirektør"), "Kommunedirektør sheet_without_measure ark\nKommunedirektør follow_up_due 2025-Q2 2025-06-30\n");
}

TEST_P(AttentionTest, OnlySheetsUnderWayThatTheCallerSeesAreLookedAt) {
  SaveSheet("lukket", [](A3& sheet) { sheet.set_state(model::v1::A3_STATE_CLOSED); });
  SaveSheet("kladd", [](A3& sheet) { sheet.set_owner("Rådgiver"); });
  EXPECT_EQ(Listed("Rådgiver"), "Rådgiver sheet_without_measure kladd\n");
  EXPECT_EQ(Listed("Rådgiver", "", As(Role::kRepresentative)), "");
  EXPECT_EQ(Listed(""), Listed("Kommunedirektør") + Listed("Rektor") + Listed("Rådgiver")) << "and nothing of what is closed";
}

TEST_P(AttentionTest, AnOverloadIsToldOnce) {
  model::v1::Capacity capacity;
  capacity.set_capacity_id("skole");
  capacity.set_unit_id("skole");
  capacity.set_hours_per_quarter(10);
  Save("capacity", "skole", capacity);
  for (const char* id : {"en", "to"}) {
    SaveSheet(id, [](A3& sheet) {
      sheet.set_owner("Skolesjef");
      sheet.set_unit_id("skole");
      *sheet.add_actions() = ActionOf("a", "Rektor", "2025-12-31", 6);
    });
  }
  const std::string listed = Listed("Skolesjef");
  EXPECT_EQ(listed.find("more_work_than_capacity"), listed.rfind("more_work_than_capacity")) << listed;
  EXPECT_NE(listed.find("more_work_than_capacity skole"), std::string::npos) << listed;
}

TEST_P(AttentionTest, StopsWhenNobodyWaitsAndRefusesAnUnknownUnit) {
  api::v1::ListAttentionRequest request;
  EXPECT_EQ(ListAttention(store_, As(Role::kReader), request, kSeptemberUs, [] { return Cancelled("gone"); }).status().code(), StatusCode::kCancelled);
  request.set_unit_id("ukjent");
  EXPECT_EQ(ListAttention(store_, As(Role::kReader), request, kSeptemberUs, [] { return OkStatus(); }).status().code(), StatusCode::kNotFound);
}

INSTANTIATE_TEST_SUITE_P(Stores, AttentionTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::a3
