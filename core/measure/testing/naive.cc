#include "core/measure/testing/naive.h"

#include <algorithm>

#include "core/model/calendar.h"
#include "core/store/fact_tables.h"

namespace helhet::measure {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using model::v1::MeasureTerm;

// What a field holds: nothing when it is unknown.
struct FieldContent {
  std::optional<int64_t> number;
  std::optional<std::string> text;
  std::vector<std::string> texts;
};

FieldContent Content(const Message& message, const FieldDescriptor* field) {
  const auto& reflection = *message.GetReflection();
  FieldContent content;
  if (field->is_repeated()) {
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) content.texts.push_back(reflection.GetRepeatedString(message, field, i));
    return content;
  }
  if (field->has_presence() && !reflection.HasField(message, field)) return content;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: content.text = reflection.GetString(message, field); break;
    case FieldDescriptor::CPPTYPE_ENUM: content.text = model::EnumText(*reflection.GetEnum(message, field)); break;
    case FieldDescriptor::CPPTYPE_BOOL: content.number = reflection.GetBool(message, field) ? 1 : 0; break;
    case FieldDescriptor::CPPTYPE_INT32: content.number = reflection.GetInt32(message, field); break;
    default: content.number = reflection.GetInt64(message, field); break;
  }
  return content;
}

template <typename T>
bool Compare(const T& left, Comparator comparator, const T& right) {
  switch (comparator) {
    case Comparator::kEqual: return left == right;
    case Comparator::kNotEqual: return left != right;
    case Comparator::kLess: return left < right;
    case Comparator::kLessOrEqual: return left <= right;
    case Comparator::kGreater: return left > right;
    default: return left >= right;
  }
}

bool IsText(const FieldDescriptor* field) { return field->cpp_type() == FieldDescriptor::CPPTYPE_STRING; }

// `day` is the one on which facts that stand are looked at.
bool Takes(const Restriction& restriction, const Message& message, const std::string& day) {
  const FieldDescriptor* field = restriction.field->descriptor;
  const FieldContent content = Content(message, field);
  if (restriction.comparator == Comparator::kPresent) {
    if (field->is_repeated()) return !content.texts.empty();
    if (!content.text) return content.number.has_value();
    return *content.text != (IsText(field) ? "" : "unspecified");
  }
  if (restriction.comparator == Comparator::kHas) {
    return std::count(content.texts.begin(), content.texts.end(), std::get<std::string>(restriction.value)) > 0;
  }
  if (const LookedAt* looked_at = std::get_if<LookedAt>(&restriction.value)) {
    return content.text && Compare(*content.text, restriction.comparator, model::DaysFrom(day, looked_at->offset_days));
  }
  if (content.number) return Compare(*content.number, restriction.comparator, std::get<int64_t>(restriction.value));
  return content.text && Compare(*content.text, restriction.comparator, std::get<std::string>(restriction.value));
}

bool Takes(const Filter& filter, const Message& kind, const Message& row, const std::string& day) {
  switch (filter.op) {
    case Filter::Operator::kRestriction: return Takes(filter.restriction, filter.restriction.of_kind ? kind : row, day);
    case Filter::Operator::kNot: return !Takes(filter.operands[0], kind, row, day);
    case Filter::Operator::kAnd:
      return std::all_of(filter.operands.begin(), filter.operands.end(), [&](const Filter& one) { return Takes(one, kind, row, day); });
    default:
      return std::any_of(filter.operands.begin(), filter.operands.end(), [&](const Filter& one) { return Takes(one, kind, row, day); });
  }
}

const Message& KindMessage(const model::v1::Fact& fact) {
  const auto* kinds = model::v1::Fact::descriptor()->FindOneofByName("kind");
  return fact.GetReflection()->GetMessage(fact, fact.GetReflection()->GetOneofFieldDescriptor(fact, kinds));
}

// The kind that a table's name means: `invoice` of `invoice_line`.
std::string KindOfTable(const std::string& table) {
  const model::FactTable* found = model::FindFactTable(table);
  return found->parent.empty() ? found->name : found->parent;
}

