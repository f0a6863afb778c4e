#include "core/benefit/approvals.h"

#include "core/benefit/account.h"
#include "core/benefit/assessments.h"
#include "core/benefit/effect.h"
#include "core/benefit/evidence.h"
#include "core/benefit/limits.h"
#include "core/configuration/documents.h"
#include "core/configuration/held_resources.h"

namespace helhet::benefit {
namespace {

using api::v1::GetBenefitRequest;
using measure::CalendarPeriod;
using model::v1::BenefitSnapshot;
using store::TenantStore;

Status NotNow(const Basis& basis, const std::string& why, const std::string& remedy, const std::string& reason) {
  return FailedPrecondition(basis.Name() + ": " + why).WithReason(reason).WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
}

Status CheckEtag(const Basis& basis, const std::string& given, const std::string& stands) {
  if (given.empty()) {
    return InvalidArgument(basis.Name() + ": etag is missing: it tells which figures were seen").WithSetting("etag").WithRemedy("read the benefit, and send the etag it came with")
        .WithReason("etag_missing").WithClass(ErrorClass::kConfiguration);
  }
  if (given == stands) return OkStatus();
  return Aborted(basis.Name() + ": it has changed since it was read").WithReason("etag_mismatch").WithSetting("etag")
      .WithRemedy("read it again, and decide on what stands there now").WithClass(ErrorClass::kConfiguration);
}

Status CheckReason(const Basis& basis, const std::string& reason) {
  if (!reason.empty() && reason.size() <= limits::kReasonBytes) return OkStatus();
  return InvalidArgument(basis.Name() + (reason.empty() ? ": reason is missing" : ": the reason is longer than " + std::to_string(limits::kReasonBytes) + " bytes"))
      .WithReason("reason_invalid").WithSetting("reason").WithRemedy("say in a paragraph why figures that stand are replaced").WithClass(ErrorClass::kConfiguration);
}

Status CheckIsAnother(const Basis& basis, const Act& act) {
  if (!IsSamePerson(act.caller.title, basis.benefit.responsible())) return OkStatus();
  return PermissionDenied(basis.Name() + ": " + act.caller.title + " answers for it, and nobody approves what is their own").WithReason("own_benefit")
      .WithRemedy("let another validator do it").WithClass(ErrorClass::kConfiguration);
}

std::string WhyNot(api::v1::NotMeasured why) {
  switch (why) {
    case api::v1::NOT_MEASURED_NO_MEASURE: return "it names no measure";
    case api::v1::NOT_MEASURED_MEASURE_MISSING: return "the municipality has no such measure";
    case api::v1::NOT_MEASURED_NO_DIRECTION: return "the measure does not say which way is better";
    case api::v1::NOT_MEASURED_NO_BASELINE: return "it states no baseline";
    case api::v1::NOT_MEASURED_NO_REFERENCE: return "the baseline has no part to compare with";
    case api::v1::NOT_MEASURED_BASELINE_NOT_MEASURED: return "the baseline is not wholly measured";
    case api::v1::NOT_MEASURED_NOT_COMPARABLE: return "the baseline was frozen under another definition, measure or period";
    case api::v1::NOT_MEASURED_NOT_OVER: return "the period is not over";
    case api::v1::NOT_MEASURED_SILENT: return "the source of the measure is silent";
    default: return "not all of it was measured";
  }
}

// A benefit with all that its snapshots are taken from. In a transaction that holds the configuration's lock.
class Taking {
 public:
  static Result<Taking> Begin(TenantStore& store, const std::string& benefit_id, const Act& act) {
    HELHET_RETURN_IF_ERROR(configuration::LockConfiguration(store));
    HELHET_ASSIGN_OR_RETURN(Basis basis, LoadBasis(store, benefit_id, act.now_us));
    HELHET_ASSIGN_OR_RETURN(auto units, configuration::LoadUnitTree(store));
    return Taking(store, act, std::move(basis), std::move(units));
  }

  const Basis& basis() const { return basis_; }

  Result<PeriodActuals> ActualsIn(const std::string& text) {
    HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(text));
    HELHET_ASSIGN_OR_RETURN(auto actuals, ReadActuals(store_, units_, basis_, basis_.unit_ids, {period}));
    return std::move(actuals.front());
  }

  // FAILED_PRECONDITION unless the whole was measured in a period after the baseline.
  Status CheckMeasured(const PeriodActuals& actuals) const {
    api::v1::NotMeasured why = basis_.obstacle;
    for (const auto& figure : actuals.figures) {
      if (figure.is_whole()) why = figure.not_measured();
    }
    if (why != api::v1::NOT_MEASURED_UNSPECIFIED || basis_.whole_unit_id.empty()) {
      return NotNow(basis_, actuals.period.Text() + " is not measured: " + (basis_.whole_unit_id.empty() ? "no sheet says which unit the whole is" : WhyNot(why)),
                    "approve it when it is", "not_measured");
    }
    if (actuals.period.FirstMonth() > basis_.baseline->LastMonth()) return OkStatus();
    return NotNow(basis_, actuals.period.Text() + " lies in the baseline or before it", "name a period after " + basis_.baseline->Text(), "period_in_baseline");
  }

