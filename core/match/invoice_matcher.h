// Matches invoices, a portion at a time: reads what surrounds them, and writes what follows.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/match/agreement_book.h"
#include "core/match/catalogue_book.h"
#include "core/match/fact_reader.h"
#include "core/match/invoice_match.h"
#include "core/match/match_writer.h"
#include "core/match/rules.h"

namespace helhet::match {

// What invoices of a municipality are held against, read once for many portions.
class Books {
 public:
  static Result<std::unique_ptr<Books>> Load(store::TenantStore& store);

  const Rules& rules() const { return rules_; }
  const AgreementBook& agreements() const { return agreements_; }
  CatalogueBook& catalogues() { return catalogues_; }

 private:
  Books(Rules rules, std::vector<model::v1::Agreement> agreements)
      : rules_(std::move(rules)), agreements_(std::move(agreements), rules_), catalogues_(agreements_, rules_) {}

  Rules rules_;
  AgreementBook agreements_;
  CatalogueBook catalogues_;
};

// One portion of invoices. Used once, in the caller's transaction.
class InvoiceMatcher {
 public:
  InvoiceMatcher(store::TenantStore& store, Books& books);

  // Matches those of the facts that count. Gives how many differ from before.
  Result<int64_t> Match(const std::vector<int64_t>& fact_ids, int64_t sequence);

 private:
  // An order as it stands, with the invoices that rest on it.
  struct OrderedPurchase {
    model::v1::Order order;
    std::vector<const StoredFact*> invoices;
    std::vector<OrderComparison> comparisons;  // one for each
  };

  Status ReadOrders();
  void AddToOrders();
  Status ReadPreceding();
  Status ReadPostings();
  Status ReadReach();
  Surroundings Around(const StoredFact& stored) const;
  std::vector<const model::v1::Order*> OrdersNamed(const StoredFact& stored) const;
  Status Write(std::vector<StoredFact*> facts, int64_t sequence);

  store::TenantStore& store_;
  Books& books_;
  MatchWriter writer_;
  FactReader invoices_reader_;
  std::vector<StoredFact> invoices_;
  std::vector<StoredFact> receipts_;
  std::multimap<std::string, const model::v1::GoodsReceipt*> receipts_by_order_;
  std::vector<StoredFact> siblings_;  // invoices that name an order which is there
  std::vector<StoredFact> preceding_;
  std::multimap<std::string, std::unique_ptr<OrderedPurchase>> orders_;  // by order key
  std::map<int64_t, const OrderComparison*> comparisons_;                // by invoice
  std::map<std::string, std::string> postings_;                          // first posting date by invoice key
  std::set<std::pair<std::string, std::string>> reached_;                // supplier and day
  int64_t changed_ = 0;
};

}  // namespace helhet::match
