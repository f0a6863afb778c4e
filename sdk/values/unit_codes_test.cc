#include "helhet/values/unit_codes.h"

#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

TEST(UnitCodes, AreAddedOnceAndNeverFillers) {
  model::v1::Fact fact;
  AddUnitCode("gln", "7080000000005", fact);
  AddUnitCode("gln", "7080000000005", fact);
  AddUnitCode("gln", "NA", fact);
  AddUnitCode("buyer_reference", "7080000000005", fact);
  ASSERT_EQ(fact.unit_codes_size(), 2);
  EXPECT_EQ(fact.unit_codes(0).scheme(), "gln");
  EXPECT_EQ(fact.unit_codes(1).scheme(), "buyer_reference");
}

}  // namespace
}  // namespace helhet::sdk
