#include "core/measure/testing/random_measures.h"

#include <map>

#include "core/model/fact_schema.h"

namespace helhet::measure {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using model::FactField;
using model::FactTable;
using model::FieldType;

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return quoted + "\"";
}

std::vector<const FactField*> DayFields(const std::string& kind) {
  std::vector<const FactField*> days;
  for (const FactField& field : model::FindFactTable(kind)->fields) {
    if (field.is_day()) days.push_back(&field);
  }
  return days;
}

}  // namespace

std::string RandomMeasures::Text(const std::string& field) {
  if (field == "currency_code") return Chance(70) ? "NOK" : Chance(50) ? "EUR" : "";
  // What collations are known to order differently, and what SQL and the grammar might take for their own.
  static const std::string texts[] = {"", "a", "B", "b", "Å", "aa", "z", "Æ", "'", "\"", "\\", "%", "a_", "10", "9", "-", "$2", "2022-06-01", "é"};
  return texts[Below(std::size(texts))];
}

std::string RandomMeasures::Day() {
  static const std::string others[] = {"2024-02-29", "2020-02-29", "2023-02-29", "2023-02-28", "2023-11-14", "2022-12-31", "1999-12-31", "0999-01-01", "2023-1-01"};
  if (Chance(25)) return others[Below(std::size(others))];
  const int month = 1 + Below(12);
  const int day = 1 + Below(28);
  return std::to_string(2021 + Below(4)) + (month < 10 ? "-0" : "-") + std::to_string(month) + (day < 10 ? "-0" : "-") + std::to_string(day);
}

int64_t RandomMeasures::Number() {
  // Sums of all facts of a test stay within 64 bits; those that do not have tests of their own.
  static const int64_t numbers[] = {0, 1, -1, 5, 100, -100, 12345, int64_t{1} << 31, (int64_t{1} << 32) - 1, -(int64_t{1} << 32),
                                    (int64_t{1} << 53) + 1, -(int64_t{1} << 53) - 1};
  return numbers[Below(std::size(numbers))];
}

void RandomMeasures::Fill(Message& message, int depth) {
  const auto& reflection = *message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      for (int line = Below(3); depth == 0 && line > 0; --line) Fill(*reflection.AddMessage(&message, field), 1);
    } else if (field->is_repeated()) {
      for (int n = Below(3); n > 0; --n) reflection.AddString(&message, field, std::string("x") + std::to_string(Below(3)));
    } else if (field->has_presence() && Chance(30)) {
      continue;  // unknown
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      const FactField as_stored{field->name(), FieldType::kText, false, field};
      reflection.SetString(&message, field, as_stored.is_day() && Chance(80) ? Day() : Text(field->name()));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      reflection.SetEnum(&message, field, field->enum_type()->value(Below(field->enum_type()->value_count())));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      reflection.SetBool(&message, field, Chance(50));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
      reflection.SetInt32(&message, field, Below(5) - 2);
    } else {
      reflection.SetInt64(&message, field, Number());
    }
  }
}

