#include "core/a3/load.h"

#include "core/a3/testing/stored_sheet.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;

// Today is 1 September 2025: the third quarter is under way.
class LoadTest : public StoredSheetTest {
 protected:
  void SaveCapacity(const std::string& id, const std::string& unit_id, const std::string& responsible, int hours, const std::string& from = "", const std::string& until = "") {
    model::v1::Capacity capacity;
    capacity.set_capacity_id(id);
    capacity.set_unit_id(unit_id);
    capacity.set_responsible(responsible);
    capacity.set_hours_per_quarter(hours);
    capacity.set_from_period(from);
    capacity.set_until_period(until);
    Save("capacity", id, capacity);
  }
  // `unit responsible period committed+proposed/capacity`, with ! for more than there is and ? for each action without hours.
  std::string Loads(const std::string& unit_id = "", const std::string& from = "", int quarters = 2) {
    api::v1::ListLoadRequest request;
    request.set_unit_id(unit_id);
    request.set_from_period(from);
    request.set_quarters(quarters);
    const auto answer = ListLoad(store_, request, kSeptemberUs);
    EXPECT_TRUE(answer.ok()) << answer.status().message();
    std::string told;
    if (!answer.ok()) return told;
    for (const auto& load : answer->loads()) {
      told += load.unit_id() + " " + (load.responsible().empty() ? "-" : load.responsible()) + " " + load.period() + " " + std::to_string(load.committed_hours()) + "+" +
              std::to_string(load.proposed_hours()) + "/" + (load.has_capacity_hours() ? std::to_string(load.capacity_hours()) : "-") +
              std::string(static_cast<size_t>(load.unestimated_actions()), '?') + (load.is_over() ? "!" : "") + "\n";
    }
    return told;
  }
  std::string OverloadsOf(const std::string& a3_id) {
    const auto sheet = LoadSheet(store_, As(security::Role::kOwner), a3_id, 0, kSeptemberUs);
    EXPECT_TRUE(sheet.ok()) << sheet.status().message();
    std::string told;
    for (const auto& pitfall : sheet->pitfalls()) {
      if (pitfall.code() == "more_work_than_capacity") told += pitfall.text() + "\n";
    }
    return told;
  }
};

TEST_P(LoadTest, AnOpenActionTakesItsHoursUntilItsDueDate) {
  Write([](A3& sheet) {
    *sheet.add_actions() = ActionOf("til-jul", "Rektor", "2025-12-31", 40);
    *sheet.add_actions() = ActionOf("forsinket", "Rektor", "2025-08-01", 10);
    *sheet.add_actions() = ActionOf("uten-frist", "", "", 5);
    *sheet.add_actions() = ActionOf("ukjent", "Rektor", "2025-09-30");
    *sheet.add_actions() = ActionOf("ferdig", "Rektor", "2025-12-31", 1000);
    sheet.mutable_actions(4)->set_status(model::v1::ACTION_STATUS_DONE);
  });
  EXPECT_EQ(Loads("", "", 3),
            "levanger - 2025-Q3 0+55/-?\n"
            "levanger - 2025-Q4 0+45/-\n"
            "levanger - 2026-Q1 0+5/-\n"
            "levanger Rektor 2025-Q3 0+50/-?\n"
            "levanger Rektor 2025-Q4 0+40/-\n");
  EXPECT_EQ(Loads("", "2025-Q2", 1), "") << "what has been is no load";
}

TEST_P(LoadTest, AUnitHasTheWorkOfThoseBelowAndAResponsibleWhereCapacityIsStated) {
  Write([](A3& sheet) {
    *sheet.add_actions() = ActionOf("a", "Helsesjef", "2025-09-30", 100);
    sheet.mutable_actions(0)->set_unit_id("helse");
    *sheet.add_actions() = ActionOf("b", "Rektor", "2025-09-30", 30);
    sheet.mutable_actions(1)->set_unit_id("skole");
  });
  SaveCapacity("alle", "levanger", "", 120);
  SaveCapacity("helsesjef", "levanger", "Helsesjef", 100);
  SaveCapacity("skole", "skole", "", 25, "2025-Q4");
  EXPECT_EQ(Loads("", "", 1),
            "helse - 2025-Q3 0+100/-\n"
            "helse Helsesjef 2025-Q3 0+100/-\n"
            "levanger - 2025-Q3 0+130/120!\n"
            "levanger Helsesjef 2025-Q3 0+100/100\n"
            "skole - 2025-Q3 0+30/-\n"
            "skole Rektor 2025-Q3 0+30/-\n");
  EXPECT_EQ(Loads("skole", "2025-Q4", 1), "skole - 2025-Q4 0+0/25\n") << "of a later quarter";
  EXPECT_EQ(OverloadsOf("ark"), "«levanger» har tiltak for 130 timer i 2025-Q3, og kapasitet til 120\n");
}

