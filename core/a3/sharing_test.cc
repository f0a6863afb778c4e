// Who sees which sheets, and what they say of them.
#include "core/a3/sharing.h"

#include "core/a3/comments.h"
#include "core/a3/history.h"
#include "core/a3/testing/stored_sheet.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;
using security::Role;

class SharingTest : public StoredSheetTest {
 protected:
  void Stand(model::v1::A3State state) {
    A3 sheet = Newest();
    sheet.clear_etag();
    sheet.clear_edition();
    sheet.set_state(state);
    Save("a3", "ark", sheet);
  }
  std::string Listed(const security::Identity& caller) {
    std::string ids;
    const auto listed = ListA3s(store_, caller, 100, "");
    EXPECT_TRUE(listed.ok());
    for (const auto& sheet : listed->a3s()) ids += sheet.a3_id() + (sheet.unfinished() ? "!" : "") + " ";
    return ids;
  }
  Result<api::v1::AddA3CommentResponse> Comment(const security::Identity& caller, const std::string& text, model::v1::A3Box box = model::v1::A3_BOX_UNSPECIFIED) {
    api::v1::AddA3CommentRequest request;
    request.set_a3_id("ark");
    request.set_text(text);
    request.set_box(box);
    return AddComment(store_, request, {caller, kSeptemberUs});
  }

  const security::Identity member_ = As(Role::kRepresentative, {"verneombud", "tillitsvalgte"});
  const security::Identity other_ = As(Role::kRepresentative, {"formannskapet"});
};

TEST_P(SharingTest, ADraftIsItsAuthorsUntilItIsSharedOrSubmitted) {
  EXPECT_EQ(Listed(As(Role::kReader)), "ark ");
  EXPECT_EQ(Listed(member_), "");
  Write([](A3& sheet) { sheet.add_shared_with("tillitsvalgte"); });
  EXPECT_EQ(Listed(member_), "ark! ") << "and is marked unfinished";
  EXPECT_EQ(Listed(As(Role::kReader)), "ark! ");
  EXPECT_EQ(Listed(other_), "");
  EXPECT_EQ(Listed(As(Role::kRepresentative)), "");
  for (const auto state : {model::v1::A3_STATE_IN_INVESTIGATION, model::v1::A3_STATE_REVISED}) {
    Stand(state);
    EXPECT_EQ(Listed(other_), "");
  }
  for (const auto state : {model::v1::A3_STATE_SUBMITTED, model::v1::A3_STATE_ADOPTED, model::v1::A3_STATE_NOT_ADOPTED, model::v1::A3_STATE_IN_FOLLOW_UP,
                           model::v1::A3_STATE_CLOSED}) {
    Stand(state);
    EXPECT_EQ(Listed(other_), "ark ") << "finished, and everybody's";
  }
}

