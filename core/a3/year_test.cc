// A scripted year: from the first draft to next year's start, with a refused move for each rule.
#include "core/a3/year.h"

#include <gtest/gtest.h>

#include <set>

#include "core/a3/sheet.h"
#include "core/configuration/documents.h"
#include "core/measure/recompute.h"
#include "core/outbox/delivery.h"
#include "core/store/testing/test_database.h"
#include "helhet/plugin/v1/connector.pb.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;
using security::Role;

// 1 September 2025, noon in Norway.
constexpr int64_t kNowUs = 1'756'720'800'000'000;

class YearTest : public testing::TestWithParam<store::Backend> {
 protected:
  YearTest() {
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

  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    const auto saved = configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1);
    ASSERT_TRUE(saved.ok()) << saved.status().message();
  }

  static security::Identity As(Role role) { return {"token", "5037", "Kommunedirektør", role}; }

  A3 Newest(const std::string& a3_id) {
    auto sheet = LoadNewest(store_, a3_id);
    EXPECT_TRUE(sheet.ok()) << sheet.status().message();
    return sheet.ok() ? *sheet : A3();
  }

  // Changes what stands on a sheet, as its authors do.
  Status Write(const std::string& a3_id, const std::function<void(A3&)>& change) {
    A3 sheet = Newest(a3_id);
    change(sheet);
    return UpdateA3(store_, sheet, kNowUs).status();
  }

  Result<api::v1::MoveA3Response> Move(const std::string& a3_id, model::v1::A3State state, Role role = Role::kOwner, const std::string& note = "",
                                       const model::v1::Decision& decision = {}) {
    api::v1::MoveA3Request request;
    request.set_a3_id(a3_id);
    request.set_etag(Newest(a3_id).etag());
    request.set_state(state);
    request.set_note(note);
    *request.mutable_decision() = decision;
    const auto caller = As(role);
    return MoveA3(store_, request, {caller, kNowUs});
  }
  void Moves(const std::string& a3_id, model::v1::A3State state, Role role = Role::kOwner, const std::string& note = "",
             const model::v1::Decision& decision = {}) {
    const auto moved = Move(a3_id, state, role, note, decision);
    ASSERT_TRUE(moved.ok()) << moved.status().message();
    EXPECT_EQ(moved->a3().state(), state);
    EXPECT_EQ(Newest(a3_id).state(), state);
  }
  // The message of a refusal; the sheet stands where it stood.
  std::string Refused(const std::string& a3_id, model::v1::A3State state, Role role = Role::kOwner, const std::string& note = "",
                      const model::v1::Decision& decision = {}) {
    const A3 before = Newest(a3_id);
    const auto moved = Move(a3_id, state, role, note, decision);
    EXPECT_FALSE(moved.ok());
    EXPECT_EQ(Newest(a3_id).etag(), before.etag());
    return moved.status().message() + " | " + moved.status().remedy();
  }

  Result<api::v1::StartDeepDiveResponse> DeepDive(const std::string& action_id, const std::string& deep_dive_id) {
    api::v1::StartDeepDiveRequest request;
    request.set_a3_id("levanger-2026");
    request.set_action_id(action_id);
    request.set_deep_dive_id(deep_dive_id);
    const auto caller = As(Role::kOwner);
    return StartDeepDive(store_, request, {caller, kNowUs});
  }
  Result<api::v1::RecordFollowUpResponse> FollowUp(const std::string& period) {
    api::v1::RecordFollowUpRequest request;
    request.set_a3_id("levanger-2026");
    request.set_period(period);
    request.set_note("andelen stiger som planlagt");
    const auto caller = As(Role::kOwner);
    return RecordFollowUp(store_, request, {caller, kNowUs});
  }
  Result<api::v1::StartNextCycleResponse> Next(const std::string& a3_id, const std::string& next_id) {
    api::v1::StartNextCycleRequest request;
    request.set_a3_id(a3_id);
    request.set_next_id(next_id);
    const auto caller = As(Role::kOwner);
    return StartNextCycle(store_, request, {caller, kNowUs});
  }

  void SetArchive() {
    auto municipality = configuration::Load<model::v1::Municipality>(store_, "5037");
    ASSERT_TRUE(municipality.ok());
    municipality->set_archive_connector_id("arkiv");
    Save("municipality", "5037", *municipality);
  }
  std::set<std::string> Filed() {
    const auto listed = outbox::ListDeliveries(store_, "", 100, "");
    EXPECT_TRUE(listed.ok()) << listed.status().message();
    std::set<std::string> ids;
    for (const auto& delivery : listed->deliveries()) ids.insert(delivery.delivery_id());
    return ids;
  }

  static model::v1::Decision DecisionOf(const std::string& body, bool adopted) {
    model::v1::Decision decision;
    decision.set_date("2025-12-17");
    decision.set_body(body);
    decision.set_case_number("PS 112/25");
    decision.set_text("Vedtas som innstilt");
    decision.set_adopted(adopted);
    return decision;
  }

  static void AddAction(A3& sheet, const std::string& id, model::v1::ActionKind kind) {
    auto* action = sheet.add_actions();
    action->set_action_id(id);
    action->set_text("Gjør " + id);
    action->set_kind(kind);
    action->set_responsible("Økonomisjef");
    action->set_due_date("2026-06-30");
  }
  static void AddMeasure(A3& sheet) {
    auto* measure = sheet.add_measures();
    measure->set_measure_id("fakturaer");
    measure->mutable_baseline()->set_period("2024");
    auto* target = measure->add_targets();
    target->set_value(100);
    target->set_period("2026");
  }

  // Writes and moves the sheet as far as its deep dive `kjop`, which is a draft that lacks all.
  void ToInvestigation() {
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
  void ToRevised() {
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
  void ToSubmitted() {
    ToRevised();
    ASSERT_TRUE(Write("levanger-2026", [](A3& sheet) {
      sheet.set_plan_year(2026);
      AddMeasure(sheet);
    }).ok());
    Moves("levanger-2026", model::v1::A3_STATE_SUBMITTED, Role::kOwner, "", DecisionOf("kommunestyret", false));
  }
  void ToFollowUp() {
    ToSubmitted();
    Moves("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kDecisionMaker, "", DecisionOf("kommunestyret", true));
    Moves("levanger-2026", model::v1::A3_STATE_IN_FOLLOW_UP);
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
};

TEST_P(YearTest, AYearGoesFromDraftToTheNextOne) {
  ToFollowUp();
  const A3 adopted = Newest("levanger-2026");
  ASSERT_EQ(adopted.actions_size(), 2) << "the deep dive's change action stands on the revised sheet";
  EXPECT_EQ(adopted.actions(1).action_id(), "avtaler-2026-opplaering");
  EXPECT_EQ(adopted.actions(1).origin_a3_id(), "avtaler-2026");
  EXPECT_EQ(Newest("avtaler-2026").state(), model::v1::A3_STATE_ADOPTED) << "by the same decision";
  ASSERT_EQ(adopted.decisions_size(), 1) << "to be submitted is no decision";
  ASSERT_EQ(Newest("avtaler-2026").decisions_size(), 1);
  EXPECT_EQ(Newest("avtaler-2026").decisions(0).case_number(), "PS 112/25");

  // The next year is drafted while this one is followed up.
  const auto next = Next("levanger-2026", "levanger-2027");
  ASSERT_TRUE(next.ok()) << next.status().message();
  EXPECT_EQ(next->a3().state(), model::v1::A3_STATE_DRAFT);
  EXPECT_EQ(next->a3().plan_year(), 2027);
  EXPECT_EQ(next->a3().previous_id(), "levanger-2026");
  EXPECT_TRUE(next->a3().shared_with().empty()) << "it is shared anew, when its authors say so";
  EXPECT_FALSE(next->a3().unfinished());
  ASSERT_EQ(next->a3().actions_size(), 1) << "the change action that is open, and no investigation";
  EXPECT_EQ(next->a3().actions(0).origin_a3_id(), "levanger-2026");
  EXPECT_TRUE(next->a3().decisions().empty());

  for (const char* quarter : {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"}) ASSERT_TRUE(FollowUp(quarter).ok());
  Moves("levanger-2026", model::v1::A3_STATE_CLOSED);

  const auto steps = ListSteps(store_, As(Role::kOwner), "levanger-2026");
  ASSERT_TRUE(steps.ok()) << steps.status().message();
  std::vector<std::string> told;
  for (const auto& step : steps->steps()) told.push_back(StateName(step.to_state()) + " " + step.period());
  EXPECT_EQ(told, (std::vector<std::string>{"in_investigation ", "revised ", "submitted ", "adopted ", "in_follow_up ", "in_follow_up 2026-Q1",
                                            "in_follow_up 2026-Q2", "in_follow_up 2026-Q3", "in_follow_up 2026-Q4", "closed "}));
  EXPECT_EQ(steps->steps(3).decision().body(), "kommunestyret");
  EXPECT_EQ(steps->steps(3).recorded_date(), "2025-09-01");
  EXPECT_EQ(steps->steps(3).recorded_by(), "Kommunedirektør");
  EXPECT_EQ(steps->steps(9).step_number(), 10);
}

TEST_P(YearTest, AStepNeedsWhatItRestsOn) {
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_IN_INVESTIGATION),
            "a3 'levanger-2026': something is missing before it goes to in_investigation:\n"
            "owner: the sheet has none; state who owns it\n"
            "rationale: the box is empty; say what the challenge is, and what it is worth to solve it\n"
            "actions: there is no investigation action; add one | fill it in, and take the step again");
  ToInvestigation();
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_REVISED),
            "a3 'levanger-2026': something is missing before it goes to revised:\n"
            "actions[0]: its deep dive 'avtaler-2026' is a draft; submit the deep dive, or set the action's status to stopped | fill it in, and take the step again");
  EXPECT_EQ(Refused("avtaler-2026", model::v1::A3_STATE_SUBMITTED),
            "a3 'avtaler-2026': something is missing before it goes to submitted:\n"
            "rationale: the box is empty; say what the challenge is, and what it is worth to solve it\n"
            "root_causes: there is none; say what lies behind the challenge\n"
            "actions: there is no change action; add one\n"
            "measures: there is none; name what tells whether the actions work | fill it in, and take the step again");
}

TEST_P(YearTest, SubmissionNeedsAPlanYearMeasuresAndTheCase) {
  ToRevised();
  const auto decision = DecisionOf("kommunestyret", false);
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_SUBMITTED, Role::kOwner, "", decision),
            "a3 'levanger-2026': something is missing before it goes to submitted:\n"
            "measures: there is none; name what tells whether the actions work\n"
            "plan_year: it is not stated; state the first year of the budget and economic plan | fill it in, and take the step again");
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_SUBMITTED),
            "a3 'levanger-2026': the decision is not whole:\n"
            "decision.date: '' is no date; write a day that exists as YYYY-MM-DD\n"
            "decision.body: it is empty; say who decides: kommunestyret\n"
            "decision.case_number: it is empty; state the case: PS 45/24 | state what is missing");
}

