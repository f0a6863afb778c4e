// The five municipalities of the model case: who buys, under which codes, how much, and what share of it
// through e-commerce. The codes stand in deploy/model_case/config too; a test holds the two together.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace helhet::model_case {

// How documents find a unit: by a reference the buyer gave, by the sub-unit's own number as the address, or in the
// ledger by its responsibility (ansvar).
struct Address {
  std::string_view buyer_reference;
  std::string_view organisation_number;  // of the sub-unit; empty if it has none
  std::string_view responsibility;
  int weight;                            // its part of the group's invoices
  int first_year;
  int last_year;
};

// What a group of addresses buys in a year.
struct YearPlan {
  int year;
  int invoices;                 // without credit notes and payment requests
  int amount_share_bp;          // of the amount through e-commerce, hundredths of a percent: 8529 is 85.29 %
  int count_share_first_permille;  // of the count, in January
  int count_share_last_permille;   // of the count, in December; months between lie on a line
};

// Addresses whose share is stated together: a unit with the departments below it.
struct BuyingGroup {
  std::string_view name;
  std::vector<Address> addresses;
  std::vector<YearPlan> years;
};

// Inhabitants of an age group in a year; years between are filled in.
struct PopulationPoint {
  int year;
  int aged_67_to_79;
  int aged_80_plus;
};

struct Municipality {
  std::string_view number;
  std::string_view name;
  std::string_view organisation_number;
  std::string_view postal_zone;
  std::vector<BuyingGroup> groups;
  std::vector<PopulationPoint> population;
};

const std::vector<Municipality>& Municipalities();

}  // namespace helhet::model_case
