// Editions of a sheet: how two differ, who was first, and what became of actions.
#include "core/a3/history.h"
#include "core/a3/testing/stored_sheet.h"

namespace helhet::a3 {
namespace {

using security::Role;

class EditionsTest : public StoredSheetTest {
 protected:
  Result<api::v1::DiffA3EditionsResponse> Diff(int from, int to) {
    api::v1::DiffA3EditionsRequest request;
    request.set_a3_id("ark");
    request.set_from_edition(from);
    request.set_to_edition(to);
    return DiffEditions(store_, As(Role::kReader), request);
  }
  // `edition field: before → after` of each event.
  std::string History(const std::string& action_id, int page_size = 100) {
    std::string told;
    int64_t after = 0;
    for (;;) {
      const auto page = ListActionHistory(store_, As(Role::kReader), "ark", action_id, page_size, after);
      EXPECT_TRUE(page.ok()) << page.status().message();
      if (!page.ok()) return "";
      for (const auto& event : page->events()) {
        told += std::to_string(event.edition()) + " " + event.change().item_id();
        if (event.change().kind() == api::v1::A3_CHANGE_KIND_ADDED) told += " added";
        if (event.change().kind() == api::v1::A3_CHANGE_KIND_REMOVED) told += " removed";
        if (event.change().kind() == api::v1::A3_CHANGE_KIND_CHANGED) {
          for (const auto& value : event.change().values()) told += " " + value.path() + ": " + value.before() + " → " + value.after();
        }
        told += "\n";
      }
      if (page->next_page_token().empty()) return told;
      after = std::stoll(page->next_page_token());
    }
  }
};

TEST_P(EditionsTest, AnEditionIsHeldAgainstTheOneBefore) {
  EXPECT_EQ(Diff(0, 0).status().message(), "a3 'ark': edition 1 is the first, and there is none before it");
  Write([](auto& sheet) { sheet.set_rationale("Flere eldre"); });
  Write([](auto& sheet) { sheet.set_owner("Kommunedirektør"); });
  const auto last = Diff(0, 0);
  ASSERT_TRUE(last.ok()) << last.status().message();
  EXPECT_EQ(last->difference().from_edition(), 2);
  EXPECT_EQ(last->difference().to_edition(), 3);
  ASSERT_EQ(last->difference().changes_size(), 1);
  EXPECT_EQ(last->difference().changes(0).field(), "owner");
  EXPECT_EQ(Diff(1, 3)->difference().changes_size(), 2);
  EXPECT_EQ(Diff(1, 4).status().code(), StatusCode::kNotFound);
}

TEST_P(EditionsTest, ADraftIsHeldAgainstTheNewestEdition) {
  Write([](auto& sheet) { sheet.set_rationale("Flere eldre"); });
  api::v1::DiffA3EditionsRequest request;
  request.set_a3_id("ark");
  *request.mutable_draft() = Newest();
  request.mutable_draft()->set_rationale("Færre unge");
  const auto difference = DiffEditions(store_, As(Role::kReader), request);
  ASSERT_TRUE(difference.ok()) << difference.status().message();
  EXPECT_EQ(difference->difference().from_edition(), 2);
  EXPECT_EQ(difference->difference().to_edition(), 0);
  EXPECT_EQ(difference->difference().changes(0).values(0).after(), "Færre unge");
  request.set_to_edition(1);
  EXPECT_EQ(DiffEditions(store_, As(Role::kReader), request).status().code(), StatusCode::kInvalidArgument);
}

TEST_P(EditionsTest, WhoComesSecondIsShownBothVersions) {
  model::v1::A3 mine = Newest();
  Write([](auto& sheet) { sheet.set_rationale("Flere eldre"); });
  mine.set_rationale("Færre unge");
  const auto refused = UpdateA3(store_, mine, kSeptemberUs);
  EXPECT_EQ(refused.status().code(), StatusCode::kAborted);
  EXPECT_EQ(refused.status().message(),
            "a3 'ark': somebody has changed it since it was read; edition 2 is the newest. Where they differ, edition 2 → what was sent:\n"
            "rationale: 'Flere eldre' → 'Færre unge'");
  EXPECT_EQ(refused.status().reason(), "etag_mismatch");
  EXPECT_EQ(Newest().rationale(), "Flere eldre");
  mine.set_rationale("Flere eldre");
  EXPECT_TRUE(UpdateA3(store_, mine, kSeptemberUs).status().message().ends_with("What was sent says the same"));
}

TEST_P(EditionsTest, AnActionHasItsHistory) {
  Write([](auto& sheet) { *sheet.add_actions() = ActionOf("a", "Rektor", "2026-03-31"); }, kSeptemberUs);
  Write([](auto& sheet) { sheet.set_rationale("Flere eldre"); });
  Write([](auto& sheet) {
    *sheet.add_actions() = ActionOf("b", "Rektor", "2026-03-31");
    sheet.mutable_actions(0)->set_due_date("2026-06-30");
  });
  Write([](auto& sheet) { sheet.mutable_actions()->RemoveLast(); });
  const std::string all = "2 a added\n4 a due_date: 2026-03-31 → 2026-06-30\n4 b added\n5 b removed\n";
  EXPECT_EQ(History(""), all);
  EXPECT_EQ(History("", 1), all) << "in pages";
  EXPECT_EQ(History("a"), "2 a added\n4 a due_date: 2026-03-31 → 2026-06-30\n");
  EXPECT_EQ(ListActionHistory(store_, As(Role::kReader), "ark", "", 1, 0)->events(0).written_at(), "2025-09-01T10:00:00Z");
}

INSTANTIATE_TEST_SUITE_P(Stores, EditionsTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::a3
