#include "core/measure/definition.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

#include "core/measure/limits.h"
#include "core/measure/period.h"

namespace helhet::measure {
namespace {

using model::FactField;
using model::FactTable;
using model::FieldType;
using model::v1::Aggregate;
using model::v1::Measure;
using model::v1::MeasureTerm;

Status Refuse(const Measure& measure, const std::string& setting, const std::string& why, const std::string& remedy) {
  return InvalidArgument("measure '" + measure.measure_id() + "': " + why)
      .WithReason("measure_invalid")
      .WithSetting(setting)
      .WithRemedy(remedy)
      .WithClass(ErrorClass::kConfiguration);
}

bool IsLowerSnake(const std::string& name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool IsCurrency(const std::string& code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Prices of one unit are in the fact's currency as much as amounts are.
bool IsMoney(const FactField& field) { return field.is_money() || field.name.ends_with("_price_micros"); }

std::string TableNames() {
  std::string names;
  for (const FactTable& table : model::FactTables()) names += (names.empty() ? "" : ", ") + table.name;
  return names;
}

bool IsAge(const Term& term) { return term.aggregate == model::v1::AGGREGATE_SUM_OF_AGE_DAYS; }

// Names of the fields that an aggregate can take.
std::string FieldNames(const FactTable& table, Aggregate aggregate) {
  if (aggregate == model::v1::AGGREGATE_SUM_OF_AGE_DAYS) return DayFieldNames(table);
  std::string names;
  for (const FactField& field : table.fields) {
    const bool fits = aggregate == model::v1::AGGREGATE_DISTINCT ? field.type != FieldType::kTexts : field.type == FieldType::kInteger;
    if (fits) names += (names.empty() ? "" : ", ") + field.name;
  }
  return names.empty() ? "none" : names;
}

// Why the aggregate cannot take the field; empty when it can.
std::string WhyNot(const FactField& field, Aggregate aggregate) {
  if (field.type == FieldType::kTexts) return "holds several texts";
  if (aggregate == model::v1::AGGREGATE_SUM_OF_AGE_DAYS) return field.is_day() ? "" : "is no date";
  return aggregate == model::v1::AGGREGATE_DISTINCT || field.type == FieldType::kInteger ? "" : "is no integer";
}

}  // namespace

Result<Definition> Definition::Compile(const Measure& measure) {
  Definition definition;
  definition.measure_ = measure;
  if (measure.measure_id().empty()) return Refuse(measure, "measure_id", "it has no identifier", "state measure_id");
  if (measure.terms().empty() || static_cast<size_t>(measure.terms_size()) > limits::kTerms) {
    return Refuse(measure, "terms", "it has " + std::to_string(measure.terms_size()) + " terms",
                  "state from 1 to " + std::to_string(limits::kTerms));
  }
  std::vector<std::string> names;
  for (int i = 0; i < measure.terms_size(); ++i) {
    HELHET_RETURN_IF_ERROR(definition.CompileTerm(measure.terms(i), static_cast<size_t>(i)));
    names.push_back(measure.terms(i).name());
  }
  HELHET_RETURN_IF_ERROR(definition.CheckGrain());
  if (measure.formula().empty()) {
    return Refuse(measure, "formula", "it has no formula", "state one over its terms; the name of a term alone will do");
  }
  auto formula = Formula::Parse(measure.formula(), names);
  if (!formula.ok()) {
    Status status = formula.status();
    return status.Annotate("measure '" + measure.measure_id() + "'");
  }
  definition.formula_ = *std::move(formula);
  return definition;
}

Status Definition::CompileTerm(const MeasureTerm& stated, size_t index) {
  const std::string place = "terms[" + std::to_string(index) + "]";
  const auto refuse = [&](const std::string& setting, const std::string& why, const std::string& remedy) {
    return Refuse(measure_, place + "." + setting, "term '" + stated.name() + "': " + why, remedy);
  };
  if (!IsLowerSnake(stated.name()) || Formula::IsTaken(stated.name())) {
    return refuse("name", "the name cannot stand in a formula", "use lower case letters, digits and _, and no function's name, as sum");
  }
  for (const Term& other : terms_) {
    if (other.name == stated.name()) return refuse("name", "two terms have the name", "give one of them another name");
  }
  Term term{stated.name(), stated.aggregate(), model::FindFactTable(stated.facts()), nullptr, nullptr, {}, stated.filter(), false, std::nullopt};
  if (term.table == nullptr) return refuse("facts", "there are no facts '" + stated.facts() + "'", "use one of " + TableNames());
  term.kind = term.table->is_line() ? model::FindFactTable(term.table->parent) : term.table;

  if (stated.aggregate() == model::v1::AGGREGATE_UNSPECIFIED || !Aggregate_IsValid(stated.aggregate())) {
    return refuse("aggregate", "nothing says what to compute", "state one of COUNT, SUM, MIN, MAX, DISTINCT and SUM_OF_AGE_DAYS");
  }
  if (stated.aggregate() == model::v1::AGGREGATE_COUNT) {
    if (!stated.field().empty()) return refuse("field", "COUNT takes no field", "remove it, or use DISTINCT");
  } else {
    term.field = term.table->Find(stated.field());
    const std::string usable = "use one of " + FieldNames(*term.table, stated.aggregate());
    if (term.field == nullptr) return refuse("field", "'" + stated.field() + "' is no field of " + term.table->name, usable);
    const std::string why_not = WhyNot(*term.field, stated.aggregate());
    if (!why_not.empty()) return refuse("field", stated.field() + " " + why_not, usable);
    term.is_money = IsMoney(*term.field);
  }
  if (term.is_money && !IsCurrency(measure_.currency_code())) {
    return Refuse(measure_, "currency_code", "term '" + stated.name() + "' is money and the currency '" + measure_.currency_code() + "' is none",
                  "state the measure's currency_code, as NOK: unlike currencies are never added");
  }
  HELHET_RETURN_IF_ERROR(CompileStanding(stated, index, term));
  auto filter = ParseFilter(stated.filter(), *term.table, term.standing.has_value());
  if (!filter.ok()) {
    Status status = filter.status();
    return status.Annotate("measure '" + measure_.measure_id() + "': term '" + stated.name() + "'").WithSetting(place + ".filter");
  }
  term.filter = *std::move(filter);
  if (std::find(kinds_.begin(), kinds_.end(), term.kind) == kinds_.end()) kinds_.push_back(term.kind);
  terms_.push_back(std::move(term));
  return OkStatus();
}

Status Definition::CompileStanding(const MeasureTerm& stated, size_t index, Term& term) const {
  const auto refuse = [&](const std::string& setting, const std::string& why, const std::string& remedy) {
    return Refuse(measure_, "terms[" + std::to_string(index) + "]." + setting, "term '" + stated.name() + "': " + why, remedy);
  };
  if (index > 0 && stated.has_standing() != is_standing()) {
    return refuse("standing", "some terms stand and some do not", "state standing for all terms or for none, in a measure each");
  }
  if (!stated.has_standing()) {
    if (!IsAge(term)) return OkStatus();
    return refuse("aggregate", "facts that do not stand have no age, for they are not looked at on a day", "state the term's standing");
  }
  if (!is_stock()) return refuse("standing", "the measure is a flow", "state kind STOCK: what stands cannot be added over time");
  auto standing = ReadStanding(stated.standing(), *term.table);
  if (!standing.ok()) return refuse(standing.status().setting(), standing.status().message(), standing.status().remedy());
  if (standing->as_seen && term.aggregate == model::v1::AGGREGATE_DISTINCT) {
    return refuse("aggregate", "DISTINCT of several units is computed anew, and what was seen is not there any more", "use COUNT, or remove as_seen");
  }
  for (const Term& other : terms_) {
    const bool alike = other.kind == term.kind ? *other.standing == *standing : other.standing->as_seen == standing->as_seen;
    if (!alike) return refuse("standing", "it is another than that of term '" + other.name + "'", "state the same fields for the same facts, and as_seen for all terms or none");
  }
  term.standing = *standing;
  return OkStatus();
}

const Standing& Definition::StandingOf(const model::FactTable& kind) const {
  return *std::find_if(terms_.begin(), terms_.end(), [&](const Term& term) { return term.kind == &kind; })->standing;
}

Status Definition::CheckGrain() const {
  if (!Period_IsValid(measure_.grain())) return Refuse(measure_, "grain", "the grain is none", "state MONTH, QUARTER, TERTIAL, HALF or YEAR");
  for (const FactTable* kind : kinds_) {
    // Facts dated by a year alone stand in January; shorter periods would show them as January's.
    const bool yearly = kind->Find(model::DateField(kind->name))->type == FieldType::kInteger;
    if (yearly && grain() != model::v1::PERIOD_YEAR) {
      return Refuse(measure_, "grain", "facts of the kind " + kind->name + " are dated by year, and the grain is " + std::string(LengthName(grain())),
                    "state grain YEAR");
    }
  }
  return OkStatus();
}

model::v1::Period Definition::grain() const {
  return measure_.grain() == model::v1::PERIOD_UNSPECIFIED ? model::v1::PERIOD_MONTH : measure_.grain();
}

bool Definition::has_distinct() const {
  return std::any_of(terms_.begin(), terms_.end(), [](const Term& term) { return term.aggregate == model::v1::AGGREGATE_DISTINCT; });
}

bool Definition::UsesKind(std::string_view kind) const {
  return std::any_of(kinds_.begin(), kinds_.end(), [&](const FactTable* table) { return table->name == kind; });
}

bool Definition::SharesCells(const Definition& other) const {
  using google::protobuf::util::MessageDifferencer;
  return grain() == other.grain() && measure_.currency_code() == other.measure_.currency_code() &&
         std::equal(measure_.terms().begin(), measure_.terms().end(), other.measure_.terms().begin(), other.measure_.terms().end(),
                    [](MeasureTerm a, MeasureTerm b) {
                      for (MeasureTerm* term : {&a, &b}) term->clear_title(), term->clear_title_nn(), term->clear_title_en();
                      return MessageDifferencer::Equals(a, b);
                    });
}

TermValues Definition::TermsOfNothing() const {
  TermValues values;
  for (const Term& term : terms_) {
    const bool extreme = term.aggregate == model::v1::AGGREGATE_MIN || term.aggregate == model::v1::AGGREGATE_MAX;
    values.push_back(extreme ? std::nullopt : std::optional<int64_t>(0));
  }
  return values;
}

}  // namespace helhet::measure
