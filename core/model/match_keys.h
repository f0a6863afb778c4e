// Keys by which documents of different systems find each other (core/match/README.md, "Comparing references"). Two texts
// mean the same when their keys are equal; an empty key refers to nothing.
#pragma once

#include <string>
#include <string_view>

#include "helhet/model/v1/fact.pb.h"

namespace helhet::model {

// A reference to an order: without surrounding blanks, ASCII letters in upper case.
std::string ReferenceKey(std::string_view reference);
// The number of an agreement: its letters and digits.
std::string AgreementKey(std::string_view number);
// The number of an invoice: its letters and digits without leading zeros.
std::string InvoiceNumberKey(std::string_view number);
// A supplier's invoice. Empty without the one or the other.
std::string InvoiceKey(std::string_view supplier_organisation_number, std::string_view number);

// What a fact can be found by; stored beside it.
struct MatchKeys {
  std::string order_key;      // invoice, order update, receipt: the order it names; order: its own
  std::string invoice_key;    // invoice: its own; ledger entry: the invoice posted
  std::string preceding_key;  // credit note: the first invoice it names
};

MatchKeys MatchKeysOf(const v1::Fact& fact);

}  // namespace helhet::model
