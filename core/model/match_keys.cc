#include "core/model/match_keys.h"

#include <algorithm>

namespace helhet::model {
namespace {

char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Bytes above ASCII are letters of some language.
bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string LettersAndDigits(std::string_view text) {
  std::string key;
  for (const char c : text) {
    if (IsLetterOrDigit(Upper(c))) key += Upper(c);
  }
  return key;
}

}  // namespace

std::string ReferenceKey(std::string_view reference) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = reference.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return "";
  std::string key(reference.substr(begin, reference.find_last_not_of(kBlanks) - begin + 1));
  std::transform(key.begin(), key.end(), key.begin(), Upper);
  return key;
}

std::string AgreementKey(std::string_view number) { return LettersAndDigits(number); }

std::string InvoiceNumberKey(std::string_view number) {
  std::string key = LettersAndDigits(number);
  key.erase(0, std::min(key.find_first_not_of('0'), key.size()));
  return key;
}

std::string InvoiceKey(std::string_view supplier_organisation_number, std::string_view number) {
  const std::string key = InvoiceNumberKey(number);
  if (key.empty() || supplier_organisation_number.empty()) return "";
  return std::string(supplier_organisation_number) + "/" + key;
}

MatchKeys MatchKeysOf(const v1::Fact& fact) {
  switch (fact.kind_case()) {
    case v1::Fact::kInvoice: {
      const v1::Invoice& invoice = fact.invoice();
      const std::string& supplier = invoice.supplier_organisation_number();
      return {ReferenceKey(invoice.order_reference()), InvoiceKey(supplier, invoice.number()),
              invoice.preceding_invoices().empty() ? "" : InvoiceKey(supplier, invoice.preceding_invoices(0))};
    }
    case v1::Fact::kOrder:
      return {ReferenceKey(fact.order().number()), "", ""};
    case v1::Fact::kOrderUpdate:
      return {ReferenceKey(fact.order_update().order_reference()), "", ""};
    case v1::Fact::kGoodsReceipt:
      return {ReferenceKey(fact.goods_receipt().order_reference()), "", ""};
    case v1::Fact::kLedgerEntry:
      return {"", InvoiceKey(fact.ledger_entry().supplier_organisation_number(), fact.ledger_entry().invoice_number()), ""};
    default:
      return {};
  }
}

}  // namespace helhet::model
