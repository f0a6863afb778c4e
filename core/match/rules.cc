#include "core/match/rules.h"

#include <algorithm>

#include "core/configuration/documents.h"
#include "core/match/wide.h"
#include "core/model/unit_tree.h"
#include "core/store/raw_payload.h"

namespace helhet::match {
namespace {

bool IsIn(std::string_view code, const auto& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) {
    return code.size() == range.first.size() && code >= range.first && code <= range.last;
  });
}

}  // namespace

std::vector<Rules::Range> Rules::RangesOf(const google::protobuf::RepeatedPtrField<std::string>& stated) {
  std::vector<Range> ranges;
  for (const std::string& text : stated) {
    const size_t dash = text.find('-');
    ranges.push_back(dash == std::string::npos ? Range{text, text} : Range{text.substr(0, dash), text.substr(dash + 1)});
  }
  return ranges;
}

Rules::Rules(std::string municipality_id, const model::v1::PurchasingRules& stated, std::set<std::string> own_numbers)
    : municipality_id_(std::move(municipality_id)),
      own_numbers_(std::move(own_numbers)),
      central_purchasing_numbers_(stated.central_purchasing_organisation_numbers().begin(), stated.central_purchasing_organisation_numbers().end()),
      purchase_arts_(stated.purchase_arts().empty() ? std::vector<Range>{{"100", "285"}, {"370", "370"}} : RangesOf(stated.purchase_arts())),
      purchase_accounts_(RangesOf(stated.purchase_accounts())),
      price_tolerance_micros_(stated.price_tolerance_micros()),
      price_tolerance_basis_points_(stated.price_tolerance_basis_points()),
      stated_(stated.SerializeAsString()) {
  own_numbers_.insert(stated.internal_organisation_numbers().begin(), stated.internal_organisation_numbers().end());
  own_numbers_.erase("");
  for (const auto& supplier : stated.non_addressable_suppliers()) {
    non_addressable_.insert({supplier.organisation_number(), {supplier.valid_from(), supplier.valid_to()}});
  }
}

Result<Rules> Rules::Load(store::TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const auto stated, configuration::LoadAll<model::v1::PurchasingRules>(store));
  HELHET_ASSIGN_OR_RETURN(const auto municipalities, configuration::LoadAll<model::v1::Municipality>(store));
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadAll<model::v1::Unit>(store));
  std::set<std::string> own_numbers;
  for (const auto& municipality : municipalities) own_numbers.insert(municipality.organisation_number());
  for (const auto& unit : units) {
    for (const auto& code : unit.codes()) {
      if (code.scheme() == "organisation_number") own_numbers.insert(code.code());
    }
  }
  return Rules(store.municipality_id(), stated.empty() ? model::v1::PurchasingRules() : stated.front(), std::move(own_numbers));
}

bool Rules::IsCaller(const std::string& caller, const std::string& buyer_organisation_number) const {
  return caller == municipality_id_ || IsOwn(caller) || central_purchasing_numbers_.contains(caller) ||
         (!caller.empty() && caller == buyer_organisation_number);
}

model::v1::InvoicePopulation Rules::PopulationOf(const model::v1::Invoice& invoice) const {
  if (invoice.type() == model::v1::INVOICE_TYPE_PAYMENT_REQUEST) return model::v1::INVOICE_POPULATION_PAYMENT_REQUEST;
  if (invoice.type() == model::v1::INVOICE_TYPE_REMINDER) return model::v1::INVOICE_POPULATION_REMINDER;
  const std::string& supplier = invoice.supplier_organisation_number();
  if (IsOwn(supplier)) return model::v1::INVOICE_POPULATION_INTERNAL;
  const auto [first, last] = non_addressable_.equal_range(supplier);
  const bool left_out = !supplier.empty() && std::any_of(first, last, [&](const auto& entry) {
    return model::InForce(invoice.issue_date(), entry.second.valid_from, entry.second.valid_to);
  });
  return left_out ? model::v1::INVOICE_POPULATION_NON_ADDRESSABLE : model::v1::INVOICE_POPULATION_PURCHASE;
}

bool Rules::PriceDeviates(int64_t price_micros, int64_t agreed_micros) const {
  const Wide difference = price_micros > agreed_micros ? Wide{price_micros} - agreed_micros : Wide{agreed_micros} - price_micros;
  const Wide agreed = agreed_micros < 0 ? -Wide{agreed_micros} : Wide{agreed_micros};
  // In ten-thousandths, so that no half øre is rounded away.
  const Wide tolerance = std::max(Wide{price_tolerance_micros_} * 10'000, agreed * price_tolerance_basis_points_);
  return difference * 10'000 > tolerance;
}

bool Rules::IsPurchase(const model::v1::LedgerEntryLine& line) const {
  return line.art().empty() ? IsIn(line.account(), purchase_accounts_) : IsIn(line.art(), purchase_arts_);
}

std::string Rules::Hash() const {
  std::string all = municipality_id_ + "\n" + stated_ + "\n";
  for (const std::string& number : own_numbers_) all += number + "\n";
  return store::Hex(store::Sha256(all));
}

}  // namespace helhet::match
