#include <charconv>
#include <optional>

#include "core/measure/filter.h"
#include "core/measure/filter_lexer.h"
#include "core/measure/limits.h"

namespace helhet::measure {
namespace {

using model::FactField;
using model::FactTable;
using model::FieldType;

Status LimitReached(const std::string& why) {
  return ResourceExhausted("filter: " + why)
      .WithReason("filter_too_large")
      .WithRemedy("split the measure's term in several, and add them in the formula")
      .WithClass(ErrorClass::kConfiguration);
}

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

std::string FieldNames(const FactTable& table) {
  std::vector<std::string> names;
  for (const FactField& field : table.fields) names.push_back(field.name);
  return Joined(names);
}

std::vector<std::string> EnumWords(const FactField& field) {
  std::vector<std::string> words;
  const google::protobuf::EnumDescriptor& values = *field.descriptor->enum_type();
  for (int i = 0; i < values.value_count(); ++i) words.push_back(model::EnumText(*values.value(i)));
  return words;
}

std::optional<Comparator> ComparatorOf(const Token& token) {
  if (token.Is("=")) return Comparator::kEqual;
  if (token.Is("!=")) return Comparator::kNotEqual;
  if (token.Is("<")) return Comparator::kLess;
  if (token.Is("<=")) return Comparator::kLessOrEqual;
  if (token.Is(">")) return Comparator::kGreater;
  if (token.Is(">=")) return Comparator::kGreaterOrEqual;
  if (token.Is(":")) return Comparator::kHas;
  return std::nullopt;
}

// Recursive descent over the grammar of proto/README.md; one function for each of its rules.
class Parser {
 public:
  Parser(std::vector<Token> tokens, const FactTable& table, bool is_standing)
      : tokens_(std::move(tokens)), table_(table), is_standing_(is_standing) {}

  Result<Filter> Read() {
    if (Peek().kind == TokenKind::kEnd) return Filter();
    HELHET_ASSIGN_OR_RETURN(Filter filter, Expression());
    if (Peek().kind == TokenKind::kEnd) return filter;
    if (Peek().Is(")")) return FilterError(Peek().position, "')' closes nothing", "remove it, or open a parenthesis before");
    return FilterError(Peek().position, "expected AND or OR, not '" + Peek().text + "'",
                       "join comparisons with AND or OR; side by side is not AND here");
  }

 private:
  // expression = factor { AND factor }
  Result<Filter> Expression() { return Chain("AND", Filter::Operator::kAnd, &Parser::Factor); }
  // factor = term { OR term }
  Result<Filter> Factor() { return Chain("OR", Filter::Operator::kOr, &Parser::Term); }

  Result<Filter> Chain(std::string_view word, Filter::Operator op, Result<Filter> (Parser::*part)()) {
    HELHET_ASSIGN_OR_RETURN(Filter first, (this->*part)());
    if (!Peek().IsWord(word)) return first;
    Filter chain{op, {}, {}};
    chain.operands.push_back(std::move(first));
    while (Take(word)) {
      HELHET_ASSIGN_OR_RETURN(Filter next, (this->*part)());
      chain.operands.push_back(std::move(next));
    }
    return chain;
  }

  // term = [ NOT | "-" ] simple ; simple = restriction | "(" expression ")"
  Result<Filter> Term() {
    if (Take("NOT") || Take("-")) {
      HELHET_ASSIGN_OR_RETURN(Filter operand, Simple());
      Filter negation{Filter::Operator::kNot, {}, {}};
      negation.operands.push_back(std::move(operand));
      return negation;
    }
    return Simple();
  }

  Result<Filter> Simple() {
    if (!Peek().Is("(")) return RestrictionRule();
    if (++depth_ > limits::kFilterDepth) {
      return LimitReached("parentheses stand more than " + std::to_string(limits::kFilterDepth) + " deep");
    }
    ++at_;
    HELHET_ASSIGN_OR_RETURN(Filter inner, Expression());
    if (!Take(")")) return FilterError(Peek().position, "a parenthesis is not closed", "add ')'");
    --depth_;
    return inner;
  }

