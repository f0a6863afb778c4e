// What is bought in a random year: orders and what becomes of them, receipts, invoices, credit notes and postings.
#pragma once

#include "tests/ground_truth/year_market.h"

namespace helhet::truth {

// One purchase after another; each adds all its documents.
class Purchases {
 public:
  Purchases(Dice& dice, const Market& market) : dice_(dice), market_(market) {}

  // An order, what becomes of it, its receipts, and invoices of it.
  void BuyByOrder();
  // An invoice without an order, or with the number of one that nobody knows.
  void BuyDirectly();
  // A posting with no invoice behind it: a card, paper, wages.
  void PostWithoutInvoice();

  std::vector<model::v1::Fact> Take() { return std::move(facts_); }

 private:
  struct Bought {
    const Supplier* supplier;
    std::string day;  // earliest for what follows
    const model::v1::Order* order = nullptr;
  };
  const Supplier& SupplierInPlatform();
  const Supplier& Number(model::v1::Order& order);
  // Fills it in, and gives its supplier.
  const Supplier& MakeOrder(model::v1::Order& order);
  void AddUpdates(const Supplier& supplier, const model::v1::Order& order);
  void AddChange(const Supplier& supplier, const model::v1::Order& order, int number);
  std::string TimeOfUpdate();
  void AddResponse(const model::v1::Order& order, const std::string& change, const std::string& day);
  void AddReceipts(const model::v1::Order& order);
  model::v1::Invoice MakeInvoice(const Bought& bought);
  void AddLine(const Bought& bought, model::v1::Invoice& invoice);
  void StateContract(const Bought& bought, model::v1::Invoice& invoice);
  void Invoice(const Bought& bought);
  void Credit(const model::v1::Invoice& invoice, const Bought& bought);
  void Post(const model::v1::Invoice& invoice);
  model::v1::Fact& NewFact();

  Dice& dice_;
  const Market& market_;
  std::vector<model::v1::Fact> facts_;
  int next_number_ = 1000;
  std::vector<std::pair<std::string, const Supplier*>> order_numbers_;
};

}  // namespace helhet::truth
