#include "helhet/values/flags.h"

#include <gtest/gtest.h>

#include "helhet/limits.h"

namespace helhet::sdk {
namespace {

TEST(Flags, ShowsTheFirstOfARuleAndCountsTheRest) {
  model::v1::Fact fact;
  Flags flags(fact);
  for (int i = 1; i <= 25; ++i) flags.Add("R120", "line " + std::to_string(i), "wrong");
  flags.Add("R003", "", "no reference");
  ASSERT_EQ(fact.flags_size(), limits::kFlagsPerRule + 1);
  EXPECT_EQ(fact.flags(limits::kFlagsPerRule - 2).what(), "wrong");
  EXPECT_EQ(fact.flags(limits::kFlagsPerRule - 1).what(), "wrong; and 15 more");
  EXPECT_EQ(fact.flags(limits::kFlagsPerRule).rule(), "R003");
}

}  // namespace
}  // namespace helhet::sdk
