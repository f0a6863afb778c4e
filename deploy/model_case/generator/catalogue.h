// The suppliers of the model case and what they sell. All are made up: names say so («Eksempel»), and
// organisation numbers begin with 3, while the register of legal entities gives out 8 and 9.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace helhet::model_case {

struct Item {
  std::string_view name;
  std::string_view unit_code;  // UN/ECE Recommendation 20
  int64_t price_minor;         // list price without VAT, øre
};

struct ItemGroup {
  std::string_view unspsc_code;
  std::string_view cpv_code;
  std::string_view vat_category;  // UNCL5305: S, Z, E
  int vat_percent;
  bool shipped;          // goods that come with freight
  bool in_platform;      // can be ordered in the e-commerce platform
  std::string_view contract;  // framework agreement, if there is one
  std::span<const Item> items;
};

// How a supplier writes one thing that EHF leaves open.
enum class Wording { kNever, kCode, kText, kLine };

struct Supplier {
  std::string name;
  std::string organisation_number;
  std::string_view city;
  std::string_view postal_zone;
  const ItemGroup* group;
  Wording invoice_fee;         // fee on invoices without an order
  Wording freight;
  std::string_view class_list;  // `TST` UNSPSC, `STI` CPV, empty: the supplier gives no item class
  bool filler_order_reference;  // writes `NA` and its own sales order where the buyer gave no order
  int weight;                   // how often units buy here
};

std::span<const ItemGroup> ItemGroups();

// In a fixed order, which the generated documents depend on.
const std::vector<Supplier>& Suppliers();

// The made-up number with this serial: nine digits, the last by modulus 11 as the register's own.
std::string MadeUpOrganisationNumber(int serial);

}  // namespace helhet::model_case
