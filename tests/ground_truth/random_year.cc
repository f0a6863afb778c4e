#include "tests/ground_truth/random_year.h"

#include <algorithm>

#include "tests/ground_truth/comparing.h"
#include "tests/ground_truth/year_purchases.h"

namespace helhet::truth {
namespace {

using model::v1::Fact;

constexpr int64_t kFirstSent = 1'700'000'000'000'000;  // microseconds since 1970

// Letter of the document's name, and its key in the world.
struct Identity {
  char letter;
  std::string key;
};

Identity IdentityOf(const Fact& fact) {
  const auto key = [](std::initializer_list<std::string> parts) {
    std::string joined;
    for (const std::string& part : parts) joined += (joined.empty() ? "" : "/") + part;
    return joined;
  };
  if (fact.has_invoice()) {
    const auto& one = fact.invoice();
    const std::string& supplier = one.supplier_organisation_number().empty() ? one.supplier_name() : one.supplier_organisation_number();
    return {'I', key({"invoice", std::to_string(one.type()), supplier, one.number(), one.issue_date()})};
  }
  if (fact.has_order()) return {'O', key({"order", fact.order().buyer_organisation_number(), fact.order().number()})};
  if (fact.has_order_update()) return {'U', key({"order_update", std::to_string(fact.order_update().kind()), fact.order_update().number()})};
  if (fact.has_goods_receipt()) return {'R', key({"goods_receipt", fact.goods_receipt().number()})};
  if (fact.has_agreement()) return {'A', key({"agreement", fact.agreement().number(), fact.agreement().supplier_organisation_number()})};
  if (fact.has_catalogue()) return {'C', key({"catalogue", fact.catalogue().number()})};
  if (fact.has_statistic()) return {'S', key({"statistic", fact.statistic().table_id(), fact.statistic().variable_codes(), fact.statistic().period()})};
  return {'L', key({"ledger_entry", fact.ledger_entry().voucher_number(), fact.ledger_entry().posting_date()})};
}

// The document as it was sent before it was corrected, or as another system has it: something that matching looks at is
// other, and what makes its business key is the same.
Fact Altered(Dice& dice, Fact fact) {
  if (fact.has_invoice()) {
    fact.mutable_invoice()->set_order_reference(dice.Percent(50) ? "" : "PO-" + std::to_string(dice.Between(1000, 3000)));
    fact.mutable_invoice()->set_order_reference_status(fact.invoice().order_reference().empty() ? model::v1::ORDER_REFERENCE_STATUS_NONE
                                                                                                : model::v1::ORDER_REFERENCE_STATUS_CLAIMED);
    fact.mutable_invoice()->set_tax_exclusive_amount_minor(fact.invoice().tax_exclusive_amount_minor() * 2 + 100);
    // Not where no supplier is known: who "another supplier" would be is left open.
    const bool has_supplier = !fact.invoice().supplier_organisation_number().empty();
    for (auto& line : *fact.mutable_invoice()->mutable_lines()) line.set_unspsc_code(has_supplier && dice.Percent(50) ? "44121701" : "");
  } else if (fact.has_order()) {
    fact.mutable_order()->set_supplier_organisation_number(std::to_string(910'000'000 + dice.Between(0, 22) * 7));
    for (auto& line : *fact.mutable_order()->mutable_lines()) line.set_quantity_micros(line.quantity_micros() / 2 + 1'000'000);
  } else if (fact.has_order_update()) {
    fact.mutable_order_update()->set_order_reference("PO-" + std::to_string(dice.Between(1000, 3000)));
    fact.mutable_order_update()->clear_lines();
  } else if (fact.has_goods_receipt()) {
    for (auto& line : *fact.mutable_goods_receipt()->mutable_lines()) line.set_quantity_micros(line.quantity_micros() / 2 + 1'000'000);
  } else if (fact.has_agreement()) {
    fact.mutable_agreement()->set_valid_to(dice.Percent(50) ? "" : fact.agreement().valid_from());
    fact.mutable_agreement()->clear_callers();
  } else if (fact.has_catalogue()) {
    fact.mutable_catalogue()->clear_lines();
    fact.mutable_catalogue()->clear_buyer_organisation_number();
  } else if (fact.has_statistic()) {
    fact.mutable_statistic()->set_value_micros(fact.statistic().value_micros() + 3'000'000);
  } else {
    fact.mutable_ledger_entry()->set_invoice_number("X" + fact.ledger_entry().invoice_number());
    for (auto& line : *fact.mutable_ledger_entry()->mutable_lines()) line.set_art("120");
  }
  return fact;
}

class Arrivals {
 public:
  explicit Arrivals(Dice& dice) : dice_(dice) {}

  void Add(const Fact& fact) {
    const Identity identity = IdentityOf(fact);
    const std::string name = identity.letter + std::to_string(++number_);
    Delivery delivery{dice_.Percent(85) ? "archive" : "portal", {}};
    delivery.record.set_stream("documents");
    delivery.record.set_natural_key(identity.key);
    delivery.record.set_business_key(identity.key);
    delivery.record.set_locator(name);
    delivery.record.set_source_time_us(kFirstSent);
    *delivery.record.mutable_fact() = fact;
    arrived_.push_back(delivery);
    if (dice_.Percent(5)) arrived_.push_back(delivery);
    if (dice_.Percent(6)) AddEarlier(delivery, name + "'");
    if (dice_.Percent(8)) AddOther(delivery, name + "*");
    if (dice_.Percent(2)) AddDeletion(delivery);
  }
  // Those that nothing may come after stand last.
  std::vector<Delivery> Take() {
    dice_.Shuffle(arrived_);
    arrived_.insert(arrived_.end(), deletions_.begin(), deletions_.end());
    return std::move(arrived_);
  }

