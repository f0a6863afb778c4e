// The framework agreements that Innherred Anskaffelser has made for its members, and the export of its register.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue.h"
#include "date.h"

namespace helhet::model_case {

struct FrameworkAgreement {
  std::string_view number;
  std::string_view title;
  std::vector<int> suppliers;  // positions in Suppliers()
  std::string_view valid_from;  // YYYY-MM-DD
  std::string_view valid_to;    // empty: no end
  std::string_view valid_to_with_options;
  std::string_view unspsc_codes;  // empty: none stated
  std::string_view cpv_codes;
  std::string_view callers;  // municipality numbers
  int yearly_value_kroner;
};

const std::vector<FrameworkAgreement>& FrameworkAgreements();

// The number of the supplier's agreement that began last on or before `day`, which is what the supplier writes on
// invoices, ended or not. Empty when there is none.
std::string_view AgreementNumberOf(const Supplier& supplier, Date day);

// As the register exports it, in the columns that the connector `agreements` knows. All members get the same file.
std::string RegisterExport();

}  // namespace helhet::model_case
