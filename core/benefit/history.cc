#include "core/benefit/history.h"

#include "core/configuration/documents.h"

namespace helhet::benefit {

using model::v1::BenefitFigure;
using model::v1::BenefitSnapshot;

const BenefitFigure* FigureOf(const BenefitSnapshot& snapshot, const std::string& unit_id) {
  for (const BenefitFigure& figure : snapshot.figures()) {
    if (figure.unit_id() == unit_id) return &figure;
  }
  return nullptr;
}

const BenefitFigure* FrozenBaseline::Figure(const std::string& part, const std::string& unit_id) const {
  const auto found = parts.find(part);
  return found == parts.end() ? nullptr : FigureOf(found->second, unit_id);
}

Result<History> History::Load(store::TenantStore& store, const std::string& benefit_id) {
  History history;
  HELHET_RETURN_IF_ERROR(store.Query("SELECT body FROM benefit_snapshot WHERE municipality_id = $1 AND benefit_id = $2 ORDER BY snapshot_number", {benefit_id},
                                     [&](const store::Row& row) -> Status {
                                       BenefitSnapshot snapshot;
                                       HELHET_RETURN_IF_ERROR(configuration::FromJson(store::AsText(row[0]), snapshot));
                                       history.Add(std::move(snapshot));
                                       return OkStatus();
                                     }));
  return history;
}

void History::Add(BenefitSnapshot snapshot) {
  next_number_ = snapshot.snapshot_number() + 1;
  if (snapshot.kind() == model::v1::BENEFIT_SNAPSHOT_KIND_ACTUAL) {
    approved_[snapshot.period()] = std::move(snapshot);
    return;
  }
  // The first, and whatever replaces the whole of the one that stands, begins a baseline; parts follow it and replace nothing.
  if (baselines_.empty() || snapshot.replaces_number() == baselines_.back().number) {
    baselines_.push_back({snapshot.snapshot_number(), snapshot.period(), {}});
  }
  const std::string period = snapshot.period();
  baselines_.back().parts[period] = std::move(snapshot);
}

const FrozenBaseline* History::BaselineAt(int32_t snapshot_number) const {
  const FrozenBaseline* stood = nullptr;
  for (const FrozenBaseline& baseline : baselines_) {
    if (baseline.number < snapshot_number) stood = &baseline;
  }
  return stood;
}

const BenefitSnapshot* History::Approved(const std::string& period) const {
  const auto found = approved_.find(period);
  return found == approved_.end() ? nullptr : &found->second;
}

Status AppendSnapshot(store::TenantStore& store, const std::string& benefit_id, const BenefitSnapshot& snapshot) {
  return store.Execute("INSERT INTO benefit_snapshot (municipality_id, benefit_id, snapshot_number, body) VALUES ($1, $2, $3, $4)",
                       {benefit_id, int64_t{snapshot.snapshot_number()}, configuration::ToJson(snapshot)}).status();
}

}  // namespace helhet::benefit
