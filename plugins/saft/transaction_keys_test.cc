#include "transaction_keys.h"

#include <gtest/gtest.h>

#include "saft_limits.h"

namespace helhet::saft {
namespace {

TEST(TransactionKeys, CountsEachKeyByItself) {
  TransactionKeys keys;
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(keys.Count(std::to_string(i)), 1u) << i;
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(keys.Count(std::to_string(i)), 2u) << i;
  EXPECT_EQ(keys.Count("4999"), 3u);
  EXPECT_EQ(keys.Count(""), 1u);
}

TEST(TransactionKeys, RemembersNoMoreThanItsLimit) {
  TransactionKeys keys;
  for (size_t i = 0; i < kTransactions; ++i) keys.Count(std::to_string(i));
  EXPECT_TRUE(keys.is_full());
  EXPECT_EQ(keys.Count("one more"), 1u);
  EXPECT_EQ(keys.Count("one more"), 1u) << "not remembered";
  EXPECT_EQ(keys.Count("0"), 2u) << "remembered still";
}

}  // namespace
}  // namespace helhet::saft
