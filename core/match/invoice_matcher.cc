#include "core/match/invoice_matcher.h"

#include <algorithm>

#include "core/match/marks.h"
#include "core/match/order_updates.h"
#include "core/match/reach.h"

namespace helhet::match {
namespace {

using store::AsText;
using store::Row;
using store::Value;

std::vector<std::string> With(const std::vector<std::string>& fields, std::vector<std::string> more) {
  more.insert(more.end(), fields.begin(), fields.end());
  return more;
}

std::vector<std::string> Distinct(const std::vector<StoredFact>& facts, std::string StoredFact::*key) {
  std::set<std::string> keys;
  for (const StoredFact& fact : facts) keys.insert(fact.*key);
  keys.erase("");
  return {keys.begin(), keys.end()};
}

}  // namespace

Result<std::unique_ptr<Books>> Books::Load(store::TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(Rules rules, Rules::Load(store));
  HELHET_ASSIGN_OR_RETURN(auto agreements, AgreementBook::Load(store));
  std::unique_ptr<Books> books(new Books(std::move(rules), std::move(agreements)));
  HELHET_RETURN_IF_ERROR(books->catalogues_.Load(store));
  return books;
}

InvoiceMatcher::InvoiceMatcher(store::TenantStore& store, Books& books)
    : store_(store),
      books_(books),
      writer_(store, "invoice"),
      invoices_reader_(store, "invoice",
                       With(writer_.fields(), {"type", "number", "issue_date", "currency_code", "supplier_organisation_number",
                                               "buyer_organisation_number", "order_reference", "contract_reference"}),
                       With(writer_.line_fields(), {"order_line_reference", "seller_item_id", "standard_item_id", "unspsc_code", "cpv_code",
                                                    "quantity_micros", "quantity_unit_code", "unit_price_micros", "charge_kind"})) {}

Result<int64_t> InvoiceMatcher::Match(const std::vector<int64_t>& fact_ids, int64_t sequence) {
  HELHET_ASSIGN_OR_RETURN(invoices_, invoices_reader_.ById(fact_ids));
  std::erase_if(invoices_, [](const StoredFact& fact) { return !fact.counted; });
  HELHET_RETURN_IF_ERROR(ReadOrders());
  HELHET_RETURN_IF_ERROR(ReadPreceding());
  HELHET_RETURN_IF_ERROR(ReadPostings());
  HELHET_RETURN_IF_ERROR(ReadReach());
  std::vector<const model::v1::Invoice*> all;
  for (const StoredFact& fact : invoices_) all.push_back(&fact.fact.invoice());
  HELHET_RETURN_IF_ERROR(books_.catalogues().LoadPrices(store_, all));

  std::vector<StoredFact*> facts;
  for (StoredFact& fact : invoices_) facts.push_back(&fact);
  HELHET_RETURN_IF_ERROR(Write(std::move(facts), sequence));
  return changed_;
}

Status InvoiceMatcher::ReadOrders() {
  const auto keys = Distinct(invoices_, &StoredFact::order_key);
  FactReader order_reader(store_, "order",
                          {"number", "issue_date", "status", "currency_code", "buyer_organisation_number", "supplier_organisation_number", "contract_reference"},
                          {"line_id", "seller_item_id", "standard_item_id", "quantity_micros", "quantity_unit_code", "unit_price_micros"});
  HELHET_ASSIGN_OR_RETURN(auto orders, order_reader.ByKey("order_key", keys));
  if (orders.empty()) return OkStatus();
  const auto known = Distinct(orders, &StoredFact::order_key);
  HELHET_ASSIGN_OR_RETURN(const OrderUpdates updates, OrderUpdates::Read(store_, known));
  for (StoredFact& stored : orders) {
    auto purchase = std::make_unique<OrderedPurchase>();
    purchase->order = OrderAsItStands(stored.fact.order(), updates.Of(stored));
    orders_.insert({stored.order_key, std::move(purchase)});
  }
  FactReader receipt_reader(store_, "goods_receipt", {"order_reference", "supplier_organisation_number", "evidence"},
                            {"order_line_reference", "seller_item_id", "quantity_micros", "quantity_unit_code"});
  HELHET_ASSIGN_OR_RETURN(receipts_, receipt_reader.ByKey("order_key", known));
  for (const StoredFact& receipt : receipts_) receipts_by_order_.insert({receipt.order_key, &receipt.fact.goods_receipt()});
  HELHET_ASSIGN_OR_RETURN(siblings_, invoices_reader_.ByKey("order_key", known));
  AddToOrders();
  return OkStatus();
}

void InvoiceMatcher::AddToOrders() {
  for (const StoredFact& sibling : siblings_) {
    if (!IsInvoiceToOthers(sibling.fact.invoice())) continue;
    const model::v1::Order* picked = PickOrder(sibling.fact.invoice(), OrdersNamed(sibling));
    const auto [first, last] = orders_.equal_range(sibling.order_key);
    for (auto it = first; it != last; ++it) {
      if (&it->second->order == picked) it->second->invoices.push_back(&sibling);
    }
  }
  for (auto& [key, purchase] : orders_) {
    std::vector<const model::v1::Invoice*> invoices;
    for (const StoredFact* stored : purchase->invoices) invoices.push_back(&stored->fact.invoice());
    std::vector<const model::v1::GoodsReceipt*> receipts;
    const auto [first, last] = receipts_by_order_.equal_range(key);
    for (auto it = first; it != last; ++it) {
      const std::string& supplier = it->second->supplier_organisation_number();
      if (supplier.empty() || supplier == purchase->order.supplier_organisation_number()) receipts.push_back(it->second);
    }
    purchase->comparisons = CompareWithOrder(purchase->order, invoices, receipts, books_.rules());
    for (size_t i = 0; i < invoices.size(); ++i) comparisons_[purchase->invoices[i]->fact_id] = &purchase->comparisons[i];
  }
}

Status InvoiceMatcher::ReadPreceding() {
  const auto keys = Distinct(invoices_, &StoredFact::preceding_key);
  FactReader reader(store_, "invoice", With(writer_.fields(), {"type", "number", "issue_date", "supplier_organisation_number"}));
  HELHET_ASSIGN_OR_RETURN(preceding_, reader.ByKey("invoice_key", keys));
  return OkStatus();
}

Status InvoiceMatcher::ReadPostings() {
  static const std::string sql =
      "SELECT invoice_key, MIN(posting_date) FROM fact_ledger_entry WHERE municipality_id = $1 AND counted = 1 AND invoice_key <> '' "
      "AND invoice_key IN (" + store::Places(2) + ") GROUP BY invoice_key";
  return store::InLists(Distinct(invoices_, &StoredFact::invoice_key), {}, [&](const std::vector<Value>& parameters) {
    return store_.Query(sql, parameters, [&](const Row& row) {
      postings_[AsText(row[0])] = AsText(row[1]);
      return OkStatus();
    });
  });
}

Status InvoiceMatcher::ReadReach() {
  std::set<std::pair<std::string, std::string>> asked;
  for (const StoredFact& fact : invoices_) {
    const auto& invoice = fact.fact.invoice();
    if (!invoice.supplier_organisation_number().empty()) asked.insert({invoice.supplier_organisation_number(), invoice.issue_date()});
  }
  for (const auto& [supplier, day] : asked) {
    HELHET_ASSIGN_OR_RETURN(const Row found, store_.QueryOne(
        "SELECT 1 FROM fact_order WHERE municipality_id = $1 AND supplier_organisation_number = $2 AND supplier_organisation_number <> '' "
        "AND issue_date >= $3 AND issue_date <= $4 AND counted = 1 LIMIT 1", {supplier, FirstDayOfReach(day), day}));
    if (!found.empty()) reached_.insert({supplier, day});
  }
  return OkStatus();
}

std::vector<const model::v1::Order*> InvoiceMatcher::OrdersNamed(const StoredFact& stored) const {
  std::vector<const model::v1::Order*> named;
  if (stored.order_key.empty()) return named;
  const auto [first, last] = orders_.equal_range(stored.order_key);
  for (auto it = first; it != last; ++it) named.push_back(&it->second->order);
  return named;
}

Surroundings InvoiceMatcher::Around(const StoredFact& stored) const {
  const auto& invoice = stored.fact.invoice();
  Surroundings around;
  around.orders = OrdersNamed(stored);
  if (const auto found = comparisons_.find(stored.fact_id); found != comparisons_.end()) around.comparison = *found->second;
  if (!stored.preceding_key.empty()) {
    std::vector<const model::v1::Invoice*> named;
    for (const StoredFact& fact : preceding_) {
      if (fact.invoice_key == stored.preceding_key) named.push_back(&fact.fact.invoice());
    }
    around.preceding = PickPreceding(invoice, named);
  }
  if (const auto found = postings_.find(stored.invoice_key); found != postings_.end()) around.posting_date = found->second;
  around.has_order_in_reach = reached_.contains({invoice.supplier_organisation_number(), invoice.issue_date()});
  return around;
}

// What others rest on is written before what rests on it; credit notes of other portions are marked.
Status InvoiceMatcher::Write(std::vector<StoredFact*> facts, int64_t sequence) {
  std::stable_partition(facts.begin(), facts.end(), [](const StoredFact* fact) { return !IsCreditNote(fact->fact.invoice()); });
  std::set<int64_t> changed;
  for (StoredFact* stored : facts) {
    const model::v1::Invoice now = Matched(stored->fact.invoice(), Around(*stored), books_.rules(), books_.agreements(), books_.catalogues());
    HELHET_ASSIGN_OR_RETURN(const bool differs, writer_.Write(*stored, now));
    if (!differs) continue;
    ++changed_;
    if (IsCreditNote(now)) continue;
    changed.insert(stored->fact_id);
    for (StoredFact& fact : preceding_) {
      if (fact.fact_id == stored->fact_id) *fact.fact.mutable_invoice() = now;
    }
  }
  HELHET_RETURN_IF_ERROR(MarkCreditNotesOf(store_, changed, sequence));
  return store::MarkDirty(store_, writer_.dirty(), sequence);
}

}  // namespace helhet::match