  // restriction = field comparator value
  Result<Filter> RestrictionRule() {
    if (++comparisons_ > limits::kFilterComparisons) {
      return LimitReached("it has more than " + std::to_string(limits::kFilterComparisons) + " comparisons");
    }
    Filter filter{Filter::Operator::kRestriction, {}, {}};
    HELHET_RETURN_IF_ERROR(Field(filter.restriction));
    const std::optional<Comparator> comparator = ComparatorOf(Peek());
    if (!comparator) {
      return FilterError(Peek().position, "after " + filter.restriction.field->name + " a comparison is expected",
                         "write one of = != < <= > >= and :");
    }
    filter.restriction.comparator = *comparator;
    const size_t position = Next().position;
    if (*comparator == Comparator::kHas && Take("*")) {
      filter.restriction.comparator = Comparator::kPresent;
    }
    HELHET_RETURN_IF_ERROR(CheckComparator(filter.restriction, position));
    if (filter.restriction.comparator != Comparator::kPresent) HELHET_RETURN_IF_ERROR(Value(filter.restriction));
    return filter;
  }

  // field = name [ "." name ]
  Status Field(Restriction& restriction) {
    const Token& first = Next();
    if (first.kind != TokenKind::kWord || first.text == "AND" || first.text == "OR" || first.text == "NOT") {
      return FilterError(first.position, "expected a field" + (first.text.empty() ? "" : ", not '" + first.text + "'"),
                         "a comparison begins with a field of " + table_.name + ": " + FieldNames(table_));
    }
    const FactTable* table = &table_;
    const Token* name = &first;
    if (Take(".")) {
      if (first.text != table_.parent) {
        return FilterError(first.position, "'" + first.text + ".' cannot be reached from " + table_.name,
                           table_.is_line() ? "fields of what the lines belong to begin with " + table_.parent + "."
                                            : "write the fields of " + table_.name + " without anything before them");
      }
      restriction.of_kind = true;
      table = model::FindFactTable(table_.parent);
      name = &Next();
    }
    restriction.field = table->Find(name->text);
    if (restriction.field == nullptr) {
      return FilterError(name->position, "'" + name->text + "' is no field of " + table->name,
                         "its fields are: " + FieldNames(*table));
    }
    return OkStatus();
  }

  static Status CheckComparator(const Restriction& restriction, size_t position) {
    const FactField& field = *restriction.field;
    const Comparator comparator = restriction.comparator;
    const bool equality = comparator == Comparator::kEqual || comparator == Comparator::kNotEqual;
    switch (field.type) {
      case FieldType::kTexts:
        if (comparator == Comparator::kHas || comparator == Comparator::kPresent) return OkStatus();
        return FilterError(position, field.name + " holds several texts", "write " + field.name + ":\"one of them\", or " + field.name + ":*");
      case FieldType::kEnum:
      case FieldType::kBoolean:
        if (equality || (comparator == Comparator::kPresent && field.type == FieldType::kEnum)) return OkStatus();
        return FilterError(position, field.name + " has no order and only one value", "compare it by = or !=");
      case FieldType::kText:
        if (comparator != Comparator::kHas) return OkStatus();
        break;
      case FieldType::kInteger:
        if (comparator == Comparator::kPresent && !field.nullable) {
          return FilterError(position, field.name + " always has a value", "leave the comparison out");
        }
        if (comparator != Comparator::kHas) return OkStatus();
        break;
    }
    return FilterError(position, field.name + " holds one value", "compare it by =; ':' is for fields that hold several");
  }

