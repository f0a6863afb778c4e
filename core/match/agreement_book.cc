#include "core/match/agreement_book.h"

#include <algorithm>
#include <tuple>

#include "core/match/fact_reader.h"
#include "core/model/match_keys.h"
#include "core/model/unit_tree.h"

namespace helhet::match {
namespace {

using model::v1::Agreement;
using model::v1::Invoice;

// An item group of the invoice that the agreement covers; empty when there is none.
std::string CoveredGroup(const Agreement& agreement, const ItemGroups& groups) {
  for (const std::string& stated : agreement.unspsc_codes()) {
    for (const std::string& code : groups.unspsc) {
      if (Covers(UnspscPrefix(stated), code)) return "UNSPSC " + code;
    }
  }
  for (const std::string& stated : agreement.cpv_codes()) {
    for (const std::string& code : groups.cpv) {
      if (Covers(CpvPrefix(stated), code)) return "CPV " + code;
    }
  }
  return "";
}

// Whether the invoice says what would tell if the agreement covers it.
bool CanTell(const Agreement& agreement, const ItemGroups& groups) {
  return (!agreement.unspsc_codes().empty() && !groups.unspsc.empty()) || (!agreement.cpv_codes().empty() && !groups.cpv.empty());
}

}  // namespace

AgreementBook::AgreementBook(std::vector<Agreement> agreements, const Rules& rules) : rules_(rules), agreements_(std::move(agreements)) {
  std::sort(agreements_.begin(), agreements_.end(), [](const Agreement& a, const Agreement& b) {
    return std::tie(a.number(), a.supplier_organisation_number()) < std::tie(b.number(), b.supplier_organisation_number());
  });
  for (const Agreement& agreement : agreements_) {
    if (!agreement.supplier_organisation_number().empty()) by_supplier_.insert({agreement.supplier_organisation_number(), &agreement});
    for (const std::string& code : agreement.unspsc_codes()) by_unspsc_.insert({UnspscPrefix(code), &agreement});
    for (const std::string& code : agreement.cpv_codes()) by_cpv_.insert({CpvPrefix(code), &agreement});
  }
}

Result<std::vector<Agreement>> AgreementBook::Load(store::TenantStore& store) {
  std::vector<int64_t> fact_ids;
  HELHET_RETURN_IF_ERROR(store.Query("SELECT fact_id FROM fact_agreement WHERE municipality_id = $1 AND counted = 1", {}, [&](const store::Row& row) {
    fact_ids.push_back(store::AsInteger(row[0]));
    return OkStatus();
  }));
  FactReader reader(store, "agreement",
                    {"number", "supplier_organisation_number", "valid_from", "valid_to", "unspsc_codes", "cpv_codes", "callers", "currency_code"},
                    {"seller_item_id", "standard_item_id", "unit_price_micros", "quantity_unit_code", "valid_from", "valid_to"});
  HELHET_ASSIGN_OR_RETURN(auto facts, reader.ById(fact_ids));
  std::vector<Agreement> agreements;
  for (StoredFact& fact : facts) agreements.push_back(std::move(*fact.fact.mutable_agreement()));
  return agreements;
}

bool AgreementBook::Holds(const Agreement& agreement, const std::string& day, const std::string& buyer) const {
  return model::InForce(day, agreement.valid_from(), agreement.valid_to()) &&
         (agreement.callers().empty() || std::any_of(agreement.callers().begin(), agreement.callers().end(),
                                                     [&](const std::string& caller) { return rules_.IsCaller(caller, buyer); }));
}

std::vector<const Agreement*> AgreementBook::Holding(const std::string& supplier, const std::string& day, const std::string& buyer) const {
  std::vector<const Agreement*> holding;
  const auto [first, last] = by_supplier_.equal_range(supplier);
  for (auto it = first; it != last; ++it) {
    if (Holds(*it->second, day, buyer)) holding.push_back(it->second);
  }
  return holding;
}

bool AgreementBook::NamesOne(const Invoice& invoice, const std::string& contract_reference) const {
  const std::string key = model::AgreementKey(contract_reference);
  if (key.empty()) return false;
  const auto holding = Holding(invoice.supplier_organisation_number(), invoice.issue_date(), invoice.buyer_organisation_number());
  return std::any_of(holding.begin(), holding.end(), [&](const Agreement* agreement) { return model::AgreementKey(agreement->number()) == key; });
}

AgreementMatch AgreementBook::Match(const Invoice& invoice, const std::string& contract_reference) const {
  if (invoice.supplier_organisation_number().empty()) return {model::v1::AGREEMENT_STATUS_UNKNOWN, nullptr, ""};
  const auto own = Holding(invoice.supplier_organisation_number(), invoice.issue_date(), invoice.buyer_organisation_number());
  const std::string key = model::AgreementKey(contract_reference);
  for (const Agreement* agreement : own) {
    if (!key.empty() && model::AgreementKey(agreement->number()) == key) return {model::v1::AGREEMENT_STATUS_BY_REFERENCE, agreement, ""};
  }
  const ItemGroups groups = ItemGroupsOf(invoice);
  for (const Agreement* agreement : own) {
    if (std::string group = CoveredGroup(*agreement, groups); !group.empty()) {
      return {model::v1::AGREEMENT_STATUS_BY_ITEM_GROUP, agreement, std::move(group)};
    }
  }
  for (const Agreement* agreement : own) {
    if (!CanTell(*agreement, groups)) return {model::v1::AGREEMENT_STATUS_BY_SUPPLIER, agreement, ""};
  }
  if (AgreementMatch other = FromAnother(invoice, groups); other.agreement != nullptr) return other;
  if (!own.empty()) return {model::v1::AGREEMENT_STATUS_OTHER_ITEM_GROUP, own.front(), ""};
  return {groups.empty() ? model::v1::AGREEMENT_STATUS_UNKNOWN : model::v1::AGREEMENT_STATUS_NO_AGREEMENT, nullptr, ""};
}

const Agreement* AgreementBook::Covering(const std::set<std::string>& codes, const Prefixes& prefixes, const Invoice& invoice,
                                         std::string& item_group) const {
  const Agreement* least = nullptr;
  for (const std::string& code : codes) {
    for (size_t length = 1; length <= code.size(); ++length) {
      const auto [first, last] = prefixes.equal_range(code.substr(0, length));
      for (auto it = first; it != last; ++it) {
        const Agreement* agreement = it->second;
        const std::string& other = agreement->supplier_organisation_number();
        if (other.empty() || other == invoice.supplier_organisation_number()) continue;
        // Agreements lie in order of number.
        if (least != nullptr && least <= agreement) continue;
        if (!Holds(*agreement, invoice.issue_date(), invoice.buyer_organisation_number())) continue;
        least = agreement;
        item_group = code;
      }
    }
  }
  return least;
}

AgreementMatch AgreementBook::FromAnother(const Invoice& invoice, const ItemGroups& groups) const {
  std::string unspsc, cpv;
  const Agreement* by_unspsc = Covering(groups.unspsc, by_unspsc_, invoice, unspsc);
  const Agreement* by_cpv = Covering(groups.cpv, by_cpv_, invoice, cpv);
  if (by_unspsc == nullptr && by_cpv == nullptr) return {};
  const bool takes_unspsc = by_cpv == nullptr || (by_unspsc != nullptr && by_unspsc <= by_cpv);
  return {model::v1::AGREEMENT_STATUS_OTHER_SUPPLIER, takes_unspsc ? by_unspsc : by_cpv, takes_unspsc ? "UNSPSC " + unspsc : "CPV " + cpv};
}

}  // namespace helhet::match
