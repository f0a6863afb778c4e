// The account of a benefit: plan, forecast, actual and what was approved, period by period.
#pragma once

#include <string>

#include "core/benefit/actuals.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::benefit {

// NOT_FOUND names the benefit; INVALID_ARGUMENT a period that is none; RESOURCE_EXHAUSTED above limits::kPeriods; else as measure::ReadSeries.
Result<api::v1::GetBenefitResponse> GetBenefit(store::TenantStore& store, const api::v1::GetBenefitRequest& request, int64_t now_us);

// The actual as it would be approved, without number, hash, day and name. The baseline as ReadBaseline gives it.
model::v1::BenefitSnapshot SnapshotOf(const Basis& basis, const PeriodActuals& actuals);
// Of figures that one has seen: changes when they do. A period's rests on what it is compared with, too.
std::string EtagOf(const Basis& basis, const PeriodActuals& actuals);
std::string EtagOf(const model::v1::BenefitSnapshot& snapshot);
std::string EtagOf(const std::vector<model::v1::BenefitSnapshot>& baseline);
// Whether figures of the snapshot's units have come out otherwise now. Units that it has not are another matter.
bool DiffersFrom(const model::v1::BenefitSnapshot& stands, const model::v1::BenefitSnapshot& now);
// Whether some part of the baseline that stands differs.
bool BaselineDiffers(const FrozenBaseline& stands, const std::vector<model::v1::BenefitSnapshot>& now);
// The actual of a unit as it was approved, against the baseline that stood then. None when it was not measured.
std::optional<double> ApprovedActual(const Basis& basis, const model::v1::BenefitSnapshot& approved, const std::string& unit_id);

// An approved actual has come out otherwise: its figures, or the baseline behind it.
bool CorrectionAwaits(const Basis& basis, const model::v1::BenefitSnapshot& approved, const PeriodActuals& actuals);

}  // namespace helhet::benefit
