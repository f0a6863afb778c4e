#include "other_bodies.h"

namespace helhet::model_case {
namespace {

constexpr Item kTaxes[] = {{"Arbeidsgiveravgift, etterberegning", "EA", 4800000}, {"Gebyr tinglysing", "EA", 54500}};
constexpr Item kPensions[] = {{"Pensjonspremie, reguleringstermin", "EA", 38500000}};
constexpr Item kGrants[] = {{"Tilskudd etter avtale, halvår", "EA", 7500000}};
constexpr Item kServices[] = {{"Internhusleie, måned", "EA", 1850000}, {"Intern bruk av kjøretøy", "EA", 240000}};

constexpr ItemGroup kTaxGroup = {"", "", "195", "E", 0, false, false, kTaxes};
constexpr ItemGroup kPensionGroup = {"", "", "090", "E", 0, false, false, kPensions};
constexpr ItemGroup kGrantGroup = {"", "", "470", "E", 0, false, false, kGrants};
constexpr ItemGroup kInternalGroup = {"", "", "290", "E", 0, false, false, kServices};

Supplier Body(std::string_view name, std::string organisation_number, std::string_view city, std::string_view postal_zone,
              const ItemGroup& group) {
  return {.name = std::string(name),
          .organisation_number = std::move(organisation_number),
          .city = city,
          .postal_zone = postal_zone,
          .group = &group,
          .invoice_fee = Wording::kNever,
          .freight = Wording::kNever,
          .class_list = "",
          .filler_order_reference = false,
          .in_platform = false,
          .answers_orders = false,
          .advises_despatch = false,
          .weight = 1};
}

}  // namespace

const std::vector<Supplier>& NonAddressableBodies() {
  static const std::vector<Supplier> bodies = {
      Body("Skattekontoret Eksempel", MadeUpOrganisationNumber(201), "Steinkjer", "7713", kTaxGroup),
      Body("Eksempel Pensjonskasse", MadeUpOrganisationNumber(202), "Trondheim", "7010", kPensionGroup),
      Body("Eksempel Idrettslag", MadeUpOrganisationNumber(203), "Levanger", "7600", kGrantGroup)};
  return bodies;
}

const Supplier* InternalSupplier(std::string_view organisation_number) {
  static const std::vector<Supplier> municipalities = [] {
    std::vector<Supplier> all;
    for (const Municipality& municipality : Municipalities()) {
      all.push_back(Body(std::string(municipality.name) + " kommune (eksempel)", std::string(municipality.organisation_number), municipality.name,
                         municipality.postal_zone, kInternalGroup));
    }
    return all;
  }();
  for (const Supplier& municipality : municipalities) {
    if (municipality.organisation_number == organisation_number) return &municipality;
  }
  return nullptr;
}

}  // namespace helhet::model_case
