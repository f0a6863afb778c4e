#include "core/match/catalogue_book.h"

#include <algorithm>
#include <tuple>

#include "core/match/fact_reader.h"
#include "core/match/reach.h"
#include "core/model/match_keys.h"
#include "core/model/unit_tree.h"

namespace helhet::match {
namespace {

using model::v1::Agreement;
using model::v1::Catalogue;
using model::v1::Invoice;
using model::v1::InvoiceLine;
using store::AsInteger;
using store::AsText;
using store::Row;
using store::Value;

const std::string& FirstDay(const Catalogue& catalogue) {
  return catalogue.valid_from().empty() ? catalogue.issue_date() : catalogue.valid_from();
}

}  // namespace

const std::string& CatalogueBook::Price::valid_from() const { return agreement != nullptr ? agreement->valid_from() : FirstDay(*catalogue); }
const std::string& CatalogueBook::Price::currency_code() const {
  return agreement != nullptr ? agreement->currency_code() : catalogue->currency_code();
}

CatalogueBook::CatalogueBook(const AgreementBook& agreements, const Rules& rules) : agreements_(agreements), rules_(rules) { AddOwnPrices(); }

void CatalogueBook::AddOwnPrices() {
  for (const Agreement& agreement : agreements_.agreements()) {
    for (const auto& line : agreement.lines()) {
      if (!line.has_unit_price_micros()) continue;
      const Price price{&agreement, nullptr, line.valid_from(), line.valid_to(), line.quantity_unit_code(), line.unit_price_micros()};
      const std::string& supplier = agreement.supplier_organisation_number();
      if (!line.seller_item_id().empty()) own_by_seller_item_.insert({{supplier, line.seller_item_id()}, price});
      if (!line.standard_item_id().empty()) own_by_standard_item_.insert({{supplier, line.standard_item_id()}, price});
    }
  }
}

Status CatalogueBook::Load(store::TenantStore& store) {
  std::vector<int64_t> fact_ids;
  HELHET_RETURN_IF_ERROR(store.Query("SELECT fact_id FROM fact_catalogue WHERE municipality_id = $1 AND counted = 1 AND kind <> 'punch_out_cart'", {},
                                     [&](const Row& row) {
                                       fact_ids.push_back(AsInteger(row[0]));
                                       return OkStatus();
                                     }));
  FactReader reader(store, "catalogue",
                    {"issue_date", "valid_from", "valid_to", "supplier_organisation_number", "buyer_organisation_number", "contract_reference", "currency_code"});
  HELHET_ASSIGN_OR_RETURN(auto facts, reader.ById(fact_ids));
  for (StoredFact& fact : facts) {
    const Catalogue& head = heads_[fact.fact_id] = std::move(*fact.fact.mutable_catalogue());
    if (!head.supplier_organisation_number().empty()) by_supplier_.insert({head.supplier_organisation_number(), &head});
  }
  HELHET_RETURN_IF_ERROR(LoadGroups(store, "unspsc_code", kUnspscDigits, by_unspsc_));
  return LoadGroups(store, "cpv_code", kCpvDigits, by_cpv_);
}

Status CatalogueBook::LoadGroups(store::TenantStore& store, const std::string& column, int digits, Heads& heads) {
  const std::string group = "substr(" + column + ", 1, " + std::to_string(digits) + ")";
  return store.Query("SELECT DISTINCT fact_id, " + group + " FROM fact_catalogue_line WHERE municipality_id = $1 AND " + column + " <> ''", {},
                     [&](const Row& row) {
                       const auto head = heads_.find(AsInteger(row[0]));
                       if (head != heads_.end()) heads.insert({AsText(row[1]), &head->second});
                       return OkStatus();
                     });
}

Status CatalogueBook::LoadPrices(store::TenantStore& store, const std::vector<const Invoice*>& invoices) {
  by_seller_item_.clear();
  by_standard_item_.clear();
  std::set<std::string> seller_items, standard_items;
  for (const Invoice* invoice : invoices) {
    if (!by_supplier_.contains(invoice->supplier_organisation_number())) continue;
    for (const InvoiceLine& line : invoice->lines()) {
      if (!line.seller_item_id().empty()) seller_items.insert(line.seller_item_id());
      if (!line.standard_item_id().empty()) standard_items.insert(line.standard_item_id());
    }
  }
  HELHET_RETURN_IF_ERROR(LoadPricesBy(store, "seller_item_id", seller_items, by_seller_item_));
  return LoadPricesBy(store, "standard_item_id", standard_items, by_standard_item_);
}

Status CatalogueBook::LoadPricesBy(store::TenantStore& store, const std::string& column, const std::set<std::string>& items, Prices& prices) {
  const std::string sql = "SELECT fact_id, " + column + ", valid_from, valid_to, quantity_unit_code, unit_price_micros FROM fact_catalogue_line "
                          "WHERE municipality_id = $1 AND unit_price_micros IS NOT NULL AND " + column + " <> '' AND " + column + " IN (" +
                          store::Places(2) + ")";
  return store::InLists(items, {}, [&](const std::vector<Value>& parameters) {
    return store.Query(sql, parameters, [&](const Row& row) {
      const auto head = heads_.find(AsInteger(row[0]));
      if (head == heads_.end()) return OkStatus();
      prices.insert({{head->second.supplier_organisation_number(), AsText(row[1])},
                     {nullptr, &head->second, AsText(row[2]), AsText(row[3]), AsText(row[4]), AsInteger(row[5])}});
      return OkStatus();
    });
  });
}

bool CatalogueBook::Holds(const Catalogue& catalogue, const Invoice& invoice) const {
  const std::string& buyer = catalogue.buyer_organisation_number();
  return model::InForce(invoice.issue_date(), FirstDay(catalogue), catalogue.valid_to()) &&
         (buyer.empty() || rules_.IsCaller(buyer, invoice.buyer_organisation_number()));
}

bool CatalogueBook::AnyHolds(const Heads& heads, const std::string& group, const Invoice& invoice) const {
  const auto [first, last] = heads.equal_range(group);
  return std::any_of(first, last, [&](const auto& entry) { return Holds(*entry.second, invoice); });
}

bool CatalogueBook::Offers(const Invoice& invoice) const { return AnyHolds(by_supplier_, invoice.supplier_organisation_number(), invoice); }

std::string CatalogueBook::OfferedGroup(const Invoice& invoice, const ItemGroups& groups) const {
  for (const std::string& code : groups.unspsc) {
    if (code.size() >= kUnspscDigits && AnyHolds(by_unspsc_, code.substr(0, kUnspscDigits), invoice)) return "UNSPSC " + code;
  }
  for (const std::string& code : groups.cpv) {
    if (code.size() >= kCpvDigits && AnyHolds(by_cpv_, code.substr(0, kCpvDigits), invoice)) return "CPV " + code;
  }
  return "";
}

bool CatalogueBook::HasPrices(const Agreement& agreement, const Invoice& invoice) const {
  if (!agreement.lines().empty()) return true;
  const auto [first, last] = by_supplier_.equal_range(agreement.supplier_organisation_number());
  return std::any_of(first, last, [&](const auto& entry) {
    const std::string named = model::AgreementKey(entry.second->contract_reference());
    return Holds(*entry.second, invoice) && (named.empty() || named == model::AgreementKey(agreement.number()));
  });
}

bool CatalogueBook::Holds(const Price& price, const Invoice& invoice, const InvoiceLine& line) const {
  const bool holds = price.agreement != nullptr
                         ? agreements_.Holds(*price.agreement, invoice.issue_date(), invoice.buyer_organisation_number())
                         : Holds(*price.catalogue, invoice);
  return holds && model::InForce(invoice.issue_date(), price.line_valid_from, price.line_valid_to) && price.currency_code() == invoice.currency_code() &&
         (price.quantity_unit_code.empty() || price.quantity_unit_code == line.quantity_unit_code());
}

const CatalogueBook::Price* CatalogueBook::Better(const Price* a, const Price* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  const auto rank = [](const Price& price) {
    // A line that states no day holds from the catalogue's first.
    const std::string& line_from = price.line_valid_from.empty() ? price.valid_from() : price.line_valid_from;
    return std::tuple(price.names_contract(), std::string_view(line_from), std::string_view(price.valid_from()), -price.unit_price_micros);
  };
  return rank(*b) > rank(*a) ? b : a;
}

const CatalogueBook::Price* CatalogueBook::Best(const Prices& prices, const std::string& item, const Invoice& invoice, const InvoiceLine& line) const {
  if (item.empty()) return nullptr;
  const Price* best = nullptr;
  const auto [first, last] = prices.equal_range({invoice.supplier_organisation_number(), item});
  for (auto it = first; it != last; ++it) {
    if (Holds(it->second, invoice, line)) best = Better(best, &it->second);
  }
  return best;
}

std::optional<int64_t> CatalogueBook::AgreedPrice(const Invoice& invoice, const InvoiceLine& line) const {
  if (invoice.supplier_organisation_number().empty()) return std::nullopt;
  const Price* best = Better(Best(by_seller_item_, line.seller_item_id(), invoice, line), Best(own_by_seller_item_, line.seller_item_id(), invoice, line));
  if (best == nullptr) {
    best = Better(Best(by_standard_item_, line.standard_item_id(), invoice, line), Best(own_by_standard_item_, line.standard_item_id(), invoice, line));
  }
  return best == nullptr ? std::nullopt : std::optional(best->unit_price_micros);
}

}  // namespace helhet::match
