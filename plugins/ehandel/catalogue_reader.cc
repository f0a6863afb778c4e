#include "catalogue_reader.h"

#include <algorithm>
#include <vector>

#include "header.h"
#include "helhet/ubl/item.h"
#include "helhet/ubl/price.h"
#include "helhet/values/quoted.h"
#include "helhet/values/reference.h"

namespace helhet::ehandel {
namespace {

struct Period {
  std::string from, to;
};

Period ReadPeriod(const sdk::Element& period, const std::string& where, sdk::Flags& flags) {
  Period result{ReadDate(period.Child("cbc:StartDate"), where + "/cbc:StartDate", flags),
                ReadDate(period.Child("cbc:EndDate"), where + "/cbc:EndDate", flags)};
  if (!result.from.empty() && !result.to.empty() && result.to < result.from) {
    flags.Add("period_reversed", where, "it ends on " + result.to + ", before it begins on " + result.from);
  }
  return result;
}

bool IsDeleted(const sdk::Element& element) { return element.Child("cbc:ActionCode").Text() == "Delete"; }

// A price of an item, and for which days and from which quantity on it is offered.
struct Offer {
  sdk::Element price;
  Period period;
  sdk::Decimal least_quantity;
};

// Of each period the price for the least quantity: what one piece costs.
std::vector<Offer> ReadOffers(const sdk::Element& line, const std::string& where, sdk::Flags& flags) {
  std::vector<Offer> offers;
  for (const sdk::Element place : line.Children("cac:RequiredItemLocationQuantity")) {
    const sdk::Element price = place.Child("cac:Price");
    if (price.Child("cbc:PriceAmount").Text().empty()) continue;
    Offer offer{price, ReadPeriod(price.Child("cac:ValidityPeriod"), where + "/cac:Price/cac:ValidityPeriod", flags),
                sdk::NumberOr(place.Child("cbc:MinimumQuantity"), {}).value_or(sdk::Decimal())};
    const auto same = std::find_if(offers.begin(), offers.end(), [&](const Offer& other) {
      return other.period.from == offer.period.from && other.period.to == offer.period.to;
    });
    if (same == offers.end()) {
      offers.push_back(std::move(offer));
      continue;
    }
    const bool is_less = offer.least_quantity.nanos < same->least_quantity.nanos;
    const Offer& left_out = is_less ? *same : offer;
    flags.Add("price_by_quantity", where,
              "the price for " + left_out.least_quantity.Text() + " or more, " +
                  sdk::Quoted(left_out.price.Child("cbc:PriceAmount").Text()) + ", is left out");
    if (is_less) *same = std::move(offer);
  }
  return offers;
}

void SetPrice(const Offer& offer, const std::string& where, sdk::Flags& flags, model::v1::Catalogue& catalogue,
              model::v1::CatalogueLine& line) {
  if (!offer.period.from.empty()) line.set_valid_from(offer.period.from);
  if (!offer.period.to.empty()) line.set_valid_to(offer.period.to);
  const std::string_view unit = offer.price.Child("cbc:BaseQuantity").Attribute("unitCode");
  if (!unit.empty()) line.set_quantity_unit_code(std::string(unit));
  const std::string currency(offer.price.Child("cbc:PriceAmount").Attribute("currencyID"));
  if (catalogue.currency_code().empty()) catalogue.set_currency_code(currency);
  if (currency != catalogue.currency_code()) {
    flags.Add("currency_differs", where, "the price is in " + sdk::Quoted(currency) + ", that of others in " +
                                             catalogue.currency_code() + "; it is left out");
    return;
  }
  if (const auto micros = sdk::UnitPriceMicros(offer.price, where, flags)) line.set_unit_price_micros(*micros);
}

void ReadLine(const sdk::Element& element, const std::string& where, bool is_withdrawn, sdk::Flags& flags,
              model::v1::Catalogue& catalogue) {
  model::v1::CatalogueLine line;
  const bool is_deleted = is_withdrawn || IsDeleted(element);
  line.set_line_id(element.Child("cbc:ID").Text());
  sdk::SetItem(sdk::ReadItem(element.Child("cac:Item")), line);
  line.set_quantity_unit_code(element.Child("cbc:OrderableUnit").Text());
  const std::string orderable = element.Child("cbc:OrderableIndicator").Text();
  line.set_is_orderable(!is_deleted && orderable != "false" && orderable != "0");
  const Period period = ReadPeriod(element.Child("cac:LineValidityPeriod"), where + "/cac:LineValidityPeriod", flags);
  line.set_valid_from(period.from);
  line.set_valid_to(period.to);
  const std::vector<Offer> offers = is_deleted ? std::vector<Offer>() : ReadOffers(element, where, flags);
  if (offers.empty()) *catalogue.add_lines() = line;
  for (const Offer& offer : offers) {
    auto* priced = catalogue.add_lines();
    *priced = line;
    SetPrice(offer, where, flags, catalogue, *priced);
  }
}

}  // namespace

Status ReadCatalogue(const Document& document, sdk::Flags& flags, Reading& reading) {
  reading.stream = kCatalogues;
  const sdk::Element& root = document.root;
  const bool is_cart = document.kind == DocumentKind::kPunchOutCart;
  HELHET_ASSIGN_OR_RETURN(const Header header, ReadHeader(root));
  const sdk::Party supplier = ReadFirstParty(root, {"cac:SellerSupplierParty", "cac:ProviderParty"}, flags);
  // Who gets it may use it. The party to the contract is often a cooperative that buys for others.
  const sdk::Party buyer = ReadFirstParty(root, {"cac:ReceiverParty", "cac:ContractorCustomerParty"}, flags);
  auto& catalogue = *reading.fact.mutable_catalogue();
  catalogue.set_number(header.number);
  catalogue.set_version(root.Child("cbc:VersionID").Text());
  catalogue.set_kind(is_cart ? model::v1::CATALOGUE_KIND_PUNCH_OUT_CART : model::v1::CATALOGUE_KIND_CATALOGUE);
  catalogue.set_issue_date(header.issue_date);
  const Period period = ReadPeriod(root.Child("cac:ValidityPeriod"), "cac:ValidityPeriod", flags);
  catalogue.set_valid_from(period.from);
  catalogue.set_valid_to(period.to);
  const bool is_withdrawn = !is_cart && IsDeleted(root);
  if (is_withdrawn) {
    catalogue.set_valid_to(header.issue_date);
    flags.Add("catalogue_withdrawn", "cbc:ActionCode", "the document deletes the catalogue: it is taken to end on its day of issue");
  }
  if (root.Child("cbc:ActionCode").Text() == "Update" && catalogue.version().empty()) {
    flags.Add("catalogue_partial", "cbc:VersionID", "an update without a version of its own: it replaces the catalogue of that number");
  }
  catalogue.set_supplier_organisation_number(supplier.organisation_number);
  catalogue.set_supplier_name(supplier.name);
  catalogue.set_buyer_organisation_number(buyer.organisation_number);
  catalogue.set_contract_reference(sdk::ReferenceOrNone(root.Child("cac:ReferencedContract").Child("cbc:ID").Text()));
  int index = 0;
  for (const sdk::Element line : root.Children("cac:CatalogueLine")) {
    ReadLine(line, "cac:CatalogueLine[" + std::to_string(++index) + "]", is_withdrawn, flags, catalogue);
  }
  if (is_cart) AddPartyCodes(buyer, reading.fact);
  return SetKeys(is_cart ? "punch_out_cart" : "catalogue", header, supplier, reading);
}

}  // namespace helhet::ehandel
