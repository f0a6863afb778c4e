// A scripted year: from the first draft to next year's start, with a refused move for each rule.
#include "core/a3/sheet.h"
#include "core/a3/testing/year_fixture.h"
#include "core/configuration/documents.h"
#include "core/measure/recompute.h"
#include "core/outbox/delivery.h"
#include "helhet/plugin/v1/connector.pb.h"

namespace helhet::a3 {
namespace {

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
