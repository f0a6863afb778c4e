#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>

#include "core/measure/answers.h"
#include "core/measure/statistic_sources.h"
#include "core/model/fact_schema.h"

namespace helhet::measure {
namespace {

bool IsNamePart(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The kind of fact that a term's records are, or are lines of.
std::string KindOf(const std::string& facts) {
  const model::FactTable* table = model::FindFactTable(facts);
  return table != nullptr && table->is_line() ? table->parent : facts;
}

api::v1::SourceFact ToProto(const FactBehind& behind, const std::string& kind) {
  api::v1::SourceFact fact;
  fact.set_kind(kind);
  fact.set_natural_key(behind.natural_key);
  fact.set_locator(behind.locator);
  fact.set_connector_id(behind.connector_id);
  fact.set_run_id(behind.run_id);
  fact.set_raw_sha256(behind.raw_sha256);
  fact.set_flags(behind.flags);
  for (size_t begin = 1; begin < behind.evidence.size();) {
    const size_t end = std::min(behind.evidence.find('|', begin), behind.evidence.size());
    fact.add_match_evidence(behind.evidence.substr(begin, end - begin));
    begin = end + 1;
  }
  int64_t value = 0;
  const char* const end = behind.value.data() + behind.value.size();
  const auto [rest, error] = std::from_chars(behind.value.data(), end, value);
  if (!behind.value.empty() && error == std::errc() && rest == end) fact.set_value(value);
  return fact;
}

api::v1::SupplierShare ToProto(const SupplierBehind& behind) {
  api::v1::SupplierShare share;
  share.set_supplier_organisation_number(behind.organisation_number);
  share.set_supplier_name(behind.name);
  share.set_facts(behind.facts);
  if (behind.value) share.set_value(*behind.value);
  return share;
}

}  // namespace

std::string Calculation(const model::v1::Measure& measure, const model::v1::Observation& observation) {
  std::map<std::string, std::string> values;
  for (const auto& term : measure.terms()) values[term.name()] = "?";
  for (const auto& term : observation.terms()) {
    if (term.has_value()) values[term.name()] = std::to_string(term.value());
  }
  const std::string& formula = measure.formula();
  std::string written;
  for (size_t i = 0; i < formula.size();) {
    size_t end = i;
    while (end < formula.size() && IsNamePart(formula[end])) ++end;
    if (end == i) ++end;
    const std::string part = formula.substr(i, end - i);
    const auto value = values.find(part);
    written += value == values.end() ? part : value->second;
    i = end;
  }
  char result[64] = "?";
  if (observation.has_value()) snprintf(result, sizeof(result), "%.*f", measure.decimals(), observation.value());
  return written + " = " + result;
}

Result<api::v1::ExplainFigureResponse> AnswerExplain(store::TenantStore& store, const model::UnitTree& tree,
                                                     const api::v1::ExplainFigureRequest& request, int page_size,
                                                     const std::string& page_token) {
  const auto organisation = request.as_organised_today() ? model::Organisation::kAsToday : model::Organisation::kAsItWas;
  ExplainQuery query{request.measure_id(), request.unit_id(), request.period(), organisation, request.term(), page_size, page_token, request.by_supplier()};
  if (query.term.empty()) {
    HELHET_ASSIGN_OR_RETURN(const Series bare, ReadSeries(store, tree, {query.measure_id, {}, {}}));
    query.term = bare.measure.terms(0).name();
  }
  HELHET_ASSIGN_OR_RETURN(const Explanation explanation, Explain(store, tree, query));
  api::v1::ExplainFigureResponse response;
  *response.mutable_measure() = explanation.measure;
  *response.mutable_observation() = explanation.figure.observation;
  response.set_calculation(Calculation(explanation.measure, explanation.figure.observation));
  std::string kind;
  for (const TermExplanation& term : explanation.terms) {
    if (term.stated.name() == query.term) kind = KindOf(term.stated.facts());
  }
  for (const FactBehind& fact : explanation.facts) *response.add_facts() = ToProto(fact, kind);
  for (const SupplierBehind& supplier : explanation.by_supplier.suppliers) *response.add_suppliers() = ToProto(supplier);
  response.set_total_suppliers(explanation.by_supplier.total);
  HELHET_ASSIGN_OR_RETURN(auto sources, LoadStatisticSources(store, tree, explanation.measure, {query.measure_id, {query.unit_id}, {query.period}, organisation}));
  for (auto& source : sources) *response.add_sources() = std::move(source);
  response.set_total_facts(explanation.total_facts);
  response.set_is_past_as_seen(explanation.figure.is_past_as_seen);
  response.set_next_page_token(explanation.next_page_token);
  return response;
}

}  // namespace helhet::measure
