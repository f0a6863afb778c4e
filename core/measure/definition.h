// A measure's definition, checked against the model and ready to compute.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/measure/filter.h"
#include "core/measure/formula.h"
#include "core/measure/standing.h"
#include "core/model/fact_schema.h"
#include "helhet/model/v1/measure.pb.h"
#include "helhet/status.h"

namespace helhet::measure {

// Values of the terms of one cell or figure, in the definition's order. None is unknown.
using TermValues = std::vector<std::optional<int64_t>>;

// One aggregate over facts. It takes the facts that count (no other connector's copy counts instead),
// that have a unit, and that the filter takes.
//  - count and sum over nothing are 0; a sum with an unknown addend is unknown
//  - min and max pass unknown values over; over nothing they are unknown
//  - distinct passes over what is unknown: NULL, an empty text, an enum's `unspecified`
//  - ages pass over what is no day; over nothing they are 0
struct Term {
  std::string name;
  model::v1::Aggregate aggregate = model::v1::AGGREGATE_COUNT;
  const model::FactTable* table = nullptr;  // of facts or lines
  const model::FactTable* kind = nullptr;   // the facts, or what the lines belong to
  const model::FactField* field = nullptr;  // null for count
  Filter filter;
  std::string filter_text;
  // The field is money: only facts in the measure's currency are taken, the others are counted apart.
  bool is_money = false;
  // Facts that are counted where they hold. Unset: a fact belongs to the month of its date.
  std::optional<Standing> standing;
};

// Movable; not thread-safe (Formula).
class Definition {
 public:
  // INVALID_ARGUMENT names the measure, the term, the setting (`terms[1].filter`) and what to do.
  static Result<Definition> Compile(const model::v1::Measure& measure);

  const model::v1::Measure& measure() const { return measure_; }
  const std::vector<Term>& terms() const { return terms_; }
  // The length of the periods that cells are computed for. Never unspecified.
  model::v1::Period grain() const;
  bool is_stock() const { return measure_.kind() == model::v1::MEASURE_KIND_STOCK; }
  // The terms stand: all of them, as terms of both sorts have no cells in common.
  bool is_standing() const { return terms_.front().standing.has_value(); }
  // They are computed for the running period alone.
  bool is_as_seen() const { return is_standing() && terms_.front().standing->as_seen; }
  // How facts of one of its kinds stand.
  const Standing& StandingOf(const model::FactTable& kind) const;
  // Some term counts distinct values, so that figures of parts cannot be added.
  bool has_distinct() const;
  // The kinds of facts that the terms are computed from, each once.
  const std::vector<const model::FactTable*>& kinds() const { return kinds_; }
  bool UsesKind(std::string_view kind) const;

  // Both have the same cells: they differ in words, in the formula, or in how a figure is read from cells.
  bool SharesCells(const Definition& other) const;

  // The terms over no facts: 0 for count, sum and distinct, unknown for min and max.
  TermValues TermsOfNothing() const;
  std::optional<double> Evaluate(std::span<const std::optional<int64_t>> terms) const { return formula_->Evaluate(terms); }

 private:
  Definition() = default;
  Status CompileTerm(const model::v1::MeasureTerm& stated, size_t index);
  Status CompileStanding(const model::v1::MeasureTerm& stated, size_t index, Term& term) const;
  Status CheckGrain() const;

  model::v1::Measure measure_;
  std::vector<Term> terms_;
  std::vector<const model::FactTable*> kinds_;
  std::optional<Formula> formula_;
};

}  // namespace helhet::measure
