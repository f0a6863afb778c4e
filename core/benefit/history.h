// Snapshots of a benefit: baselines that were frozen and actuals that were approved. Rows are never changed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/benefit.pb.h"

namespace helhet::benefit {

// A frozen baseline: its period, and the parts of it that periods are compared with.
struct FrozenBaseline {
  int32_t number = 0;  // of the snapshot of its period
  std::string period;
  std::map<std::string, model::v1::BenefitSnapshot> parts;  // by period, its own among them

  const model::v1::BenefitSnapshot& whole() const { return parts.at(period); }
  // Null when that was not frozen.
  const model::v1::BenefitFigure* Figure(const std::string& part, const std::string& unit_id) const;
};

// A value.
class History {
 public:
  static Result<History> Load(store::TenantStore& store, const std::string& benefit_id);

  // The baseline that stands; null while none is frozen.
  const FrozenBaseline* baseline() const { return baselines_.empty() ? nullptr : &baselines_.back(); }
  // The one that stood when a snapshot was taken. Null when there was none.
  const FrozenBaseline* BaselineAt(int32_t snapshot_number) const;
  // The actual that stands as approved; null when none is.
  const model::v1::BenefitSnapshot* Approved(const std::string& period) const;
  int32_t next_number() const { return next_number_; }

 private:
  void Add(model::v1::BenefitSnapshot snapshot);

  std::vector<FrozenBaseline> baselines_;  // oldest first
  std::map<std::string, model::v1::BenefitSnapshot> approved_;
  int32_t next_number_ = 1;
};

// Writes a snapshot under its number. ALREADY_EXISTS when that is taken. In the caller's transaction.
Status AppendSnapshot(store::TenantStore& store, const std::string& benefit_id, const model::v1::BenefitSnapshot& snapshot);

// The figure of a unit; null when the snapshot has none.
const model::v1::BenefitFigure* FigureOf(const model::v1::BenefitSnapshot& snapshot, const std::string& unit_id);

}  // namespace helhet::benefit
