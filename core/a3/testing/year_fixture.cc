#include "core/a3/testing/year_fixture.h"

#include "core/a3/sheet.h"
#include "core/configuration/documents.h"
#include "core/outbox/delivery.h"

namespace helhet::a3 {

YearTest::YearTest() {
  model::v1::Municipality municipality;
  municipality.set_municipality_id("5037");
  municipality.set_name("Levanger");
  Save("municipality", "5037", municipality);
  model::v1::Unit unit;
  unit.set_unit_id("levanger");
  unit.set_name("Levanger kommune");
  Save("unit", "levanger", unit);
  model::v1::Measure measure;
  measure.set_measure_id("fakturaer");
  measure.set_title("Fakturaer");
  measure.set_grain(model::v1::PERIOD_MONTH);
  auto* term = measure.add_terms();
  term->set_name("n");
  term->set_facts("invoice");
  term->set_aggregate(model::v1::AGGREGATE_COUNT);
  measure.set_formula("n");
  Save("measure", "fakturaer", measure);
  for (const std::string id : {"virksomhet", "dypdykk"}) {
    model::v1::A3Template a3_template;
    a3_template.set_template_id(id);
    a3_template.set_title(id);
    auto* box = a3_template.add_boxes();
    box->set_box(model::v1::A3_BOX_RATIONALE);
    box->set_heading("1. Begrunnelse");
    Save("a3_template", id, a3_template);
  }
  A3 sheet;
  sheet.set_a3_id("levanger-2026");
  sheet.set_template_id("virksomhet");
  sheet.set_title("Levanger 2026");
  sheet.set_date("2025-08-20");
  sheet.set_unit_id("levanger");
  Save("a3", "levanger-2026", sheet);
}

void YearTest::Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
  const auto saved = configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1);
  ASSERT_TRUE(saved.ok()) << saved.status().message();
}

A3 YearTest::Newest(const std::string& a3_id) {
  auto sheet = LoadNewest(store_, a3_id);
  EXPECT_TRUE(sheet.ok()) << sheet.status().message();
  return sheet.ok() ? *sheet : A3();
}

Status YearTest::Write(const std::string& a3_id, const std::function<void(A3&)>& change) {
  A3 sheet = Newest(a3_id);
  change(sheet);
  return UpdateA3(store_, sheet, kNowUs).status();
}

Result<api::v1::MoveA3Response> YearTest::Move(const std::string& a3_id, model::v1::A3State state, Role role, const std::string& note,
                                     const model::v1::Decision& decision) {
  api::v1::MoveA3Request request;
  request.set_a3_id(a3_id);
  request.set_etag(Newest(a3_id).etag());
  request.set_state(state);
  request.set_note(note);
  *request.mutable_decision() = decision;
  const auto caller = As(role);
  return MoveA3(store_, request, {caller, kNowUs});
}

void YearTest::Moves(const std::string& a3_id, model::v1::A3State state, Role role, const std::string& note,
           const model::v1::Decision& decision) {
  const auto moved = Move(a3_id, state, role, note, decision);
  ASSERT_TRUE(moved.ok()) << moved.status().message();
  EXPECT_EQ(moved->a3().state(), state);
  EXPECT_EQ(Newest(a3_id).state(), state);
}

std::string YearTest::Refused(const std::string& a3_id, model::v1::A3State state, Role role, const std::string& note,
                    const model::v1::Decision& decision) {
  const A3 before = Newest(a3_id);
  const auto moved = Move(a3_id, state, role, note, decision);
  EXPECT_FALSE(moved.ok());
  EXPECT_EQ(Newest(a3_id).etag(), before.etag());
  return moved.status().message() + " | " + moved.status().remedy();
}

Result<api::v1::StartDeepDiveResponse> YearTest::DeepDive(const std::string& action_id, const std::string& deep_dive_id) {
  api::v1::StartDeepDiveRequest request;
  request.set_a3_id("levanger-2026");
  request.set_action_id(action_id);
  request.set_deep_dive_id(deep_dive_id);
  const auto caller = As(Role::kOwner);
  return StartDeepDive(store_, request, {caller, kNowUs});
}

