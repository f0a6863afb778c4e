#include "buying_year.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "amount_share.h"
#include "random.h"

namespace helhet::model_case {
namespace {

constexpr std::array<int, 12> kMonthWeights = {80, 84, 95, 82, 90, 92, 42, 76, 92, 90, 98, 79};
constexpr std::array<int, 12> kMonthDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<int, 6> kLineWeights = {35, 25, 15, 12, 8, 5};

// Amounts are skewed: many small, few large. Tenths of the distribution in kroner, drawn evenly between.
constexpr std::array<int64_t, 11> kAmountTenths = {150, 420, 690, 980, 1350, 1880, 2700, 4100, 7200, 14500, 61000};

struct Draft {
  const Municipality& municipality;
  const BuyingGroup& group;
  const YearPlan& plan;
  Random random;
};

int64_t DrawAmountMinor(Random& random) {
  const int64_t tenth = random.Below(10);
  return 100 * random.Between(kAmountTenths[tenth], kAmountTenths[tenth + 1]);
}

const Supplier& DrawSupplier(Random& random, bool through_platform) {
  for (;;) {
    const Supplier& supplier = Suppliers()[random.Below(static_cast<int64_t>(Suppliers().size()))];
    if (through_platform && !supplier.group->in_platform) continue;
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

// Most suppliers write the unit's reference; others send to the sub-unit's own address and name a resource
// number, or nothing but the order (rule R003: a buyer's reference or an order must be there).
void AddressTo(const Address& address, Draft& draft, Document& document) {
  const bool by_endpoint = !address.organisation_number.empty() && draft.random.Chance(220);
  document.endpoint = by_endpoint ? address.organisation_number : document.buyer_number;
  if (!by_endpoint) {
    document.buyer_reference = address.buyer_reference;
  } else if (!document.ClaimsOrder() || draft.random.Chance(300)) {
    document.buyer_reference = "Ressursnr " + std::to_string(draft.random.Between(40000, 48999));
  }
}

void DrawReferences(bool claims_order, Draft& draft, Document& document) {
  Random& random = draft.random;
  if (claims_order) {
    document.order_reference =
        "EH" + std::to_string(document.year % 100) + "-" + std::to_string(random.Between(100000, 999999));
  } else if (document.supplier->filler_order_reference) {
    document.order_reference = "NA";
    document.sales_order_reference = "SO-" + std::to_string(random.Between(10000, 99999));
  }
  const int states_contract_permille = claims_order ? 700 : 180;
  if (random.Chance(states_contract_permille)) document.contract_reference = document.supplier->group->contract;
}

Line DrawLine(const Supplier& supplier, int64_t amount_minor, Random& random) {
  const ItemGroup& group = *supplier.group;
  const Item& item = group.items[random.Below(static_cast<int64_t>(group.items.size()))];
  const int64_t price_minor = item.price_minor * random.Between(940, 1060) / 1000;
  const int64_t step_hundredths = StepHundredths(item.unit_code);
  const int64_t steps = std::max<int64_t>(1, amount_minor * 100 / (price_minor * step_hundredths));
  return {item.name, item.unit_code,
          supplier.class_list == "TST" ? group.unspsc_code : std::string_view(),
          supplier.class_list == "STI" ? group.cpv_code : std::string_view(),
          group.vat_category, group.vat_percent, steps * step_hundredths, price_minor, true};
}

void AddExtra(Wording wording, std::string_view code, std::string_view words, int64_t amount_minor, Document& document) {
  switch (wording) {
    case Wording::kNever: return;
    case Wording::kCode: document.charges.push_back({code, words, amount_minor}); return;
    case Wording::kText: document.charges.push_back({"", words, amount_minor}); return;
    case Wording::kLine:
      document.lines.push_back({words, "EA", "", "", "S", 25, 100, amount_minor, false});
      return;
  }
}

void AddFeeAndFreight(bool claims_order, Random& random, Document& document) {
  const Supplier& supplier = *document.supplier;
  constexpr std::array<std::string_view, 3> kFeeWords = {"Fakturagebyr", "Faktureringsgebyr", "Ekspedisjonsgebyr"};
  constexpr std::array<std::string_view, 3> kFreightWords = {"Frakt", "Porto", "Fraktkostnad"};
  if (random.Chance(claims_order ? 40 : 750)) {
    AddExtra(supplier.invoice_fee, "IS", kFeeWords[random.Below(3)], 100 * random.Between(39, 95), document);
  }
  if (random.Chance(claims_order ? 250 : 600)) {
    AddExtra(supplier.freight, "FC", kFreightWords[random.Below(3)], 100 * random.Between(79, 390), document);
  }
}

Document DrawInvoice(Draft& draft) {
  Random& random = draft.random;
  Document document;
  document.year = draft.plan.year;
  document.month = random.Pick(kMonthWeights) + 1;
  document.day = static_cast<int>(random.Between(1, kMonthDays[document.month - 1]));
  const bool claims_order = random.Chance(CountSharePermille(draft.plan, document.month));
  document.supplier = &DrawSupplier(random, claims_order);
  document.buyer_number = draft.municipality.organisation_number;
  document.buyer_name = draft.municipality.name;
  document.buyer_postal_zone = draft.municipality.postal_zone;
  DrawReferences(claims_order, draft, document);
  AddressTo(DrawAddress(draft), draft, document);
  // EHF 2 was retired; the oldest year still holds some.
  if (document.year == 2021 && document.month <= 6 && random.Chance(150)) document.dialect = Dialect::kEhf2;
  if (document.dialect == Dialect::kBisBilling3 && random.Chance(8)) document.kind = DocumentKind::kCorrectedInvoice;
  const int lines = random.Pick(kLineWeights) + 1;
  const int64_t amount_minor = DrawAmountMinor(random);
  for (int i = 0; i < lines; ++i) document.lines.push_back(DrawLine(*document.supplier, amount_minor / lines, random));
  AddFeeAndFreight(claims_order, random, document);
  return document;
}

// Credits one line, or the whole invoice, some days later but in the same year: a year's share is stated over
// the year's own credit notes.
Document CreditFor(const Document& invoice, Random& random) {
  Document credit = invoice;
  credit.kind = DocumentKind::kCreditNote;
  credit.preceding_invoice = invoice.number;
  if (random.Chance(600)) {
    credit.lines = {invoice.lines.front()};
    credit.charges.clear();
  }
  const int days = static_cast<int>(random.Between(3, 40));
  for (int i = 0; i < days && !(credit.month == 12 && credit.day == 31); ++i) {
    if (++credit.day > kMonthDays[credit.month - 1]) {
      credit.day = 1;
      ++credit.month;
    }
  }
  return credit;
}

// A demand for money that is no invoice: no VAT, no order, outside the population of every measure.
Document DrawPaymentRequest(Draft& draft) {
  Document request = DrawInvoice(draft);
  request.kind = DocumentKind::kPaymentRequest;
  request.dialect = Dialect::kBisBilling3;
  request.order_reference.clear();
  request.sales_order_reference.clear();
  request.contract_reference = {};
  request.charges.clear();
  request.lines = {{"Refusjon av utlegg", "EA", "", "", "E", 0, 100, 100 * draft.random.Between(200, 9000), false}};
  if (request.buyer_reference.empty()) request.buyer_reference = "Ressursnr 40001";
  return request;
}

std::string InvoiceNumber(int year, int serial, int index) {
  char text[24];
  std::snprintf(text, sizeof text, "%02d%02d%06d", year % 100, serial, index);
  return text;
}

}  // namespace

int CountSharePermille(const YearPlan& plan, int month) {
  return plan.count_share_first_permille +
         (plan.count_share_last_permille - plan.count_share_first_permille) * (month - 1) / 11;
}

std::vector<Document> DrawYear(const Municipality& municipality, const BuyingGroup& group, int serial,
                               const YearPlan& plan, int scale_percent) {
  const std::string seed = std::string(municipality.number) + "/" + std::string(group.name) + "/" + std::to_string(plan.year);
  Draft draft{municipality, group, plan, Random(seed)};
  const int invoices = std::max(5, plan.invoices * scale_percent / 100);
  std::vector<Document> documents;
  int index = 0;
  while (index < invoices) {
    Document invoice = DrawInvoice(draft);
    // Both kinds must be there for any share to be reached, however few the invoices.
    if (index < 2 && invoice.ClaimsOrder() != (index == 0)) continue;
    invoice.number = InvoiceNumber(plan.year, serial, ++index);
    documents.push_back(std::move(invoice));
  }
  for (int i = 2; i < invoices; ++i) {
    if (!draft.random.Chance(30)) continue;
    Document credit = CreditFor(documents[i], draft.random);
    credit.number = InvoiceNumber(plan.year, serial, ++index);
    documents.push_back(std::move(credit));
  }
  FitAmountShare(documents, plan.amount_share_bp);
  for (int i = 0; i < invoices / 400 + 1; ++i) {
    Document request = DrawPaymentRequest(draft);
    request.number = InvoiceNumber(plan.year, serial, ++index);
    documents.push_back(std::move(request));
  }
  return documents;
}

}  // namespace helhet::model_case
