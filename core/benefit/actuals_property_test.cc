// Random invoices, measures and benefits: each actual is what the README's definitions come to, computed here the simple way from the
// invoices themselves.
#include <cmath>
#include <random>
#include <set>

#include "core/benefit/account.h"
#include "core/benefit/testing/benefit_store_test.h"

namespace helhet::benefit {
namespace {

// A period as the months it has, counted from the year 0.
struct Months {
  int first = 0;
  int count = 0;

  int year() const { return first / 12; }
  bool Holds(const Months& other) const { return other.first >= first && other.first + other.count <= first + count; }
};

std::string TextOf(const Months& months) {
  const int month = months.first % 12;
  char text[16];
  switch (months.count) {
    case 12: std::snprintf(text, sizeof(text), "%04d", months.year()); break;
    case 6: std::snprintf(text, sizeof(text), "%04d-H%d", months.year(), month / 6 + 1); break;
    case 4: std::snprintf(text, sizeof(text), "%04d-T%d", months.year(), month / 4 + 1); break;
    case 3: std::snprintf(text, sizeof(text), "%04d-Q%d", months.year(), month / 3 + 1); break;
    default: std::snprintf(text, sizeof(text), "%04d-%02d", months.year(), month + 1);
  }
  return text;
}

struct PaidInvoice {
  std::string unit_id;
  int month = 0;
  int64_t amount_minor = 0;
  bool has_order = false;
};

enum class Formula { kCount, kAmount, kShare };

struct Subject {
  Formula formula = Formula::kCount;
  bool is_stock = false;
  int grain = 1;   // months
  int sign = 1;
  Months baseline;
};

// The simple way.
class Naive {
 public:
  Naive(const std::vector<PaidInvoice>& invoices, const Subject& subject, int today) : invoices_(invoices), subject_(subject), today_(today) {}

  std::optional<double> Actual(const std::string& unit_id, const Months& period) const {
    const auto reference = Reference(period);
    if (!reference || period.first + period.count > today_ || reference->first + reference->count > today_) return std::nullopt;
    const auto now = Figure(unit_id, period), then = Figure(unit_id, *reference);
    if (!now || !then) return std::nullopt;
    return subject_.sign * (*now - *then);
  }

 private:
  std::optional<Months> Reference(const Months& period) const {
    const Months& baseline = subject_.baseline;
    if (subject_.is_stock || period.count == baseline.count) return baseline;
    const Months moved{period.first - 12 * (period.year() - baseline.year()), period.count};
    return baseline.Holds(moved) ? std::optional(moved) : std::nullopt;
  }

  std::optional<double> Figure(const std::string& unit_id, const Months& period) const {
    double count = 0, amount = 0, ordered = 0;
    std::set<int> measured;
    const int last_own = period.first + period.count - subject_.grain;
    for (const PaidInvoice& invoice : invoices_) {
      const bool is_there = unit_id == "topp" || invoice.unit_id == unit_id;
      const bool is_then = invoice.month >= (subject_.is_stock ? last_own : period.first) && invoice.month < period.first + period.count;
      if (!is_there || !is_then) continue;
      measured.insert(invoice.month / subject_.grain);
      count += 1;
      amount += static_cast<double>(invoice.amount_minor);
      if (invoice.has_order) ordered += static_cast<double>(invoice.amount_minor);
    }
    const int own_periods = subject_.is_stock ? 1 : period.count / subject_.grain;
    if (static_cast<int>(measured.size()) != own_periods) return std::nullopt;
    switch (subject_.formula) {
      case Formula::kCount: return count;
      case Formula::kAmount: return amount / 100;
      case Formula::kShare: return amount == 0 ? std::nullopt : std::optional(100 * ordered / amount);
    }
    return std::nullopt;
  }

