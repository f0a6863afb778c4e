// Who sells what in a random year: suppliers with their items, agreements and catalogues.
#pragma once

#include "tests/ground_truth/dice.h"
#include "tests/ground_truth/documents.h"

namespace helhet::truth {

inline constexpr char kOwnNumber[] = "938587051";   // the municipality
inline constexpr char kSubNumber[] = "974760673";   // a part of it that buys in its own name
inline constexpr char kCooperative[] = "912345678";  // buys on the municipality's behalf
inline constexpr char kOtherBuyer[] = "997391853";  // another body

struct Item {
  std::string seller_item_id;
  std::string standard_item_id;
  std::string unspsc_code;
  std::string cpv_code;
  int64_t price_micros = 0;
};

// How a supplier stands to the e-commerce platform.
enum class InPlatform { kOften, kSeldom, kNever };

struct Supplier {
  std::string organisation_number;
  InPlatform in_platform = InPlatform::kOften;
  std::vector<Item> items;
  std::vector<model::v1::Agreement> agreements;
};

struct Market {
  std::vector<Supplier> suppliers;
  std::vector<model::v1::Fact> facts;  // agreements and catalogues
};
Market MakeMarket(Dice& dice);

// Units a to d with a code each, the purchasing rules and the connectors.
Stated MakeStated(Dice& dice, const Market& market);

}  // namespace helhet::truth
