// Random years through the hub, and what the oracle says of each document and figure: the same, in whatever order and
// portions the documents come, and after reading, replaying and mapping them again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>

#include "deploy/model_case/stated_config.h"
#include "tests/ground_truth/dice.h"
#include "tests/ground_truth/hub_under_test.h"
#include "tests/ground_truth/random_year.h"
#include "tests/ground_truth/shipped_measures.h"
#include "tests/ground_truth/touching.h"

namespace helhet::truth {
namespace {

// Orders of a year; there are about nine documents for each. Fewer on PostgreSQL, where each of the many runs costs more.
constexpr int kOrders = 450;
constexpr int kOrdersOnPostgres = 150;

// What must come up in a year.
constexpr std::pair<const char*, const char*> kAnswers[] = {
    {"I population", "purchase payment_request reminder internal non_addressable"},
    {"I order_reference_status", "none claimed verified"},
    {"I agreement_status", "by_reference by_item_group by_supplier other_supplier other_item_group no_agreement unknown"},
    {"I agreement_has_catalogue", "0 1"},
    {"I platform_reach", "by_supplier by_item_group none"},
    {"I order_match", "no_order automatic price_deviates quantity_deviates line_unknown"},
    {"I receipt_status", "no_order unknown received short"},
    {"I line order_match", "no_order automatic price_deviates quantity_deviates line_unknown"},
    {"O current_status", "placed acknowledged accepted accepted_with_changes rejected cancelled"},
    {"L invoice_status", "invoice no_invoice no_purchase"},
    {"L line is_purchase", "0 1"}};

struct Year {
  uint32_t seed;
  store::Backend backend;
};

// Twenty seeds in a full run of the fault tests, else three; a further one on PostgreSQL.
std::vector<Year> Years() {
  const char* faults = std::getenv("HELHET_FAULT_TESTS");
  const uint32_t seeds = faults != nullptr && std::string(faults) == "full" ? 20 : 3;
  std::vector<Year> years = {{101, store::Backend::kPostgres}};
  for (uint32_t seed = 1; seed <= seeds; ++seed) years.push_back({seed, store::Backend::kSqlite});
  return years;
}

FiguresOf AllFigures() {
  FiguresOf which{{"topp", "a", "b", "c", "d"}, {"2024"}};
  for (int month = 1; month <= 12; ++month) which.periods.push_back(DateOfDay(DayNumber("2024-01-01") + (month - 1) * 31).substr(0, 7));
  return which;
}

class GroundTruthTest : public testing::TestWithParam<Year> {
 protected:
  void DeliverInPortions() {
    Dice dice(GetParam().seed + 1000);
    std::vector<Delivery> portion;
    size_t portion_size = 1;
    for (size_t i = 0; i < year_.deliveries.size(); ++i) {
      portion.push_back(year_.deliveries[i]);
      if (portion.size() < portion_size && i + 1 < year_.deliveries.size()) continue;
      hub_.Deliver(portion, static_cast<size_t>(dice.Between(1, 300)));
      portion.clear();
      portion_size = static_cast<size_t>(dice.Percent(40) ? dice.Between(1, 10) : dice.Between(100, 900));
    }
  }

  // Whether the hub says what the oracle says; the first difference is shown with the documents that touch it.
  void ExpectTruth(const Stated& stated, const char* when) {
    const auto documents = DocumentsThatCount(stated, year_.deliveries);
    const Truth truth = StateTruth(stated, documents);
    Expect(Differences(hub_.Documents(), StatementOf(truth)), documents, when);
    const FiguresOf which = AllFigures();
    Expect(Differences(hub_.Figures(which), TrueFigures(truth, documents, which)), documents, when);
  }

