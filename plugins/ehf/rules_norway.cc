// Rules on Norwegian suppliers: their VAT number, and where they are registered.
#include <string>

#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"
#include "rules.h"

namespace helhet::ehf {
namespace {

// Registration under a tax scheme: `VAT`, `TAX`. Empty when there is none.
std::string RegistrationUnder(const sdk::Element& party, const char* scheme) {
  for (const sdk::Element registration : party.Children("cac:PartyTaxScheme")) {
    if (registration.Child("cac:TaxScheme").Child("cbc:ID").Text() == scheme) return registration.Child("cbc:CompanyID").Text();
  }
  return {};
}

// The supplier's country as the Peppol rules tell it: from its VAT number, else its tax representative's,
// else its address.
bool IsNorwegian(const DocumentKind& kind, const sdk::Element& supplier) {
  std::string country = RegistrationUnder(supplier, "VAT");
  if (country.empty()) country = RegistrationUnder(kind.root.Child("cac:TaxRepresentativeParty"), "VAT");
  if (country.empty()) country = supplier.Child("cac:PostalAddress").Child("cac:Country").Child("cbc:IdentificationCode").Text();
  return country.starts_with("NO");
}

bool IsNorwegianVatNumber(const std::string& number) {
  return number.size() == 14 && number.starts_with("NO") && number.ends_with("MVA") && sdk::IsOrganisationNumber(number.substr(2, 9));
}

}  // namespace

void CheckNorwegianSupplier(const DocumentKind& kind, sdk::Flags& flags) {
  const std::string where = "cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID";
  const sdk::Element supplier = kind.root.Child("cac:AccountingSupplierParty").Child("cac:Party");
  if (!supplier || !IsNorwegian(kind, supplier)) return;
  const std::string vat = RegistrationUnder(supplier, "VAT");
  if (!vat.empty() && !IsNorwegianVatNumber(vat)) {
    flags.Add("NO-R-001", where, sdk::Quoted(vat) + " is no Norwegian VAT number: NO, nine digits, MVA");
  }
  if (RegistrationUnder(supplier, "TAX") != "Foretaksregisteret") {
    flags.Add("NO-R-002", where, "the supplier does not state 'Foretaksregisteret'");
  }
}

}  // namespace helhet::ehf
