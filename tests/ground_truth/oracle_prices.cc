// Chapter 6: tolerance, deviations and agreed prices.
#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "tests/ground_truth/comparing.h"
#include "tests/ground_truth/oracle_rules.h"

namespace helhet::truth {
namespace {

using model::v1::Invoice;
using model::v1::InvoiceLine;
__extension__ typedef __int128 Wide;

// An agreed price of an item, whether from a catalogue or an agreement of its own.
struct AgreedPrice {
  bool names_contract;
  std::string line_from;
  std::string source_from;
  int64_t price_micros;
  // The first is the one that holds.
  bool operator<(const AgreedPrice& other) const {
    return std::tuple(other.names_contract, other.line_from, other.source_from, price_micros) <
           std::tuple(names_contract, line_from, source_from, other.price_micros);
  }
};

// What a catalogue and an agreement's own prices have in common.
struct PriceSource {
  bool names_contract;
  std::string from;
  std::string to;
};

template <typename Lines>
void AddPrices(const PriceSource& source, const Lines& lines, const Invoice& invoice, const InvoiceLine& line, bool by_seller_item,
               std::vector<AgreedPrice>& prices) {
  for (const auto& one : lines) {
    const std::string& from = one.valid_from().empty() ? source.from : one.valid_from();
    const std::string& to = one.valid_to().empty() ? source.to : one.valid_to();
    const bool is_item = by_seller_item ? SameReference(one.seller_item_id(), line.seller_item_id())
                                        : SameReference(one.standard_item_id(), line.standard_item_id());
    const bool is_unit = one.quantity_unit_code().empty() || one.quantity_unit_code() == line.quantity_unit_code();
    if (!is_item || !is_unit || !one.has_unit_price_micros() || !Within(invoice.issue_date(), from, to)) continue;
    prices.push_back({source.names_contract, from, source.from, one.unit_price_micros()});
  }
}

std::optional<int64_t> AgreedPriceOf(const Invoice& invoice, const InvoiceLine& line, const Documents& documents, const Rules& rules) {
  for (const bool by_seller_item : {true, false}) {
    std::vector<AgreedPrice> prices;
    for (const Document& document : documents) {
      const auto& catalogue = document.fact().catalogue();
      const auto& agreement = document.fact().agreement();
      if (document.fact().has_catalogue() && IsLookedAt(catalogue, invoice, rules) && catalogue.currency_code() == invoice.currency_code() &&
          catalogue.supplier_organisation_number() == invoice.supplier_organisation_number()) {
        const std::string& from = catalogue.valid_from().empty() ? catalogue.issue_date() : catalogue.valid_from();
        AddPrices({!catalogue.contract_reference().empty(), from, catalogue.valid_to()}, catalogue.lines(), invoice, line, by_seller_item, prices);
      }
      if (document.fact().has_agreement() && Holds(agreement, invoice, rules) && agreement.currency_code() == invoice.currency_code() &&
          agreement.supplier_organisation_number() == invoice.supplier_organisation_number()) {
        AddPrices({true, agreement.valid_from(), agreement.valid_to()}, agreement.lines(), invoice, line, by_seller_item, prices);
      }
    }
    if (!prices.empty()) return std::min_element(prices.begin(), prices.end())->price_micros;
  }
  return std::nullopt;
}

}  // namespace

bool Deviates(int64_t price_micros, int64_t other_micros, const Rules& rules) {
  const int64_t difference = std::abs(price_micros - other_micros);
  const bool beyond_amount = difference > rules.purchasing.price_tolerance_micros();
  const bool beyond_share = static_cast<Wide>(difference) * 10'000 > static_cast<Wide>(std::abs(other_micros)) * rules.purchasing.price_tolerance_basis_points();
  return beyond_amount && beyond_share;
}

int64_t DeviationMinor(const InvoiceLine& line, int64_t other_micros) {
  // Millionths of a krone times millionths of a unit, in øre.
  constexpr Wide kPerMinor = 10'000'000'000;
  const Wide product = static_cast<Wide>(line.unit_price_micros() - other_micros) * line.quantity_micros();
  const Wide rounded = ((product < 0 ? -product : product) + kPerMinor / 2) / kPerMinor;
  return static_cast<int64_t>(product < 0 ? -rounded : rounded);
}

void StateAgreedPrices(InvoiceTruth& truth, const Documents& documents, const Rules& rules) {
  if (IsCreditNote(truth.invoice())) return;
  for (size_t i = 0; i < truth.lines.size(); ++i) {
    const InvoiceLine& line = truth.invoice().lines(static_cast<int>(i));
    InvoiceLineTruth& stated = truth.lines[i];
    stated.agreed_price_micros = AgreedPriceOf(truth.invoice(), line, documents, rules);
    if (!stated.agreed_price_micros || !line.has_unit_price_micros()) continue;
    if (!Deviates(line.unit_price_micros(), *stated.agreed_price_micros, rules)) continue;
    stated.agreed_price_deviation_amount_minor = DeviationMinor(line, *stated.agreed_price_micros);
  }
}

}  // namespace helhet::truth
