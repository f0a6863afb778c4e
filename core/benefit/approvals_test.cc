// Baselines that are frozen and actuals that are approved stand; what comes out otherwise later awaits approval.
#include "core/benefit/approvals.h"

#include "core/benefit/account.h"
#include "core/benefit/assessments.h"
#include "core/benefit/history.h"
#include "core/benefit/testing/benefit_store_test.h"
#include "core/store/raw_payload.h"

namespace helhet::benefit {
namespace {

using api::v1::GetBenefitResponse;
using security::Role;

// Ten invoices a month in 2023, eight in 2025, all in `a`.
class ApprovalsTest : public BenefitStoreTest {
 protected:
  ApprovalsTest() {
    Define(kInvoices);
    for (int month = 1; month <= 12; ++month) {
      const std::string day = (month < 10 ? "-0" : "-") + std::to_string(month) + "-15";
      AddInvoices("a", "2023" + day, 10);
      AddInvoices("a", "2025" + day, 8);
    }
    SaveBenefit(kBenefit);
    Recompute();
  }

  static constexpr char kBenefit[] = "benefit_id: 'tid' a3_id: 'ark' responsible: 'Økonomisjef' measure_ids: 'fakturaer' shares { unit_id: 'a' } baseline { period: '2023' } "
                                     "valuation { rate_minor: 100 }";

  GetBenefitResponse Account() {
    api::v1::GetBenefitRequest request;
    request.set_benefit_id("tid");
    request.add_periods("2025-Q1");
    const auto account = GetBenefit(store_, request, kNowUs);
    EXPECT_TRUE(account.ok()) << account.status().message();
    return account.ok() ? *account : GetBenefitResponse();
  }

