// What is printed of how sheets change, and of what is said of them.
#include "core/cli/testing/fake_hub.h"

namespace helhet::cli {
namespace {

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class SheetChangesTest : public testing::Test {
 protected:
  void SetUp() override {
    AddMunicipality(hub_, "5037", "Levanger");
    hub_.sheets["5037"].add_a3s()->set_a3_id("ark");
  }
  static void FillChange(api::v1::A3Change& change) {
    change.set_field("actions");
    change.set_item_id("kurs");
    change.set_item_text("Kurs i e-handel");
    change.set_kind(api::v1::A3_CHANGE_KIND_CHANGED);
    auto* value = change.add_values();
    value->set_path("due_date");
    value->set_before("2026-03-31");
    value->set_after("2026-06-30");
  }

  FakeHub hub_;
};

TEST_F(SheetChangesTest, ADifferenceIsReadBeforeAndAfter) {
  auto* difference = hub_.difference.mutable_difference();
  difference->set_a3_id("ark");
  difference->set_from_edition(2);
  difference->set_to_edition(3);
  FillChange(*difference->add_changes());
  auto* words = difference->add_changes();
  words->set_field("rationale");
  words->set_kind(api::v1::A3_CHANGE_KIND_CHANGED);
  auto* text = words->add_texts();
  text->set_path("rationale");
  for (const auto& [kind, line] : {std::pair(api::v1::A3_CHANGE_KIND_UNSPECIFIED, "Flere eldre"), std::pair(api::v1::A3_CHANGE_KIND_REMOVED, "Mindre penger"),
                                   std::pair(api::v1::A3_CHANGE_KIND_ADDED, "Mye mindre penger")}) {
    auto* added = text->add_lines();
    added->set_kind(kind);
    added->set_text(line);
  }
  const auto result = hub_.Run({"a3", "diff", "ark", "--from", "2", "--to", "3"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(hub_.diff_request.from_edition(), 2);
  EXPECT_EQ(hub_.diff_request.to_edition(), 3);
  for (const char* part : {"ark: utgave 2 → utgave 3", "Tiltak: Kurs i", "Frist", "31.03.2026", "30.06.2026", "- Mindre", "+ Mye"}) {
    EXPECT_TRUE(Holds(result.out, part)) << part << " in\n" << result.out;
  }
  EXPECT_FALSE(Holds(result.out, "Flere eldre")) << "stands in both";
  const auto csv = hub_.Run({"a3", "diff", "ark", "--output", "csv"});
  EXPECT_TRUE(Holds(csv.out, "due_date,2026-03-31,2026-06-30")) << csv.out;
  EXPECT_TRUE(Holds(csv.out, "'- Mindre penger")) << "no formula for a spreadsheet: " << csv.out;
}

TEST_F(SheetChangesTest, EditionsThatSayTheSameAreSaidToDoSo) {
  EXPECT_TRUE(Holds(hub_.Run({"a3", "diff", "ark"}).out, "De to utgavene sier det samme."));
  EXPECT_EQ(hub_.diff_request.from_edition(), 0);
}

TEST_F(SheetChangesTest, AnActionsHistorySaysWhenAndByWhichEdition) {
  auto* event = hub_.action_history.add_events();
  event->set_edition(4);
  event->set_written_at("2026-02-01T11:00:00Z");
  FillChange(*event->mutable_change());
  const auto result = hub_.Run({"a3", "action-history", "ark", "kurs", "--output", "csv"});
  EXPECT_TRUE(Holds(result.out, "2026-02-01T11:00:00Z,4,kurs,actions,")) << result.out;
}

TEST_F(SheetChangesTest, ACommentIsSentAndTheListIsPlainText) {
  hub_.added_comment.mutable_comment()->set_comment_number(7);
  hub_.added_comment.mutable_comment()->set_edition(3);
  const auto added = hub_.Run({"a3", "comment", "ark", "Har vi folk?", "--box", "actions"});
  EXPECT_EQ(added.out, "Kommentar 7 til utgave 3 av ark er ført.\n") << added.err;
  EXPECT_EQ(hub_.comment_request.text(), "Har vi folk?");
  EXPECT_EQ(hub_.comment_request.box(), model::v1::A3_BOX_ACTIONS);
  EXPECT_EQ(hub_.Run({"a3", "comment", "ark", "Hei", "--box", "nei"}).exit_code, 2);
  auto* comment = hub_.comments.add_comments();
  comment->set_author("Verneombud");
  comment->set_created_at("2026-02-01T11:00:00Z");
  comment->set_text("=HYPERLINK(\"x\")\x1b[2J");
  EXPECT_FALSE(Holds(hub_.Run({"a3", "comments", "ark"}).out, "\x1b"));
  EXPECT_TRUE(Holds(hub_.Run({"a3", "comments", "ark", "--output", "csv"}).out, "'=HYPERLINK"));
}

TEST_F(SheetChangesTest, AConflictShowsWhereTheVersionsDiffer) {
  plugin::v1::Problem problem;
  problem.set_code("etag_mismatch");
  problem.set_what("a3 'ark': somebody has changed it since it was read; edition 2 is the newest. Where they differ:\nrationale: 'a' → 'b'");
  hub_.failure = grpc::Status(grpc::StatusCode::ABORTED, problem.what(), problem.SerializeAsString());
  EXPECT_TRUE(Holds(hub_.Run({"plugin", "list"}).err, "noen har endret det siden det ble lest\nrationale: 'a' → 'b'\n"));
}

TEST_F(SheetChangesTest, ATokenIsOfGroups) {
  hub_.Run({"token", "create", "--for", "5037", "--title", "x", "--role", "representative", "--group", "tillitsvalgte", "--group", "verneombud"});
  ASSERT_EQ(hub_.token_request.groups_size(), 2);
  EXPECT_EQ(hub_.token_request.groups(1), "verneombud");
}

}  // namespace
}  // namespace helhet::cli
