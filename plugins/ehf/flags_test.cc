#include "flags.h"

#include <gtest/gtest.h>

#include "document_limits.h"

namespace helhet::ehf {
namespace {

TEST(Flags, ShowsTheFirstOfARuleAndCountsTheRest) {
  model::v1::Fact fact;
  Flags flags(fact);
  for (int i = 1; i <= 25; ++i) flags.Add("R120", "line " + std::to_string(i), "wrong");
  flags.Add("R003", "", "no reference");
  ASSERT_EQ(fact.flags_size(), kFlagsPerRule + 1);
  EXPECT_EQ(fact.flags(kFlagsPerRule - 2).what(), "wrong");
  EXPECT_EQ(fact.flags(kFlagsPerRule - 1).what(), "wrong; and 15 more");
  EXPECT_EQ(fact.flags(kFlagsPerRule).rule(), "R003");
}

}  // namespace
}  // namespace helhet::ehf