  // The same of the measures that come with the hub, stated beside the true ones.
  void ExpectTruthOfShippedMeasures(Stated stated) {
    const auto config = model_case::ReadConfig("");
    ASSERT_TRUE(config.ok()) << config.status().message();
    const auto documents = DocumentsThatCount(stated, year_.deliveries);
    const FiguresOf which = AllFigures();
    const Statement expected = ShippedFigures(TrueFigures(StateTruth(stated, documents), documents, which));
    const std::set<std::string> shipped = ShippedMeasures();
    for (const auto& measure : model_case::Of<model::v1::Measure>(*config, kMunicipality)) {
      if (shipped.contains(measure.measure_id())) *stated.add_resources()->mutable_measure() = measure;
    }
    hub_.State(stated);
    Statement found;
    for (const std::string& measure : shipped) found.merge(hub_.Terms(measure, which));
    Expect(Differences(found, expected), documents, "in the measures that come with the hub");
  }

 private:
  void Expect(const std::vector<Difference>& differences, const std::vector<Document>& documents, const char* when) {
    if (differences.empty()) return;
    std::string text = std::to_string(differences.size()) + " differences " + when + ", seed " + std::to_string(GetParam().seed) + "\n";
    for (size_t i = 0; i < std::min<size_t>(differences.size(), 30); ++i) text += differences[i].text + "\n";
    ADD_FAILURE() << text << "\n" << DocumentsTouching(differences.front().name, documents);
  }

 protected:
  const RandomYear year_ = MakeRandomYear(GetParam().seed, GetParam().backend == store::Backend::kPostgres ? kOrdersOnPostgres : kOrders);
  HubUnderTest hub_{GetParam().backend};
};

// A generator that never came to a rule would prove nothing of it.
TEST(RandomYearTest, ThreeHoldEveryAnswerThatTheOracleCanGive) {
  std::map<std::string, int> answers;
  for (const uint32_t seed : {1, 2, 3}) {
    const RandomYear year = MakeRandomYear(seed, kOrders);
    const auto documents = DocumentsThatCount(year.stated, year.deliveries);
    for (const auto& [name, columns] : StatementOf(StateTruth(year.stated, documents))) {
      const std::string kind = name.substr(0, 1) + (name.find(" line ") == std::string::npos ? "" : " line");
      for (const auto& [column, value] : columns) ++answers[kind + " " + column + " " + value];
    }
  }
  for (const auto& [column, values] : kAnswers) {
    std::istringstream text(values);
    for (std::string value; text >> value;) EXPECT_GE(answers[column + std::string(" ") + value], 5) << column << " " << value;
  }
}

// Nor would an oracle that has no way to a figure that municipalities see.
TEST(ShippedMeasuresTest, EachOverWhatMatchingSaysHasItsTermsFromTheOracle) {
  const auto config = model_case::ReadConfig("");
  ASSERT_TRUE(config.ok()) << config.status().message();
  const std::set<std::string> covered = ShippedMeasures(), matched = {"invoice", "invoice_line", "ledger_entry", "order"};
  int over_matched = 0;
  for (const auto& measure : model_case::Of<model::v1::Measure>(*config, kMunicipality)) {
    if (!matched.contains(measure.terms(0).facts())) continue;
    ++over_matched;
    EXPECT_TRUE(covered.contains(measure.measure_id())) << measure.measure_id();
  }
  EXPECT_GT(over_matched, 40);
}

TEST_P(GroundTruthTest, TheHubSaysOfEveryDocumentAndFigureWhatTheOracleSays) {
  hub_.State(year_.stated);
  DeliverInPortions();
  ExpectTruth(year_.stated, "after delivery");
  if (HasFailure()) return;
  hub_.ReadAllAgain();
  ExpectTruth(year_.stated, "after reading everything again");
  hub_.Replay(DocumentsThatCount(year_.stated, year_.deliveries));
  ExpectTruth(year_.stated, "after replaying");
  hub_.State(year_.with_code_moved);
  ExpectTruth(year_.with_code_moved, "after a code has gone from one unit to another");
  hub_.State(year_.with_other_rules);
  ExpectTruth(year_.with_other_rules, "after the purchasing rules have changed");
  ExpectTruthOfShippedMeasures(year_.with_other_rules);
}

INSTANTIATE_TEST_SUITE_P(Years, GroundTruthTest, testing::ValuesIn(Years()), [](const auto& info) {
  return "Seed" + std::to_string(info.param.seed) + store::BackendName({info.param.backend, 0});
});

}  // namespace
}  // namespace helhet::truth
