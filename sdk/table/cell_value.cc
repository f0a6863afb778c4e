#include "cell_value.h"

#include <cctype>
#include <cstdio>

#include "helhet/table/blanks.h"
#include "helhet/values/date.h"

namespace helhet::sdk {
namespace {

Status Expected(std::string what) { return InvalidArgument("expected " + std::move(what)); }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool TakeSuffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text = WithoutBlanks(text.substr(0, text.size() - suffix.size()));
  return true;
}

bool TakePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = WithoutBlanks(text.substr(prefix.size()));
  return true;
}

void TakeCurrency(std::string_view& text) {
  for (const std::string_view word : {"kroner", "kr.", "kr", "Kr.", "Kr", "KR", "NOK", "nok"}) {
    if (TakeSuffix(text, word) || TakePrefix(text, word)) break;
  }
  TakeSuffix(text, ",-");
}

// Whether the number is negative by any of the signs in use, which are taken off.
bool TakeSign(std::string_view& text) {
  if (text.starts_with('(') && text.ends_with(')')) {
    text = WithoutBlanks(text.substr(1, text.size() - 2));
    return true;
  }
  for (const std::string_view minus : {"-", "\xE2\x88\x92"}) {
    if (TakePrefix(text, minus) || TakeSuffix(text, minus)) return true;
  }
  TakePrefix(text, "+");
  return false;
}

// Length of what may stand between thousands; 0 when the text does not begin with such a thing.
size_t SeparatorLength(std::string_view text, char other_mark) {
  if (text.front() == other_mark || text.front() == ' ' || text.front() == '\'') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x99") ? 3 : 0;
}

// Digits with a point, from digits with a decimal mark and thousands in threes; empty when it is not so.
std::string PlainDigits(std::string_view text, char decimal_mark) {
  const char other_mark = decimal_mark == ',' ? '.' : ',';
  const size_t mark = text.find(decimal_mark);
  const std::string_view decimals = mark == std::string_view::npos ? "" : text.substr(mark + 1);
  std::string_view whole = text.substr(0, mark);
  std::string digits;
  size_t group = 0;
  bool is_grouped = false;
  while (!whole.empty()) {
    if (IsDigit(whole.front())) {
      digits += whole.front(), ++group;
      whole.remove_prefix(1);
      continue;
    }
    const size_t length = SeparatorLength(whole, other_mark);
    if (length == 0 || group == 0 || (is_grouped ? group != 3 : group > 3)) return {};
    is_grouped = true, group = 0;
    whole.remove_prefix(length);
  }
  if (is_grouped && group != 3) return {};
  if (digits.empty() && decimals.empty()) return {};
  for (const char c : decimals) {
    if (!IsDigit(c)) return {};
  }
  if (digits.empty()) digits = "0";
  return decimals.empty() ? digits : digits + "." + std::string(decimals);
}

// A run of at least `least` and at most `most` digits; -1 when there is none.
int TakeDigits(std::string_view& text, size_t least, size_t most) {
  int value = 0;
  size_t taken = 0;
  for (; taken < most && !text.empty() && IsDigit(text.front()); ++taken) {
    value = value * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return taken < least ? -1 : value;
}

// What is left must be nothing, or a time.
bool IsTimeOrNothing(std::string_view rest) {
  if (rest.empty()) return true;
  if (rest.front() != ' ' && rest.front() != 'T') return false;
  return rest.find_first_not_of(" T0123456789:.,Z+-") == std::string_view::npos;
}

std::string DayByFormat(std::string_view text, std::string_view format) {
  int year = -1, month = 1, day = 1;
  while (!format.empty()) {
    const char letter = format.front();
    if (letter != 'd' && letter != 'm' && letter != 'y') {
      if (text.empty() || text.front() != letter) return {};
      text.remove_prefix(1), format.remove_prefix(1);
      continue;
    }
    const size_t length = std::min(format.find_first_not_of(letter), format.size());
    const int value = letter == 'y' ? TakeDigits(text, length, length) : TakeDigits(text, 1, 2);
    if (value < 0) return {};
    if (letter == 'd') day = value;
    if (letter == 'm') month = value;
    if (letter == 'y') year = length > 2 ? value : value + (value < 70 ? 2000 : 1900);
    format.remove_prefix(length);
  }
  if (!IsTimeOrNothing(text)) return {};
  char iso[40];
  std::snprintf(iso, sizeof(iso), "%04d-%02d-%02d", year, month, day);
  return CalendarDay(iso);
}

}  // namespace

Result<Decimal> NumberOf(const Cell& cell, char decimal_mark) {
  std::string_view text = WithoutBlanks(cell.text);
  if (cell.kind == CellKind::kNumber) {
    if (const auto number = Decimal::Parse(text)) return *number;
  }
  const bool is_percent = TakeSuffix(text, "%");
  TakeCurrency(text);
  const bool is_negative = TakeSign(text);
  TakeCurrency(text);
  const std::string digits = cell.kind == CellKind::kText ? PlainDigits(text, decimal_mark) : "";
  auto number = digits.empty() ? std::nullopt : Decimal::Parse((is_negative ? "-" : "") + digits);
  if (number && is_percent) number = Divide(*number, {100 * Decimal::kOne, false});
  if (!number) return Expected(std::string("a number with decimal ") + (decimal_mark == ',' ? "comma" : "point"));
  return *number;
}

bool IsDateFormat(std::string_view format) {
  return format.find("yy") != std::string_view::npos && format.find_first_of("hHsSMD") == std::string_view::npos;
}

Result<std::string> DayOf(const Cell& cell, const std::vector<std::string>& formats) {
  if (cell.kind == CellKind::kDate) {
    if (std::string day = CalendarDay(cell.text); !day.empty()) return day;
  }
  const std::string_view text = WithoutBlanks(cell.text);
  if (std::string day = DayByFormat(text, "yyyy-mm-dd"); !day.empty() && text.size() >= 10) return day;
  std::string listed;
  for (const std::string& format : formats) {
    // Numbers too: a year, or 20240301, is a number to a spreadsheet program.
    if (std::string day = DayByFormat(text, format); !day.empty()) return day;
    listed += " or " + format;
  }
  return Expected("a day as yyyy-mm-dd" + listed);
}

Result<bool> TruthOf(const Cell& cell) {
  const std::string word = ColumnKey(cell.text);
  for (const std::string_view yes : {"true", "ja", "yes", "sann", "x", "1"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"false", "nei", "no", "usann", "0"}) {
    if (word == no) return false;
  }
  return Expected("ja or nei");
}

}  // namespace helhet::sdk