  Result<BenefitSnapshot> TakeActual(const PeriodActuals& actuals, const BenefitSnapshot* replaced, const std::string& reason) {
    HELHET_ASSIGN_OR_RETURN(const auto hashes, HashFacts(store_, units_, *basis_.definition, basis_.unit_ids, {actuals.period}));
    BenefitSnapshot snapshot = SnapshotOf(basis_, actuals);
    if (replaced != nullptr) snapshot.set_replaces_number(replaced->snapshot_number());
    HELHET_RETURN_IF_ERROR(Append(snapshot, hashes.front(), reason));
    return snapshot;
  }

  Result<std::vector<BenefitSnapshot>> BaselineNow() { return ReadBaseline(store_, units_, basis_); }

  // FAILED_PRECONDITION unless the whole was measured all through the baseline, and that is over.
  Status CheckBaseline(const std::vector<BenefitSnapshot>& now) const {
    if (now.empty()) {
      const bool has_unit = !basis_.unit_ids.empty();
      return NotNow(basis_, "there is no baseline to freeze: " + (has_unit ? WhyNot(basis_.obstacle) : "it has neither sheet nor share"), "state measure_ids and baseline.period",
                    "no_baseline");
    }
    if (basis_.obstacle == api::v1::NOT_MEASURED_NO_DIRECTION) return NotNow(basis_, WhyNot(basis_.obstacle), "state the measure's direction", "no_direction");
    const auto* whole = FigureOf(now.front(), basis_.unit_ids.front());
    if (basis_.baseline->LastDay() < basis_.today && whole != nullptr && whole->has_value()) return OkStatus();
    return NotNow(basis_, "the baseline " + basis_.baseline->Text() + " is not wholly measured", "freeze it when it is", "not_measured");
  }

  // Writes the baseline with its parts; gives its period's.
  Result<BenefitSnapshot> TakeBaseline(std::vector<BenefitSnapshot> now, const std::string& reason) {
    std::vector<CalendarPeriod> periods;
    for (const BenefitSnapshot& part : now) {
      HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(part.period()));
      periods.push_back(period);
    }
    HELHET_ASSIGN_OR_RETURN(const auto hashes, HashFacts(store_, units_, *basis_.definition, basis_.unit_ids, periods));
    if (basis_.history.baseline() != nullptr) now.front().set_replaces_number(basis_.history.baseline()->number);
    for (size_t i = 0; i < now.size(); ++i) HELHET_RETURN_IF_ERROR(Append(now[i], hashes[i], reason));
    return now.front();
  }

 private:
  Taking(TenantStore& store, const Act& act, Basis basis, model::UnitTree units)
      : store_(store), act_(act), basis_(std::move(basis)), units_(std::move(units)), next_number_(basis_.history.next_number()) {}

  Status Append(BenefitSnapshot& snapshot, const std::string& facts_sha256, const std::string& reason) {
    snapshot.set_snapshot_number(next_number_++);
    snapshot.set_facts_sha256(facts_sha256);
    snapshot.set_taken_date(basis_.today);
    snapshot.set_taken_by(act_.caller.title);
    snapshot.set_reason(reason);
    return AppendSnapshot(store_, basis_.benefit.benefit_id(), snapshot);
  }

  TenantStore& store_;
  const Act& act_;
  Basis basis_;
  model::UnitTree units_;
  int32_t next_number_;
};

// Runs `work` as one change, of which others see all or nothing; it gives the snapshot that stands.
template <typename Response, typename Request, typename Work>
Result<Response> Take(TenantStore& store, const Request& request, const Act& act, Work work) {
  Response response;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(Taking taking, Taking::Begin(store, request.benefit_id(), act));
    HELHET_ASSIGN_OR_RETURN(*response.mutable_snapshot(), work(taking));
    return OkStatus();
  }));
  return response;
}

}  // namespace

Result<api::v1::FreezeBaselineResponse> FreezeBaseline(TenantStore& store, const api::v1::FreezeBaselineRequest& request, const Act& act) {
  return Take<api::v1::FreezeBaselineResponse>(store, request, act, [&](Taking& taking) -> Result<BenefitSnapshot> {
    const Basis& basis = taking.basis();
    HELHET_RETURN_IF_ERROR(CheckEtag(basis, request.etag(), basis.benefit.etag()));
    if (const auto* frozen = basis.history.baseline()) {
      return NotNow(basis, "its baseline " + frozen->period + " was frozen on " + frozen->whole().taken_date(), "approve a correction of it, or re-baseline the benefit and say why",
                    "baseline_frozen");
    }
    HELHET_ASSIGN_OR_RETURN(auto now, taking.BaselineNow());
    HELHET_RETURN_IF_ERROR(taking.CheckBaseline(now));
    return taking.TakeBaseline(std::move(now), "");
  });
}

