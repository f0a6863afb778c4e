#include "invoice_draft.h"

#include <algorithm>

#include "framework_agreements.h"

namespace helhet::model_case {
namespace {

constexpr std::array<int, 12> kMonthWeights = {80, 84, 95, 82, 90, 92, 42, 76, 92, 90, 98, 79};
constexpr std::array<int, 12> kMonthDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<int, 6> kLineWeights = {35, 25, 15, 12, 8, 5};

// Amounts are skewed: many small, few large. Tenths of the distribution in kroner, drawn evenly between.
constexpr std::array<int64_t, 11> kAmountTenths = {150, 420, 690, 980, 1350, 1880, 2700, 4100, 7200, 14500, 61000};

int64_t DrawAmountMinor(Random& random) {
  const int64_t tenth = random.Below(10);
  return 100 * random.Between(kAmountTenths[tenth], kAmountTenths[tenth + 1]);
}

const Supplier& DrawSupplier(Random& random, bool through_platform) {
  for (;;) {
    const Supplier& supplier = Suppliers()[random.Below(static_cast<int64_t>(Suppliers().size()))];
    if (through_platform && !supplier.in_platform) continue;
    if (random.Below(8) < supplier.weight) return supplier;
  }
}

const Address& DrawAddress(Draft& draft) {
  std::vector<int> weights;
  for (const Address& address : draft.group.addresses) {
    const bool valid = address.first_year <= draft.plan.year && draft.plan.year <= address.last_year;
    weights.push_back(valid ? address.weight : 0);
  }
  return draft.group.addresses[draft.random.Pick(weights)];
}

// What the reference leads to on an invoice that was not ordered: mostly there is none. Rejected and cancelled orders
// went through the platform like others.
OrderTrail DrawStrayTrail(const Supplier& supplier, Random& random) {
  constexpr int kStrayPermille = 50;  // of what was not ordered: about 3 in 100 of all
  if (!random.Chance(kStrayPermille)) return OrderTrail::kNone;
  constexpr OrderTrail kTrails[] = {OrderTrail::kPerson, OrderTrail::kUnknown, OrderTrail::kCancelled, OrderTrail::kRejected};
  constexpr std::array<int, 4> kInPlatform = {30, 20, 30, 20};
  constexpr std::array<int, 4> kElsewhere = {60, 40, 0, 0};
  return kTrails[random.Pick(supplier.in_platform ? kInPlatform : kElsewhere)];
}

// What a supplier writes as order number; that of a real order comes with the invoice's own number.
void DrawReferences(Random& random, Document& document) {
  constexpr std::array<std::string_view, 4> kPersons = {"Kari Nordmann", "Ola Nordmann", "v/ Anne Eksempel", "Per Eksempelsen"};
  if (document.order_trail == OrderTrail::kPerson) {
    document.order_reference = kPersons[random.Below(4)];
  } else if (document.order_trail == OrderTrail::kUnknown) {
    document.order_reference = "45" + std::to_string(random.Between(10000000, 99999999));
  } else if (!document.ClaimsOrder() && document.supplier->filler_order_reference) {
    document.order_reference = "NA";
    document.sales_order_reference = "SO-" + std::to_string(random.Between(10000, 99999));
  }
  const int states_contract_permille = document.IsOrdered() ? 700 : 180;
  if (random.Chance(states_contract_permille)) document.contract_reference = AgreementNumberOf(*document.supplier, document.date);
}

// Most suppliers write the unit's reference; others send to the sub-unit's own address and name a resource
// number, or nothing but the order (rule R003: a buyer's reference or an order must be there).
void AddressTo(const Address& address, Draft& draft, Document& document) {
  const bool by_endpoint = !address.organisation_number.empty() && draft.random.Chance(220);
  document.address = &address;
  document.endpoint = by_endpoint ? address.organisation_number : document.buyer_number;
  if (!by_endpoint) {
    document.buyer_reference = address.buyer_reference;
  } else if (!document.ClaimsOrder() || draft.random.Chance(300)) {
    document.buyer_reference = "Ressursnr " + std::to_string(draft.random.Between(40000, 48999));
  }
}

// How an ordered line came to be invoiced: nearly always as it was ordered.
LineTrail DrawLineTrail(Random& random) {
  constexpr LineTrail kTrails[] = {LineTrail::kAsOrdered, LineTrail::kDearer, LineTrail::kMore, LineTrail::kSubstitute};
  constexpr std::array<int, 4> kPermille = {925, 35, 25, 15};
  return kTrails[random.Pick(kPermille)];
}

// What is bought outside the platform is somewhat dearer than what is agreed, and its price is nobody's promise.
int64_t DrawPriceMinor(const Item& item, const Document& document, LineTrail trail, Random& random) {
  const int64_t agreed_minor = AgreedPriceMinor(item, YearOf(document.date));
  if (!document.IsOrdered()) return agreed_minor * random.Between(970, 1130) / 1000;
  return trail == LineTrail::kDearer ? agreed_minor * random.Between(1040, 1150) / 1000 : agreed_minor;
}

void AddLine(int64_t amount_minor, int order_line, Random& random, Document& document) {
  const Supplier& supplier = *document.supplier;
  const ItemGroup& group = *supplier.group;
  const Item& item = group.items[random.Below(static_cast<int64_t>(group.items.size()))];
  const LineTrail trail = document.IsOrdered() ? DrawLineTrail(random) : LineTrail::kAsOrdered;
  const int64_t price_minor = DrawPriceMinor(item, document, trail, random);
  const int64_t step_hundredths = StepHundredths(item.unit_code);
  const int64_t steps = std::max<int64_t>(1, amount_minor * 100 / (price_minor * step_hundredths));
  std::string number = supplier.in_platform ? ItemNumber(group, item) : "";
  if (trail == LineTrail::kSubstitute) number += "-E";
  document.lines.push_back({.item = &item,
                            .name = item.name,
                            .unit_code = item.unit_code,
                            .unspsc_code = supplier.class_list == "TST" ? group.unspsc_code : std::string_view(),
                            .cpv_code = supplier.class_list == "STI" ? group.cpv_code : std::string_view(),
                            .vat_category = group.vat_category,
                            .vat_percent = group.vat_percent,
                            .quantity_hundredths = steps * step_hundredths,
                            .price_minor = price_minor,
                            .item_number = std::move(number),
                            .order_line = document.HasOrder() ? order_line : 0,
                            .trail = trail});
}

// Lines from `first_order_line` on, which share an amount that is drawn.
void DrawLines(int first_order_line, Random& random, Document& document) {
  const int lines = random.Pick(kLineWeights) + 1;
  const int64_t amount_minor = DrawAmountMinor(random);
  for (int i = 0; i < lines; ++i) AddLine(amount_minor / lines, first_order_line + i, random, document);
}

void AddExtra(Wording wording, std::string_view code, std::string_view words, int64_t amount_minor, Document& document) {
  switch (wording) {
    case Wording::kNever: return;
    case Wording::kCode: document.charges.push_back({code, words, amount_minor}); return;
    case Wording::kText: document.charges.push_back({"", words, amount_minor}); return;
    case Wording::kLine:
      document.lines.push_back({.item = nullptr,
                                .name = words,
                                .unit_code = "EA",
                                .unspsc_code = {},
                                .cpv_code = {},
                                .vat_category = "S",
                                .vat_percent = 25,
                                .quantity_hundredths = 100,
                                .price_minor = amount_minor,
                                .item_number = {}});
      return;
  }
}

void AddFeeAndFreight(Random& random, Document& document) {
  const Supplier& supplier = *document.supplier;
  constexpr std::array<std::string_view, 3> kFeeWords = {"Fakturagebyr", "Faktureringsgebyr", "Ekspedisjonsgebyr"};
  constexpr std::array<std::string_view, 3> kFreightWords = {"Frakt", "Porto", "Fraktkostnad"};
  if (random.Chance(document.IsOrdered() ? 40 : 750)) {
    AddExtra(supplier.invoice_fee, "IS", kFeeWords[random.Below(3)], 100 * random.Between(39, 95), document);
  }
  if (random.Chance(document.IsOrdered() ? 250 : 600)) {
    AddExtra(supplier.freight, "FC", kFreightWords[random.Below(3)], 100 * random.Between(79, 390), document);
  }
}

Date DrawDate(Draft& draft) {
  const int month = draft.random.Pick(kMonthWeights) + 1;
  return MakeDate(draft.plan.year, month, static_cast<int>(draft.random.Between(1, kMonthDays[month - 1])));
}

void SetBuyer(const Municipality& municipality, Document& document) {
  document.buyer_number = municipality.organisation_number;
  document.buyer_name = municipality.name;
  document.buyer_postal_zone = municipality.postal_zone;
}

}  // namespace

Document DrawInvoice(Draft& draft) {
  Random& random = draft.random;
  Document document;
  document.date = DrawDate(draft);
  const bool is_ordered = random.Chance(CountSharePermille(draft.plan, MonthNumberOf(document.date)));
  document.supplier = &DrawSupplier(random, is_ordered);
  document.order_trail = is_ordered ? OrderTrail::kOrdered : DrawStrayTrail(*document.supplier, random);
  SetBuyer(draft.municipality, document);
  DrawReferences(random, document);
  AddressTo(DrawAddress(draft), draft, document);
  // EHF 2 was retired; the oldest year still holds some.
  if (document.date < MakeDate(2021, 7, 1) && random.Chance(150)) document.dialect = Dialect::kEhf2;
  if (document.dialect == Dialect::kBisBilling3 && random.Chance(8)) document.kind = DocumentKind::kCorrectedInvoice;
  DrawLines(1, random, document);
  AddFeeAndFreight(random, document);
  return document;
}

Document DrawSecondDelivery(const Document& invoice, Draft& draft) {
  Document document = invoice;
  document.kind = DocumentKind::kInvoice;
  document.date = AddDaysWithinYear(invoice.date, draft.random.Between(4, 21));
  document.lines.clear();
  document.charges.clear();
  int ordered_lines = 0;
  for (const Line& line : invoice.lines) ordered_lines = std::max(ordered_lines, line.order_line);
  DrawLines(ordered_lines + 1, draft.random, document);
  return document;
}

Document DrawHead(const Supplier& supplier, Draft& draft) {
  Document document;
  document.date = DrawDate(draft);
  document.supplier = &supplier;
  SetBuyer(draft.municipality, document);
  AddressTo(DrawAddress(draft), draft, document);
  return document;
}

int CountSharePermille(const YearPlan& plan, int month) {
  return plan.count_share_first_permille +
         (plan.count_share_last_permille - plan.count_share_first_permille) * (month - 1) / 11;
}

}  // namespace helhet::model_case
