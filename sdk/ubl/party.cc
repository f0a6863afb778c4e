#include "helhet/ubl/party.h"

#include <algorithm>
#include <vector>

#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"

namespace helhet::sdk {
namespace {

// A place where an organisation number may stand.
struct Candidate {
  std::string text;
  std::string where;
  // The scheme or the form says that it is Norwegian; otherwise it counts only when it is valid.
  bool claims_norwegian;
};

std::string Upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  return text;
}

bool LooksLikeNorwegianVat(const std::string& text) {
  const std::string upper = Upper(text);
  return upper.ends_with("MVA") || (upper.starts_with("NO") && upper.find_first_of("0123456789") != std::string::npos);
}

bool IsAbroad(const Element& party) {
  const std::string country = Upper(party.Child("cac:PostalAddress").Child("cac:Country").Child("cbc:IdentificationCode").Text());
  return !country.empty() && country != "NO";
}

class Candidates {
 public:
  explicit Candidates(const Element& party) : is_abroad_(IsAbroad(party)) {
    for (const Element entity : party.Children("cac:PartyLegalEntity")) {
      Add(entity.Child("cbc:CompanyID"), "/cac:PartyLegalEntity/cbc:CompanyID");
    }
    Add(party.Child("cbc:EndpointID"), "/cbc:EndpointID");
    for (const Element scheme : party.Children("cac:PartyTaxScheme")) {
      const std::string kind = scheme.Child("cac:TaxScheme").Child("cbc:ID").Text();
      if (kind != "TAX") Add(scheme.Child("cbc:CompanyID"), "/cac:PartyTaxScheme/cbc:CompanyID");
    }
    for (const Element identification : party.Children("cac:PartyIdentification")) {
      const Element id = identification.Child("cbc:ID");
      if (IsNorwegianScheme(id.Attribute("schemeID"))) Add(id, "/cac:PartyIdentification/cbc:ID");
    }
  }

  const std::vector<Candidate>& list() const { return list_; }

 private:
  void Add(const Element& id, const char* where) {
    const std::string text = id.Text();
    if (text.empty()) return;
    const std::string_view scheme = id.Attribute("schemeID");
    const bool claims = IsNorwegianScheme(scheme) || (scheme.empty() && LooksLikeNorwegianVat(text));
    // Without a scheme, nine digits may be anybody's number: only a Norwegian party's is taken.
    if (!claims && (!scheme.empty() || is_abroad_ || text.find_first_not_of("0123456789 ") != std::string::npos)) return;
    list_.push_back({text, where, claims});
  }

  const bool is_abroad_;
  std::vector<Candidate> list_;
};

std::string FindOrganisationNumber(const Element& party, const std::string& where, Flags& flags) {
  std::string invalid;
  const Candidates candidates(party);
  for (const Candidate& candidate : candidates.list()) {
    std::string digits = OrganisationDigits(candidate.text);
    if (IsOrganisationNumber(digits)) return digits;
    if (!candidate.claims_norwegian) continue;
    flags.Add("organisation_number_invalid", where + candidate.where,
              Quoted(candidate.text) + " is no organisation number: " +
                  (digits.size() == 9 ? "its check digit is wrong" : "it has " + std::to_string(digits.size()) + " digits, not nine"));
    if (invalid.empty()) invalid = std::move(digits);
  }
  return invalid;
}

std::string FindGln(const Element& party) {
  const auto is_gln = [](const Element& id) { return id.Attribute("schemeID") == "0088" || id.Attribute("schemeID") == "GLN"; };
  if (is_gln(party.Child("cbc:EndpointID"))) return party.Child("cbc:EndpointID").Text();
  for (const Element identification : party.Children("cac:PartyIdentification")) {
    if (is_gln(identification.Child("cbc:ID"))) return identification.Child("cbc:ID").Text();
  }
  return {};
}

}  // namespace

Party ReadParty(const Element& party, const std::string& where, Flags& flags) {
  Party result;
  result.organisation_number = FindOrganisationNumber(party, where, flags);
  result.name = party.Child("cac:PartyLegalEntity").Child("cbc:RegistrationName").Text();
  if (result.name.empty()) result.name = party.Child("cac:PartyName").Child("cbc:Name").Text();
  const Element endpoint = party.Child("cbc:EndpointID");
  result.endpoint = endpoint.Text();
  const std::string_view scheme = endpoint.Attribute("schemeID");
  const std::string digits = OrganisationDigits(result.endpoint);
  if (IsOrganisationNumber(digits) && (scheme.empty() || IsNorwegianScheme(scheme))) result.endpoint_organisation_number = digits;
  result.gln = FindGln(party);
  result.contact_id = party.Child("cac:Contact").Child("cbc:ID").Text();
  return result;
}

}  // namespace helhet::sdk