 private:
  void AddEarlier(Delivery delivery, const std::string& name) {
    delivery.record.set_locator(name);
    delivery.record.set_source_time_us(kFirstSent - 1'000'000);
    *delivery.record.mutable_fact() = Altered(dice_, delivery.record.fact());
    arrived_.push_back(std::move(delivery));
  }
  void AddOther(Delivery delivery, const std::string& name) {
    delivery.connector_id = delivery.connector_id == "portal" ? "archive" : "portal";
    delivery.record.set_locator(name);
    if (dice_.Percent(50)) *delivery.record.mutable_fact() = Altered(dice_, delivery.record.fact());
    arrived_.push_back(std::move(delivery));
  }
  void AddDeletion(Delivery delivery) {
    delivery.record.mutable_deletion();
    deletions_.push_back(std::move(delivery));
  }

  Dice& dice_;
  int number_ = 0;
  std::vector<Delivery> arrived_;
  std::vector<Delivery> deletions_;
};

// How many may order in each unit, as the platform counts them most months; and counts of something else.
std::vector<Fact> CountUsers(Dice& dice) {
  std::vector<Fact> facts;
  for (int month = 1; month <= 12; ++month) {
    for (const std::string unit : {"100", "200", "300", "400"}) {
      if (!dice.Percent(70)) continue;
      Fact& fact = facts.emplace_back();
      auto* code = fact.add_unit_codes();
      code->set_scheme("buyer_reference");
      code->set_code(unit);
      auto& statistic = *fact.mutable_statistic();
      statistic.set_provider("ehandel");
      statistic.set_table_id("users");
      statistic.set_series(dice.Percent(90) ? "users_who_can_order" : "users_who_can_approve");
      statistic.set_variable_codes("unit=" + unit);
      statistic.set_period("2024M" + std::string(month < 10 ? "0" : "") + std::to_string(month));
      statistic.set_period_start(DateOfDay(DayNumber("2024-01-01") + (month - 1) * 31).substr(0, 7) + "-01");
      statistic.set_statistic_kind(model::v1::STATISTIC_KIND_HISTORY);
      statistic.set_value_micros(dice.Between(0, 90) * 1'000'000);
    }
  }
  return facts;
}

// Unit c's code becomes d's.
Stated WithCodeMoved(Stated stated) {
  model::v1::Unit* from = nullptr;
  for (auto& resource : *stated.mutable_resources()) {
    if (resource.unit().unit_id() == "c") from = resource.mutable_unit();
    if (resource.unit().unit_id() == "d") *resource.mutable_unit()->add_codes() = from->codes(0);
  }
  from->clear_codes();
  return stated;
}

Stated WithOtherRules(Stated stated, const Market& market) {
  for (auto& resource : *stated.mutable_resources()) {
    if (resource.has_unit()) {
      for (auto& code : *resource.mutable_unit()->mutable_codes()) {
        if (code.scheme() == "organisation_number") code.set_code(market.suppliers[5].organisation_number);
      }
    }
    if (!resource.has_purchasing_rules()) continue;
    auto& rules = *resource.mutable_purchasing_rules();
    rules.mutable_non_addressable_suppliers(0)->set_organisation_number(market.suppliers[6].organisation_number);
    rules.set_internal_organisation_numbers(0, market.suppliers[7].organisation_number);
    if (rules.central_purchasing_organisation_numbers().empty()) {
      rules.add_central_purchasing_organisation_numbers(kCooperative);
    } else {
      rules.clear_central_purchasing_organisation_numbers();
    }
    rules.set_price_tolerance_micros(rules.price_tolerance_micros() * 2 + 200'000);
    rules.clear_purchase_arts();
    rules.add_purchase_accounts("2400");
  }
  return stated;
}

}  // namespace

RandomYear MakeRandomYear(uint32_t seed, int orders) {
  Dice dice(seed);
  RandomYear year;
  const Market market = MakeMarket(dice);
  year.stated = MakeStated(dice, market);
  year.with_code_moved = WithCodeMoved(year.stated);
  year.with_other_rules = WithOtherRules(year.with_code_moved, market);
  Purchases purchases(dice, market);
  for (int i = 0; i < orders; ++i) {
    purchases.BuyByOrder();
    if (dice.Percent(70)) purchases.BuyDirectly();
    if (dice.Percent(30)) purchases.PostWithoutInvoice();
  }
  Arrivals arrivals(dice);
  for (const Fact& fact : market.facts) arrivals.Add(fact);
  for (const Fact& fact : purchases.Take()) arrivals.Add(fact);
  for (const Fact& fact : CountUsers(dice)) arrivals.Add(fact);
  year.deliveries = arrivals.Take();
  return year;
}

}  // namespace helhet::truth