  const std::vector<PaidInvoice>& invoices_;
  const Subject& subject_;
  const int today_;  // the month that is not over
};

class ActualsPropertyTest : public BenefitStoreTest {
 protected:
  int Up(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

  void AddRandomInvoices() {
    std::vector<std::pair<model::v1::Fact, std::string>> facts;
    for (const std::string unit_id : {"a", "b", "topp"}) {
      for (int month = 2022 * 12; month < 2026 * 12; ++month) {
        // Some months have nothing: that is not measured, and not 0.
        const int count = Up(25) == 0 ? 0 : 1 + Up(2);
        for (int i = 0; i < count; ++i) {
          const PaidInvoice invoice{unit_id, month, Up(500'000) - 50'000, Up(1) == 0};
          invoices_.push_back(invoice);
          model::v1::Fact fact = measure::FactOf("invoice { type: INVOICE_TYPE_INVOICE currency_code: 'NOK' }");
          fact.mutable_invoice()->set_issue_date(TextOf({month, 1}) + "-10");
          fact.mutable_invoice()->set_tax_exclusive_amount_minor(invoice.amount_minor);
          fact.mutable_invoice()->set_order_reference_status(invoice.has_order ? model::v1::ORDER_REFERENCE_STATUS_CLAIMED : model::v1::ORDER_REFERENCE_STATUS_NONE);
          facts.emplace_back(std::move(fact), unit_id);
        }
      }
    }
    book_.AddAll(facts);
  }

  Subject RandomSubject() {
    Subject subject;
    subject.formula = static_cast<Formula>(Up(2));
    subject.is_stock = Up(3) == 0;
    subject.grain = Up(3) == 0 ? 3 : 1;
    subject.sign = Up(1) == 0 ? 1 : -1;
    const int lengths[] = {12, 12, 6, 3, 1};
    subject.baseline = RandomPeriod(std::max(lengths[Up(4)], subject.grain), 2022 + Up(1));
    return subject;
  }
  Months RandomPeriod(int length, int year) { return {12 * year + length * Up(12 / length - 1), length}; }

  void Define(const std::string& id, const Subject& subject) {
    static constexpr const char* kFormulas[] = {"n", "amount / 100", "100 * ordered / amount"};
    auto measure = measure::MeasureOf(R"(currency_code: 'NOK' terms { name: 'n' facts: 'invoice' aggregate: AGGREGATE_COUNT }
        terms { name: 'amount' facts: 'invoice' aggregate: AGGREGATE_SUM field: 'tax_exclusive_amount_minor' }
        terms { name: 'ordered' facts: 'invoice' aggregate: AGGREGATE_SUM field: 'tax_exclusive_amount_minor' filter: 'order_reference_status = claimed' })");
    measure.set_measure_id(id);
    measure.set_formula(kFormulas[static_cast<int>(subject.formula)]);
    measure.set_kind(subject.is_stock ? model::v1::MEASURE_KIND_STOCK : model::v1::MEASURE_KIND_FLOW);
    measure.set_grain(subject.grain == 3 ? model::v1::PERIOD_QUARTER : model::v1::PERIOD_MONTH);
    measure.set_direction(subject.sign > 0 ? model::v1::MEASURE_DIRECTION_UP : model::v1::MEASURE_DIRECTION_DOWN);
    book_.Define(measure);
  }

  std::mt19937 random_{20260120};
  std::vector<PaidInvoice> invoices_;
};

TEST_P(ActualsPropertyTest, EveryActualIsWhatTheDefinitionsComeTo) {
  AddRandomInvoices();
  constexpr int kBenefits = 60, kPeriods = 5;
  std::vector<Subject> subjects;
  for (int i = 0; i < kBenefits; ++i) {
    subjects.push_back(RandomSubject());
    const std::string id = std::to_string(i);
    Define("m" + id, subjects.back());
    SaveBenefit("benefit_id: 'g" + id + "' a3_id: 'ark' measure_ids: 'm" + id + "' shares { unit_id: 'a' } shares { unit_id: 'b' } baseline { period: '" +
                TextOf(subjects.back().baseline) + "' }");
  }
  Recompute();
  int compared = 0, measured = 0;
  for (int i = 0; i < kBenefits; ++i) {
    const Subject& subject = subjects[static_cast<size_t>(i)];
    api::v1::GetBenefitRequest request;
    request.set_benefit_id("g" + std::to_string(i));
    std::map<std::string, Months> periods;
    for (int j = 0; j < kPeriods; ++j) {
      const int lengths[] = {12, 6, 4, 3, 1};
      int length = std::max(lengths[Up(4)], subject.grain);
      if (length % subject.grain != 0) length = subject.grain;
      const Months period = RandomPeriod(length, 2023 + Up(3));
      if (periods.emplace(TextOf(period), period).second) request.add_periods(TextOf(period));
    }
    const auto account = GetBenefit(store_, request, kNowUs);
    ASSERT_TRUE(account.ok()) << account.status().message();
    ASSERT_EQ(account->periods_size(), request.periods_size());
    const Naive naive(invoices_, subject, 2026 * 12);
    for (const auto& period : account->periods()) {
      ASSERT_EQ(period.figures_size(), 3) << "the whole, and two shares";
      for (const auto& figure : period.figures()) {
        const auto expected = naive.Actual(figure.unit_id(), periods.at(period.period()));
        const std::string where = request.benefit_id() + " " + figure.unit_id() + " " + period.period() + " against " + TextOf(subject.baseline);
        ASSERT_EQ(figure.has_actual(), expected.has_value()) << where;
        ++compared;
        if (!expected) continue;
        EXPECT_NEAR(figure.actual(), *expected, 1e-9 * (1 + std::abs(*expected))) << where;
        ++measured;
      }
    }
  }
  EXPECT_GE(compared, 700);
  EXPECT_GE(measured, 200) << "too few cases say anything";
}

INSTANTIATE_TEST_SUITE_P(Stores, ActualsPropertyTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::benefit