TEST_P(SharingTest, WhatIsNotSharedIsAsIfItWereNotThere) {
  const auto unseen = LoadSheet(store_, other_, "ark", 0, kSeptemberUs).status();
  const auto absent = LoadSheet(store_, other_, "ikke", 0, kSeptemberUs).status();
  EXPECT_EQ(unseen.code(), StatusCode::kNotFound);
  EXPECT_EQ(absent.message(), "a3 'ikke': municipality 5037 has none of that name");
  EXPECT_EQ(unseen.message(), "a3 'ark': municipality 5037 has none of that name");
  EXPECT_EQ(ListSteps(store_, other_, "ark").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(ListComments(store_, other_, "ark", 10, 0).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(Comment(other_, "Hva med oss?").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(ListActionHistory(store_, other_, "ark", "", 10, 0).status().code(), StatusCode::kNotFound);
}

TEST_P(SharingTest, AnEditionFromBeforeItWasSubmittedStaysUnseen) {
  Write([](A3& sheet) { *sheet.add_actions() = ActionOf("hemmelig", "Rektor", "2026-03-31"); });
  Write([](A3& sheet) { *sheet.mutable_actions(0) = ActionOf("apent", "Rektor", "2026-03-31"); });
  Stand(model::v1::A3_STATE_SUBMITTED);
  EXPECT_TRUE(LoadSheet(store_, other_, "ark", 0, kSeptemberUs).ok());
  EXPECT_EQ(LoadSheet(store_, other_, "ark", 2, kSeptemberUs).status().message(), "a3 'ark': there is no edition 2");
  EXPECT_TRUE(LoadSheet(store_, As(Role::kReader), "ark", 2, kSeptemberUs).ok());
  api::v1::DiffA3EditionsRequest request;
  request.set_a3_id("ark");
  EXPECT_EQ(DiffEditions(store_, other_, request).status().code(), StatusCode::kNotFound);
  const auto history = ListActionHistory(store_, other_, "ark", "", 10, 0);
  ASSERT_TRUE(history.ok());
  ASSERT_EQ(history->events_size(), 1);
  EXPECT_EQ(history->events(0).change().item_id(), "apent");
}

TEST_P(SharingTest, ThoseWhoSeeASheetMaySaySomethingOfIt) {
  Write([](A3& sheet) { sheet.add_shared_with("tillitsvalgte"); });
  const auto first = Comment(member_, "Hvem skal gjøre dette?\nVi er få.", model::v1::A3_BOX_ACTIONS);
  ASSERT_TRUE(first.ok()) << first.status().message();
  EXPECT_EQ(first->comment().comment_number(), 1);
  EXPECT_EQ(first->comment().author(), "Kari");
  EXPECT_EQ(first->comment().edition(), 2);
  EXPECT_EQ(first->comment().created_at(), "2025-09-01T10:00:00Z");
  ASSERT_TRUE(Comment(As(Role::kOwner), "Vi ser på det").ok());
  const auto page = ListComments(store_, member_, "ark", 1, 0);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->comments_size(), 1);
  EXPECT_EQ(page->comments(0).text(), "Hvem skal gjøre dette?\nVi er få.");
  EXPECT_EQ(page->next_page_token(), "1");
  const auto rest = ListComments(store_, member_, "ark", 1, 1);
  ASSERT_EQ(rest->comments_size(), 1);
  EXPECT_EQ(rest->comments(0).comment_number(), 2);
  EXPECT_EQ(rest->next_page_token(), "");
}

TEST_P(SharingTest, ACommentIsAParagraphOfPlainText) {
  const auto why = [&](const std::string& text) { return Comment(As(Role::kOwner), text).status().message(); };
  EXPECT_EQ(why(" \n"), "comment: it is empty");
  EXPECT_EQ(why(std::string(kCommentBytes + 1, 'x')), "comment: it is longer than 4,096 bytes");
  EXPECT_EQ(why(std::string(kCommentBytes, 'x')), "");
  for (const char* text : {"a\x1b[2J", "a\rb", "a\x7f", "a\u0085", "a\u202Eb", "a\u2066b"}) EXPECT_EQ(why(text), "comment: it has control characters");
  EXPECT_EQ(why("Blåbærsyltetøy – «så»\t1"), "");
  EXPECT_EQ(Comment(As(Role::kOwner), "hm", static_cast<model::v1::A3Box>(99)).status().code(), StatusCode::kInvalidArgument);
}

TEST_P(SharingTest, ASheetTakesSoManyComments) {
  std::vector<store::Row> rows;
  for (int64_t i = 1; i <= kComments; ++i) rows.push_back({"ark", i, "{}"});
  ASSERT_TRUE(store_.InTransaction([&] { return store_.InsertRows({"a3_comment", {"a3_id", "comment_number", "body"}}, rows); }).ok());
  EXPECT_EQ(Comment(As(Role::kOwner), "en til").status().code(), StatusCode::kResourceExhausted);
}

INSTANTIATE_TEST_SUITE_P(Stores, SharingTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::a3
