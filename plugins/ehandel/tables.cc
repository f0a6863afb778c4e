#include "tables.h"

#include <utility>

#include "reading.h"

namespace helhet::ehandel {
namespace {

// What each table means, as settings of the connector tabular would say it.

// Goods receipts: one row for each line that was received; rows of one receipt may stand anywhere.
constexpr const char* kReceipts = R"(
  "key": ["Kjøper orgnr", "Varemottak"],
  "fields": {
    "number": {"column": "Varemottak", "required": true},
    "receipt_date": {"column": "Dato", "required": true},
    "order_reference": {"column": "Ordrenummer"},
    "buyer_organisation_number": {"column": "Kjøper orgnr", "required": true},
    "supplier_organisation_number": {"column": "Leverandør orgnr", "column_optional": true},
    "evidence": {"value": "registered"}
  },
  "lines": {"lines": {
    "line_id": {"column": "Linje", "column_optional": true},
    "order_line_reference": {"column": "Ordrelinje"},
    "seller_item_id": {"column": "Varenummer", "column_optional": true},
    "quantity_micros": {"column": "Antall"},
    "quantity_unit_code": {"column": "Enhetskode", "column_optional": true}
  }})";

constexpr const char* kTellReceiptsApart = "let Kjøper orgnr and Varemottak tell the receipts apart";

// Users who can order: one row for each unit and day of count.
constexpr const char* kUserCounts = R"(
  "fields": {
    "provider": {"value": "ehandel"},
    "series": {"value": "users_who_can_order"},
    "period_start": {"column": "Dato", "required": true},
    "value_micros": {"column": "Brukere", "required": true},
    "measurement_unit": {"value": "personer"}
  })";

constexpr const char* kTellCountsApart = "let Dato and the columns of the unit tell the rows apart";

// The codes that may tell the unit, in both tables.
constexpr const char* kUnitCodes = R"(
  "unit_codes": [
    {"scheme": "organisation_number", "column": "Enhet orgnr", "column_optional": true},
    {"scheme": "responsibility", "column": "Ansvar", "column_optional": true},
    {"scheme": "department", "column": "Avdeling", "column_optional": true},
    {"scheme": "project", "column": "Prosjekt", "column_optional": true},
    {"scheme": "buyer_reference", "column": "Referanse", "column_optional": true},
    {"scheme": "accounting_cost", "column": "Kontering", "column_optional": true},
    {"scheme": "gln", "column": "GLN", "column_optional": true}
  ])";

Result<sdk::FactMapping> MappingOf(const std::string& columns, const char* kind) {
  const std::string json = "{" + columns + "," + kUnitCodes + "}";
  HELHET_ASSIGN_OR_RETURN(const sdk::Settings settings, sdk::Settings::Parse(json, {}, "", "", ""));
  return sdk::FactMapping::From(settings, kind);
}

}  // namespace

Tables::Tables(sdk::FactMapping receipts, sdk::FactMapping users)
    : receipts_mapping_(receipts),
      users_mapping_(users),
      receipts_(kGoodsReceipts, sdk::TableFormat(), std::move(receipts), "", kTellReceiptsApart),
      users_(kUsers, sdk::TableFormat(), std::move(users), "", kTellCountsApart) {}

Result<Tables> Tables::Make() {
  HELHET_ASSIGN_OR_RETURN(sdk::FactMapping receipts, MappingOf(kReceipts, "goods_receipt"));
  HELHET_ASSIGN_OR_RETURN(sdk::FactMapping users, MappingOf(kUserCounts, "statistic"));
  return Tables(std::move(receipts), std::move(users));
}

const sdk::TableRecords* Tables::Find(std::string_view bytes) const {
  const auto has_columns = [&](const sdk::FactMapping& mapping) {
    return sdk::TableReader::Open(bytes, sdk::TableFormat(), mapping.wanted()).ok();
  };
  if (has_columns(receipts_mapping_)) return &receipts_;
  return has_columns(users_mapping_) ? &users_ : nullptr;
}

const sdk::TableRecords* Tables::OfStream(const std::string& stream) const {
  if (stream == kGoodsReceipts) return &receipts_;
  return stream == kUsers ? &users_ : nullptr;
}

std::string Tables::Names() {
  return "of goods receipts (Varemottak, Dato, Ordrenummer, Kjøper orgnr, Ordrelinje, Antall) or of users (Dato, Brukere)";
}

}  // namespace helhet::ehandel
