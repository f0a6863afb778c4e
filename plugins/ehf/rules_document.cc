// Rules on the document's elements: how many, which currency, and whether there is anything in them.
#include <string>

#include "helhet/values/quoted.h"
#include "rules.h"

namespace helhet::ehf {
namespace {

// The document currency holds for all amounts but the VAT total in accounting currency (BT-111), which is the
// cac:TaxTotal without a breakdown.
bool IsAccountingCurrencyTotal(const sdk::Element& amount) {
  return amount.name() == "cbc:TaxAmount" && amount.Parent().name() == "cac:TaxTotal" && !amount.Parent().Child("cac:TaxSubtotal");
}

void CheckCurrencies(const DocumentKind& kind, sdk::Flags& flags) {
  const std::string currency = kind.root.Child("cbc:DocumentCurrencyCode").Text();
  const std::string accounting_currency = kind.root.Child("cbc:TaxCurrencyCode").Text();
  if (currency.empty()) return;
  sdk::ForEachElement(kind.root, [&](const sdk::Element& element) {
    const std::string_view own = element.Attribute("currencyID");
    if (own.empty() || own == currency) return;
    if (own == accounting_currency && IsAccountingCurrencyTotal(element)) return;
    flags.Add("PEPPOL-EN16931-R051", std::string(element.name()),
              "the amount is in " + sdk::Quoted(own) + ", but the document in " + sdk::Quoted(currency));
  });
}

}  // namespace

void CheckDocumentRules(const DocumentKind& kind, sdk::Flags& flags) {
  const sdk::Element note = kind.root.Child("cbc:Note");
  if (note.Next("cbc:Note")) {
    flags.Add("PEPPOL-EN16931-R002", "cbc:Note", "there is more than one note on the document");
  }
  if (!kind.root.Child("cbc:BuyerReference") && !kind.root.Child("cac:OrderReference").Child("cbc:ID")) {
    flags.Add("PEPPOL-EN16931-R003", "", "there is neither a buyer reference nor an order reference");
  }
  CheckCurrencies(kind, flags);
}

void CheckEmptyElements(const DocumentKind& kind, const char* rule, sdk::Flags& flags) {
  sdk::ForEachElement(kind.root, [&](const sdk::Element& element) {
    if (!element.IsEmpty()) return;
    flags.Add(rule, std::string(element.Parent().name()) + "/" + std::string(element.name()), "the element is empty");
  });
}

}  // namespace helhet::ehf
