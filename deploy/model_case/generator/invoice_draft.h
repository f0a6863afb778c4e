// DrawInvoice: one invoice to a group of addresses, before it has a number.
#pragma once

#include <array>

#include "document.h"
#include "random.h"

namespace helhet::model_case {

// What the documents of one group and year are drawn from.
struct Draft {
  const Municipality& municipality;
  const BuyingGroup& group;
  const YearPlan& plan;
  Random random;
};

// An invoice to one of the group's addresses from a supplier, ordered in the platform as often as the plan says. Its
// number, and that of its order, are still to be set.
Document DrawInvoice(Draft& draft);

// The second delivery of the order of `invoice`: other lines of the same order, some days later, in the same year.
Document DrawSecondDelivery(const Document& invoice, Draft& draft);

// An invoice without lines, references or amounts to one of the group's addresses, from `supplier`.
Document DrawHead(const Supplier& supplier, Draft& draft);

// The mean of first and last count share at `month`, in permille.
int CountSharePermille(const YearPlan& plan, int month);

}  // namespace helhet::model_case
