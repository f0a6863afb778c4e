// What a line is about: cac:Item.
#pragma once

#include <string>

#include "helhet/ubl/xml.h"

namespace helhet::sdk {

// An item as its document names it; what is not stated is empty.
struct Item {
  std::string name;
  // The supplier's item number, and GTIN or another standard one.
  std::string seller_item_id;
  std::string standard_item_id;
  // Item classes by the lists of UNCL7143: TST is UNSPSC and STI is CPV; EHF 2 wrote the lists' own names.
  std::string unspsc_code;
  std::string cpv_code;
};

Item ReadItem(const Element& item);

// Sets the item of a line of any fact that has these fields: InvoiceLine, OrderLine, CatalogueLine.
template <typename Line>
void SetItem(Item item, Line& line) {
  line.set_item_name(std::move(item.name));
  line.set_seller_item_id(std::move(item.seller_item_id));
  line.set_standard_item_id(std::move(item.standard_item_id));
  line.set_unspsc_code(std::move(item.unspsc_code));
  line.set_cpv_code(std::move(item.cpv_code));
}

}  // namespace helhet::sdk
