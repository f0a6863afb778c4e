// The arithmetic of a benefit: what a period is compared with, and how much better it is. No rows are read here.
#pragma once

#include <optional>

#include "core/measure/definition.h"
#include "core/measure/period.h"

namespace helhet::benefit {

// The part of a baseline that a period is compared with; none when it has no such part. README.md, "Actual".
std::optional<measure::CalendarPeriod> ReferenceOf(const measure::CalendarPeriod& period, const measure::CalendarPeriod& baseline, bool is_stock);

// The periods that figures are ever compared with: the baseline itself first, and for a flow every part of it of each length that the
// measure has.
std::vector<measure::CalendarPeriod> PartsOf(const measure::CalendarPeriod& baseline, const measure::Definition& definition);

// +1 when more is better, -1 when less is, 0 when the measure does not say.
double SignOf(const model::v1::Measure& measure);

// Whether figures of periods may be added: a flow of counts and sums, f(a + b) = f(a) + f(b).
bool AddsUp(const measure::Definition& definition);

// Whether both definitions come to the same figures: they differ in words alone.
bool ComputesTheSame(const measure::Definition& one, const measure::Definition& other);

}  // namespace helhet::benefit
