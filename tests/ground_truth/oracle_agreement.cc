// Chapters 4 and 5: agreements and the platform.
#include <algorithm>
#include <functional>

#include "tests/ground_truth/comparing.h"
#include "tests/ground_truth/oracle_rules.h"

namespace helhet::truth {
namespace {

using model::v1::Agreement;
using model::v1::Catalogue;
using model::v1::Invoice;

// Orders this old still say that a supplier is in the platform.
constexpr int64_t kOrderDays = 365;

struct ItemGroups {
  std::vector<std::string> unspsc;
  std::vector<std::string> cpv;  // without check digit
  bool empty() const { return unspsc.empty() && cpv.empty(); }
};

std::string WithoutCheckDigit(const std::string& cpv) { return cpv.substr(0, cpv.find('-')); }

ItemGroups ItemGroupsOf(const Invoice& invoice) {
  ItemGroups groups;
  for (const auto& line : invoice.lines()) {
    if (line.charge_kind() != model::v1::CHARGE_KIND_ITEM) continue;
    if (!line.unspsc_code().empty()) groups.unspsc.push_back(line.unspsc_code());
    if (!line.cpv_code().empty()) groups.cpv.push_back(WithoutCheckDigit(line.cpv_code()));
  }
  return groups;
}

std::string UnspscPrefix(std::string code) {
  if (code.size() != 8) return code;
  while (code.size() > 2 && code.ends_with("00")) code.resize(code.size() - 2);
  return code;
}

std::string CpvPrefix(const std::string& code) {
  std::string prefix = WithoutCheckDigit(code);
  while (prefix.size() > 2 && prefix.ends_with("0")) prefix.pop_back();
  return prefix;
}

bool IsPrefixOfAny(const std::string& prefix, const std::vector<std::string>& groups) {
  return std::any_of(groups.begin(), groups.end(), [&](const std::string& group) { return group.starts_with(prefix); });
}

bool Covers(const Agreement& agreement, const ItemGroups& groups) {
  for (const std::string& code : agreement.unspsc_codes()) {
    if (IsPrefixOfAny(UnspscPrefix(code), groups.unspsc)) return true;
  }
  for (const std::string& code : agreement.cpv_codes()) {
    if (IsPrefixOfAny(CpvPrefix(code), groups.cpv)) return true;
  }
  return false;
}

// Nothing tells that what is bought lies outside the agreement.
bool SaysNothingOf(const Agreement& agreement, const ItemGroups& groups) {
  const bool unspsc_meets = agreement.unspsc_codes_size() > 0 && !groups.unspsc.empty();
  const bool cpv_meets = agreement.cpv_codes_size() > 0 && !groups.cpv.empty();
  return !unspsc_meets && !cpv_meets;
}

using Agreements = std::vector<const Agreement*>;

Agreements Those(const Agreements& agreements, const std::function<bool(const Agreement&)>& fits) {
  Agreements those;
  for (const Agreement* one : agreements) {
    if (fits(*one)) those.push_back(one);
  }
  return those;
}

bool HasCatalogue(const Agreement& agreement, const Invoice& invoice, const Documents& documents, const Rules& rules) {
  if (agreement.lines_size() > 0) return true;
  return std::any_of(documents.begin(), documents.end(), [&](const Document& document) {
    const Catalogue& catalogue = document.fact().catalogue();
    return document.fact().has_catalogue() && IsLookedAt(catalogue, invoice, rules) &&
           catalogue.supplier_organisation_number() == agreement.supplier_organisation_number() &&
           (catalogue.contract_reference().empty() || SameAgreementNumber(catalogue.contract_reference(), agreement.number()));
  });
}

bool BuysForUs(const std::string& organisation_number, const Rules& rules) {
  for (const std::string& central : rules.purchasing.central_purchasing_organisation_numbers()) {
    if (central == organisation_number) return true;
  }
  return false;
}

}  // namespace

bool Holds(const Agreement& agreement, const Invoice& invoice, const Rules& rules) {
  if (!Within(invoice.issue_date(), agreement.valid_from(), agreement.valid_to())) return false;
  const auto& callers = agreement.callers();
  return callers.empty() || std::any_of(callers.begin(), callers.end(), [&](const std::string& caller) {
    return caller == kMunicipality || caller == rules.organisation_number || BuysForUs(caller, rules) || caller == invoice.buyer_organisation_number();
  });
}

bool NamesAgreement(const Invoice& invoice, const Documents& documents, const Rules& rules) {
  return std::any_of(documents.begin(), documents.end(), [&](const Document& document) {
    const Agreement& agreement = document.fact().agreement();
    return document.fact().has_agreement() && Holds(agreement, invoice, rules) &&
           agreement.supplier_organisation_number() == invoice.supplier_organisation_number() &&
           SameAgreementNumber(agreement.number(), invoice.contract_reference());
  });
}

void StateAgreement(InvoiceTruth& truth, const Documents& documents, const Rules& rules) {
  const Invoice& invoice = truth.invoice();
  truth.agreement_status = model::v1::AGREEMENT_STATUS_UNKNOWN;
  if (invoice.supplier_organisation_number().empty()) return;
  const ItemGroups groups = ItemGroupsOf(invoice);
  Agreements own, others;
  for (const Document& document : documents) {
    if (!document.fact().has_agreement() || !Holds(document.fact().agreement(), invoice, rules)) continue;
    const Agreement& agreement = document.fact().agreement();
    (agreement.supplier_organisation_number() == invoice.supplier_organisation_number() ? own : others).push_back(&agreement);
  }
  // The order's only where the invoice refers to none.
  const bool asks_order = truth.order != nullptr && LettersAndDigits(invoice.contract_reference()).empty();
  const std::string& reference = asks_order ? truth.order->order().contract_reference() : invoice.contract_reference();

  const std::pair<model::v1::AgreementStatus, Agreements> rows[] = {
      {model::v1::AGREEMENT_STATUS_BY_REFERENCE, Those(own, [&](const Agreement& one) { return SameAgreementNumber(one.number(), reference); })},
      {model::v1::AGREEMENT_STATUS_BY_ITEM_GROUP, Those(own, [&](const Agreement& one) { return Covers(one, groups); })},
      {model::v1::AGREEMENT_STATUS_BY_SUPPLIER, Those(own, [&](const Agreement& one) { return SaysNothingOf(one, groups); })},
      {model::v1::AGREEMENT_STATUS_OTHER_SUPPLIER, Those(others, [&](const Agreement& one) { return Covers(one, groups); })},
      {model::v1::AGREEMENT_STATUS_OTHER_ITEM_GROUP, own}};
  truth.agreement_status = groups.empty() ? model::v1::AGREEMENT_STATUS_UNKNOWN : model::v1::AGREEMENT_STATUS_NO_AGREEMENT;
  for (const auto& [status, agreements] : rows) {
    if (agreements.empty()) continue;
    truth.agreement_status = status;
    const Agreement& named = **std::min_element(agreements.begin(), agreements.end(), [](const Agreement* one, const Agreement* other) {
      return one->number() < other->number();
    });
    truth.agreement_number = named.number();
    const bool is_under_agreement = status <= model::v1::AGREEMENT_STATUS_BY_SUPPLIER;
    truth.agreement_has_catalogue = is_under_agreement && HasCatalogue(named, invoice, documents, rules);
    return;
  }
}

bool IsLookedAt(const Catalogue& catalogue, const Invoice& invoice, const Rules& rules) {
  if (catalogue.kind() != model::v1::CATALOGUE_KIND_CATALOGUE) return false;
  const std::string& from = catalogue.valid_from().empty() ? catalogue.issue_date() : catalogue.valid_from();
  const std::string& buyer = catalogue.buyer_organisation_number();
  return Within(invoice.issue_date(), from, catalogue.valid_to()) &&
         (buyer.empty() || buyer == invoice.buyer_organisation_number() || buyer == rules.organisation_number || BuysForUs(buyer, rules));
}

model::v1::PlatformReach ReachOf(const Invoice& invoice, const Documents& documents, const Rules& rules) {
  const std::string& supplier = invoice.supplier_organisation_number();
  const int64_t today = DayNumber(invoice.issue_date());
  bool has_group = false;
  const ItemGroups groups = ItemGroupsOf(invoice);
  for (const Document& document : documents) {
    if (document.fact().has_order() && document.fact().order().supplier_organisation_number() == supplier) {
      const int64_t day = DayNumber(document.fact().order().issue_date());
      if (day <= today && day > today - kOrderDays) return model::v1::PLATFORM_REACH_BY_SUPPLIER;
    }
    if (!document.fact().has_catalogue() || !IsLookedAt(document.fact().catalogue(), invoice, rules)) continue;
    if (document.fact().catalogue().supplier_organisation_number() == supplier) return model::v1::PLATFORM_REACH_BY_SUPPLIER;
    for (const auto& line : document.fact().catalogue().lines()) {
      has_group |= line.unspsc_code().size() >= 6 && IsPrefixOfAny(line.unspsc_code().substr(0, 6), groups.unspsc);
      has_group |= line.cpv_code().size() >= 5 && IsPrefixOfAny(line.cpv_code().substr(0, 5), groups.cpv);
    }
  }
  return has_group ? model::v1::PLATFORM_REACH_BY_ITEM_GROUP : model::v1::PLATFORM_REACH_NONE;
}

}  // namespace helhet::truth
