#include "tests/ground_truth/year_market.h"

#include <algorithm>

namespace helhet::truth {
namespace {

using model::v1::Agreement;
using model::v1::Catalogue;
using model::v1::Fact;

constexpr int kSuppliers = 24;
constexpr int kItems = 6;
constexpr int64_t kMillion = 1'000'000;
constexpr char kNewPrices[] = "2024-04-01";

const std::vector<std::string>& UnspscCodes() {
  static const std::vector<std::string> codes = {"44121701", "44121706", "44122003", "14111507", "14111514", "50192100", "50131700", "56101500", "25101500", "27111700"};
  return codes;
}
const std::vector<std::string>& CpvCodes() {
  static const std::vector<std::string> codes = {"15511100-4", "15511500", "15512000", "30197643-5", "30192121", "39100000-3", "90910000-9"};
  return codes;
}
// What an agreement may say that it covers.
const std::vector<std::string>& UnspscPrefixes() {
  static const std::vector<std::string> codes = {"44120000", "44121700", "4412", "44121000", "14111500", "56100000", "50000000", "50131700", "56"};
  return codes;
}
const std::vector<std::string>& CpvPrefixes() {
  static const std::vector<std::string> codes = {"15500000-3", "15000000-8", "30190000-7", "3019", "39000000", "90910000-9"};
  return codes;
}

Supplier MakeSupplier(Dice& dice, int number) {
  Supplier supplier;
  // The last of them is the municipality itself.
  supplier.organisation_number = number == kSuppliers - 1 ? kOwnNumber : std::to_string(910'000'000 + number * 7);
  supplier.in_platform = number % 3 == 0 ? InPlatform::kNever : number % 6 == 1 ? InPlatform::kSeldom : InPlatform::kOften;
  for (int i = 0; i < kItems; ++i) {
    Item item;
    item.seller_item_id = "S" + std::to_string(number) + "-" + std::to_string(i);
    if (dice.Percent(60)) item.standard_item_id = "0703800" + std::to_string(1000 + number * 10 + i);
    if (dice.Percent(45)) item.unspsc_code = dice.OneOf(UnspscCodes());
    if (dice.Percent(40)) item.cpv_code = dice.OneOf(CpvCodes());
    item.price_micros = dice.Between(5, 900) * kMillion / 4;
    supplier.items.push_back(std::move(item));
  }
  return supplier;
}

// Prices of some of the supplier's items, in parts of the validity too.
template <typename Priced>
void AddPrices(Dice& dice, const Supplier& supplier, const std::string& from, const std::string& to, Priced& priced) {
  for (int i = 0, lines = dice.Between(1, kItems); i < lines; ++i) {
    const Item& item = dice.OneOf(supplier.items);
    auto* line = priced.add_lines();
    line->set_line_id(std::to_string(i + 1));
    if (dice.Percent(85)) line->set_seller_item_id(item.seller_item_id);
    line->set_standard_item_id(item.standard_item_id);
    line->set_unspsc_code(item.unspsc_code);
    line->set_cpv_code(item.cpv_code);
    line->set_unit_price_micros(item.price_micros + dice.Between(-2, 2) * kMillion / 4);
    if (dice.Percent(80)) line->set_quantity_unit_code("EA");
    if (dice.Percent(25)) line->set_valid_from(dice.Day(from, to));
    // A day that many prices begin at.
    if (dice.Percent(30) && Within(kNewPrices, from, to)) line->set_valid_from(kNewPrices);
    if (dice.Percent(15)) line->set_valid_to(dice.Day(line->valid_from().empty() ? from : line->valid_from(), to));
  }
}

Agreement MakeAgreement(Dice& dice, const Supplier& supplier, int number) {
  Agreement agreement;
  agreement.set_number((dice.Percent(50) ? "2023/" : "R-") + std::to_string(number));
  agreement.set_supplier_organisation_number(supplier.organisation_number);
  agreement.set_currency_code("NOK");
  agreement.set_valid_from(dice.Day("2023-01-01", "2024-06-30"));
  const std::string last = dice.Day(agreement.valid_from(), "2025-12-31");
  if (dice.Percent(80)) agreement.set_valid_to(last);
  if (dice.Percent(45)) agreement.add_unspsc_codes(dice.OneOf(UnspscPrefixes()));
  if (dice.Percent(20)) agreement.add_unspsc_codes(dice.OneOf(UnspscPrefixes()));
  if (dice.Percent(30)) agreement.add_cpv_codes(dice.OneOf(CpvPrefixes()));
  if (dice.Percent(40)) agreement.add_callers(dice.OneOf(std::vector<std::string>{"5006", kMunicipality, kOwnNumber, kSubNumber, kCooperative}));
  if (dice.Percent(25)) AddPrices(dice, supplier, agreement.valid_from(), last, agreement);
  return agreement;
}

Catalogue MakeCatalogue(Dice& dice, const Supplier& supplier, int number) {
  Catalogue catalogue;
  catalogue.set_kind(dice.Percent(85) ? model::v1::CATALOGUE_KIND_CATALOGUE : model::v1::CATALOGUE_KIND_PUNCH_OUT_CART);
  catalogue.set_number("KAT-" + std::to_string(number));
  catalogue.set_issue_date(dice.Day("2023-06-01", "2024-10-31"));
  if (dice.Percent(50)) catalogue.set_valid_from(dice.Day(catalogue.issue_date(), "2024-11-30"));
  const std::string from = catalogue.valid_from().empty() ? catalogue.issue_date() : catalogue.valid_from();
  const std::string last = dice.Day(from, "2025-06-30");
  if (dice.Percent(70)) catalogue.set_valid_to(last);
  catalogue.set_supplier_organisation_number(supplier.organisation_number);
  if (dice.Percent(40)) catalogue.set_buyer_organisation_number(dice.OneOf(std::vector<std::string>{kOwnNumber, kSubNumber, kCooperative, kOtherBuyer}));
  if (dice.Percent(50) && !supplier.agreements.empty()) {
    std::string contract = dice.OneOf(supplier.agreements).number();
    if (dice.Percent(40)) std::replace(contract.begin(), contract.end(), '/', '-');
    catalogue.set_contract_reference(contract);
  }
  catalogue.set_currency_code(dice.Percent(92) ? "NOK" : "EUR");
  AddPrices(dice, supplier, from, last, catalogue);
  return catalogue;
}

model::v1::PurchasingRules MakeRules(Dice& dice, const Market& market) {
  model::v1::PurchasingRules rules;
  rules.set_purchasing_rules_id("innkjop");
  auto* always = rules.add_non_addressable_suppliers();
  always->set_organisation_number(market.suppliers[0].organisation_number);
  auto* sometimes = rules.add_non_addressable_suppliers();
  sometimes->set_organisation_number(market.suppliers[1].organisation_number);
  sometimes->set_valid_from("2024-03-15");
  sometimes->set_valid_to("2024-09-15");
  rules.add_internal_organisation_numbers(market.suppliers[2].organisation_number);
  if (dice.Percent(60)) rules.add_central_purchasing_organisation_numbers(kCooperative);
  rules.set_price_tolerance_micros(dice.Between(0, 4) * kMillion / 4);
  rules.set_price_tolerance_basis_points(dice.Between(0, 3) * 50);
  if (dice.Percent(40)) {
    rules.add_purchase_arts("100-199");
    rules.add_purchase_arts("270");
  }
  if (dice.Percent(70)) rules.add_purchase_accounts("6000-6999");
  return rules;
}

}  // namespace

Market MakeMarket(Dice& dice) {
  Market market;
  for (int i = 0; i < kSuppliers; ++i) market.suppliers.push_back(MakeSupplier(dice, i));
  int number = 100;
  for (Supplier& supplier : market.suppliers) {
    for (int i = 0, agreements = dice.Percent(60) ? dice.Between(1, 3) : 0; i < agreements; ++i) {
      // Now and then one that several suppliers share.
      supplier.agreements.push_back(MakeAgreement(dice, supplier, dice.Percent(75) ? ++number : dice.Between(100, number)));
      const auto& last = supplier.agreements.back();
      const bool is_known = std::any_of(supplier.agreements.begin(), supplier.agreements.end() - 1,
                                        [&](const Agreement& one) { return SameAgreementNumber(one.number(), last.number()); });
      if (is_known) supplier.agreements.pop_back();
    }
    for (const Agreement& agreement : supplier.agreements) *market.facts.emplace_back().mutable_agreement() = agreement;
    for (int i = 0, catalogues = supplier.in_platform == InPlatform::kOften && dice.Percent(70) ? dice.Between(1, 3) : 0; i < catalogues; ++i) {
      *market.facts.emplace_back().mutable_catalogue() = MakeCatalogue(dice, supplier, ++number);
    }
  }
  return market;
}

Stated MakeStated(Dice& dice, const Market& market) {
  Stated stated;
  auto* municipality = stated.add_resources()->mutable_municipality();
  municipality->set_municipality_id(kMunicipality);
  municipality->set_organisation_number(kOwnNumber);
  stated.add_resources()->mutable_unit()->set_unit_id("topp");
  for (const std::string id : {"a", "b", "c", "d"}) {
    auto* unit = stated.add_resources()->mutable_unit();
    unit->set_unit_id(id);
    unit->set_parent_id("topp");
    auto* code = unit->add_codes();
    code->set_scheme("buyer_reference");
    code->set_code(std::to_string(id[0] - 'a' + 1) + "00");
    if (id != "d") continue;
    auto* own = unit->add_codes();
    own->set_scheme("organisation_number");
    own->set_code(market.suppliers[3].organisation_number);
  }
  *stated.add_resources()->mutable_purchasing_rules() = MakeRules(dice, market);
  for (const auto& [id, precedence] : {std::pair("archive", 1), std::pair("portal", 2)}) {
    auto* connector = stated.add_resources()->mutable_connector();
    connector->set_connector_id(id);
    connector->set_plugin("ehf");
    connector->set_precedence(precedence);
  }
  return stated;
}

}  // namespace helhet::truth
