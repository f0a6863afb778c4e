#include "core/measure/cells.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace helhet::measure {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;
using store::TenantStore;

struct StoredCell {
  int64_t revision = 0;
  std::string terms;
  int64_t other_currency_count = 0;
};

Result<std::map<CellKey, StoredCell>> ReadCells(TenantStore& store, const CellWork& work) {
  Parameters parameters;
  const std::string measure_id = parameters.Add(work.generation.definition->measure().measure_id());
  std::string keys;
  for (const CellKey& cell : work.cells) {
    keys += (keys.empty() ? "(" : ", (") + parameters.Add(cell.unit_id) + ", " + parameters.Add(cell.period) + ")";
  }
  std::map<CellKey, StoredCell> stored;
  HELHET_RETURN_IF_ERROR(store.Query(
      "WITH c (unit_id, period) AS (VALUES " + keys + ") SELECT o.unit_id, o.period, o.revision, o.terms, o.other_currency_count "
      "FROM c CROSS JOIN cell o WHERE o.municipality_id = $1 AND o.measure_id = " + measure_id +
          " AND o.generation = " + std::to_string(work.generation.number) + " AND o.unit_id = c.unit_id AND o.period = c.period",
      parameters.values(), [&](const Row& row) {
        stored[{AsText(row[0]), AsText(row[1])}] = {AsInteger(row[2]), AsText(row[3]), AsInteger(row[4])};
        return OkStatus();
      }));
  return stored;
}

// The columns of `observation` and `cell` behind municipality_id, which are the same.
const std::vector<std::string>& Columns() {
  static const std::vector<std::string> columns = {"measure_id", "generation", "unit_id",     "period", "revision", "terms",
                                                   "other_currency_count", "computed_us", "run_id"};
  return columns;
}

Status WriteRows(TenantStore& store, const std::vector<Row>& made, const std::vector<Row>& changed) {
  std::vector<Row> observations = made;
  observations.insert(observations.end(), changed.begin(), changed.end());
  HELHET_RETURN_IF_ERROR(store.InsertRows({"observation", Columns()}, std::move(observations)));
  HELHET_RETURN_IF_ERROR(store.InsertRows({"cell", Columns()}, made));
  for (const Row& row : changed) {
    HELHET_RETURN_IF_ERROR(store.Execute(
        "UPDATE cell SET revision = $6, terms = $7, other_currency_count = $8, computed_us = $9, run_id = $10 "
        "WHERE municipality_id = $1 AND measure_id = $2 AND generation = $3 AND unit_id = $4 AND period = $5", row).status());
  }
  return OkStatus();
}

void ReportOverflow(const Definition& definition, const CellKey& cell, const CellTerms& terms, Recomputed& recomputed) {
  for (const size_t term : terms.overflowed) {
    recomputed.AddProblem(Status(StatusCode::kOutOfRange, "measure '" + definition.measure().measure_id() + "': term '" +
                                                              definition.terms()[term].name + "' of unit " + cell.unit_id + " in " +
                                                              cell.period + ": the sum does not fit in 64 bits")
                              .WithReason("term_overflow")
                              .WithRemedy("look at the facts behind the term for an amount that cannot be right")
                              .WithClass(ErrorClass::kSource));
  }
}

Status WriteChanges(TenantStore& store, const CellWork& work, const std::vector<CellTerms>& computed, const Stamp& stamp,
                    Recomputed& recomputed) {
  HELHET_ASSIGN_OR_RETURN(const auto stored, ReadCells(store, work));
  const Definition& definition = *work.generation.definition;
  std::vector<Row> made;
  std::vector<Row> changed;
  for (size_t i = 0; i < work.cells.size(); ++i) {
    const auto before = stored.find(work.cells[i]);
    const bool is_new = before == stored.end();
    const std::string terms = TermsText(computed[i]);
    ReportOverflow(definition, work.cells[i], computed[i], recomputed);
    const bool same = is_new ? !computed[i].has_facts
                             : terms == before->second.terms && computed[i].other_currency_count == before->second.other_currency_count;
    if (same) continue;
    (is_new ? made : changed)
        .push_back({definition.measure().measure_id(), work.generation.number, work.cells[i].unit_id, work.cells[i].period,
                    is_new ? int64_t{1} : before->second.revision + 1, terms, computed[i].other_currency_count, stamp.now_us, stamp.run_id});
  }
  recomputed.examined += static_cast<int64_t>(work.cells.size());
  recomputed.written += static_cast<int64_t>(made.size() + changed.size());
  return WriteRows(store, made, changed);
}

}  // namespace

Status UpdateCells(TenantStore& store, const std::vector<CellWork>& work, const std::string& today, const Stamp& stamp,
                   Recomputed& recomputed) {
  // By grain, and whether they stand.
  std::map<std::pair<model::v1::Period, bool>, std::vector<const CellWork*>> groups;
  for (const CellWork& one : work) {
    const Definition& definition = *one.generation.definition;
    if (!one.cells.empty()) groups[{definition.grain(), definition.is_standing()}].push_back(&one);
  }
  for (const auto& [kind, group] : groups) {
    // All are computed for the cells of any: it is one pass over the facts either way.
    std::set<CellKey> all;
    std::vector<const Definition*> definitions;
    for (const CellWork* one : group) {
      all.insert(one->cells.begin(), one->cells.end());
      definitions.push_back(one->generation.definition.get());
    }
    const std::vector<CellKey> cells(all.begin(), all.end());
    HELHET_ASSIGN_OR_RETURN(const auto computed, ComputeCells(store, definitions, cells, today));
    for (size_t i = 0; i < group.size(); ++i) {
      std::vector<CellTerms> own;
      for (const CellKey& cell : group[i]->cells) {
        own.push_back(computed[i][static_cast<size_t>(std::lower_bound(cells.begin(), cells.end(), cell) - cells.begin())]);
      }
      HELHET_RETURN_IF_ERROR(WriteChanges(store, *group[i], own, stamp, recomputed));
    }
  }
  return OkStatus();
}

Status DeleteCells(TenantStore& store, const std::string& measure_id, int64_t generation) {
  return store.Execute("DELETE FROM cell WHERE municipality_id = $1 AND measure_id = $2 AND generation = $3", {measure_id, generation}).status();
}

std::string TermsText(const CellTerms& terms) {
  if (!terms.has_facts) return "[]";
  std::string text;
  for (const std::optional<int64_t>& value : terms.values) {
    text += (text.empty() ? "[" : ",") + (value ? std::to_string(*value) : "null");
  }
  return text + "]";
}

Result<TermValues> ReadTermsText(const std::string& text) {
  TermValues values;
  const char* at = text.data();
  const char* const end = at + text.size();
  const Status broken = Internal("measure: stored terms are no list of integers: " + text).WithClass(ErrorClass::kHub);
  if (text == "[]") return values;
  for (char expected = '['; at < end && *at == expected; expected = ',') {
    ++at;
    if (std::string_view(at, static_cast<size_t>(end - at)).starts_with("null")) {
      values.push_back(std::nullopt);
      at += 4;
      continue;
    }
    int64_t value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc()) return broken;
    values.push_back(value);
    at = next;
  }
  if (at + 1 != end || *at != ']') return broken;
  return values;
}

}  // namespace helhet::measure
