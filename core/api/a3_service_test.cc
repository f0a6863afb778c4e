// A3Service and what is reported over sheets: one story each, over a real TLS channel.
#include "core/api/testing/levanger_test.h"

namespace helhet::api {
namespace {

using grpc::StatusCode;

class A3ServiceTest : public LevangerTest {};

TEST_F(A3ServiceTest, ASheetIsWrittenAsANewEditionAndASecondWriterIsRefused) {
  hub_.Apply("5037", {"a3_template { template_id: 'dypdykk' title: 'Dypdykk' boxes { box: A3_BOX_RATIONALE heading: '1. Begrunnelse' } }",
                      "a3 { a3_id: 'avtalelojalitet' template_id: 'dypdykk' title: 'Avtalelojalitet' owner: 'Leder' unit_id: 'topp' date: '2024-01-01' }"});
  const auto stub = v1::A3Service::NewStub(hub_.channel);
  auto get = About<v1::GetA3Request>();
  get.set_a3_id("avtalelojalitet");
  v1::GetA3Response sheet;
  grpc::Status status = stub->GetA3(Context().get(), get, &sheet);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(sheet.municipality_name(), "Levanger");

  auto update = About<v1::UpdateA3Request>();
  *update.mutable_a3() = sheet.a3();
  update.mutable_a3()->set_title("Ny tittel");
  v1::UpdateA3Response updated;
  status = stub->UpdateA3(Context().get(), update, &updated);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_GT(updated.a3().edition(), sheet.a3().edition());
  update.mutable_a3()->set_title("En annen tittel");
  status = stub->UpdateA3(Context().get(), update, &updated);
  EXPECT_EQ(status.error_code(), StatusCode::ABORTED);
  EXPECT_TRUE(status.error_message().ends_with("title: 'Ny tittel' → 'En annen tittel'")) << status.error_message();
  v1::ListA3sResponse listed;
  ASSERT_TRUE(stub->ListA3s(Context().get(), About<v1::ListA3sRequest>(), &listed).ok());
  EXPECT_EQ(listed.a3s(0).title(), "Ny tittel");
}

TEST_F(A3ServiceTest, ADraftIsSeenAndCommentedByTheGroupsItIsSharedWith) {
  const std::string draft = "a3 { a3_id: 'ark' template_id: 'dypdykk' title: 'Ark' owner: 'Leder' unit_id: 'topp' date: '2024-01-01' ";
  hub_.Apply("5037", {"a3_template { template_id: 'dypdykk' title: 'Dypdykk' boxes { box: A3_BOX_RATIONALE heading: '1. Begrunnelse' } }", draft + "}"});
  const auto stub = v1::A3Service::NewStub(hub_.channel);
  v1::CreateTokenRequest ask;
  ask.set_municipality_id("5037");
  ask.set_title("Hovedverneombud");
  ask.set_role("representative");
  ask.add_groups("verneombud");
  v1::CreateTokenResponse token;
  ASSERT_TRUE(v1::HubService::NewStub(hub_.channel)->CreateToken(Context().get(), ask, &token).ok());
  const auto seen = [&](const std::string& authorization) {
    v1::ListA3sResponse listed;
    EXPECT_TRUE(stub->ListA3s(ContextWith(authorization).get(), About<v1::ListA3sRequest>(), &listed).ok());
    return listed.a3s_size();
  };
  const auto comment = [&](const std::string& authorization) {
    auto request = About<v1::AddA3CommentRequest>();
    request.set_a3_id("ark");
    request.set_text("Har vi folk til dette?");
    v1::AddA3CommentResponse added;
    return stub->AddA3Comment(ContextWith(authorization).get(), request, &added).error_code();
  };
  const std::string member = "Bearer " + token.token(), other = hub_.server.Bearer("5037", security::Role::kRepresentative, {"formannskapet"});
  EXPECT_EQ(seen(member), 0);
  EXPECT_EQ(comment(member), StatusCode::NOT_FOUND);
  hub_.Apply("5037", {draft + "shared_with: 'verneombud' }"});
  EXPECT_EQ(seen(member), 1);
  EXPECT_EQ(seen(other), 0);
  EXPECT_EQ(comment(member), StatusCode::OK);
  EXPECT_EQ(comment(other), StatusCode::NOT_FOUND);
  EXPECT_EQ(comment(hub_.server.Bearer("5037", security::Role::kReader)), StatusCode::PERMISSION_DENIED) << "a reader reads";
  auto list = About<v1::ListA3CommentsRequest>();
  list.set_a3_id("ark");
  v1::ListA3CommentsResponse comments;
  ASSERT_TRUE(stub->ListA3Comments(ContextWith(member).get(), list, &comments).ok());
  ASSERT_EQ(comments.comments_size(), 1);
  EXPECT_EQ(comments.comments(0).author(), "Hovedverneombud");
}

TEST_F(A3ServiceTest, WhatLeadersFollowUpIsToldOverAllSheets) {
  RunWith({AllServices::Invoice("1", 100, "100")});
  hub_.Apply("5037", {"a3_template { template_id: 'dypdykk' title: 'Dypdykk' boxes { box: A3_BOX_RATIONALE heading: '1. Begrunnelse' } }",
                      "a3 { a3_id: 'ark' template_id: 'dypdykk' title: 'Ark' owner: 'Leder' unit_id: 'topp' date: '2024-01-01' measures { measure_id: 'fakturaer' } "
                      "actions { action_id: 'kurs' text: 'Kurs' responsible: 'Rektor' due_date: '2024-09-30' effort_hours_per_quarter: 30 unit_id: 'a' } }",
                      "capacity { capacity_id: 'a' unit_id: 'a' hours_per_quarter: 20 }"});
  const auto stub = v1::ReportService::NewStub(hub_.channel);
  auto attention = About<v1::ListAttentionRequest>();
  attention.set_owner("Rektor");
  v1::ListAttentionResponse items;
  ASSERT_TRUE(stub->ListAttention(Context().get(), attention, &items).ok());
  std::string codes;
  for (const auto& item : items.items()) codes += item.code() + " ";
  EXPECT_EQ(codes, "action_without_root_cause action_past_due ");
  v1::ListLoadResponse loads;
  ASSERT_TRUE(stub->ListLoad(Context().get(), About<v1::ListLoadRequest>(), &loads).ok());
  EXPECT_TRUE(loads.loads(0).is_over()) << "30 of 20 hours, in the quarter under way as it is overdue";
  auto rank = About<v1::RankActionsRequest>();
  rank.set_a3_id("ark");
  v1::RankActionsResponse ranked;
  ASSERT_TRUE(stub->RankActions(Context().get(), rank, &ranked).ok());
  EXPECT_EQ(ranked.actions(0).left_out(), "no_room");
  auto ask = About<v1::ReportUnitRequest>();
  ask.set_unit_id("a");
  ask.set_period("2024-T2");
  v1::ReportUnitResponse report;
  ASSERT_TRUE(stub->ReportUnit(Context().get(), ask, &report).ok());
  EXPECT_EQ(report.measures_size(), 1);
  EXPECT_EQ(report.actions_size(), 1);

  const std::string representative = hub_.server.Bearer("5037", security::Role::kRepresentative);
  EXPECT_EQ(stub->ListLoad(ContextWith(representative).get(), About<v1::ListLoadRequest>(), &loads).error_code(), StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(stub->RankActions(ContextWith(representative).get(), rank, &ranked).error_code(), StatusCode::PERMISSION_DENIED);
  attention.clear_owner();
  ASSERT_TRUE(stub->ListAttention(ContextWith(representative).get(), attention, &items).ok());
  EXPECT_EQ(items.items_size(), 0) << "the draft is not theirs";
}

TEST_F(A3ServiceTest, TheHistoryOfASheetComesInPages) {
  const std::string sheet = "a3 { a3_id: 'ark' template_id: 'dypdykk' title: 'Ark' owner: 'Leder' unit_id: 'topp' date: '2024-01-01' ";
  hub_.Apply("5037", {"a3_template { template_id: 'dypdykk' title: 'Dypdykk' boxes { box: A3_BOX_RATIONALE heading: '1. Begrunnelse' } }", sheet + "}"});
  hub_.Apply("5037", {sheet + "actions { action_id: 'kurs' text: 'Kurs' } }"});
  hub_.Apply("5037", {sheet + "actions { action_id: 'kurs' text: 'Kurs' responsible: 'Rektor' } }"});
  const auto stub = v1::A3Service::NewStub(hub_.channel);
  auto request = About<v1::ListActionHistoryRequest>();
  request.set_a3_id("ark");
  request.set_page_size(1);
  std::string told;
  do {
    v1::ListActionHistoryResponse page;
    const grpc::Status status = stub->ListActionHistory(Context().get(), request, &page);
    ASSERT_TRUE(status.ok()) << status.error_message();
    for (const auto& event : page.events()) told += std::to_string(event.edition()) + " " + event.change().item_id() + " ";
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(told, "2 kurs 3 kurs ");

  auto diff = About<v1::DiffA3EditionsRequest>();
  diff.set_a3_id("ark");
  v1::DiffA3EditionsResponse difference;
  ASSERT_TRUE(stub->DiffA3Editions(Context().get(), diff, &difference).ok());
  ASSERT_EQ(difference.difference().changes_size(), 1);
  EXPECT_EQ(difference.difference().changes(0).values(0).after(), "Rektor");
}

TEST_F(A3ServiceTest, ASheetIsRenderedAsTheDocumentThatIsAskedFor) {
  hub_.Apply("5037", {"a3_template { template_id: 'dypdykk' title: 'Dypdykk' boxes { box: A3_BOX_RATIONALE heading: '1. Begrunnelse' } }",
                      "a3 { a3_id: 'ark' template_id: 'dypdykk' title: 'Ark' owner: 'Leder' unit_id: 'topp' date: '2024-01-01' }"});
  const auto stub = v1::A3Service::NewStub(hub_.channel);
  auto request = About<v1::RenderA3Request>();
  request.set_a3_id("ark");
  v1::RenderA3Response document;
  EXPECT_EQ(stub->RenderA3(Context().get(), request, &document).error_code(), StatusCode::INVALID_ARGUMENT) << "no format is stated";
  request.set_format(v1::DOCUMENT_FORMAT_PDF);
  grpc::Status status = stub->RenderA3(Context().get(), request, &document);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(document.media_type(), "application/pdf");
  EXPECT_EQ(document.content().substr(0, 8), "%PDF-1.7");
  EXPECT_EQ(document.edition(), 1);
  request.set_format(v1::DOCUMENT_FORMAT_HTML);
  request.set_language("nn");
  status = stub->RenderA3(Context().get(), request, &document);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_NE(document.content().find("Ikkje fylt ut enno."), std::string::npos);
  request.set_language("sv");
  EXPECT_EQ(stub->RenderA3(Context().get(), request, &document).error_code(), StatusCode::INVALID_ARGUMENT);
  request.set_language("");
  request.set_a3_id("ukjent");
  EXPECT_EQ(stub->RenderA3(Context().get(), request, &document).error_code(), StatusCode::NOT_FOUND);
}

TEST_F(A3ServiceTest, ASheetIsHeldAgainstTheSameRulesAsOneThatIsApplied) {
  hub_.Apply("5037", {"a3_template { template_id: 'dypdykk' title: 'Dypdykk' boxes { box: A3_BOX_RATIONALE heading: '1. Begrunnelse' } }",
                      "a3 { a3_id: 'ark' template_id: 'dypdykk' title: 'Ark' owner: 'Leder' unit_id: 'topp' date: '2024-01-01' "
                      "root_causes { root_cause_id: 'vane' text: 'Vane' } actions { action_id: 'kurs' text: 'Kurs' root_cause_ids: 'vane' } }",
                      "benefit { benefit_id: 'tid' title: 'Tid' type: BENEFIT_TYPE_TIME a3_id: 'ark' action_ids: 'kurs' responsible: 'Leder' }"});
  const auto stub = v1::A3Service::NewStub(hub_.channel);
  auto get = About<v1::GetA3Request>();
  get.set_a3_id("ark");
  v1::GetA3Response sheet;
  ASSERT_TRUE(stub->GetA3(Context().get(), get, &sheet).ok());
  const auto update = [&](const std::function<void(model::v1::A3&)>& change) {
    auto request = About<v1::UpdateA3Request>();
    *request.mutable_a3() = sheet.a3();
    change(*request.mutable_a3());
    v1::UpdateA3Response response;
    return stub->UpdateA3(Context().get(), request, &response);
  };
  const auto expect_refused = [&](const grpc::Status& status, const std::string& why) {
    EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
    EXPECT_NE(status.error_message().find(why), std::string::npos) << status.error_message();
  };
  expect_refused(update([](auto& a3) { a3.mutable_root_causes(0)->set_parent_id("vane"); }), "circle");
  expect_refused(update([](auto& a3) { a3.mutable_actions(0)->set_root_cause_ids(0, "ukjent"); }), "no root cause 'ukjent'");
  expect_refused(update([](auto& a3) { a3.clear_actions(); }), "kurs");
  expect_refused(update([](auto& a3) { a3.set_template_id("ukjent"); }), "ukjent");
  EXPECT_TRUE(update([](auto& a3) { a3.set_title("Nytt ark"); }).ok());
}

}  // namespace
}  // namespace helhet::api