TEST_P(YearTest, OnlyThoseWhoDecideRecordADecision) {
  ToSubmitted();
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kOwner, "", DecisionOf("kommunestyret", true)),
            "a3 'levanger-2026': the step to adopted is not for the role owner | it takes one of these roles: administrator, decision_maker");
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kDecisionMaker, "", DecisionOf("kommunestyret", false)),
            "a3 'levanger-2026': the decision is not whole:\ndecision.adopted: it says the opposite of the step; state true, or another step | state what is missing");
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_REVISED, Role::kDecisionMaker),
            "a3 'levanger-2026': a sheet goes back for a reason | say why");
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_CLOSED, Role::kDecisionMaker),
            "a3 'levanger-2026': no step leads from submitted to closed | from there it goes to adopted, not_adopted, revised");
  EXPECT_EQ(Refused("avtaler-2026", model::v1::A3_STATE_ADOPTED, Role::kDecisionMaker, "", DecisionOf("kommunestyret", true)),
            "a3 'avtaler-2026': no step leads from submitted to adopted | from there it goes to draft");
  Moves("levanger-2026", model::v1::A3_STATE_NOT_ADOPTED, Role::kDecisionMaker, "", DecisionOf("kommunestyret", false));
  EXPECT_EQ(Newest("avtaler-2026").state(), model::v1::A3_STATE_NOT_ADOPTED);
  Moves("levanger-2026", model::v1::A3_STATE_REVISED, Role::kOwner, "Legges fram på nytt");
}

