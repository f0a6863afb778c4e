#include "core/a3/difference.h"

#include <gtest/gtest.h>

namespace helhet::a3 {
namespace {

using model::v1::A3;

// One line a change: `actions a changed due_date: x → y`, with the lines of words in brackets.
std::string Told(const A3& before, const A3& after) {
  std::string told;
  const auto difference = DiffSheets(before, after);
  for (const auto& change : difference.changes()) {
    told += change.field() + (change.item_id().empty() ? "" : " " + change.item_id());
    told += change.kind() == api::v1::A3_CHANGE_KIND_ADDED     ? " added"
            : change.kind() == api::v1::A3_CHANGE_KIND_REMOVED ? " removed"
            : change.kind() == api::v1::A3_CHANGE_KIND_CHANGED ? " changed"
                                                               : " reordered";
    for (const auto& value : change.values()) told += " " + value.path() + ": " + value.before() + " → " + value.after() + ";";
    for (const auto& text : change.texts()) {
      told += " " + text.path() + " [";
      for (const auto& line : text.lines()) {
        told += (line.kind() == api::v1::A3_CHANGE_KIND_ADDED ? "+" : line.kind() == api::v1::A3_CHANGE_KIND_REMOVED ? "-" : "=") + line.text();
      }
      told += "]";
    }
    told += "\n";
  }
  return told;
}

model::v1::Action& AddAction(A3& sheet, const std::string& id) {
  auto* action = sheet.add_actions();
  action->set_action_id(id);
  action->set_text("Gjør " + id);
  return *action;
}

TEST(DifferenceTest, TwoEditionsThatSayTheSameDoNotDiffer) {
  A3 before, after;
  before.set_rationale("Flere eldre");
  after = before;
  after.set_edition(2);
  after.set_etag("b");
  EXPECT_EQ(Told(before, after), "") << "edition and etag are the hub's, not the sheet's";
}

TEST(DifferenceTest, AnActionIsTheSameThoughItStandsElsewhere) {
  A3 before, after;
  AddAction(before, "a").set_due_date("2026-03-31");
  AddAction(before, "b");
  AddAction(before, "c");
  AddAction(after, "b");
  AddAction(after, "d");
  AddAction(after, "a").set_due_date("2026-06-30");
  EXPECT_EQ(Told(before, after),
            "actions a changed due_date: 2026-03-31 → 2026-06-30;\n"
            "actions c removed action_id: c → ; text: Gjør c → ;\n"
            "actions d added action_id:  → d; text:  → Gjør d;\n"
            "actions reordered actions: a, b, c → b, d, a;\n");
}

TEST(DifferenceTest, WordsOfSeveralLinesAreToldLineByLine) {
  A3 before, after;
  before.set_rationale("Flere eldre\nMindre penger\nHver enhet kjøper selv");
  after.set_rationale("Flere eldre\nMye mindre penger\nHver enhet kjøper selv\nDet haster");
  EXPECT_EQ(Told(before, after), "rationale changed rationale [=Flere eldre-Mindre penger+Mye mindre penger=Hver enhet kjøper selv+Det haster]\n");
}

TEST(DifferenceTest, TextsOfVeryManyLinesAreToldWhole) {
  A3 before, after;
  std::string lines;
  for (size_t i = 0; i <= kComparedLines; ++i) lines += "x\n";
  before.set_rationale("y\n");
  after.set_rationale(lines);
  const auto difference = DiffSheets(before, after);
  const auto& text = difference.changes(0).texts(0);
  ASSERT_EQ(text.lines_size(), static_cast<int>(kComparedLines) + 2);
  EXPECT_EQ(text.lines(0).kind(), api::v1::A3_CHANGE_KIND_REMOVED);
  EXPECT_EQ(text.lines(1).kind(), api::v1::A3_CHANGE_KIND_ADDED);
}

TEST(DifferenceTest, DecisionsAndParticipantsAreKnownByWhatTheySay) {
  A3 before, after;
  auto* participant = before.add_participants();
  participant->set_name("Kari");
  participant->set_role("verneombud");
  *after.add_participants() = *participant;
  after.mutable_participants(0)->set_unit_id("helse");
  *after.add_participants() = *participant;  // twice the same
  auto* decision = after.add_decisions();
  decision->set_date("2025-12-17");
  decision->set_case_number("PS 112/25");
  EXPECT_EQ(Told(before, after),
            "participants Kari verneombud changed unit_id:  → helse;\n"
            "participants Kari verneombud (2) added name:  → Kari; role:  → verneombud;\n"
            "decisions 2025-12-17 PS 112/25 added date:  → 2025-12-17; case_number:  → PS 112/25;\n");
}

TEST(DifferenceTest, GroupsAreToldByName) {
  A3 before, after;
  before.add_shared_with("tillitsvalgte");
  after.add_shared_with("formannskapet");
  EXPECT_EQ(Told(before, after), "shared_with tillitsvalgte removed\nshared_with formannskapet added\n");
}

TEST(DifferenceTest, AMessageHasRoomForSoMuchAndCountsTheRest) {
  A3 before, after;
  before.set_rationale("Flere eldre");
  after.set_rationale("Færre unge");
  AddAction(before, "a").set_due_date("2026-03-31");
  AddAction(after, "a").set_due_date("2026-06-30");
  after.set_plan_year(2026);
  EXPECT_EQ(DifferenceText(DiffSheets(before, after), 1000),
            "rationale: 'Flere eldre' → 'Færre unge'\nactions 'a': due_date: '2026-03-31' → '2026-06-30'\nplan_year: '' → '2026'");
  EXPECT_EQ(DifferenceText(DiffSheets(before, after), 60), "rationale: 'Flere eldre' → 'Færre unge'\nand 2 more");
  after = before;
  after.set_rationale(std::string(79, 'x') + "å og mer");
  EXPECT_EQ(DifferenceText(DiffSheets(before, after), 1000), "rationale: 'Flere eldre' → '" + std::string(79, 'x') + "…'") << "cut between characters";
}

}  // namespace
}  // namespace helhet::a3