  Status Value(Restriction& restriction) {
    const FactField& field = *restriction.field;
    const bool negative = Take("-");
    const Token& token = Next();
    switch (field.type) {
      case FieldType::kInteger:
        return Integer(restriction, token, negative);
      case FieldType::kBoolean:
        if (!negative && (token.IsWord("true") || token.IsWord("false"))) {
          restriction.value = int64_t{token.text == "true"};
          return OkStatus();
        }
        return FilterError(token.position, field.name + " is true or false", "write true or false, without quotes");
      case FieldType::kEnum:
        return EnumWord(restriction, token, negative);
      case FieldType::kText:
        if (!negative && token.IsWord("day")) return Day(restriction, token);
        break;
      case FieldType::kTexts:
        break;
    }
    if (negative || token.kind != TokenKind::kText) {
      return FilterError(token.position, field.name + " is a text", "write the value in quotes; a date as \"2023-01-31\"");
    }
    if (field.type == FieldType::kTexts && (token.text.empty() || token.text.find('|') != std::string::npos)) {
      return FilterError(token.position, "a value of " + field.name + " is never empty and has no '|'",
                         "write the value as it stands in the source");
    }
    restriction.value = token.text;
    return OkStatus();
  }

  // day = "day" [ ( "-" | "+" ) digits ], behind the word.
  Status Day(Restriction& restriction, const Token& word) {
    if (!is_standing_) {
      return FilterError(word.position, "facts that do not stand are not looked at on a day", "write a date in quotes, or state the term's standing");
    }
    if (!restriction.field->is_day()) {
      return FilterError(word.position, restriction.field->name + " is no date", "compare the day with a date, as valid_to");
    }
    LookedAt day;
    const bool before = Peek().Is("-");
    if (before || Peek().Is("+")) {
      ++at_;
      const Token& days = Next();
      const auto [end, error] = std::from_chars(days.text.data(), days.text.data() + days.text.size(), day.offset_days);
      const bool is_number = days.kind == TokenKind::kNumber && error == std::errc() && end == days.text.data() + days.text.size();
      if (!is_number || day.offset_days > limits::kDayOffset) {
        return FilterError(days.position, "behind the sign a number of days is expected, at most " + std::to_string(limits::kDayOffset),
                           "write it as day-365");
      }
      if (before) day.offset_days = -day.offset_days;
    }
    restriction.value = day;
    return OkStatus();
  }

  static Status Integer(Restriction& restriction, const Token& token, bool negative) {
    const std::string digits = (negative ? "-" : "") + token.text;
    int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (token.kind != TokenKind::kNumber || error != std::errc() || end != digits.data() + digits.size()) {
      return FilterError(token.position, restriction.field->name + " is an integer of at most 64 bits",
                         "write digits alone: money in øre, quantities and prices in millionths");
    }
    restriction.value = number;
    return OkStatus();
  }

  static Status EnumWord(Restriction& restriction, const Token& token, bool negative) {
    const std::vector<std::string> words = EnumWords(*restriction.field);
    for (const std::string& word : words) {
      if (negative || (token.kind != TokenKind::kWord && token.kind != TokenKind::kText) || token.text != word) continue;
      restriction.value = word;
      return OkStatus();
    }
    return FilterError(token.position, "'" + token.text + "' is no value of " + restriction.field->name,
                       "its values are: " + Joined(words));
  }

  const Token& Peek() const { return tokens_[at_]; }
  // The last token is the end, and is never passed.
  const Token& Next() { return at_ + 1 < tokens_.size() ? tokens_[at_++] : tokens_[at_]; }
  bool Take(std::string_view text) {
    if (!Peek().Is(text) && !Peek().IsWord(text)) return false;
    ++at_;
    return true;
  }

  const std::vector<Token> tokens_;
  const FactTable& table_;
  const bool is_standing_;
  size_t at_ = 0;
  int depth_ = 0;
  int comparisons_ = 0;
};

}  // namespace

Result<Filter> ParseFilter(std::string_view text, const FactTable& table, bool is_standing) {
  if (text.size() > limits::kFilterBytes) {
    return LimitReached("it has more than " + std::to_string(limits::kFilterBytes) + " bytes");
  }
  HELHET_ASSIGN_OR_RETURN(std::vector<Token> tokens, ReadTokens(text));
  return Parser(std::move(tokens), table, is_standing).Read();
}

}  // namespace helhet::measure
