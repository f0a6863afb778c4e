// Catalogues, as matching asks of them: who offers what on a day, and at which price. Their heads and the item groups on
// their lines are held in memory; prices are looked up for the items at hand.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/match/agreement_book.h"
#include "core/match/item_groups.h"
#include "core/match/rules.h"
#include "helhet/model/v1/catalogue.pb.h"

namespace helhet::match {

// Sections 4 to 6 of README.md. Punch-out carts are not looked at.
class CatalogueBook {
 public:
  CatalogueBook(const AgreementBook& agreements, const Rules& rules);
  CatalogueBook(const CatalogueBook&) = delete;
  CatalogueBook& operator=(const CatalogueBook&) = delete;
  // Reads the heads of the catalogues that count, and their item groups.
  Status Load(store::TenantStore& store);
  // Reads the prices of the items on the invoices; those of others are forgotten.
  Status LoadPrices(store::TenantStore& store, const std::vector<const model::v1::Invoice*>& invoices);

  // Whether the supplier has a catalogue on the invoice's day.
  bool Offers(const model::v1::Invoice& invoice) const;
  // An item group of the invoice that some supplier offers on the day; empty when there is none.
  std::string OfferedGroup(const model::v1::Invoice& invoice, const ItemGroups& groups) const;
  // Whether prices are known for an agreement on the invoice's day.
  bool HasPrices(const model::v1::Agreement& agreement, const model::v1::Invoice& invoice) const;
  // The agreed price of one unit of the line's item on the invoice's day; none when it is not known.
  std::optional<int64_t> AgreedPrice(const model::v1::Invoice& invoice, const model::v1::InvoiceLine& line) const;

 private:
  // What is agreed for an item.
  struct Price {
    const model::v1::Agreement* agreement = nullptr;  // of an agreement's own price
    const model::v1::Catalogue* catalogue = nullptr;  // of a catalogue's
    std::string line_valid_from;
    std::string line_valid_to;
    std::string quantity_unit_code;
    int64_t unit_price_micros = 0;

    const std::string& valid_from() const;
    const std::string& currency_code() const;
    bool names_contract() const { return agreement != nullptr || !catalogue->contract_reference().empty(); }
  };
  // By supplier and item number.
  using Prices = std::multimap<std::pair<std::string, std::string>, Price>;
  using Heads = std::multimap<std::string, const model::v1::Catalogue*>;

  bool Holds(const model::v1::Catalogue& catalogue, const model::v1::Invoice& invoice) const;
  bool Holds(const Price& price, const model::v1::Invoice& invoice, const model::v1::InvoiceLine& line) const;
  bool AnyHolds(const Heads& heads, const std::string& group, const model::v1::Invoice& invoice) const;
  void AddOwnPrices();
  Status LoadGroups(store::TenantStore& store, const std::string& column, int digits, Heads& heads);
  Status LoadPricesBy(store::TenantStore& store, const std::string& column, const std::set<std::string>& items, Prices& prices);
  // The one that holds before the other; null is nothing.
  static const Price* Better(const Price* a, const Price* b);
  const Price* Best(const Prices& prices, const std::string& item, const model::v1::Invoice& invoice, const model::v1::InvoiceLine& line) const;

  const AgreementBook& agreements_;
  const Rules& rules_;
  std::map<int64_t, model::v1::Catalogue> heads_;  // by fact
  Heads by_supplier_;
  Heads by_unspsc_;  // first six digits
  Heads by_cpv_;     // first five
  Prices own_by_seller_item_;  // of agreements
  Prices own_by_standard_item_;
  Prices by_seller_item_;  // of catalogues, of the items at hand
  Prices by_standard_item_;
};

}  // namespace helhet::match