// The rows of a fact that the term's filter takes, whatever their currency.
std::vector<const Message*> Rows(const MeasureTerm& term, const model::v1::Fact& fact, const std::string& day) {
  const model::FactTable& table = *model::FindFactTable(term.facts());
  const Filter filter = *ParseFilter(term.filter(), table, term.has_standing());
  const Message& kind = KindMessage(fact);
  std::vector<const Message*> rows;
  if (!table.is_line()) {
    if (Takes(filter, kind, kind, day)) rows.push_back(&kind);
    return rows;
  }
  const auto& reflection = *kind.GetReflection();
  for (int i = 0; i < reflection.FieldSize(kind, table.descriptor); ++i) {
    const Message& line = reflection.GetRepeatedMessage(kind, table.descriptor, i);
    if (Takes(filter, kind, line, day)) rows.push_back(&line);
  }
  return rows;
}

bool IsMoney(const MeasureTerm& term) { return term.field().ends_with("_minor") || term.field().ends_with("_price_micros"); }

std::string Currency(const model::v1::Fact& fact) {
  const Message& kind = KindMessage(fact);
  const FieldDescriptor* field = kind.GetDescriptor()->FindFieldByName("currency_code");
  return field == nullptr ? "" : kind.GetReflection()->GetString(kind, field);
}

std::optional<int64_t> TermOf(const MeasureTerm& term, const std::vector<const BookedFact*>& facts, const std::string& currency,
                              const std::string& day) {
  int64_t count = 0;
  int64_t sum = 0;
  int64_t age_days = 0;
  bool unknown = false;
  std::set<int64_t> numbers;
  std::set<std::string> texts;
  for (const BookedFact* fact : facts) {
    if (store::KindOf(fact->fact) != KindOfTable(term.facts())) continue;
    if (IsMoney(term) && Currency(fact->fact) != currency) continue;
    for (const Message* row : Rows(term, fact->fact, day)) {
      ++count;
      if (term.field().empty()) continue;
      const FieldDescriptor* field = row->GetDescriptor()->FindFieldByName(term.field());
      const FieldContent content = Content(*row, field);
      if (content.number) numbers.insert(*content.number);
      if (content.text && *content.text != (IsText(field) ? "" : "unspecified")) texts.insert(*content.text);
      if (term.has_standing() && content.text) age_days += model::DaysBetween(*content.text, day).value_or(0);
      unknown = unknown || (!content.number && !content.text);
      sum += content.number.value_or(0);
    }
  }
  switch (term.aggregate()) {
    case model::v1::AGGREGATE_COUNT: return count;
    case model::v1::AGGREGATE_SUM: return unknown ? std::nullopt : std::optional(sum);
    case model::v1::AGGREGATE_MIN: return numbers.empty() ? std::nullopt : std::optional(*numbers.begin());
    case model::v1::AGGREGATE_MAX: return numbers.empty() ? std::nullopt : std::optional(*numbers.rbegin());
    case model::v1::AGGREGATE_SUM_OF_AGE_DAYS: return age_days;
    default: return static_cast<int64_t>(numbers.size() + texts.size());
  }
}

bool IsLeftOut(const model::v1::Measure& measure, const model::v1::Fact& fact, const std::string& day) {
  if (Currency(fact) == measure.currency_code()) return false;
  return std::any_of(measure.terms().begin(), measure.terms().end(), [&](const MeasureTerm& term) {
    return IsMoney(term) && KindOfTable(term.facts()) == store::KindOf(fact) && !Rows(term, fact, day).empty();
  });
}

// How facts of a kind stand in a measure; null when it uses none of them.
const model::v1::Standing* StandingOf(const model::v1::Measure& measure, const std::string& kind) {
  for (const MeasureTerm& term : measure.terms()) {
    if (KindOfTable(term.facts()) == kind) return &term.standing();
  }
  return nullptr;
}

