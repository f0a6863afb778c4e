#include "core/cli/measure_table.h"

#include <algorithm>

#include "core/cli/figures.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"

namespace helhet::cli {
namespace {

using api::v1::ExplainFigureResponse;
using api::v1::GetSeriesResponse;
using model::v1::Measure;

// Kroner without øre: a table of sums is read at a glance.
Cell TermCell(const Measure& measure, const model::v1::TermValue& term, Language language) {
  if (!term.has_value()) return Cell(Say(language, text::kNotMeasured)).In(Style::kFaint);
  for (const auto& stated : measure.terms()) {
    if (stated.name() == term.name() && stated.field().ends_with("_minor")) {
      return Cell::Value(FormatNumber(static_cast<double>(term.value()) / 100, 0, language), std::to_string(term.value()));
    }
  }
  return Cell::Value(FormatCount(term.value(), language), std::to_string(term.value()));
}

}  // namespace

std::string TermText(const Measure& measure, const std::string& name, int64_t value, Language language) {
  for (const auto& term : measure.terms()) {
    if (term.name() == name && term.field().ends_with("_minor")) return FormatNumber(static_cast<double>(value) / 100, 2, language);
  }
  return FormatCount(value, language);
}

std::string LastPeriod(const GetSeriesResponse& series) {
  std::string last;
  for (const auto& one : series.observations()) {
    if (one.has_value()) last = std::max(last, one.period());
  }
  return last;
}

Table TermsTable(const GetSeriesResponse& series, const std::string& period, const std::map<std::string, std::string>& names, Language language) {
  const Measure& measure = series.measure();
  std::vector<Column> columns = {{"unit_id", Say(language, text::kUnit), Align::kLeft, true}};
  for (const auto& term : measure.terms()) columns.push_back({term.name(), TermTitle(measure, term.name(), language), Align::kRight, true});
  columns.push_back({"value", MeasureHeading(measure, language), Align::kRight, true});
  Table table(columns);
  for (const auto& one : series.observations()) {
    if (one.period() != period || !one.has_value()) continue;
    std::vector<Cell> row = {Cell::Value(NameOr(names, one.unit_id()), one.unit_id())};
    for (const auto& term : one.terms()) row.push_back(TermCell(measure, term, language));
    row.push_back(FigureCell(one, measure, language));
    table.Add(std::move(row));
  }
  return table;
}

Table SuppliersTable(const ExplainFigureResponse& answer, const std::string& term, Language language) {
  Table table({{"supplier_organisation_number", Say(language, text::kSupplierNumber)},
               {"supplier_name", Say(language, text::kSupplier), Align::kLeft, true},
               {"facts", Say(language, text::kRecordCount), Align::kRight},
               {"value", Say(language, text::kValue), Align::kRight}});
  for (const auto& one : answer.suppliers()) {
    const std::string& number = one.supplier_organisation_number();
    table.Add({Cell::Value(number, number), number.empty() ? Cell::Value(Say(language, text::kNoSupplierNumber), "") : Cell(one.supplier_name()),
               Cell::Count(one.facts(), language),
               one.has_value() ? Cell::Value(TermText(answer.measure(), term, one.value(), language), std::to_string(one.value()))
                               : Cell::Value(Say(language, text::kUnknownValue), "").In(Style::kFaint)});
  }
  return table;
}

}  // namespace helhet::cli