  template <typename Request>
  Request About(const std::string& etag) {
    Request request;
    request.set_benefit_id("tid");
    request.set_etag(etag);
    return request;
  }
  Result<api::v1::FreezeBaselineResponse> Freeze() {
    const auto caller = As(Role::kOwner, "Økonomisjef");
    return FreezeBaseline(store_, About<api::v1::FreezeBaselineRequest>(Account().benefit().etag()), {caller, kNowUs});
  }
  Result<api::v1::RebaselineBenefitResponse> Rebaseline(const std::string& reason, const std::string& who = "Controller") {
    auto request = About<api::v1::RebaselineBenefitRequest>(Account().benefit().etag());
    request.set_reason(reason);
    const auto caller = As(Role::kValidator, who);
    return RebaselineBenefit(store_, request, {caller, kNowUs});
  }
  Result<api::v1::ApproveActualResponse> Approve(const std::string& period = "2025-Q1", const std::string& who = "Controller", std::string etag = "") {
    auto request = About<api::v1::ApproveActualRequest>(etag.empty() ? Account().periods(0).etag() : etag);
    request.set_period(period);
    const auto caller = As(Role::kValidator, who);
    return ApproveActual(store_, request, {caller, kNowUs});
  }
  Result<api::v1::ApproveCorrectionResponse> Correct(model::v1::BenefitSnapshotKind kind, const std::string& who = "Controller") {
    const bool is_baseline = kind == model::v1::BENEFIT_SNAPSHOT_KIND_BASELINE;
    auto request = About<api::v1::ApproveCorrectionRequest>(is_baseline ? Account().baseline_etag() : Account().periods(0).etag());
    request.set_kind(kind);
    if (!is_baseline) request.set_period("2025-Q1");
    request.set_reason("Fakturaer kom sent");
    const auto caller = As(Role::kValidator, who);
    return ApproveCorrection(store_, request, {caller, kNowUs});
  }
  void FreezeAndApprove() {
    const auto frozen = Freeze();
    ASSERT_TRUE(frozen.ok()) << frozen.status().message();
    const auto approved = Approve();
    ASSERT_TRUE(approved.ok()) << approved.status().message();
  }
  int64_t Snapshots() { return book_.Number("SELECT COUNT(*) FROM benefit_snapshot WHERE municipality_id = $1"); }
};

TEST_P(ApprovalsTest, AFrozenBaselineHoldsFiguresVersionHashAndWho) {
  const auto frozen = Freeze();
  ASSERT_TRUE(frozen.ok()) << frozen.status().message();
  const auto& snapshot = frozen->snapshot();
  EXPECT_EQ(snapshot.snapshot_number(), 1);
  EXPECT_EQ(snapshot.period(), "2023");
  EXPECT_EQ(snapshot.definition_version(), 1);
  EXPECT_EQ(snapshot.taken_date(), "2026-01-20");
  EXPECT_EQ(snapshot.taken_by(), "Økonomisjef");
  ASSERT_EQ(snapshot.figures_size(), 2);
  EXPECT_EQ(snapshot.figures(0).unit_id(), "topp");
  EXPECT_EQ(snapshot.figures(0).value(), 120);
  EXPECT_EQ(snapshot.figures(1).terms(0).value(), 120);
  // 120 facts, whose content hashes are `hash` in the test's store.
  std::string hashes;
  for (int i = 0; i < 120; ++i) hashes += "hash";
  EXPECT_EQ(snapshot.facts_sha256(), store::Hex(store::Sha256(hashes)));
  EXPECT_EQ(Snapshots(), 22) << "the year, 2 halves, 3 tertials, 4 quarters, 12 months";
  EXPECT_EQ(Freeze().status().message(), "benefit 'tid': its baseline 2023 was frozen on 2026-01-20");
}

TEST_P(ApprovalsTest, AFrozenBaselineStandsWhenALateInvoiceComes) {
  ASSERT_TRUE(Freeze().ok());
  AddInvoices("a", "2023-02-20", 3);
  Recompute();
  const auto account = Account();
  EXPECT_EQ(account.periods(0).figures(0).actual(), 6) << "30 - 24, as it was frozen";
  EXPECT_TRUE(account.baseline_correction_awaits());
  EXPECT_EQ(account.baseline().figures(0).value(), 120);
  EXPECT_EQ(account.baseline_now().figures(0).value(), 123);

  const auto corrected = Correct(model::v1::BENEFIT_SNAPSHOT_KIND_BASELINE);
  ASSERT_TRUE(corrected.ok()) << corrected.status().message();
  EXPECT_EQ(corrected->snapshot().replaces_number(), 1);
  EXPECT_EQ(corrected->snapshot().reason(), "Fakturaer kom sent");
  EXPECT_EQ(Account().periods(0).figures(0).actual(), 9);
  EXPECT_FALSE(Account().baseline_correction_awaits());
  EXPECT_EQ(Snapshots(), 44) << "the old ones are kept";
  EXPECT_EQ(Correct(model::v1::BENEFIT_SNAPSHOT_KIND_BASELINE).status().message(), "benefit 'tid': its baseline comes out as it was frozen");
}

TEST_P(ApprovalsTest, AnApprovedActualStandsAndWhatDiffersAwaitsApproval) {
  FreezeAndApprove();
  auto account = Account();
  EXPECT_EQ(account.periods(0).approved_actual(), 6);
  EXPECT_EQ(account.periods(0).approved().figures(0).worth_minor(), 600);
  EXPECT_FALSE(account.periods(0).correction_awaits());

  AddInvoices("a", "2025-03-31", 2);
  Recompute();
  account = Account();
  EXPECT_EQ(account.periods(0).approved_actual(), 6) << "it stands";
  EXPECT_EQ(account.periods(0).figures(0).actual(), 4) << "what it comes to now";
  EXPECT_TRUE(account.periods(0).correction_awaits());

  const auto corrected = Correct(model::v1::BENEFIT_SNAPSHOT_KIND_ACTUAL);
  ASSERT_TRUE(corrected.ok()) << corrected.status().message();
  EXPECT_EQ(corrected->snapshot().replaces_number(), 23);
  EXPECT_EQ(corrected->snapshot().snapshot_number(), 24);
  account = Account();
  EXPECT_EQ(account.periods(0).approved_actual(), 4);
  EXPECT_FALSE(account.periods(0).correction_awaits());
  EXPECT_EQ(Correct(model::v1::BENEFIT_SNAPSHOT_KIND_ACTUAL).status().message(), "benefit 'tid': 2025-Q1 comes out as it was approved");
}

TEST_P(ApprovalsTest, ACorrectedBaselineLeavesAnApprovedActualToBeCorrected) {
  FreezeAndApprove();
  AddInvoices("a", "2023-02-20", 3);
  Recompute();
  EXPECT_FALSE(Account().periods(0).correction_awaits()) << "the baseline stands until its correction is approved";
  ASSERT_TRUE(Correct(model::v1::BENEFIT_SNAPSHOT_KIND_BASELINE).ok());
  EXPECT_EQ(Account().periods(0).approved_actual(), 6) << "against the baseline that stood when it was approved";
  EXPECT_TRUE(Account().periods(0).correction_awaits());
}

TEST_P(ApprovalsTest, UnderAnotherDefinitionNothingIsComparableUntilSomebodyReBaselinesAndSaysWhy) {
  FreezeAndApprove();
  EXPECT_EQ(Rebaseline("Ny definisjon").status().message(), "benefit 'tid': its baseline can be compared with");
  Define(std::string(kInvoices) + " title: 'Antall fakturaer'");
  Recompute();
  EXPECT_EQ(Account().periods(0).figures(0).actual(), 6) << "other words are no other definition";

  Define(R"(measure_id: 'fakturaer' direction: MEASURE_DIRECTION_DOWN grain: PERIOD_MONTH formula: '2 * n' terms { name: 'n' facts: 'invoice' aggregate: AGGREGATE_COUNT })");
  Recompute();
  auto account = Account();
  EXPECT_EQ(account.periods(0).figures(0).not_measured(), api::v1::NOT_MEASURED_NOT_COMPARABLE);
  EXPECT_EQ(account.periods(0).approved_actual(), 6) << "what was approved stands";
  EXPECT_FALSE(account.periods(0).correction_awaits());
  EXPECT_EQ(Rebaseline("").status().message(), "benefit 'tid': reason is missing");
  EXPECT_EQ(Rebaseline("Ny definisjon", "økonomisjef").status().code(), StatusCode::kPermissionDenied);
  const auto rebaselined = Rebaseline("Ny definisjon teller dobbelt");
  ASSERT_TRUE(rebaselined.ok()) << rebaselined.status().message();
  EXPECT_EQ(rebaselined->snapshot().definition_version(), 3);
  EXPECT_EQ(rebaselined->snapshot().replaces_number(), 1);
  EXPECT_EQ(rebaselined->snapshot().figures(0).value(), 240);
  EXPECT_EQ(Account().periods(0).figures(0).actual(), 12) << "60 - 48";
  const auto history = History::Load(store_, "tid");
  EXPECT_EQ(history->BaselineAt(23)->whole().figures(0).value(), 120) << "the old baseline is kept";
}

TEST_P(ApprovalsTest, AnotherBaselineThanTheFrozenOneIsNotComparable) {
  ASSERT_TRUE(Freeze().ok());
  SaveBenefit("benefit_id: 'tid' a3_id: 'ark' measure_ids: 'fakturaer' shares { unit_id: 'a' } baseline { period: '2023-Q4' }");
  EXPECT_EQ(Account().periods(0).figures(0).not_measured(), api::v1::NOT_MEASURED_NOT_COMPARABLE);
  ASSERT_TRUE(Rebaseline("Fjoråret var uvanlig").ok());
  EXPECT_EQ(Account().baseline().period(), "2023-Q4");
  EXPECT_EQ(Account().periods(0).figures(0).actual(), 6);
}

TEST_P(ApprovalsTest, NobodyApprovesTheirOwnBenefit) {
  ASSERT_TRUE(Freeze().ok());
  for (const char* own : {"Økonomisjef", " økonomisjef "}) {
    const auto refused = Approve("2025-Q1", own);
    EXPECT_EQ(refused.status().code(), StatusCode::kPermissionDenied) << own;
    EXPECT_EQ(refused.status().remedy(), "let another validator do it");
  }
  EXPECT_TRUE(Approve().ok());
}

TEST_P(ApprovalsTest, OnlyWhatIsWholeMeasuredAndSeenIsApproved) {
  EXPECT_EQ(Approve().status().message(), "benefit 'tid': no baseline is frozen");
  ASSERT_TRUE(Freeze().ok());
  EXPECT_EQ(Approve("2026-01").status().message(), "benefit 'tid': 2026-01 is not measured: the period is not over");
  EXPECT_EQ(Approve("2024-Q1").status().message(), "benefit 'tid': 2024-Q1 is not measured: not all of it was measured");
  EXPECT_EQ(Approve("2023-Q2").status().message(), "benefit 'tid': 2023-Q2 lies in the baseline or before it");
  const std::string seen = Account().periods(0).etag();
  AddInvoices("a", "2025-02-01");
  Recompute();
  EXPECT_EQ(Approve("2025-Q1", "Controller", seen).status().code(), StatusCode::kAborted) << "it is another figure than was seen";
  ASSERT_TRUE(Approve().ok());
  EXPECT_EQ(Approve().status().message(), "benefit 'tid': 2025-Q1 was approved on 2026-01-20 by Controller");
}

TEST_P(ApprovalsTest, ABaselineIsFrozenWhenAllOfItIsMeasured) {
  SaveBenefit("benefit_id: 'tid' a3_id: 'ark' measure_ids: 'fakturaer' baseline { period: '2024' }");
  EXPECT_EQ(Freeze().status().message(), "benefit 'tid': the baseline 2024 is not wholly measured");
  SaveBenefit("benefit_id: 'tid' a3_id: 'ark' measure_ids: 'fakturaer'");
  EXPECT_EQ(Freeze().status().message(), "benefit 'tid': there is no baseline to freeze: it states no baseline");
  auto stale = About<api::v1::FreezeBaselineRequest>("old");
  const auto caller = As(Role::kOwner, "Leder");
  EXPECT_EQ(FreezeBaseline(store_, stale, {caller, kNowUs}).status().code(), StatusCode::kAborted);
  stale.clear_etag();
  EXPECT_EQ(FreezeBaseline(store_, stale, {caller, kNowUs}).status().code(), StatusCode::kInvalidArgument);
}

class AssessmentsTest : public BenefitStoreTest {
 protected:
  AssessmentsTest() {
    SaveBenefit("benefit_id: 'tid' responsible: 'Rektor' assessments { assessment_id: 'samtaler' date: '2025-11-15' author: 'Rådgiver' text: 'Lettere' }");
  }
  Result<api::v1::AddAssessmentResponse> Add(const std::function<void(model::v1::Assessment&)>& change = [](auto&) {}) {
    api::v1::AddAssessmentRequest request;
    request.set_benefit_id("tid");
    *request.mutable_assessment() = Parsed<model::v1::Assessment>(
        "assessment_id: 'sporring' date: '2025-12-01' author: 'Rådgiver' method: 'Spørreskjema' evidence: 'Svar i sak 25/11' text: 'Åtte av ti er fornøyde'");
    change(*request.mutable_assessment());
    return AddAssessment(store_, request);
  }
  Result<api::v1::ApproveAssessmentResponse> Approve(const std::string& id, const std::string& who) {
    api::v1::ApproveAssessmentRequest request;
    request.set_benefit_id("tid");
    request.set_assessment_id(id);
    return ApproveAssessment(store_, request, As(Role::kValidator, who), kNowUs);
  }
};

TEST_P(AssessmentsTest, AreAddedAndApprovedByAnother) {
  ASSERT_TRUE(Add().ok());
  EXPECT_EQ(Add().status().code(), StatusCode::kAlreadyExists);
  EXPECT_EQ(Approve("sporring", "rådgiver").status().code(), StatusCode::kPermissionDenied) << "its author";
  EXPECT_EQ(Approve("sporring", "Rektor").status().code(), StatusCode::kPermissionDenied) << "the benefit's responsible";
  const auto approved = Approve("sporring", "Controller");
  ASSERT_TRUE(approved.ok()) << approved.status().message();
  EXPECT_EQ(approved->assessment().approved_by(), "Controller");
  EXPECT_EQ(approved->assessment().approved_date(), "2026-01-20");
  EXPECT_EQ(Approve("sporring", "Controller").status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(Approve("ukjent", "Controller").status().code(), StatusCode::kNotFound);
}

TEST_P(AssessmentsTest, StandWhenTheFileIsAppliedAgain) {
  ASSERT_TRUE(Add().ok());
  ASSERT_TRUE(Approve("samtaler", "Controller").ok());
  SaveBenefit("benefit_id: 'tid' assessments { assessment_id: 'samtaler' date: '2025-11-15' author: 'Rådgiver' text: 'Mye lettere' }");
  const auto benefit = LoadBenefit(store_, "tid");
  ASSERT_TRUE(benefit.ok()) << benefit.status().message();
  ASSERT_EQ(benefit->assessments_size(), 2);
  EXPECT_EQ(benefit->assessments(0).text(), "Lettere") << "as it was when it was approved";
  EXPECT_EQ(benefit->assessments(0).approved_by(), "Controller");
  EXPECT_EQ(benefit->assessments(1).assessment_id(), "sporring");
  EXPECT_EQ(LoadBenefits(store_)->front().assessments_size(), 2);
}

TEST_P(AssessmentsTest, SayWhoHowAndOnWhatAndNobodyTypesAnApproval) {
  EXPECT_EQ(Add([](auto& one) { one.clear_method(); }).status().setting(), "assessment.method");
  EXPECT_EQ(Add([](auto& one) { one.set_date("2025-02-30"); }).status().setting(), "assessment.date");
  EXPECT_EQ(Add([](auto& one) { one.set_assessment_id("Mine tanker"); }).status().setting(), "assessment.assessment_id");
  EXPECT_EQ(Add([](auto& one) { one.set_approved_by("Meg"); }).status().message(), "assessment: approved_by: an approval is recorded, never typed");
  EXPECT_EQ(Add([](auto& one) { one.set_text(std::string(70'000, 'x')); }).status().code(), StatusCode::kInvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(Stores, ApprovalsTest, store::BothBackends(), store::BackendName);
INSTANTIATE_TEST_SUITE_P(Stores, AssessmentsTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::benefit
