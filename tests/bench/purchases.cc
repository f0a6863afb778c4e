#include "tests/bench/purchases.h"

#include <cstdio>

#include "helhet/limits.h"

namespace helhet::bench {
namespace {

using model::v1::Fact;

constexpr int kSuppliers = 400;
// Codes of UNSPSC's fourth level; suppliers sell in ten of them each.
constexpr int kItemGroups = 2000;

std::string Supplier(int64_t i) { return std::to_string(900'000'000 + i % kSuppliers); }
// Invoices of one supplier are spread over all units and days.
int64_t SupplierOf(int64_t invoice) { return (invoice * 7919 + invoice / 10) % kSuppliers; }

std::string Day(int64_t i) {
  char day[16];
  std::snprintf(day, sizeof(day), "%04d-%02d-%02d", static_cast<int>(2022 + i / 336 % 3), static_cast<int>(1 + i / 28 % 12), static_cast<int>(1 + i % 28));
  return day;
}

std::string ItemGroup(int64_t i) {
  char code[16];
  std::snprintf(code, sizeof(code), "%08d", static_cast<int>(10'000'000 + i % kItemGroups * 30'101));
  return code;
}

bool NamesOrder(int64_t invoice) { return invoice % 10 < 6; }
// The sixth of ten names an order that comes late, if it comes.
std::string OrderNumber(int64_t invoice) { return "PO-" + std::to_string(invoice); }

void MakeLine(int64_t invoice, int line, int64_t supplier, auto& made) {
  made.set_line_id(std::to_string(line));
  made.set_item_name("vare");
  made.set_seller_item_id("item-" + std::to_string((invoice + line) % 500));
  made.set_unspsc_code(ItemGroup(supplier * 10 + (invoice + line) % 10));
  made.set_quantity_micros(2'000'000);
  made.set_quantity_unit_code("EA");
  made.set_unit_price_micros(50'000'000);
  made.set_net_amount_minor(10'000);
}

void MakeInvoice(int64_t i, plugin::v1::Record& record) {
  record.set_natural_key("invoice/" + std::to_string(i));
  record.set_business_key("invoice/" + Supplier(SupplierOf(i)) + "/" + std::to_string(i));
  Fact& fact = *record.mutable_fact();
  auto* code = fact.add_unit_codes();
  code->set_scheme("buyer_reference");
  code->set_code(std::to_string(i % Purchases::kUnits));
  auto& invoice = *fact.mutable_invoice();
  invoice.set_type(model::v1::INVOICE_TYPE_INVOICE);
  invoice.set_number(std::to_string(i));
  invoice.set_issue_date(Day(i / 3));
  invoice.set_currency_code("NOK");
  invoice.set_supplier_organisation_number(Supplier(SupplierOf(i)));
  invoice.set_supplier_name("Eksempel AS");
  invoice.set_buyer_reference(code->code());
  if (NamesOrder(i)) invoice.set_order_reference(OrderNumber(i));
  invoice.set_order_reference_status(NamesOrder(i) ? model::v1::ORDER_REFERENCE_STATUS_CLAIMED : model::v1::ORDER_REFERENCE_STATUS_NONE);
  invoice.set_tax_exclusive_amount_minor(20'000);
  for (int line = 1; line <= 2; ++line) {
    auto& made = *invoice.add_lines();
    MakeLine(i, line, SupplierOf(i), made);
    if (NamesOrder(i)) made.set_order_line_reference(std::to_string(line));
    made.set_charge_kind(model::v1::CHARGE_KIND_ITEM);
  }
}

void MakeOrder(int64_t invoice, plugin::v1::Record& record) {
  record.set_natural_key("order/" + std::to_string(invoice));
  Fact& fact = *record.mutable_fact();
  auto* code = fact.add_unit_codes();
  code->set_scheme("buyer_reference");
  code->set_code(std::to_string(invoice % Purchases::kUnits));
  auto& order = *fact.mutable_order();
  order.set_number(OrderNumber(invoice));
  order.set_issue_date(Day(invoice / 3));
  order.set_status(model::v1::ORDER_STATUS_ACCEPTED);
  order.set_currency_code("NOK");
  order.set_supplier_organisation_number(Supplier(SupplierOf(invoice)));
  for (int line = 1; line <= 2; ++line) MakeLine(invoice, line, SupplierOf(invoice), *order.add_lines());
}

// Number of the nth invoice that names an order that is there: five of each ten.
int64_t Ordered(int64_t n) { return n / 5 * 10 + n % 5; }

void MakeAgreement(int64_t i, plugin::v1::Record& record) {
  record.set_natural_key("agreement/" + std::to_string(i));
  auto& agreement = *record.mutable_fact()->mutable_agreement();
  agreement.set_number("A-" + std::to_string(i));
  agreement.set_title("avtale");
  agreement.set_supplier_organisation_number(Supplier(i));
  agreement.set_valid_from(Day(i * 11));
  agreement.set_valid_to("2024-12-31");
  agreement.add_unspsc_codes(ItemGroup(i * 10 + i / kSuppliers));
}

}  // namespace

class Purchases::Session : public plugin::ReadSession {
 public:
  explicit Session(const Purchases& purchases) : purchases_(purchases) {}

  Result<plugin::ReadEvent> Next() override {
    if (next_ >= purchases_.size_) return plugin::ReadEvent(plugin::EndOfRead());
    plugin::v1::Batch batch;
    while (next_ < purchases_.size_ && batch.records_size() < limits::kBatchRecords) {
      auto& record = *batch.add_records();
      record.set_stream(purchases_.name_);
      purchases_.make_(next_++, record);
    }
    batch.set_sequence(++sequence_);
    batch.set_checkpoint(std::to_string(next_));
    return plugin::ReadEvent(std::move(batch));
  }
  Status Acknowledge(uint64_t) override { return OkStatus(); }
  void Cancel() override { next_ = purchases_.size_; }

 private:
  const Purchases& purchases_;
  int64_t next_ = 0;
  uint64_t sequence_ = 0;
};

Result<std::unique_ptr<plugin::ReadSession>> Purchases::Read(const plugin::v1::ReadStart&) {
  return std::unique_ptr<plugin::ReadSession>(std::make_unique<Session>(*this));
}

Purchases Purchases::Invoices(int count) { return {"invoices", count, MakeInvoice}; }

Purchases Purchases::Orders(int count) {
  return {"orders", count, [](int64_t n, plugin::v1::Record& record) { MakeOrder(Ordered(n), record); }};
}

Purchases Purchases::Agreements(int count) { return {"agreements", count, MakeAgreement}; }

Purchases Purchases::LateOrder(int number, int invoices) {
  // Of the last year, so that the supplier has had orders before.
  const int64_t year = 336 * 3, rounds = invoices / year / 3;
  const int64_t first = (number % rounds * 3 + 2) * year;
  const int64_t invoice = first + (15 - first % 10) % 10 + number / rounds * 10;
  return {"late-" + std::to_string(number), 1, [invoice](int64_t, plugin::v1::Record& record) { MakeOrder(invoice, record); }};
}

int64_t Purchases::VerifiedOf(int invoices) { return invoices / 10 * 5; }

}  // namespace helhet::bench
