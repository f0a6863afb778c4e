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
  int64_t price_minor;         // agreed price of 2021 without VAT, øre
};

struct ItemGroup {
  std::string_view unspsc_code;
  std::string_view cpv_code;
  std::string_view kostra_art;    // what the ledger posts it on
  std::string_view vat_category;  // UNCL5305: S, Z, E
  int vat_percent;
  bool shipped;          // goods, which come with freight; the rest is work and services
  bool in_platform;      // can be ordered in the e-commerce platform
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
  bool in_platform;             // units can order here through the platform
  bool answers_orders;          // sends order responses; others simply deliver
  bool advises_despatch;        // sends despatch advices
  int weight;                   // how often units buy here
};

std::span<const ItemGroup> ItemGroups();

// In a fixed order, which the generated documents depend on.
const std::vector<Supplier>& Suppliers();

// The number that suppliers have for an item of `group`.
std::string ItemNumber(const ItemGroup& group, const Item& item);

// What the item costs by catalogue and order in a year, without VAT.
int64_t AgreedPriceMinor(const Item& item, int year);

// The made-up number with this serial: nine digits, the last by modulus 11 as the register's own.
std::string MadeUpOrganisationNumber(int serial);

}  // namespace helhet::model_case
