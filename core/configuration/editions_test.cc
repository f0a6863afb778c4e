#include "core/configuration/editions.h"

#include <gtest/gtest.h>

#include "core/configuration/documents.h"
#include "core/store/testing/test_database.h"

namespace helhet::configuration {
namespace {

constexpr int64_t kDayUs = 86'400'000'000;

class EditionsTest : public testing::TestWithParam<store::Backend> {
 protected:
  // States the rules, each time a day later.
  void State(const std::string& tax_office) {
    model::v1::PurchasingRules rules;
    rules.set_purchasing_rules_id("innkjop");
    rules.add_non_addressable_suppliers()->set_organisation_number(tax_office);
    const auto saved = SaveDocument(store_, "purchasing_rules", "innkjop", ToJson(rules), "", kDayUs * ++days_);
    ASSERT_TRUE(saved.ok()) << saved.status().message();
  }
  std::vector<Edition> Editions(int64_t before, size_t limit) {
    auto editions = ListEditions(store_, *FindKindByName("purchasing_rules"), "innkjop", before, limit);
    EXPECT_TRUE(editions.ok()) << editions.status().message();
    return editions.ok() ? *std::move(editions) : std::vector<Edition>();
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  int64_t days_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Stores, EditionsTest, store::BothBackends(), store::BackendName);

TEST_P(EditionsTest, TellWhatEachChangedNewestFirst) {
  State("974760673");
  State("974761076");
  const auto editions = Editions(0, 10);
  ASSERT_EQ(editions.size(), 2u);
  EXPECT_EQ(editions[0].version, 2);
  EXPECT_EQ(editions[0].stated_us, 2 * kDayUs);
  ASSERT_EQ(editions[0].fields.size(), 1u);
  EXPECT_EQ(editions[0].fields[0].before(), "974760673");
  EXPECT_EQ(editions[0].fields[0].after(), "974761076");
  EXPECT_EQ(editions[1].version, 1);
  EXPECT_TRUE(editions[1].fields.empty());
}

TEST_P(EditionsTest, ComeInPagesWithoutLosingWhatTheOldestOfAPageChanged) {
  for (const char* number : {"974760673", "974761076", "985967027"}) State(number);
  const auto first = Editions(0, 2);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[1].version, 2);
  EXPECT_EQ(first[1].fields.size(), 1u);
  const auto second = Editions(2, 2);
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].version, 1);
}

TEST_P(EditionsTest, OfWhatIsNotThereAreNotFound) {
  const auto missing = ListEditions(store_, *FindKindByName("measure"), "ingen", 0, 10);
  EXPECT_EQ(missing.status().code(), StatusCode::kNotFound);
  EXPECT_NE(missing.status().message().find("'ingen'"), std::string::npos);
}

TEST_P(EditionsTest, OfANeighbourAreNotSeen) {
  State("974760673");
  store::TenantStore neighbour(*connection_, "5006");
  EXPECT_EQ(ListEditions(neighbour, *FindKindByName("purchasing_rules"), "innkjop", 0, 10).status().code(), StatusCode::kNotFound);
}

}  // namespace
}  // namespace helhet::configuration
