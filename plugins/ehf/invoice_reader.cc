#include "invoice_reader.h"

#include <utility>

#include "helhet/ubl/amount_reader.h"
#include "charges.h"
#include "helhet/values/date.h"
#include "document_kind.h"
#include "helhet/values/flags.h"
#include "helhet/limits.h"
#include "lines.h"
#include "helhet/ubl/party.h"
#include "helhet/values/quoted.h"
#include "helhet/values/reference.h"
#include "helhet/values/refusal.h"
#include "helhet/values/unit_codes.h"
#include "rules.h"
#include "totals.h"
#include "helhet/ubl/xml.h"

namespace helhet::ehf {
namespace {

constexpr const char* kAskForCorrection = "ask the sender for a corrected document";

Status CheckIdentity(const sdk::Element& root, const model::v1::Invoice& invoice) {
  if (invoice.number().empty()) return sdk::Refused("number_missing", "cbc:ID: the document has no number", kAskForCorrection);
  if (invoice.issue_date().empty()) {
    const std::string date = root.Child("cbc:IssueDate").Text();
    if (date.empty()) return sdk::Refused("issue_date_missing", "cbc:IssueDate: the document has no date", kAskForCorrection);
    return sdk::Refused("issue_date_invalid", "cbc:IssueDate: " + sdk::Quoted(date) + " is no date", kAskForCorrection);
  }
  if (invoice.supplier_organisation_number().empty() && invoice.supplier_name().empty()) {
    return sdk::Refused("supplier_missing", "cac:AccountingSupplierParty: neither an organisation number nor a name", kAskForCorrection);
  }
  return OkStatus();
}

std::string KeyOf(const DocumentKind& kind, const model::v1::Invoice& invoice) {
  const std::string& number = invoice.supplier_organisation_number();
  return std::string(kind.is_credit_note ? "credit_note" : "invoice") + "/" + (number.empty() ? invoice.supplier_name() : number) +
         "/" + invoice.number() + "/" + invoice.issue_date();
}

// Identity, dates and currency.
void ReadHeader(const DocumentKind& kind, sdk::Flags& flags, model::v1::Invoice& invoice) {
  const sdk::Element& root = kind.root;
  invoice.set_type(kind.type);
  invoice.set_type_code(kind.type_code);
  invoice.set_standard(kind.standard);
  invoice.set_customization_id(kind.customization_id);
  invoice.set_number(root.Child("cbc:ID").Text());
  invoice.set_issue_date(sdk::CalendarDay(root.Child("cbc:IssueDate").Text()));
  std::string due = root.Child("cbc:DueDate").Text();
  if (due.empty()) due = root.Child("cac:PaymentMeans").Child("cbc:PaymentDueDate").Text();
  invoice.set_due_date(sdk::CalendarDay(due));
  if (!due.empty() && invoice.due_date().empty()) flags.Add("date_invalid", "cbc:DueDate", sdk::Quoted(due) + " is no date");
  std::string currency = root.Child("cbc:DocumentCurrencyCode").Text();
  if (currency.empty()) {
    currency = root.Child("cac:LegalMonetaryTotal").Child("cbc:PayableAmount").Attribute("currencyID");
    flags.Add("currency_missing", "cbc:DocumentCurrencyCode", "missing; taken from the amount due: " + sdk::Quoted(currency));
  }
  invoice.set_currency_code(currency);
}

// BT-10 to BT-25: what the invoice refers to.
void ReadReferences(const DocumentKind& kind, model::v1::Invoice& invoice) {
  const sdk::Element& root = kind.root;
  const sdk::Element order = root.Child("cac:OrderReference");
  invoice.set_buyer_reference(root.Child("cbc:BuyerReference").Text());
  invoice.set_order_reference(sdk::ReferenceOrNone(order.Child("cbc:ID").Text()));
  invoice.set_order_reference_status(invoice.order_reference().empty() ? model::v1::ORDER_REFERENCE_STATUS_NONE
                                                                       : model::v1::ORDER_REFERENCE_STATUS_CLAIMED);
  invoice.set_sales_order_reference(sdk::ReferenceOrNone(order.Child("cbc:SalesOrderID").Text()));
  invoice.set_contract_reference(sdk::ReferenceOrNone(root.Child("cac:ContractDocumentReference").Child("cbc:ID").Text()));
  invoice.set_tender_reference(root.Child("cac:OriginatorDocumentReference").Child("cbc:ID").Text());
  invoice.set_project_reference(root.Child("cac:ProjectReference").Child("cbc:ID").Text());
  if (kind.is_credit_note) {
    // The CreditNote syntax has no project reference: an additional document of type 50 stands for it.
    for (const sdk::Element document : root.Children("cac:AdditionalDocumentReference")) {
      if (document.Child("cbc:DocumentTypeCode").Text() == "50") invoice.set_project_reference(document.Child("cbc:ID").Text());
    }
  }
  invoice.set_despatch_reference(root.Child("cac:DespatchDocumentReference").Child("cbc:ID").Text());
  invoice.set_accounting_cost(root.Child("cbc:AccountingCost").Text());
  for (const sdk::Element billing : root.Children("cac:BillingReference")) {
    const std::string number = billing.Child("cac:InvoiceDocumentReference").Child("cbc:ID").Text();
    if (!number.empty()) invoice.add_preceding_invoices(number);
  }
}

// Supplier and buyer, and what may tell the buyer's unit: a reference says more than the number of a whole
// municipality, and the electronic address may be a sub-unit's.
void ReadParties(const DocumentKind& kind, sdk::Flags& flags, model::v1::Fact& fact) {
  auto& invoice = *fact.mutable_invoice();
  const sdk::Party supplier = sdk::ReadParty(kind.root.Child("cac:AccountingSupplierParty").Child("cac:Party"),
                                   "cac:AccountingSupplierParty/cac:Party", flags);
  const sdk::Party buyer = sdk::ReadParty(kind.root.Child("cac:AccountingCustomerParty").Child("cac:Party"),
                                "cac:AccountingCustomerParty/cac:Party", flags);
  invoice.set_supplier_organisation_number(supplier.organisation_number);
  invoice.set_supplier_name(supplier.name);
  invoice.set_buyer_organisation_number(buyer.organisation_number);
  invoice.set_buyer_name(buyer.name);
  invoice.set_buyer_endpoint(buyer.endpoint);
  if (invoice.buyer_reference().empty()) invoice.set_buyer_reference(buyer.contact_id);  // EHF 1 and 2
  sdk::AddUnitCode("buyer_reference", invoice.buyer_reference(), fact);
  sdk::AddUnitCode("accounting_cost", invoice.accounting_cost(), fact);
  sdk::AddUnitCode("organisation_number", buyer.endpoint_organisation_number, fact);
  sdk::AddUnitCode("organisation_number", buyer.organisation_number, fact);
}

}  // namespace

Result<InvoiceReading> ReadInvoice(std::string_view bytes, const ChargeWords& words) {
  HELHET_ASSIGN_OR_RETURN(const sdk::XmlDocument document, sdk::XmlDocument::Parse(bytes));
  InvoiceReading reading;
  sdk::Flags flags(reading.fact);
  HELHET_ASSIGN_OR_RETURN(const DocumentKind kind, IdentifyDocument(document, flags));
  auto& invoice = *reading.fact.mutable_invoice();
  ReadHeader(kind, flags, invoice);
  ReadReferences(kind, invoice);
  ReadParties(kind, flags, reading.fact);
  HELHET_RETURN_IF_ERROR(CheckIdentity(kind.root, invoice));
  reading.key = KeyOf(kind, invoice);
  if (reading.key.size() > limits::kKeyBytes) {
    return sdk::Refused("identity_too_long", "number and supplier together have " + std::to_string(reading.key.size()) + " bytes",
                   kAskForCorrection);
  }

  sdk::AmountReader amounts(invoice.currency_code(), kind.is_credit_note, flags);
  ReadCharges(kind.root, "", "", words, amounts, invoice);
  ReadLines(kind, words, amounts, flags, invoice);
  HELHET_RETURN_IF_ERROR(ReadTotals(kind, amounts, flags, invoice));
  SumFeesAndFreight(invoice);
  CheckRules(kind, flags);
  return reading;
}

}  // namespace helhet::ehf
