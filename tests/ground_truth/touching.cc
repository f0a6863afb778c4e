#include "tests/ground_truth/touching.h"

#include <algorithm>
#include <set>

#include "tests/ground_truth/comparing.h"

namespace helhet::truth {
namespace {

using model::v1::Fact;

std::string SupplierOf(const Fact& fact) {
  if (fact.has_invoice()) return fact.invoice().supplier_organisation_number();
  if (fact.has_order()) return fact.order().supplier_organisation_number();
  if (fact.has_order_update()) return fact.order_update().supplier_organisation_number();
  if (fact.has_goods_receipt()) return fact.goods_receipt().supplier_organisation_number();
  if (fact.has_agreement()) return fact.agreement().supplier_organisation_number();
  if (fact.has_catalogue()) return fact.catalogue().supplier_organisation_number();
  return fact.ledger_entry().supplier_organisation_number();
}

// Numbers by which documents are held together.
std::set<std::string> NumbersOf(const Fact& fact) {
  std::set<std::string> numbers;
  const auto add = [&](const std::string& number) { numbers.insert(TypedNumber(number)); };
  add(fact.invoice().number());
  add(fact.invoice().order_reference());
  for (const std::string& number : fact.invoice().preceding_invoices()) add(number);
  add(fact.order().number());
  add(fact.order_update().order_reference());
  add(fact.goods_receipt().order_reference());
  add(fact.ledger_entry().invoice_number());
  numbers.erase("");
  return numbers;
}

bool Share(const std::set<std::string>& one, const std::set<std::string>& other) {
  return std::any_of(one.begin(), one.end(), [&](const std::string& number) { return other.contains(number); });
}

}  // namespace

std::string DocumentsTouching(const std::string& name, const std::vector<Document>& documents) {
  const std::string own_name = name.substr(0, name.find(' '));
  const auto own = std::find_if(documents.begin(), documents.end(), [&](const Document& one) { return one.name == own_name; });
  if (own == documents.end()) return "";
  const auto numbers = NumbersOf(own->fact());
  const std::string supplier = SupplierOf(own->fact());
  std::string text;
  for (const Document& one : documents) {
    const std::string other = SupplierOf(one.fact());
    const bool is_of_supplier = other == supplier && (one.fact().has_agreement() || one.fact().has_catalogue());
    const bool is_held_together = (other.empty() || other == supplier) && Share(numbers, NumbersOf(one.fact()));
    if (&one == &*own || is_of_supplier || is_held_together) text += one.name + ": " + one.fact().ShortDebugString() + "\n";
  }
  return text;
}

}  // namespace helhet::truth
