#include "tests/ground_truth/shipped_measures.h"

#include <sstream>
#include <vector>

namespace helhet::truth {
namespace {

// A term of a shipped measure, and the terms of a true one that are together the same.
struct ShippedTerm {
  std::string measure;
  std::string term;
  std::string true_measure;
  std::string true_terms;
  // Of a stock: a year is its last month with any.
  bool is_stock = false;
};

// Measures by count and by amount, in that order, of which each term is the same part of the population.
void AddByCountAndAmount(std::vector<ShippedTerm>& terms, const std::string& by_count, const std::string& by_amount, const std::string& term,
                         const std::string& true_measure, const std::string& true_terms) {
  terms.push_back({by_count, term, true_measure + "_count", true_terms});
  terms.push_back({by_amount, term, true_measure + "_amount", true_terms});
}

std::vector<ShippedTerm> ByCountAndAmount() {
  std::vector<ShippedTerm> terms;
  const auto share = [&](const std::string& by_count, const std::string& by_amount, const std::string& part, const std::string& true_measure,
                         const std::string& true_terms) {
    AddByCountAndAmount(terms, by_count, by_amount, part, true_measure, true_terms);
    AddByCountAndAmount(terms, by_count, by_amount, "total", "four_cells", "population");
  };
  share("ehandelsandel-antall", "ehandelsandel-belop", "verified", "four_cells", "ordered_under ordered_outside");
  share("avtalelojalitet-antall", "avtalelojalitet-belop", "under_agreement", "contract_loyalty", "by_reference by_item_group by_supplier");
  share("avtalelojalitet-streng-antall", "avtalelojalitet-streng", "under_agreement", "contract_loyalty", "by_reference by_item_group");
  share("utenom-avtale-antall", "utenom-avtale", "other_supplier", "contract_loyalty", "other_supplier");
  share("ingen-avtale-antall", "ingen-avtale", "none", "contract_loyalty", "no_agreement other_item_group");
  share("ordre-ikke-funnet", "ordre-ikke-funnet-belop", "claimed", "references", "order_not_found");
  share("avtale-ukjent-antall", "avtale-ukjent-belop", "unknown", "contract_loyalty", "unknown");
  for (const auto& [term, reason] : {std::pair("payment_requests", "payment_request"), std::pair("reminders", "reminder"), std::pair("internal", "internal"),
                                     std::pair("non_addressable", "non_addressable")}) {
    AddByCountAndAmount(terms, "utenfor-populasjonen", "utenfor-populasjonen-belop", term, "left_out", reason);
  }
  AddByCountAndAmount(terms, "ehandelslojalitet-antall", "ehandelslojalitet-belop", "verified", "e_commerce_loyalty", "ordered");
  AddByCountAndAmount(terms, "ehandelslojalitet-antall", "ehandelslojalitet-belop", "reachable", "e_commerce_loyalty", "reachable");
  AddByCountAndAmount(terms, "firefelt-antall", "firefelt-belop", "ehandel_avtale", "four_cells", "ordered_under");
  AddByCountAndAmount(terms, "firefelt-antall", "firefelt-belop", "ehandel_uten", "four_cells", "ordered_outside");
  AddByCountAndAmount(terms, "firefelt-antall", "firefelt-belop", "direkte_avtale", "four_cells", "direct_under");
  AddByCountAndAmount(terms, "firefelt-antall", "firefelt-belop", "direkte_uten", "four_cells", "direct_outside");
  return terms;
}

const std::vector<ShippedTerm>& ShippedTerms() {
  static const std::vector<ShippedTerm> all = [] {
    std::vector<ShippedTerm> terms = ByCountAndAmount();
    const std::string direct = "direct_under direct_outside", ordered = "ordered_under ordered_outside";
    const std::vector<ShippedTerm> others = {
        {"fakturaer", "invoices", "four_cells_count", "population"},
        {"innkjop", "amount", "four_cells_amount", "population"},
        {"direktekjop", "amount", "four_cells_amount", direct},
        {"direktekjop-antall", "invoices", "four_cells_count", direct},
        {"manuell-fakturatid", "orderless", "four_cells_count", direct},
        {"frigjort-tid", "verified", "four_cells_count", ordered},
        {"varegruppedekning", "classed", "item_class", "with_class"},
        {"varegruppedekning", "total", "item_class", "lines"},
        {"fakturamatch", "automatic", "match_rate", "automatic"},
        {"fakturamatch", "total", "four_cells_count", ordered},
        {"fakturamatch-av-alle", "automatic", "match_rate", "automatic"},
        {"fakturamatch-av-alle", "total", "four_cells_count", "population"},
        {"matchavvik", "line_unknown", "match_rate", "line_unknown"},
        {"matchavvik", "quantity", "match_rate", "quantity_deviates"},
        {"matchavvik", "price", "match_rate", "price_deviates"},
        {"prisavvik", "deviation", "match_rate", "deviation"},
        {"avtaleprisavvik", "deviation", "agreed_price", "deviation"},
        {"varemottak", "known", "match_rate", "received short"},
        {"varemottak", "total", "four_cells_count", ordered},
        {"fakturert-ikke-mottatt", "short", "match_rate", "short"},
        {"ledetid", "days", "lead_time", "days"},
        {"ledetid", "posted", "lead_time", "posted"},
        {"fakturagebyr", "fees", "charges", "fees"},
        {"frakt", "freight", "charges", "freight"},
        {"kjop-uten-efaktura", "amount", "ledger_cover", "without_invoice"},
        {"kjop-uten-efaktura-antall", "entries", "ledger_cover", "entries_without_invoice"},
        {"dekning-regnskap-antall", "with_invoice", "ledger_cover", "entries_with_invoice"},
        {"dekning-regnskap-antall", "total", "ledger_cover", "entries_with_invoice entries_without_invoice"},
        {"fakturamatch-belop", "automatic", "invoiced", "automatic"},
        {"fakturamatch-belop", "total", "invoiced", "verified"},
        {"fakturamatch-av-alle-belop", "automatic", "invoiced", "automatic"},
        {"fakturamatch-av-alle-belop", "total", "invoiced", "all"},
        {"avtalereferanse", "with_contract", "references_count", "names_agreement"},
        {"avtalereferanse", "total", "references_count", "population"},
        {"kreditnotaer", "credit_notes", "credit_notes", "credit_notes"},
        {"katalogdekning", "with_catalogue", "agreements_in_use", "with_catalogue"},
        {"katalogdekning", "total", "agreements_in_use", "in_use"},
        {"leverandorer", "suppliers", "suppliers", "suppliers"},
        {"bestillere", "users_micros", "users", "users_micros", true},
        {"bestillere", "counts", "users", "counts", true},
        {"dekning-regnskap", "with_invoice", "ledger_cover", "with_invoice"},
        {"dekning-regnskap", "total", "ledger_cover", "purchases"}};
    terms.insert(terms.end(), others.begin(), others.end());
    return terms;
  }();
  return all;
}

// The sum of the columns; unknown when one of them is.
std::string Together(const Columns& columns, const std::string& names) {
  int64_t sum = 0;
  std::istringstream text(names);
  for (std::string name; text >> name;) {
    const std::string& value = columns.at(name);
    if (value == "-") return "-";
    sum += std::stoll(value);
  }
  return std::to_string(sum);
}

// Of a unit and period (` a 2024-03`); of a stock and a year, that of its last month with any.
std::string FigureOf(const ShippedTerm& term, const std::string& place, const Statement& true_figures) {
  const auto at = [&](const std::string& where) { return Together(true_figures.at(term.true_measure + where), term.true_terms); };
  if (!term.is_stock || place[place.size() - 3] == '-') return at(place);
  for (int month = 12; month >= 1; --month) {
    const std::string value = at(place + (month < 10 ? "-0" : "-") + std::to_string(month));
    if (value != "-") return value;
  }
  return "-";
}

}  // namespace

std::set<std::string> ShippedMeasures() {
  std::set<std::string> measures;
  for (const ShippedTerm& one : ShippedTerms()) measures.insert(one.measure);
  return measures;
}

Statement ShippedFigures(const Statement& true_figures) {
  Statement figures;
  for (const auto& [name, columns] : true_figures) {
    const size_t end = name.find(' ');
    for (const ShippedTerm& one : ShippedTerms()) {
      if (name.substr(0, end) == one.true_measure) figures[one.measure + name.substr(end)][one.term] = FigureOf(one, name.substr(end), true_figures);
    }
  }
  return figures;
}

}  // namespace helhet::truth
