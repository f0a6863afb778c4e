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

// Names of the fields that an aggregate can take.
std::string FieldNames(const FactTable& table, bool integers_only) {
  std::string names;
  for (const FactField& field : table.fields) {
    if (field.type == FieldType::kTexts || (integers_only && field.type != FieldType::kInteger)) continue;
    names += (names.empty() ? "" : ", ") + field.name;
  }
  return names.empty() ? "none" : names;
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
  Term term{stated.name(), stated.aggregate(), model::FindFactTable(stated.facts()), nullptr, nullptr, {}, stated.filter(), false};
  if (term.table == nullptr) return refuse("facts", "there are no facts '" + stated.facts() + "'", "use one of " + TableNames());
  term.kind = term.table->is_line() ? model::FindFactTable(term.table->parent) : term.table;

  const bool integers_only = stated.aggregate() != model::v1::AGGREGATE_DISTINCT;
  if (stated.aggregate() == model::v1::AGGREGATE_UNSPECIFIED || !Aggregate_IsValid(stated.aggregate())) {
    return refuse("aggregate", "nothing says what to compute", "state one of COUNT, SUM, MIN, MAX and DISTINCT");
  }
  if (stated.aggregate() == model::v1::AGGREGATE_COUNT) {
    if (!stated.field().empty()) return refuse("field", "COUNT takes no field", "remove it, or use DISTINCT");
  } else {
    term.field = term.table->Find(stated.field());
    const std::string usable = "use one of " + FieldNames(*term.table, integers_only);
    if (term.field == nullptr) return refuse("field", "'" + stated.field() + "' is no field of " + term.table->name, usable);
    if (term.field->type == FieldType::kTexts) return refuse("field", stated.field() + " holds several texts", usable);
    if (integers_only && term.field->type != FieldType::kInteger) return refuse("field", stated.field() + " is no integer", usable);
    term.is_money = IsMoney(*term.field);
  }
  if (term.is_money && !IsCurrency(measure_.currency_code())) {
    return Refuse(measure_, "currency_code", "term '" + stated.name() + "' is money and the currency '" + measure_.currency_code() + "' is none",
                  "state the measure's currency_code, as NOK: unlike currencies are never added");
  }
  auto filter = ParseFilter(stated.filter(), *term.table);
  if (!filter.ok()) {
    Status status = filter.status();
    return status.Annotate("measure '" + measure_.measure_id() + "': term '" + stated.name() + "'").WithSetting(place + ".filter");
  }
  term.filter = *std::move(filter);
  if (std::find(kinds_.begin(), kinds_.end(), term.kind) == kinds_.end()) kinds_.push_back(term.kind);
  terms_.push_back(std::move(term));
  return OkStatus();
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
