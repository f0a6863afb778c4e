#include "extract.h"

#include <cstdlib>
#include <map>
#include <unordered_map>

namespace helhet::kostra {
namespace {

// Calls function(number, line) for each line that is not empty, without its line break.
template <typename Function>
void ForEachLine(std::string_view text, size_t number, Function function) {
  for (; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) function(number, line);
  }
}

// All of a line but its amount: what is equal is summed.
std::string KeyOf(const ExtractLine& line) {
  return std::string(line.form->code) + line.Period() + "/" + line.region + "/" + line.organisation_number + "/" + line.enterprise_number + "/" +
         line.account_class + "/" + line.function + "/" + line.art;
}

void AddFlag(const char* rule, std::string where, std::string what, Cell& cell) {
  auto& flag = cell.flags.emplace_back();
  flag.set_rule(rule);
  flag.set_where(std::move(where));
  flag.set_what(std::move(what));
}

void CheckClass(Cell& cell) {
  const Form& form = *cell.line.form;
  const char account_class = cell.line.account_class;
  if (account_class == form.operating_class || (form.kind == FormKind::kAppropriation && account_class == form.investment_class)) return;
  AddFlag("kontroll_009", "line " + std::to_string(cell.line_numbers.front()),
          "account class '" + std::string(1, account_class) + "' is none of form " + std::string(form.code), cell);
}

void FlagSummed(Cell& cell) {
  if (cell.line_numbers.size() == 1) return;
  std::string lines;
  for (const size_t number : cell.line_numbers) {
    if (lines.size() < 200) lines += (lines.empty() ? "lines " : ", ") + std::to_string(number);
  }
  AddFlag("kontroll_015", lines, std::to_string(cell.line_numbers.size()) + " amounts stand on one combination, and are summed", cell);
}

int Number(const std::string& code) {
  return code.empty() || code.find_first_not_of("0123456789") != std::string::npos ? 0 : std::stoi(code);
}

bool IsBetween(int number, int first, int last) { return first <= number && number <= last; }

// One account of one year, as far as its cells have come.
struct Account {
  const char* rule = nullptr;
  const char* name = nullptr;
  int64_t tolerance_thousands = 0;
  int64_t positive_thousands = 0;  // expenses, or assets
  int64_t negative_thousands = 0;  // income, or debt and equity
  Cell* last = nullptr;
};

// The account that a cell counts in, and which side of it; nothing for a cell that need not balance.
void Count(Cell& cell, std::map<std::string, Account>& accounts) {
  const ExtractLine& line = cell.line;
  const bool is_district = line.region.starts_with("0301") && !line.region.ends_with("00");
  if (line.quarter != ' ') return;
  const int code = Number(line.form->kind == FormKind::kBalance ? line.function : line.art);
  Account account;
  bool is_positive = false, is_negative = false;
  if (line.form->kind == FormKind::kBalance) {
    account = {"kontroll_125", "the balance", 10};
    is_positive = IsBetween(code, 10, 29);
    is_negative = IsBetween(code, 31, 5999);
  } else if (line.form->kind == FormKind::kAppropriation && !is_district) {
    const bool operates = line.account_class == line.form->operating_class;
    if (!operates && line.account_class != line.form->investment_class) return;
    account = operates ? Account{"kontroll_110", "the operating account", 30} : Account{"kontroll_095", "the investment account", 30};
    is_positive = IsBetween(code, 10, 599);
    is_negative = IsBetween(code, 600, 999);
  }
  if (!is_positive && !is_negative) return;
  const std::string key = std::string(line.form->code) + line.year + line.region + "/" + line.organisation_number + "/" + line.enterprise_number + account.rule;
  Account& counted = accounts.try_emplace(key, account).first->second;
  (is_positive ? counted.positive_thousands : counted.negative_thousands) += line.thousands;
  counted.last = &cell;
}

}  // namespace

bool IsExtract(std::string_view text) {
  bool found = false;
  ForEachLine(text, 1, [&](size_t, std::string_view line) { found = found || IsExtractLine(line); });
  return found;
}

Extract ReadExtract(std::string_view text, size_t first_line_number) {
  Extract extract;
  std::unordered_map<std::string, size_t> cells;
  ForEachLine(text, first_line_number, [&](size_t number, std::string_view line) {
    Result<ExtractLine> read = ReadExtractLine(line);
    if (!read.ok()) {
      extract.refused.push_back({number, std::string(line) + "\n", Status(read.status()).Annotate("line " + std::to_string(number))});
      return;
    }
    if (read->thousands == 0) return;
    const auto [at, is_new] = cells.try_emplace(KeyOf(*read), extract.cells.size());
    if (is_new) extract.cells.push_back({*read, {}, "", {}});
    Cell& cell = extract.cells[at->second];
    // 640,000 lines of nine digits, the most that a document has, are far from what fits.
    if (!is_new) cell.line.thousands += read->thousands;
    cell.line_numbers.push_back(number);
    cell.raw.append(line).append("\n");
  });
  for (Cell& cell : extract.cells) {
    CheckClass(cell);
    FlagSummed(cell);
  }
  return extract;
}

void CheckBalances(Extract& extract) {
  if (!extract.refused.empty()) return;
  std::map<std::string, Account> accounts;
  for (Cell& cell : extract.cells) Count(cell, accounts);
  for (auto& [key, account] : accounts) {
    const int64_t difference = account.positive_thousands + account.negative_thousands;
    if (std::abs(difference) <= account.tolerance_thousands) continue;
    AddFlag(account.rule, "", std::string(account.name) + " differs by " + std::to_string(difference) + " thousand kroner: " +
                                  std::to_string(account.positive_thousands) + " and " + std::to_string(account.negative_thousands), *account.last);
  }
}

}  // namespace helhet::kostra
