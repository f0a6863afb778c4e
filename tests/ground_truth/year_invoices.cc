// Invoices, credit notes and postings.
#include <algorithm>

#include "tests/ground_truth/year_purchases.h"

namespace helhet::truth {
namespace {

using model::v1::Fact;

constexpr int64_t kMillion = 1'000'000;

int64_t NetMinor(int64_t quantity_micros, int64_t price_micros) { return quantity_micros / kMillion * (price_micros / 10'000); }

}  // namespace

// Every fact gets the code of a unit, or one that no unit has.
Fact& Purchases::NewFact() {
  Fact& fact = facts_.emplace_back();
  auto* code = fact.add_unit_codes();
  code->set_scheme("buyer_reference");
  code->set_code(std::to_string(dice_.Between(1, 20) == 1 ? 9 : dice_.Between(1, 4)) + "00");
  return fact;
}

void Purchases::AddLine(const Bought& bought, model::v1::Invoice& invoice) {
  const bool has_order_line = bought.order != nullptr && dice_.Percent(85);
  const Item& item = dice_.OneOf(bought.supplier->items);
  auto* line = invoice.add_lines();
  line->set_line_id(std::to_string(invoice.lines_size()));
  line->set_charge_kind(model::v1::CHARGE_KIND_ITEM);
  int64_t price = item.price_micros;
  int64_t quantity = dice_.Between(1, 12) * kMillion;
  line->set_seller_item_id(dice_.Percent(85) ? item.seller_item_id : "");
  line->set_standard_item_id(dice_.Percent(70) ? item.standard_item_id : "");
  line->set_quantity_unit_code(dice_.Percent(96) ? "EA" : "KGM");
  if (has_order_line) {
    const auto& ordered = bought.order->lines(dice_.Between(0, bought.order->lines_size() - 1));
    if (dice_.Percent(50)) line->set_order_line_reference(dice_.Percent(8) ? "91" : ordered.line_id());
    line->set_seller_item_id(dice_.Percent(90) ? ordered.seller_item_id() : "");
    line->set_standard_item_id(ordered.standard_item_id());
    price = ordered.has_unit_price_micros() ? ordered.unit_price_micros() : price;
    if (dice_.Percent(25)) quantity = ordered.quantity_micros();
    line->set_quantity_unit_code(dice_.Percent(96) ? ordered.quantity_unit_code() : "KGM");
  }
  if (dice_.Percent(25)) price += dice_.Between(-8, 12) * kMillion / 8;
  if (dice_.Percent(75)) line->set_unspsc_code(item.unspsc_code);
  if (dice_.Percent(75)) line->set_cpv_code(item.cpv_code);
  if (dice_.Percent(97)) line->set_quantity_micros(quantity);
  if (dice_.Percent(97)) line->set_unit_price_micros(price);
  line->set_net_amount_minor(NetMinor(quantity, price));
}

void Purchases::StateContract(const Bought& bought, model::v1::Invoice& invoice) {
  if (!dice_.Percent(30)) return;
  if (bought.supplier->agreements.empty() || dice_.Percent(20)) {
    invoice.set_contract_reference("avtale");
    return;
  }
  std::string number = dice_.OneOf(bought.supplier->agreements).number();
  if (dice_.Percent(30)) std::replace(number.begin(), number.end(), '/', ' ');
  invoice.set_contract_reference(dice_.Reworded(number));
}

model::v1::Invoice Purchases::MakeInvoice(const Bought& bought) {
  static const std::vector<model::v1::InvoiceType> rare = {
      model::v1::INVOICE_TYPE_CORRECTED_INVOICE, model::v1::INVOICE_TYPE_PREPAYMENT_INVOICE, model::v1::INVOICE_TYPE_SELF_BILLED_INVOICE,
      model::v1::INVOICE_TYPE_PAYMENT_REQUEST, model::v1::INVOICE_TYPE_REMINDER};
  model::v1::Invoice invoice;
  invoice.set_type(model::v1::INVOICE_TYPE_INVOICE);
  // What a reminder of an order takes of it is left open: such documents have none.
  if (bought.order == nullptr && dice_.Percent(15)) invoice.set_type(dice_.OneOf(rare));
  invoice.set_number((dice_.Percent(50) ? "F-" : "00") + std::to_string(++next_number_));
  // Some days before the order now and then, and now and then on the day of another invoice of it.
  const int64_t first = std::max(DayNumber(bought.day) - (dice_.Percent(12) ? 40 : 0), DayNumber("2024-01-01"));
  invoice.set_issue_date(dice_.Percent(15) ? DateOfDay(first) : dice_.Day(DateOfDay(first), "2024-12-31"));
  invoice.set_currency_code(bought.order != nullptr ? bought.order->currency_code() : dice_.Percent(95) ? "NOK" : "EUR");
  if (dice_.Percent(2)) invoice.set_currency_code("SEK");
  invoice.set_buyer_organisation_number(dice_.Percent(80) ? kOwnNumber : kSubNumber);
  invoice.set_supplier_organisation_number(bought.supplier->organisation_number);
  invoice.set_order_reference_status(model::v1::ORDER_REFERENCE_STATUS_NONE);
  StateContract(bought, invoice);
  for (int i = 0, lines = dice_.Percent(97) ? dice_.Between(1, 3) : 0; i < lines; ++i) AddLine(bought, invoice);
  int64_t amount = 0;
  for (const auto& line : invoice.lines()) amount += line.net_amount_minor();
  if (dice_.Percent(15)) {
    auto* fee = invoice.add_lines();
    fee->set_line_id("gebyr");
    fee->set_charge_kind(dice_.Percent(50) ? model::v1::CHARGE_KIND_INVOICE_FEE : model::v1::CHARGE_KIND_FREIGHT);
    // What is no item has no item group, whatever its code.
    fee->set_unspsc_code("44121701");
    fee->set_net_amount_minor(dice_.Between(10, 200) * 100);
    amount += fee->net_amount_minor();
    if (fee->charge_kind() == model::v1::CHARGE_KIND_INVOICE_FEE) invoice.set_invoice_fee_amount_minor(fee->net_amount_minor());
    if (fee->charge_kind() == model::v1::CHARGE_KIND_FREIGHT) invoice.set_freight_amount_minor(fee->net_amount_minor());
  }
  invoice.set_tax_exclusive_amount_minor(amount);
  return invoice;
}

void Purchases::Invoice(const Bought& bought) {
  model::v1::Invoice invoice = MakeInvoice(bought);
  if (bought.order != nullptr && dice_.Percent(92)) invoice.set_order_reference(dice_.Reworded(bought.order->number()));
  if (bought.order == nullptr && invoice.type() == model::v1::INVOICE_TYPE_INVOICE && dice_.Percent(25)) {
    // Nobody's, or that of another supplier's order.
    invoice.set_order_reference(order_numbers_.empty() || dice_.Percent(60) ? "bestilling" : dice_.OneOf(order_numbers_).first);
  }
  if (!invoice.order_reference().empty()) invoice.set_order_reference_status(model::v1::ORDER_REFERENCE_STATUS_CLAIMED);
  *NewFact().mutable_invoice() = invoice;
  Post(invoice);
  if (dice_.Percent(12)) Credit(invoice, bought);
  if (dice_.Percent(2)) {
    // A number that the supplier uses again on another day.
    const std::string number = invoice.number(), day = invoice.issue_date();
    invoice = MakeInvoice({bought.supplier, day});
    invoice.set_number(number);
    if (invoice.issue_date() != day) *NewFact().mutable_invoice() = invoice;
  }
}

void Purchases::Credit(const model::v1::Invoice& invoice, const Bought& bought) {
  model::v1::Invoice credit = invoice;
  credit.set_type(dice_.Percent(85) ? model::v1::INVOICE_TYPE_CREDIT_NOTE : model::v1::INVOICE_TYPE_SELF_BILLED_CREDIT_NOTE);
  // Numbers before and after those of invoices, and many on the invoice's day.
  credit.set_number((dice_.Percent(50) ? "K-" : "#") + std::to_string(++next_number_));
  if (dice_.Percent(70)) credit.set_issue_date(dice_.Day(invoice.issue_date(), DateOfDay(DayNumber(invoice.issue_date()) + 60)));
  credit.clear_preceding_invoices();
  if (dice_.Percent(25)) credit.add_preceding_invoices("F-0");
  if (dice_.Percent(80)) credit.add_preceding_invoices(dice_.Reworded(invoice.number()));
  if (dice_.Percent(55)) {
    credit.clear_order_reference();
    credit.set_order_reference_status(model::v1::ORDER_REFERENCE_STATUS_NONE);
  }
  credit.clear_contract_reference();
  const auto& agreements = bought.supplier->agreements;
  const auto holds = std::find_if(agreements.begin(), agreements.end(), [&](const auto& one) {
    return one.callers().empty() && Within(credit.issue_date(), one.valid_from(), one.valid_to());
  });
  if (dice_.Percent(20)) credit.set_contract_reference(holds == agreements.end() || dice_.Percent(40) ? "avtale" : holds->number());
  const int parts = dice_.Between(1, 3);
  for (auto& line : *credit.mutable_lines()) {
    if (line.has_quantity_micros()) line.set_quantity_micros(-line.quantity_micros() / parts);
    line.set_net_amount_minor(-line.net_amount_minor() / parts);
  }
  credit.set_tax_exclusive_amount_minor(-invoice.tax_exclusive_amount_minor() / parts);
  credit.set_invoice_fee_amount_minor(-invoice.invoice_fee_amount_minor() / parts);
  credit.set_freight_amount_minor(-invoice.freight_amount_minor() / parts);
  *NewFact().mutable_invoice() = credit;
  Post(credit);
}

void Purchases::Post(const model::v1::Invoice& invoice) {
  if (!dice_.Percent(60)) return;
  for (int i = 0, postings = dice_.Percent(80) ? 1 : 2; i < postings; ++i) {
    auto& entry = *NewFact().mutable_ledger_entry();
    entry.set_voucher_number(std::to_string(++next_number_));
    entry.set_posting_date(DateOfDay(DayNumber(invoice.issue_date()) + dice_.Between(-3, 45)));
    entry.set_supplier_organisation_number(invoice.supplier_organisation_number());
    std::string number = invoice.number();
    if (dice_.Percent(30)) number.erase(0, number.find_first_not_of('0'));
    if (dice_.Percent(30)) std::erase(number, '-');
    entry.set_invoice_number(dice_.Percent(10) ? "000" + number : dice_.Reworded(number));
    entry.set_currency_code("NOK");
    for (int j = 0, lines = dice_.Between(1, 3); j < lines; ++j) {
      auto* line = entry.add_lines();
      line->set_line_id(std::to_string(j + 1));
      line->set_amount_minor(dice_.Between(-500, 5000) * 100);
      static const std::vector<std::string> arts = {"115", "120", "200", "270", "285", "286", "370", "429", "470", "099"};
      static const std::vector<std::string> accounts = {"2400", "5999", "6000", "6800", "6999", "7000", "65"};
      if (dice_.Percent(60)) line->set_art(dice_.OneOf(arts));
      if (dice_.Percent(70)) line->set_account(dice_.OneOf(accounts));
    }
  }
}

void Purchases::BuyDirectly() {
  Bought bought{&dice_.OneOf(market_.suppliers), "2024-01-01"};
  if (!dice_.Percent(4)) return Invoice(bought);
  // From somebody without a number: no item group, for who "another supplier" would be is left open.
  model::v1::Invoice invoice = MakeInvoice(bought);
  invoice.clear_supplier_organisation_number();
  invoice.set_supplier_name("Fjellkiosken");
  for (auto& line : *invoice.mutable_lines()) {
    line.clear_unspsc_code();
    line.clear_cpv_code();
  }
  *NewFact().mutable_invoice() = invoice;
}

void Purchases::PostWithoutInvoice() {
  model::v1::Invoice paper;
  paper.set_issue_date(dice_.Day("2024-01-01", "2024-11-01"));
  if (dice_.Percent(60)) {
    paper.set_supplier_organisation_number(dice_.OneOf(market_.suppliers).organisation_number);
    paper.set_number("P-" + std::to_string(++next_number_));
  }
  Post(paper);
}

}  // namespace helhet::truth