std::string TextOf(const model::v1::Fact& fact, const std::string& field) {
  const Message& kind = KindMessage(fact);
  return field.empty() ? "" : kind.GetReflection()->GetString(kind, kind.GetDescriptor()->FindFieldByName(field));
}

NaiveFigure ComputeStanding(const std::vector<BookedFact>& facts, const model::v1::Measure& measure, const std::set<std::string>& units,
                            const CalendarPeriod& period, const std::string& today) {
  NaiveFigure figure;
  std::vector<const BookedFact*> taken;
  std::string read_on;
  const auto own_periods = period.Split(measure.grain());
  for (const CalendarPeriod& own : *own_periods) {
    const bool is_past = own.LastDay() < today;
    if (own.FirstDay() > today || (is_past && measure.terms(0).standing().as_seen())) continue;
    const std::string day = is_past ? own.LastDay() : today;
    std::vector<const BookedFact*> here;
    bool any_begun = false;
    figure.waiting_count = 0;
    for (const BookedFact& fact : facts) {
      const auto* standing = StandingOf(measure, store::KindOf(fact.fact));
      if (!fact.counted || standing == nullptr || TextOf(fact.fact, standing->from_field()) > day) continue;
      const std::string until = TextOf(fact.fact, standing->until_field());
      const bool holds = until.empty() || until >= day;
      if (fact.unit_id.empty() && holds) ++figure.waiting_count;
      if (!units.contains(fact.unit_id)) continue;
      any_begun = true;
      if (holds) here.push_back(&fact);
    }
    if (!any_begun) continue;
    figure.measured = true;
    ++figure.measured_periods;
    figure.read_at = own.Text();
    taken = here;
    read_on = day;
  }
  if (!figure.measured) return figure;
  for (const MeasureTerm& term : measure.terms()) figure.terms.push_back(TermOf(term, taken, measure.currency_code(), read_on));
  for (const BookedFact* fact : taken) figure.other_currency_count += IsLeftOut(measure, fact->fact, read_on) ? 1 : 0;
  return figure;
}

}  // namespace

NaiveFigure ComputeNaively(const std::vector<BookedFact>& facts, const model::v1::Measure& measure,
                           const std::vector<std::string>& unit_ids, const CalendarPeriod& period, const std::string& today) {
  if (measure.terms(0).has_standing()) return ComputeStanding(facts, measure, {unit_ids.begin(), unit_ids.end()}, period, today);
  NaiveFigure figure;
  std::set<std::string> kinds;
  for (const MeasureTerm& term : measure.terms()) kinds.insert(KindOfTable(term.facts()));
  std::set<std::string> units(unit_ids.begin(), unit_ids.end());
  const bool is_stock = measure.kind() == model::v1::MEASURE_KIND_STOCK;
  std::vector<const BookedFact*> taken;
  const auto own_periods = period.Split(measure.grain());
  for (const CalendarPeriod& own : *own_periods) {
    std::vector<const BookedFact*> here;
    for (const BookedFact& fact : facts) {
      const auto month = CalendarPeriod::Parse(store::MonthOf(fact.fact));
      if (!fact.counted || !kinds.contains(store::KindOf(fact.fact)) || !month.ok() || !own.Contains(*month)) continue;
      if (fact.unit_id.empty()) ++figure.waiting_count;
      if (units.contains(fact.unit_id)) here.push_back(&fact);
    }
    if (here.empty()) continue;
    ++figure.measured_periods;
    if (is_stock) taken.clear();
    taken.insert(taken.end(), here.begin(), here.end());
    figure.read_at = is_stock ? own.Text() : period.Text();
  }
  if (taken.empty()) return figure;
  figure.measured = true;
  for (const MeasureTerm& term : measure.terms()) figure.terms.push_back(TermOf(term, taken, measure.currency_code(), ""));
  for (const BookedFact* fact : taken) figure.other_currency_count += IsLeftOut(measure, fact->fact, "") ? 1 : 0;
  return figure;
}

}  // namespace helhet::measure