Result<api::v1::RecordFollowUpResponse> YearTest::FollowUp(const std::string& period) {
  api::v1::RecordFollowUpRequest request;
  request.set_a3_id("levanger-2026");
  request.set_period(period);
  request.set_note("andelen stiger som planlagt");
  const auto caller = As(Role::kOwner);
  return RecordFollowUp(store_, request, {caller, kNowUs});
}

Result<api::v1::StartNextCycleResponse> YearTest::Next(const std::string& a3_id, const std::string& next_id) {
  api::v1::StartNextCycleRequest request;
  request.set_a3_id(a3_id);
  request.set_next_id(next_id);
  const auto caller = As(Role::kOwner);
  return StartNextCycle(store_, request, {caller, kNowUs});
}

void YearTest::SetArchive() {
  auto municipality = configuration::Load<model::v1::Municipality>(store_, "5037");
  ASSERT_TRUE(municipality.ok());
  municipality->set_archive_connector_id("arkiv");
  Save("municipality", "5037", *municipality);
}

std::set<std::string> YearTest::Filed() {
  const auto listed = outbox::ListDeliveries(store_, {}, 100, "");
  EXPECT_TRUE(listed.ok()) << listed.status().message();
  std::set<std::string> ids;
  for (const auto& delivery : listed->deliveries()) ids.insert(delivery.delivery_id());
  return ids;
}

model::v1::Decision YearTest::DecisionOf(const std::string& body, bool adopted) {
  model::v1::Decision decision;
  decision.set_date("2025-12-17");
  decision.set_body(body);
  decision.set_case_number("PS 112/25");
  decision.set_text("Vedtas som innstilt");
  decision.set_adopted(adopted);
  return decision;
}

void YearTest::AddAction(A3& sheet, const std::string& id, model::v1::ActionKind kind) {
  auto* action = sheet.add_actions();
  action->set_action_id(id);
  action->set_text("Gjør " + id);
  action->set_kind(kind);
  action->set_responsible("Økonomisjef");
  action->set_due_date("2026-06-30");
}

void YearTest::AddMeasure(A3& sheet) {
  auto* measure = sheet.add_measures();
  measure->set_measure_id("fakturaer");
  measure->mutable_baseline()->set_period("2024");
  auto* target = measure->add_targets();
  target->set_value(100);
  target->set_period("2026");
}

void YearTest::ToInvestigation() {
  ASSERT_TRUE(Write("levanger-2026", [](A3& sheet) {
    sheet.set_owner("Kommunedirektør");
    sheet.add_shared_with("tillitsvalgte");
    sheet.set_rationale("Flere eldre, mindre penger");
    AddAction(sheet, "kjop", model::v1::ACTION_KIND_INVESTIGATION);
  }).ok());
  Moves("levanger-2026", model::v1::A3_STATE_IN_INVESTIGATION);
  const auto started = DeepDive("kjop", "avtaler-2026");
  ASSERT_TRUE(started.ok()) << started.status().message();
}

void YearTest::ToRevised() {
  ToInvestigation();
  ASSERT_TRUE(Write("avtaler-2026", [](A3& sheet) {
    sheet.set_rationale("Kjøp utenom avtale koster");
    sheet.add_root_causes()->set_root_cause_id("vaner");
    sheet.mutable_root_causes(0)->set_text("Gamle vaner");
    AddAction(sheet, "opplaering", model::v1::ACTION_KIND_CHANGE);
    AddMeasure(sheet);
  }).ok());
  Moves("avtaler-2026", model::v1::A3_STATE_SUBMITTED);
  Moves("levanger-2026", model::v1::A3_STATE_REVISED);
}

void YearTest::ToSubmitted() {
  ToRevised();
  ASSERT_TRUE(Write("levanger-2026", [](A3& sheet) {
    sheet.set_plan_year(2026);
    AddMeasure(sheet);
  }).ok());
  Moves("levanger-2026", model::v1::A3_STATE_SUBMITTED, Role::kOwner, "", DecisionOf("kommunestyret", false));
}

void YearTest::ToFollowUp() {
  ToSubmitted();
  Moves("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kDecisionMaker, "", DecisionOf("kommunestyret", true));
  Moves("levanger-2026", model::v1::A3_STATE_IN_FOLLOW_UP);
}

}  // namespace helhet::a3
