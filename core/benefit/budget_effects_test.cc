#include "core/benefit/budget_effects.h"

#include "core/benefit/testing/benefit_store_test.h"

namespace helhet::benefit {
namespace {

class BudgetEffectsTest : public BenefitStoreTest {
 protected:
  void AddBudget(const std::string& version, int year, const std::string& art, int64_t amount_minor, const std::string& currency = "NOK") {
    book_.Add(measure::FactOf("budget_line { budget_version: '" + version + "' year: " + std::to_string(year) + " responsibility: '1000' function: '120' art: '" + art +
                              "' currency_code: '" + currency + "' amount_minor: " + std::to_string(amount_minor) + " }"), "topp");
  }
  void AddPosting(const std::string& date, const std::string& art, int64_t amount_minor) {
    book_.Add(measure::FactOf("ledger_entry { posting_date: '" + date + "' currency_code: 'NOK' lines { responsibility: '1000' function: '120' art: '" + art +
                              "' amount_minor: " + std::to_string(amount_minor) + " } lines { responsibility: '2000' function: '120' art: '" + art + "' amount_minor: 1 } }"), "topp");
  }
  // `2025: taken 300, realised 20 through 2025-02 | 195: 500 450 120 330`.
  std::string Told(const std::string& a3_id = "", int year = 0) {
    const auto listed = ListBudgetEffects(store_, a3_id, year, kNowUs);
    EXPECT_TRUE(listed.ok()) << listed.status().message();
    std::string told;
    if (!listed.ok()) return told;
    const auto number = [](bool has, int64_t value) { return has ? std::to_string(value) : std::string("-"); };
    for (const auto& effect : listed->effects()) {
      told += std::to_string(effect.year()) + ": taken " + std::to_string(effect.taken_out_minor()) + ", realised " +
              number(effect.has_realised_minor(), effect.realised_minor()) + " through " + effect.realised_through();
      for (const auto& line : effect.lines()) {
        told += " | " + line.line().art() + ": " + number(line.has_original_minor(), line.original_minor()) + " " + number(line.has_revised_minor(), line.revised_minor()) + " " +
                number(line.has_posted_minor(), line.posted_minor()) + " " + number(line.has_left_minor(), line.left_minor());
      }
      told += "\n";
    }
    return told;
  }
  static constexpr char kBenefit[] = R"(benefit_id: 'gebyr' title: 'Gebyr' a3_id: 'ark' measure_ids: 'fakturaer' baseline { period: '2023' } valuation { rate_minor: 10 }
    budget_effect: BUDGET_EFFECT_OWN_BUDGET budget_lines { year: 2025 responsibility: '1000' function: '120' art: '195' amount_minor: 200 }
    budget_lines { year: 2025 responsibility: '1000' function: '120' art: '120' amount_minor: 100 }
    budget_lines { year: 2026 responsibility: '1000' function: '120' art: '195' amount_minor: 300 })";
};

TEST_P(BudgetEffectsTest, ShowsTakenOutRealisedAndLeftSideBySide) {
  Define(kInvoices);
  for (const char* month : {"01", "02", "03"}) {
    AddInvoices("a", std::string("2023-") + month + "-01", 5);
    if (std::string(month) != "03") AddInvoices("a", std::string("2025-") + month + "-01", 4);
  }
  Recompute();
  SaveBenefit(kBenefit);
  AddBudget("original", 2025, "195", 500);
  AddBudget("revised", 2025, "195", 450);
  AddBudget("revised", 2025, "195", 7, "EUR");
  AddPosting("2025-02-01", "195", 100);
  AddPosting("2025-11-01", "195", 20);
  AddPosting("2024-11-01", "195", 999);
  // Art 120 has no budget and no posting, in a year whose budget and ledger have been read: 0 there. Of 2026 nothing has been read.
  EXPECT_EQ(Told(), "2025: taken 300, realised 20 through 2025-02 | 195: 500 450 120 330 | 120: 0 0 0 0\n2026: taken 300, realised - through  | 195: - - - -\n");
  EXPECT_EQ(Told("ark", 2026), "2026: taken 300, realised - through  | 195: - - - -\n");
  EXPECT_EQ(Told("annet"), "");
}

TEST_P(BudgetEffectsTest, TheOriginalBudgetCountsWhereThereIsNoRevised) {
  SaveBenefit(kBenefit);
  AddBudget("original", 2025, "195", 500);
  AddPosting("2025-02-01", "195", 600);
  EXPECT_EQ(Told("", 2025), "2025: taken 300, realised - through  | 195: 500 - 600 -100 | 120: 0 - 0 0\n") << "overspent";
}

INSTANTIATE_TEST_SUITE_P(Stores, BudgetEffectsTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::benefit
