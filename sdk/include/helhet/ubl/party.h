// Supplier, buyer and others that a document names.
#pragma once

#include <string>

#include "helhet/values/flags.h"
#include "helhet/ubl/xml.h"

namespace helhet::sdk {

// Who a party is.
struct Party {
  // Nine digits with a right check digit; else the digits of a number that claims to be Norwegian, flagged;
  // else empty.
  std::string organisation_number;
  // Registered name, else trading name.
  std::string name;
  // Electronic address as written, and the organisation number it is, empty when it is none.
  std::string endpoint;
  std::string endpoint_organisation_number;
  // Global location number, of the electronic address or an identification (0088, GLN in EHF 2); empty when none.
  std::string gln;
  // Reference person or unit in EHF 1 and 2, which had no BT-10: cac:Contact/cbc:ID.
  std::string contact_id;
};

// Reads a cac:Party. The number comes from the first of these that holds a valid one: legal entity (BT-30 of
// a supplier, BT-47 of a buyer), electronic address (BT-34, BT-49), VAT registration (BT-31, BT-48), party
// identification (BT-29, BT-46). Flags `organisation_number_invalid` for each number on the way that claims
// to be Norwegian but is not valid. `where` is the party's path, for flags.
Party ReadParty(const Element& party, const std::string& where, Flags& flags);

}  // namespace helhet::sdk
