// What documents of every kind begin with: number, date, parties, and from these the keys.
#pragma once

#include <initializer_list>
#include <string>

#include "helhet/status.h"
#include "helhet/ubl/party.h"
#include "helhet/values/flags.h"
#include "reading.h"

namespace helhet::ehandel {

struct Header {
  std::string number;
  // YYYY-MM-DD.
  std::string issue_date;
};

// Number and date. Refuses a document that cannot be told from others: number_missing, issue_date_missing,
// issue_date_invalid.
Result<Header> ReadHeader(const sdk::Element& root);

// The party in the first of the named elements that has an organisation number, else in the first that is there:
// `cac:SellerSupplierParty`, which holds a cac:Party, or `cac:ProviderParty`, which is one.
sdk::Party ReadFirstParty(const sdk::Element& root, std::initializer_list<const char*> names, sdk::Flags& flags);

// Adds the party's organisation numbers (`organisation_number`) and location number (`gln`) as unit codes.
void AddPartyCodes(const sdk::Party& party, model::v1::Fact& fact);

// An optional date: empty, flagged `date_invalid`, when what is there is none. `where` is its path.
std::string ReadDate(const sdk::Element& element, const std::string& where, sdk::Flags& flags);

// The document's currency: cbc:DocumentCurrencyCode, else that of the first price or amount of its lines, flagged
// `currency_missing` where there is an amount. `line_name` is `cac:OrderLine`.
std::string ReadCurrency(const sdk::Element& root, const char* line_name, sdk::Flags& flags);

// Sets the keys of a reading whose fact is filled. The natural key is the business key; where a document's issuer has
// no organisation number there is none, and the natural key is `word`, issuer, number and date. Refuses:
// issuer_missing when the issuer has no name or address either, identity_too_long over limits::kKeyBytes.
Status SetKeys(const char* word, const Header& header, const sdk::Party& issuer, Reading& reading);

}  // namespace helhet::ehandel
