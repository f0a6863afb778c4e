#include "tests/ground_truth/figures.h"

#include <algorithm>
#include <set>

#include "core/measure/series.h"

namespace helhet::truth {
namespace {

constexpr char kTop[] = "topp";

std::string KindOf(const model::v1::Measure& measure) {
  const std::string facts = measure.terms(0).facts();
  const size_t line = facts.rfind("_line");
  return line == std::string::npos ? facts : facts.substr(0, line);
}

bool IsOf(const Document& document, const std::string& kind) {
  return (kind == "invoice" && document.fact().has_invoice()) || (kind == "order" && document.fact().has_order()) ||
         (kind == "ledger_entry" && document.fact().has_ledger_entry()) || (kind == "statistic" && document.fact().has_statistic());
}

std::string MonthOf(const Document& document) {
  const auto& fact = document.fact();
  const std::string& date = fact.has_invoice()     ? fact.invoice().issue_date()
                            : fact.has_order()     ? fact.order().issue_date()
                            : fact.has_statistic() ? fact.statistic().period_start()
                                                   : fact.ledger_entry().posting_date();
  return date.substr(0, 7);
}

bool IsIn(const Document& document, const std::string& unit, const std::string& period) {
  if (document.unit_id.empty() || (unit != kTop && document.unit_id != unit)) return false;
  return MonthOf(document).starts_with(period);
}

// What the contributions of a unit and period come to. Empty texts are no values.
int64_t Together(const std::vector<Contribution>& contributions, bool is_distinct, const std::string& unit, const std::string& period) {
  int64_t sum = 0;
  std::set<std::string> values;
  for (const Contribution& one : contributions) {
    if (!IsIn(*one.document, unit, period)) continue;
    sum += one.value;
    if (!one.text.empty()) values.insert(one.text);
  }
  return is_distinct ? static_cast<int64_t>(values.size()) : sum;
}

std::string FigureName(const std::string& measure, const std::string& unit, const std::string& period) { return measure + " " + unit + " " + period; }

}  // namespace

Statement TrueFigures(const Truth& truth, const std::vector<Document>& documents, const FiguresOf& which) {
  Statement figures;
  for (const TrueMeasure& measure : TrueMeasures()) {
    for (size_t i = 0; i < measure.terms.size(); ++i) {
      const auto contributions = measure.terms[i](truth);
      const auto& term = measure.definition.terms(static_cast<int>(i));
      const bool is_distinct = term.aggregate() == model::v1::AGGREGATE_DISTINCT;
      for (const std::string& unit : which.units) {
        for (const std::string& period : which.periods) {
          const bool any = std::any_of(documents.begin(), documents.end(), [&](const Document& one) {
            return IsOf(one, KindOf(measure.definition)) && IsIn(one, unit, period);
          });
          figures[FigureName(measure.definition.measure_id(), unit, period)][term.name()] =
              any ? std::to_string(Together(contributions, is_distinct, unit, period)) : "-";
        }
      }
    }
  }
  return figures;
}

Status AddStoredTerms(store::TenantStore& store, const model::UnitTree& units, const std::string& measure_id, const FiguresOf& which,
                      Statement& figures) {
  HELHET_ASSIGN_OR_RETURN(const auto series, measure::ReadSeries(store, units, {measure_id, which.units, which.periods}));
  for (const auto& figure : series.figures) {
    Columns& columns = figures[FigureName(measure_id, figure.observation.unit_id(), figure.observation.period())];
    for (const auto& term : series.measure.terms()) columns[term.name()] = "-";
    for (const auto& term : figure.observation.terms()) columns[term.name()] = term.has_value() ? std::to_string(term.value()) : "-";
  }
  return OkStatus();
}

Result<Statement> StoredFigures(store::TenantStore& store, const model::UnitTree& units, const FiguresOf& which) {
  Statement figures;
  for (const TrueMeasure& measure : TrueMeasures()) {
    HELHET_RETURN_IF_ERROR(AddStoredTerms(store, units, measure.definition.measure_id(), which, figures));
  }
  return figures;
}

}  // namespace helhet::truth