Result<api::v1::RebaselineBenefitResponse> RebaselineBenefit(TenantStore& store, const api::v1::RebaselineBenefitRequest& request, const Act& act) {
  return Take<api::v1::RebaselineBenefitResponse>(store, request, act, [&](Taking& taking) -> Result<BenefitSnapshot> {
    const Basis& basis = taking.basis();
    HELHET_RETURN_IF_ERROR(CheckEtag(basis, request.etag(), basis.benefit.etag()));
    HELHET_RETURN_IF_ERROR(CheckIsAnother(basis, act));
    HELHET_RETURN_IF_ERROR(CheckReason(basis, request.reason()));
    if (basis.history.baseline() == nullptr) return NotNow(basis, "no baseline is frozen", "freeze it", "baseline_not_frozen");
    if (basis.definition != nullptr && basis.obstacle != api::v1::NOT_MEASURED_NOT_COMPARABLE) {
      return NotNow(basis, "its baseline can be compared with", "approve a correction where its figures have come out otherwise", "baseline_comparable");
    }
    HELHET_ASSIGN_OR_RETURN(auto now, taking.BaselineNow());
    HELHET_RETURN_IF_ERROR(taking.CheckBaseline(now));
    return taking.TakeBaseline(std::move(now), request.reason());
  });
}

Result<api::v1::ApproveActualResponse> ApproveActual(TenantStore& store, const api::v1::ApproveActualRequest& request, const Act& act) {
  return Take<api::v1::ApproveActualResponse>(store, request, act, [&](Taking& taking) -> Result<BenefitSnapshot> {
    const Basis& basis = taking.basis();
    HELHET_RETURN_IF_ERROR(CheckIsAnother(basis, act));
    HELHET_ASSIGN_OR_RETURN(const PeriodActuals actuals, taking.ActualsIn(request.period()));
    HELHET_RETURN_IF_ERROR(taking.CheckMeasured(actuals));
    HELHET_RETURN_IF_ERROR(CheckEtag(basis, request.etag(), EtagOf(basis, actuals)));
    if (basis.history.baseline() == nullptr) return NotNow(basis, "no baseline is frozen", "freeze it before an actual is approved", "baseline_not_frozen");
    if (const auto* approved = basis.history.Approved(actuals.period.Text())) {
      return NotNow(basis, actuals.period.Text() + " was approved on " + approved->taken_date() + " by " + approved->taken_by(),
                    "approve a correction where it has come out otherwise", "actual_approved");
    }
    return taking.TakeActual(actuals, nullptr, "");
  });
}

Result<api::v1::ApproveCorrectionResponse> ApproveCorrection(TenantStore& store, const api::v1::ApproveCorrectionRequest& request, const Act& act) {
  return Take<api::v1::ApproveCorrectionResponse>(store, request, act, [&](Taking& taking) -> Result<BenefitSnapshot> {
    const Basis& basis = taking.basis();
    HELHET_RETURN_IF_ERROR(CheckIsAnother(basis, act));
    HELHET_RETURN_IF_ERROR(CheckReason(basis, request.reason()));
    const FrozenBaseline* baseline = basis.history.baseline();
    if (request.kind() == model::v1::BENEFIT_SNAPSHOT_KIND_BASELINE) {
      if (baseline == nullptr) return NotNow(basis, "no baseline is frozen", "freeze it", "baseline_not_frozen");
      if (basis.obstacle != api::v1::NOT_MEASURED_UNSPECIFIED) return NotNow(basis, WhyNot(basis.obstacle), "re-baseline the benefit and say why", "not_comparable");
      HELHET_ASSIGN_OR_RETURN(auto now, taking.BaselineNow());
      HELHET_RETURN_IF_ERROR(taking.CheckBaseline(now));
      HELHET_RETURN_IF_ERROR(CheckEtag(basis, request.etag(), EtagOf(now)));
      if (!BaselineDiffers(*baseline, now)) return NotNow(basis, "its baseline comes out as it was frozen", "there is nothing to correct", "nothing_to_correct");
      return taking.TakeBaseline(std::move(now), request.reason());
    }
    if (request.kind() != model::v1::BENEFIT_SNAPSHOT_KIND_ACTUAL) {
      return InvalidArgument(basis.Name() + ": nothing says what is corrected").WithReason("kind_missing").WithSetting("kind").WithRemedy("state BASELINE or ACTUAL");
    }
    HELHET_ASSIGN_OR_RETURN(const PeriodActuals actuals, taking.ActualsIn(request.period()));
    const BenefitSnapshot* approved = basis.history.Approved(actuals.period.Text());
    if (approved == nullptr) return NotNow(basis, actuals.period.Text() + " is not approved", "approve it", "actual_not_approved");
    HELHET_RETURN_IF_ERROR(taking.CheckMeasured(actuals));
    HELHET_RETURN_IF_ERROR(CheckEtag(basis, request.etag(), EtagOf(basis, actuals)));
    if (!CorrectionAwaits(basis, *approved, actuals)) return NotNow(basis, actuals.period.Text() + " comes out as it was approved", "there is nothing to correct", "nothing_to_correct");
    return taking.TakeActual(actuals, approved, request.reason());
  });
}

}  // namespace helhet::benefit