TEST_P(YearTest, ASheetThatIsSentBackHasTheActionsThatItsOwnerLeftOnIt) {
  ToRevised();
  ASSERT_TRUE(Write("levanger-2026", [](A3& sheet) {
    sheet.mutable_actions()->RemoveLast();
    AddAction(sheet, "egen", model::v1::ACTION_KIND_CHANGE);
    sheet.set_plan_year(2026);
    AddMeasure(sheet);
  }).ok());
  Moves("levanger-2026", model::v1::A3_STATE_SUBMITTED, Role::kOwner, "", DecisionOf("kommunestyret", false));
  Moves("levanger-2026", model::v1::A3_STATE_REVISED, Role::kDecisionMaker, "Tallene mangler");
  ASSERT_EQ(Newest("levanger-2026").actions_size(), 2);
  EXPECT_EQ(Newest("levanger-2026").actions(1).action_id(), "egen");
}

TEST_P(YearTest, ADecisionIsToldInWords) {
  ToSubmitted();
  auto decision = DecisionOf("kommunestyret", true);
  decision.clear_text();
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kDecisionMaker, "", decision),
            "a3 'levanger-2026': the decision is not whole:\ndecision.text: it is empty; say what was decided | state what is missing");
}

TEST_P(YearTest, WhatIsTreatedIsFiledOnceForEachEventOnOneCaseAsItWasThen) {
  SetArchive();
  ASSERT_TRUE(measure::Recompute(store_, {kNowUs, ""}).ok());
  ToSubmitted();
  EXPECT_EQ(Filed(), (std::set<std::string>{"5037/avtaler-2026/3/submitted", "5037/levanger-2026/7/submitted"}));
  Refused("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kOwner, "", DecisionOf("kommunestyret", true));
  EXPECT_EQ(Filed().size(), 2u) << "a step that is refused files nothing";
  Moves("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kDecisionMaker, "", DecisionOf("kommunestyret", true));
  EXPECT_EQ(Filed(), (std::set<std::string>{"5037/avtaler-2026/3/submitted", "5037/levanger-2026/7/submitted",
                                            "5037/avtaler-2026/4/decided", "5037/levanger-2026/8/decided"}));
  const auto row = store_.QueryOne("SELECT sheet, request FROM delivery WHERE municipality_id = $1 AND delivery_id = $2", {"5037/avtaler-2026/4/decided"});
  ASSERT_TRUE(row.ok() && row->size() == 2);
  api::v1::GetA3Response sheet;
  ASSERT_TRUE(sheet.ParseFromString(store::AsText((*row)[0])));
  EXPECT_EQ(sheet.a3().state(), model::v1::A3_STATE_ADOPTED);
  EXPECT_EQ(sheet.a3().edition(), 4);
  plugin::v1::WriteRequest request;
  ASSERT_TRUE(request.ParseFromString(store::AsText((*row)[1])));
  const std::map<std::string, std::string> properties(request.properties().begin(), request.properties().end());
  EXPECT_EQ(properties, (std::map<std::string, std::string>{
                            {"a3_id", "avtaler-2026"}, {"edition", "4"}, {"event", "decided"}, {"adopted", "true"},
                            {"case_key", "5037/levanger-2026"}, {"case_title", "A3 Levanger 2026"},
                            {"document_title", "A3 Gjør kjop, utgave 4, vedtatt"}, {"document_date", "2025-09-01"},
                            {"decision_body", "kommunestyret"}, {"decision_case_number", "PS 112/25"}, {"decision_date", "2025-12-17"},
                            {"unit_name", "Levanger kommune"}, {"owner", "Økonomisjef"}}));
}

TEST_P(YearTest, NothingIsFiledWhereTheMunicipalityHasNoArchive) {
  ToSubmitted();
  EXPECT_TRUE(Filed().empty());
}

TEST_P(YearTest, AYearIsClosedWhenItsFourQuartersAreFollowedUp) {
  ToFollowUp();
  ASSERT_TRUE(FollowUp("2026-Q1").ok());
  EXPECT_EQ(FollowUp("2026-Q1").status().code(), StatusCode::kAlreadyExists);
  EXPECT_EQ(FollowUp("2027-Q1").status().message(), "a3 'levanger-2026': '2027-Q1' is no quarter of 2026");
  EXPECT_EQ(FollowUp("2026-Q5").status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(Refused("levanger-2026", model::v1::A3_STATE_CLOSED),
            "a3 'levanger-2026': something is missing before it goes to closed:\n"
            "follow-up: 2026-Q2 has not been followed up; record it\n"
            "follow-up: 2026-Q3 has not been followed up; record it\n"
            "follow-up: 2026-Q4 has not been followed up; record it | fill it in, and take the step again");
}

TEST_P(YearTest, ASheetThatCameInAsAdoptedIsFollowedUpOnceItsPlanYearIsStated) {
  A3 sheet = Newest("levanger-2026");
  sheet.clear_etag();
  sheet.clear_edition();
  sheet.set_state(model::v1::A3_STATE_IN_FOLLOW_UP);
  Save("a3", "levanger-2026", sheet);
  EXPECT_EQ(FollowUp("2026-Q1").status().message(), "a3 'levanger-2026': it states no plan year");
  EXPECT_TRUE(Write("levanger-2026", [](A3& one) { one.set_plan_year(2026); }).ok());
  EXPECT_TRUE(FollowUp("2026-Q1").ok());
  EXPECT_EQ(Write("levanger-2026", [](A3& one) { one.set_plan_year(2027); }).code(), StatusCode::kFailedPrecondition);
}

TEST_P(YearTest, WhatIsUnderTreatmentOrAdoptedStands) {
  ToSubmitted();
  const auto reworded = [](A3& sheet) { sheet.set_rationale("Noe annet"); };
  EXPECT_EQ(Write("levanger-2026", reworded).message(), "a3 'levanger-2026': it is submitted, and these may not change: rationale");
  Moves("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kDecisionMaker, "", DecisionOf("kommunestyret", true));
  EXPECT_EQ(Write("levanger-2026", reworded).code(), StatusCode::kFailedPrecondition);
  EXPECT_TRUE(Write("levanger-2026", [](A3& sheet) { sheet.mutable_actions(1)->set_status(model::v1::ACTION_STATUS_IN_PROGRESS); }).ok())
      << "how far actions have come is told while they are carried out";
}

TEST_P(YearTest, AStateOrADecisionIsNeverTyped) {
  EXPECT_EQ(Write("levanger-2026", [](A3& sheet) { sheet.set_state(model::v1::A3_STATE_ADOPTED); }).message(),
            "a3 'levanger-2026': it is draft, and these may not change: state");
  EXPECT_EQ(Write("levanger-2026", [](A3& sheet) { sheet.add_decisions()->set_body("kommunestyret"); }).code(), StatusCode::kFailedPrecondition);
}

TEST_P(YearTest, AStepIsTakenOnWhatOneHasSeen) {
  ToInvestigation();
  api::v1::MoveA3Request request;
  request.set_a3_id("levanger-2026");
  request.set_state(model::v1::A3_STATE_REVISED);
  const auto caller = As(Role::kOwner);
  EXPECT_EQ(MoveA3(store_, request, {caller, kNowUs}).status().code(), StatusCode::kInvalidArgument);
  request.set_etag("old");
  EXPECT_EQ(MoveA3(store_, request, {caller, kNowUs}).status().code(), StatusCode::kAborted);
}

TEST_P(YearTest, DeepDivesComeFromInvestigationsOnceEach) {
  EXPECT_EQ(DeepDive("kjop", "avtaler-2026").status().message(),
            "a3 'levanger-2026': it is draft, and deep dives are started while it is in_investigation");
  ToInvestigation();
  EXPECT_EQ(DeepDive("kjop", "andre").status().message(), "a3 'levanger-2026': 'kjop' is the deep dive 'avtaler-2026' already");
  EXPECT_EQ(DeepDive("ukjent", "andre").status().message(), "a3 'levanger-2026': it has no investigation action 'ukjent'");
  const A3 deep_dive = Newest("avtaler-2026");
  EXPECT_EQ(deep_dive.parent_id(), "levanger-2026");
  EXPECT_EQ(deep_dive.title(), "Gjør kjop");
  EXPECT_EQ(deep_dive.owner(), "Økonomisjef");
}

TEST_P(YearTest, TheNextYearGoesOnFromWhatWasAdoptedAndOnce) {
  EXPECT_EQ(Next("levanger-2026", "levanger-2027").status().message(),
            "a3 'levanger-2026': it is draft, and the next year goes on from what was adopted");
  ToFollowUp();
  EXPECT_EQ(Next("levanger-2026", "avtaler-2026").status().message(), "a3 'avtaler-2026': there is one already");
  EXPECT_EQ(Next("avtaler-2026", "levanger-2027").status().remedy(), "name 'levanger-2026'");
  ASSERT_TRUE(Next("levanger-2026", "levanger-2027").ok());
  EXPECT_EQ(Next("levanger-2026", "levanger-2027b").status().message(), "a3 'levanger-2026': 'levanger-2027' goes on from it");
}

TEST_P(YearTest, AdoptionLocksThePlansOfItsBenefits) {
  ToSubmitted();
  model::v1::Benefit benefit;
  benefit.set_benefit_id("tid");
  benefit.set_title("Frigjort tid");
  benefit.set_type(model::v1::BENEFIT_TYPE_TIME);
  benefit.set_a3_id("avtaler-2026");
  Save("benefit", "tid", benefit);
  Moves("levanger-2026", model::v1::A3_STATE_ADOPTED, Role::kDecisionMaker, "", DecisionOf("kommunestyret", true));
  EXPECT_TRUE(configuration::Load<model::v1::Benefit>(store_, "tid")->plan_locked());
}

INSTANTIATE_TEST_SUITE_P(Stores, YearTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::a3