TEST_P(LoadTest, AnActionOnSeveralSheetsCountsOnceWhereItIsCommitted) {
  SaveSheet("dypdykk", [](A3& sheet) {
    sheet.set_parent_id("ark");
    sheet.set_state(model::v1::A3_STATE_SUBMITTED);
    *sheet.add_actions() = ActionOf("kurs", "Rektor", "2025-09-30", 10);
  });
  const auto copy = [](A3& sheet, const std::string& from, const std::string& action, int hours) {
    *sheet.add_actions() = ActionOf("kurs-" + sheet.a3_id(), "Rektor", "2025-09-30", hours);
    sheet.mutable_actions(0)->set_origin_a3_id(from);
    sheet.mutable_actions(0)->set_origin_action_id(action);
  };
  SaveSheet("ark", [&](A3& sheet) { copy(sheet, "dypdykk", "kurs", 12); });
  EXPECT_EQ(Loads("levanger", "", 1), "levanger - 2025-Q3 0+12/-\nlevanger Rektor 2025-Q3 0+12/-\n") << "where it was taken up";
  SaveSheet("ark", [&](A3& sheet) {
    sheet.set_state(model::v1::A3_STATE_IN_FOLLOW_UP);
    copy(sheet, "dypdykk", "kurs", 12);
  });
  SaveSheet("neste", [&](A3& sheet) { copy(sheet, "ark", "kurs-ark", 99); });
  EXPECT_EQ(Loads("levanger", "", 1), "levanger - 2025-Q3 12+0/-\nlevanger Rektor 2025-Q3 12+0/-\n") << "not on next year's draft";
  SaveSheet("ark", [&](A3& sheet) {
    sheet.set_state(model::v1::A3_STATE_CLOSED);
    copy(sheet, "dypdykk", "kurs", 12);
  });
  EXPECT_EQ(Loads("levanger", "", 1), "levanger - 2025-Q3 0+99/-\nlevanger Rektor 2025-Q3 0+99/-\n") << "what is closed is not under way";
}

TEST_P(LoadTest, AnInvestigationIsCommittedWhileItIsUnderWay) {
  for (const auto& [state, told] : {std::pair(model::v1::A3_STATE_DRAFT, "0+20"), std::pair(model::v1::A3_STATE_IN_INVESTIGATION, "20+0"), std::pair(model::v1::A3_STATE_IN_FOLLOW_UP, "20+0")}) {
    SaveSheet("ark", [&](A3& sheet) {
      sheet.set_state(state);
      *sheet.add_actions() = ActionOf("utred", "", "2025-09-30", 20);
      sheet.mutable_actions(0)->set_kind(model::v1::ACTION_KIND_INVESTIGATION);
    });
    EXPECT_EQ(Loads("", "", 1), std::string("levanger - 2025-Q3 ") + told + "/-\n");
  }
}

TEST_P(LoadTest, ASheetIsToldOfTheOverloadThatItHasAPartIn) {
  SaveCapacity("helse", "helse", "", 10);
  SaveCapacity("skole", "skole", "", 10);
  SaveSheet("helse-ark", [](A3& sheet) {
    sheet.set_unit_id("helse");
    *sheet.add_actions() = ActionOf("a", "", "2026-03-31", 8);
  });
  SaveSheet("skole-ark", [](A3& sheet) {
    sheet.set_unit_id("skole");
    *sheet.add_actions() = ActionOf("b", "", "2026-03-31", 11);
  });
  EXPECT_EQ(OverloadsOf("helse-ark"), "");
  EXPECT_EQ(OverloadsOf("skole-ark"), "«skole» har tiltak for 11 timer i 2025-Q3, og kapasitet til 10\n") << "once, of the first quarter";
}

TEST_P(LoadTest, RefusesWhatIsNoQuarterAndTooManyOfThem) {
  const auto ask = [&](const std::string& from, int quarters, const std::string& unit_id) {
    api::v1::ListLoadRequest request;
    request.set_from_period(from);
    request.set_quarters(quarters);
    request.set_unit_id(unit_id);
    return ListLoad(store_, request, kSeptemberUs).status();
  };
  EXPECT_EQ(ask("2026-T1", 1, "").setting(), "from_period");
  EXPECT_EQ(ask("", kMostQuarters + 1, "").setting(), "quarters");
  EXPECT_EQ(ask("", -1, "").setting(), "quarters");
  EXPECT_EQ(ask("", 1, "ukjent").code(), StatusCode::kNotFound);
}

INSTANTIATE_TEST_SUITE_P(Stores, LoadTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::a3
