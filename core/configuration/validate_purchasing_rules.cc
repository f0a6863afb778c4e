// Purchasing rules: numbers, ranges and tolerances, and that there is one set of them.
#include <algorithm>

#include "core/configuration/validate.h"

namespace helhet::configuration {
namespace {

bool IsDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A code, or two of equal length with a dash between, the first no greater than the last.
bool IsRange(std::string_view text) {
  const size_t dash = text.find('-');
  if (dash == std::string_view::npos) return IsDigits(text);
  const std::string_view first = text.substr(0, dash), last = text.substr(dash + 1);
  return IsDigits(first) && IsDigits(last) && first.size() == last.size() && first <= last;
}

}  // namespace

void CheckPurchasingRules(const ConfiguredResource& resource, const Configuration& all, Faults& faults) {
  const auto fault = [&](const std::string& field, const std::string& why, const std::string& remedy) {
    faults.Add(resource.resource.origin(), resource.Name() + ": " + field, why, remedy);
  };
  const auto& rules = resource.resource.purchasing_rules();
  for (int i = 0; i < rules.non_addressable_suppliers_size(); ++i) {
    const auto& supplier = rules.non_addressable_suppliers(i);
    const std::string path = "non_addressable_suppliers[" + std::to_string(i) + "].";
    if (supplier.reason().empty()) fault(path + "reason", "it is empty", "say why the supplier is left out, for those who read the list");
    if (supplier.organisation_number().empty()) fault(path + "organisation_number", "missing", "write its nine digits");
  }
  const auto check_numbers = [&](const std::string& field, const auto& numbers) {
    for (int i = 0; i < numbers.size(); ++i) {
      if (numbers[i].size() == 9 && IsDigits(numbers[i])) continue;
      fault(field + "[" + std::to_string(i) + "]", "'" + numbers[i] + "' is no organisation number", "write its nine digits");
    }
  };
  check_numbers("internal_organisation_numbers", rules.internal_organisation_numbers());
  check_numbers("central_purchasing_organisation_numbers", rules.central_purchasing_organisation_numbers());
  if (rules.price_tolerance_micros() < 0) fault("price_tolerance_micros", "it is negative", "state 0 or more");
  if (rules.price_tolerance_basis_points() < 0 || rules.price_tolerance_basis_points() > 10'000) {
    fault("price_tolerance_basis_points", "it is " + std::to_string(rules.price_tolerance_basis_points()), "state 0 to 10000: 100 is 1 %");
  }
  for (int i = 0; i < rules.purchase_arts_size(); ++i) {
    if (!IsRange(rules.purchase_arts(i)) || (rules.purchase_arts(i).size() != 3 && rules.purchase_arts(i).size() != 7)) {
      fault("purchase_arts[" + std::to_string(i) + "]", "'" + rules.purchase_arts(i) + "' is neither an art nor a range of them", "write \"120\" or \"100-285\"");
    }
  }
  for (int i = 0; i < rules.purchase_accounts_size(); ++i) {
    if (!IsRange(rules.purchase_accounts(i))) {
      fault("purchase_accounts[" + std::to_string(i) + "]", "'" + rules.purchase_accounts(i) + "' is neither an account nor a range of them",
            "write \"6540\" or \"6000-7999\"");
    }
  }
  for (const auto& [key, other] : all.resources()) {
    if (key.first == "purchasing_rules" && key.second != rules.purchasing_rules_id()) {
      fault("purchasing_rules_id", "the municipality has purchasing rules '" + key.second + "' already", "change those; a municipality has one set");
    }
  }
}

}  // namespace helhet::configuration
