// What matching must say of every document, stated the plain way: loops over all documents in memory, written from
// core/match/README.md alone. It shares no code with core/match; where the two differ, one of them has misread that page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/ground_truth/documents.h"

namespace helhet::truth {

// An order with its updates counted in.
struct OrderTruth {
  const Document* document = nullptr;
  model::v1::OrderStatus status = model::v1::ORDER_STATUS_UNSPECIFIED;
  std::vector<model::v1::OrderLine> lines;  // as they stand; deleted ones are not there
  const model::v1::Order& order() const { return document->fact().order(); }
};

struct InvoiceLineTruth {
  model::v1::OrderMatch order_match = model::v1::ORDER_MATCH_NO_ORDER;
  int64_t price_deviation_amount_minor = 0;
  std::optional<int64_t> agreed_price_micros;
  int64_t agreed_price_deviation_amount_minor = 0;
};

struct InvoiceTruth {
  const Document* document = nullptr;
  model::v1::InvoicePopulation population = model::v1::INVOICE_POPULATION_UNSPECIFIED;
  model::v1::OrderReferenceStatus order_reference_status = model::v1::ORDER_REFERENCE_STATUS_NONE;
  const OrderTruth* order = nullptr;  // the one that verifies it
  model::v1::AgreementStatus agreement_status = model::v1::AGREEMENT_STATUS_UNKNOWN;
  std::string agreement_number;
  bool agreement_has_catalogue = false;
  model::v1::PlatformReach platform_reach = model::v1::PLATFORM_REACH_NONE;
  model::v1::OrderMatch order_match = model::v1::ORDER_MATCH_NO_ORDER;
  model::v1::ReceiptStatus receipt_status = model::v1::RECEIPT_STATUS_NO_ORDER;
  int64_t price_deviation_amount_minor = 0;
  std::string posting_date;
  std::optional<int64_t> posting_days;
  std::vector<InvoiceLineTruth> lines;
  const model::v1::Invoice& invoice() const { return document->fact().invoice(); }
};

struct LedgerTruth {
  const Document* document = nullptr;
  model::v1::LedgerInvoiceStatus invoice_status = model::v1::LEDGER_INVOICE_STATUS_UNSPECIFIED;
  int64_t purchase_amount_minor = 0;
  std::vector<bool> is_purchase;  // by line
  const model::v1::LedgerEntry& entry() const { return document->fact().ledger_entry(); }
};

struct Truth {
  std::vector<OrderTruth> orders;
  std::vector<InvoiceTruth> invoices;
  std::vector<LedgerTruth> ledger;
  std::vector<const Document*> statistics;  // as they came: nothing is matched with them
};

// `documents` must outlive the answer.
Truth StateTruth(const Stated& stated, const std::vector<Document>& documents);

bool IsCreditNote(const model::v1::Invoice& invoice);
// Payment requests and reminders are no invoice to other documents.
bool IsInvoiceToOthers(const model::v1::Invoice& invoice);

}  // namespace helhet::truth
