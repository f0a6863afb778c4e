#include "facts.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "dates.h"
#include "decimal.h"
#include "symbols.h"

namespace helhet::ssb {
namespace {

using jsonstat::Category;
using jsonstat::Dimension;
using jsonstat::Value;

constexpr int kOldestAge = 130;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int FirstOf(const std::vector<size_t>& positions) { return positions.empty() ? -1 : static_cast<int>(positions[0]); }

int PositionOf(const jsonstat::Dataset& dataset, const std::string& id) {
  const Dimension* dimension = dataset.Find(id);
  return dimension == nullptr ? -1 : static_cast<int>(dimension - dataset.dimensions.data());
}

void AddFlag(model::v1::Fact& fact, const std::string& rule, const std::string& what) {
  auto* flag = fact.add_flags();
  flag->set_rule(rule);
  flag->set_what(what);
}

}  // namespace

int AgeFrom(std::string_view code) {
  if (!code.empty() && code[0] == 'F') code.remove_prefix(1);
  size_t digits = 0;
  int age = 0;
  while (digits < code.size() && digits < 4 && IsDigit(code[digits])) age = age * 10 + (code[digits++] - '0');
  const std::string_view rest = code.substr(digits);
  const bool is_end = rest.empty() || rest == "+" || rest[0] == '-';
  return digits == 0 || digits > 3 || !is_end || age > kOldestAge ? -1 : age;
}

std::string UnitCodeOf(std::string_view region_code, const std::string& scheme) {
  if (scheme != "municipality_code") return std::string(region_code);
  if (region_code.substr(0, 2) == "K-") region_code.remove_prefix(2);
  const bool is_municipality = region_code.size() == 4 && std::all_of(region_code.begin(), region_code.end(), IsDigit);
  return is_municipality ? std::string(region_code) : "";
}

std::string AlternativeIn(std::string_view label) {
  for (size_t open = label.find('('); open != std::string_view::npos; open = label.find('(', open + 1)) {
    const std::string_view inner = label.substr(open + 1, 5);
    const bool letters = inner.size() == 5 && inner[4] == ')' &&
                         std::all_of(inner.begin(), inner.begin() + 4, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (letters) return std::string(inner.substr(0, 4));
  }
  return "";
}

FactMaker::FactMaker(const TableSpec& spec, const TableInfo& table, const DataQuery& query,
                     const jsonstat::Dataset& dataset, std::string language, plugin::v1::SourceReference source,
                     std::string locator)
    : spec_(spec),
      table_(table),
      dataset_(dataset),
      language_(std::move(language)),
      source_(std::move(source)),
      locator_(std::move(locator)) {
  auto updated_us = ParseUpdated(dataset.updated);
  if (!updated_us) updated_us = ParseUpdated(table.updated);
  updated_us_ = updated_us.value_or(0);
  if (updated_us) updated_ = FormatUtc(*updated_us);
  time_ = FirstOf(dataset.time);
  contents_ = FirstOf(dataset.metric);
  region_ = spec.unit_variable.empty() ? FirstOf(dataset.geo) : PositionOf(dataset, spec.unit_variable);
  age_ = PositionOf(dataset, spec.age_variable);
  alternative_ = spec.projection_alternative_variable.empty()
                     ? contents_
                     : PositionOf(dataset, spec.projection_alternative_variable);
  parts_.resize(dataset.dimensions.size());
  for (size_t i = 0; i < parts_.size(); ++i) PrepareDimension(i, query);
  by_name_.resize(parts_.size());
  std::iota(by_name_.begin(), by_name_.end(), size_t{0});
  std::sort(by_name_.begin(), by_name_.end(),
            [&](size_t a, size_t b) { return dataset.dimensions[a].id < dataset.dimensions[b].id; });
}

void FactMaker::PrepareDimension(size_t position, const DataQuery& query) {
  const Dimension& dimension = dataset_.dimensions[position];
  const int at = static_cast<int>(position);
  const auto selected = std::find_if(query.variables.begin(), query.variables.end(),
                                     [&](const VariableSelection& v) { return v.variable == dimension.id; });
  std::unordered_set<std::string> codes;
  // With single values of a codelist the answer's codes are others than the selected.
  const bool all = selected == query.variables.end() || selected->output_values == "single";
  if (!all) codes.insert(selected->codes.begin(), selected->codes.end());
  for (const Category& category : dimension.categories) {
    CategoryPart& part = parts_[position].emplace_back();
    part.assignment = dimension.id + "=" + category.code;
    part.wanted = all || codes.contains(category.code);
    if (at == region_) part.unit_code = UnitCodeOf(category.code, spec_.unit_scheme);
    if (at == age_) part.age_from = AgeFrom(category.code);
    if (at == alternative_) {
      part.alternative = AlternativeIn(category.label);
      if (part.alternative.empty() && !spec_.projection_alternative_variable.empty()) part.alternative = category.code;
    }
  }
}

bool FactMaker::Wants(size_t cell) const {
  const auto positions = dataset_.Positions(cell);
  for (size_t i = 0; i < positions.size(); ++i) {
    if (!parts_[i][positions[i]].wanted) return false;
  }
  return true;
}

// `Alder=080;Kjonn=1`, in order of the names; without those that have a field of their own unless `all`.
std::string FactMaker::JoinedAssignments(const std::vector<size_t>& positions, bool all) const {
  std::string text;
  for (const size_t dimension : by_name_) {
    const int at = static_cast<int>(dimension);
    if (at == time_ || (!all && (at == contents_ || at == region_))) continue;
    if (!text.empty()) text += ';';
    text += parts_[dimension][positions[dimension]].assignment;
  }
  return text;
}

void FactMaker::SetCodes(const std::vector<size_t>& positions, model::v1::Fact& fact) const {
  model::v1::Statistic& statistic = *fact.mutable_statistic();
  const auto category_of = [&](int dimension) -> const Category* {
    if (dimension < 0) return nullptr;
    const auto at = static_cast<size_t>(dimension);
    return &dataset_.dimensions[at].categories[positions[at]];
  };
  const auto part_of = [&](int dimension) -> const CategoryPart& {
    return parts_[static_cast<size_t>(dimension)][positions[static_cast<size_t>(dimension)]];
  };
  const Category* contents = category_of(contents_);
  if (contents != nullptr) statistic.set_contents_code(contents->code);
  if (const Category* region = category_of(region_); region != nullptr) {
    statistic.set_region_code(region->code);
    const std::string& unit_code = part_of(region_).unit_code;
    if (!unit_code.empty()) {
      auto* unit = fact.add_unit_codes();
      unit->set_scheme(spec_.unit_scheme);
      unit->set_code(unit_code);
    }
  }
  if (const Category* time = category_of(time_); time != nullptr) {
    statistic.set_period(time->code);
    const Dimension* metric = contents == nullptr ? nullptr : &dataset_.dimensions[static_cast<size_t>(contents_)];
    const auto about = [&](const char* name) {
      return metric == nullptr ? "" : metric->Extension(std::string(name) + "/" + contents->code);
    };
    if (const auto period = ParsePeriod(time->code)) {
      statistic.set_period_start(DayOfFigure(*period, about("measuringType"), about("refperiod")));
    } else {
      AddFlag(fact, "period_unreadable", "period '" + time->code + "' is none that a day can be told of");
    }
  }
  if (age_ >= 0 && part_of(age_).age_from >= 0) statistic.set_age_from(part_of(age_).age_from);
  if (spec_.kind == model::v1::STATISTIC_KIND_PROJECTION) {
    // A round is known by the year that it begins with, where the settings do not name it.
    statistic.set_projection_round(spec_.projection_round.empty() ? table_.first_period : spec_.projection_round);
    statistic.set_projection_alternative(spec_.projection_alternative);
    if (spec_.projection_alternative.empty() && alternative_ >= 0) {
      statistic.set_projection_alternative(part_of(alternative_).alternative);
    }
  }
}

bool FactMaker::SetValue(size_t cell, const Category* contents, model::v1::Fact& fact,
                         plugin::v1::Refusal& refusal) const {
  model::v1::Statistic& statistic = *fact.mutable_statistic();
  const Value value = dataset_.value(cell);
  std::string_view symbol = dataset_.status(cell);
  bool missing = value.kind == Value::Kind::kNull;
  if (value.kind == Value::Kind::kText && IsMissingSymbol(value.text)) {
    symbol = value.text;
    missing = true;
  }
  if (!missing) {
    const auto micros = ToMicros(value.text);
    if (!micros) {
      refusal.set_code(IsJsonNumber(value.text) ? "value_out_of_range" : "value_not_a_number");
      refusal.set_what("the figure '" + std::string(value.text.substr(0, 60)) +
                       (IsJsonNumber(value.text) ? "' is too large" : "' is no number"));
      return false;
    }
    statistic.set_value_micros(micros->value);
    if (micros->rounded) {
      AddFlag(fact, "value_rounded",
              "the figure " + std::string(value.text) + " has more than six decimals and was rounded");
    }
  }
  statistic.set_status_symbol(std::string(symbol));
  statistic.set_status_meaning(SymbolMeaning(symbol, dataset_.notes, language_));
  if (contents != nullptr) {
    statistic.set_measurement_unit(contents->unit);
    statistic.set_decimals(contents->decimals.value_or(0));
  }
  return true;
}

plugin::v1::Record FactMaker::Make(size_t cell) const {
  const auto positions = dataset_.Positions(cell);
  plugin::v1::Record record;
  model::v1::Fact& fact = *record.mutable_fact();
  model::v1::Statistic& statistic = *fact.mutable_statistic();
  statistic.set_provider("ssb");
  statistic.set_table_id(table_.id);
  statistic.set_table_title(table_.label);
  statistic.set_series(spec_.series);
  statistic.set_statistic_kind(spec_.kind);
  statistic.set_updated(updated_);
  statistic.set_variable_codes(JoinedAssignments(positions, /*all=*/false));
  SetCodes(positions, fact);
  const std::string key =
      "ssb/" + table_.id + "/" + JoinedAssignments(positions, /*all=*/true) + "/" + statistic.period();
  record.set_stream("statistics");
  record.set_natural_key(key);
  record.set_business_key(key);
  record.set_locator(locator_);
  record.set_source_time_us(updated_us_);
  *record.mutable_source() = source_;
  if (table_.discontinued) {
    AddFlag(fact, "table_discontinued",
            "table " + table_.id + " is discontinued, its last period is " + table_.last_period);
  }

  const auto metric = static_cast<size_t>(contents_);
  const Category* contents = contents_ < 0 ? nullptr : &dataset_.dimensions[metric].categories[positions[metric]];
  plugin::v1::Refusal refusal;
  if (!SetValue(cell, contents, fact, refusal)) *record.mutable_refusal() = std::move(refusal);
  return record;
}

}  // namespace helhet::ssb