model::v1::Fact RandomMeasures::Fact() {
  model::v1::Fact fact;
  const auto* kinds = model::v1::Fact::descriptor()->FindOneofByName("kind");
  const FieldDescriptor* kind = kinds->field(Below(kinds->field_count()));
  Message& message = *fact.GetReflection()->MutableMessage(&fact, kind);
  Fill(message, 0);
  const FieldDescriptor* date = message.GetDescriptor()->FindFieldByName(std::string(model::DateField(kind->name())));
  const int year = 2022 + Below(2);
  const int month = 1 + Below(12);
  if (date->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
    message.GetReflection()->SetInt32(&message, date, year);
  } else if (Chance(95)) {
    message.GetReflection()->SetString(&message, date, std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-15");
  }
  return fact;
}

model::v1::Measure RandomMeasures::Measure(const std::string& measure_id) {
  if (Chance(25)) return StandingMeasure(measure_id);
  model::v1::Measure measure;
  measure.set_measure_id(measure_id);
  measure.set_currency_code("NOK");
  measure.set_kind(Chance(30) ? model::v1::MEASURE_KIND_STOCK : model::v1::MEASURE_KIND_FLOW);
  static const model::v1::Period grains[] = {model::v1::PERIOD_MONTH, model::v1::PERIOD_MONTH, model::v1::PERIOD_QUARTER,
                                             model::v1::PERIOD_TERTIAL, model::v1::PERIOD_HALF, model::v1::PERIOD_YEAR};
  measure.set_grain(grains[Below(std::size(grains))]);
  const auto* kinds = model::v1::Fact::descriptor()->FindOneofByName("kind");
  std::string kind = kinds->field(Below(kinds->field_count()))->name();
  for (int i = 1 + Below(4); i > 0; --i) {
    if (Chance(25)) kind = kinds->field(Below(kinds->field_count()))->name();
    if (kind == "budget_line") measure.set_grain(model::v1::PERIOD_YEAR);
    model::v1::MeasureTerm& term = *measure.add_terms();
    term.set_name("t" + std::to_string(i));
    FillTerm(kind, term);
  }
  measure.set_formula("100 * " + measure.terms(0).name() + " / " + measure.terms(measure.terms_size() - 1).name());
  return measure;
}

model::v1::Measure RandomMeasures::StandingMeasure(const std::string& measure_id) {
  model::v1::Measure measure;
  measure.set_measure_id(measure_id);
  measure.set_currency_code("NOK");
  measure.set_kind(model::v1::MEASURE_KIND_STOCK);
  measure.set_grain(static_cast<model::v1::Period>(1 + Below(5)));
  static const std::string kinds[] = {"agreement", "archive_document", "catalogue", "invoice", "statistic"};
  const bool as_seen = Chance(30);
  std::map<std::string, model::v1::Standing> standings;
  for (int i = 1 + Below(3); i > 0; --i) {
    const std::string& kind = kinds[Below(std::size(kinds))];
    const auto [standing, is_new] = standings.try_emplace(kind);
    if (is_new) standing->second = Standing(kind, as_seen);
    model::v1::MeasureTerm& term = *measure.add_terms();
    term.set_name("t" + std::to_string(i));
    term.set_facts(kind);
    *term.mutable_standing() = standing->second;
    if (Chance(75)) term.set_filter(Expression(kind, 0, /*is_standing=*/true));
    const int choice = Below(4);
    const std::vector<const FactField*> days = DayFields(kind);
    if (choice == 0) {
      term.set_aggregate(model::v1::AGGREGATE_SUM_OF_AGE_DAYS);
      term.set_field(days[static_cast<size_t>(Below(static_cast<int>(days.size())))]->name);
    } else if (choice == 1 && !as_seen) {
      term.set_aggregate(model::v1::AGGREGATE_DISTINCT);
      term.set_field(days[0]->name);
    } else {
      term.set_aggregate(model::v1::AGGREGATE_COUNT);
    }
  }
  measure.set_formula("100 * " + measure.terms(0).name() + " / " + measure.terms(measure.terms_size() - 1).name());
  return measure;
}

model::v1::Standing RandomMeasures::Standing(const std::string& kind, bool as_seen) {
  const std::vector<const FactField*> days = DayFields(kind);
  const auto any = [&] { return days[static_cast<size_t>(Below(static_cast<int>(days.size())))]->name; };
  model::v1::Standing standing;
  standing.set_from_field(any());
  if (Chance(70)) standing.set_until_field(any());
  standing.set_as_seen(as_seen);
  return standing;
}

void RandomMeasures::FillTerm(const std::string& kind, model::v1::MeasureTerm& term) {
  std::vector<const FactTable*> tables = model::LineTables(kind);
  tables.push_back(model::FindFactTable(kind));
  const FactTable& table = *tables[static_cast<size_t>(Below(static_cast<int>(tables.size())))];
  term.set_facts(table.name);
  if (Chance(75)) term.set_filter(Expression(table.name, 0));
  term.set_aggregate(static_cast<model::v1::Aggregate>(1 + Below(5)));
  if (term.aggregate() == model::v1::AGGREGATE_COUNT) return;
  std::vector<const FactField*> fields;
  for (const FactField& field : table.fields) {
    const bool fits = term.aggregate() == model::v1::AGGREGATE_DISTINCT ? field.type != FieldType::kTexts : field.type == FieldType::kInteger;
    if (fits) fields.push_back(&field);
  }
  if (fields.empty()) {
    term.set_aggregate(model::v1::AGGREGATE_COUNT);
  } else {
    term.set_field(fields[static_cast<size_t>(Below(static_cast<int>(fields.size())))]->name);
  }
}

std::string RandomMeasures::Expression(const std::string& table, int depth, bool is_standing) {
  switch (depth >= 3 ? 0 : Below(6)) {
    case 1: return Expression(table, depth + 1, is_standing) + " AND " + Expression(table, depth + 1, is_standing);
    case 2: return Comparison(table, is_standing) + " OR " + Comparison(table, is_standing);
    case 3: return std::string(Chance(50) ? "NOT " : "-") + "(" + Expression(table, depth + 1, is_standing) + ")";
    case 4: return "NOT " + Comparison(table, is_standing);
    default: return Comparison(table, is_standing);
  }
}

std::string RandomMeasures::Comparison(const std::string& table_name, bool is_standing) {
  const FactTable* table = model::FindFactTable(table_name);
  std::string prefix;
  if (table->is_line() && Chance(25)) {
    prefix = table->parent + ".";
    table = model::FindFactTable(table->parent);
  }
  const FactField& field = table->fields[static_cast<size_t>(Below(static_cast<int>(table->fields.size())))];
  static const std::string comparators[] = {" = ", " != ", " < ", " <= ", " > ", " >= "};
  const std::string name = prefix + field.name;
  if (is_standing && field.is_day() && Chance(60)) {
    static const std::string offsets[] = {"", "-365", "+90", "-1095", " - 1", "+0"};
    return name + comparators[Below(6)] + "day" + offsets[Below(std::size(offsets))];
  }
  const bool always_there = field.type == FieldType::kBoolean || (field.type == FieldType::kInteger && !field.nullable);
  if (Chance(15) && !always_there) return name + ":*";
  switch (field.type) {
    case FieldType::kInteger: return name + comparators[Below(6)] + std::to_string(Number());
    case FieldType::kBoolean: return name + comparators[Below(2)] + (Chance(50) ? "true" : "false");
    case FieldType::kText: return name + comparators[Below(6)] + Quoted(Text(field.name));
    case FieldType::kTexts: return name + ":\"x" + std::to_string(Below(3)) + "\"";
    case FieldType::kEnum: break;
  }
  const auto* values = field.descriptor->enum_type();
  return name + comparators[Below(2)] + model::EnumText(*values->value(Below(values->value_count())));
}

}  // namespace helhet::measure
