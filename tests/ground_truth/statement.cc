#include "tests/ground_truth/statement.h"

#include <sstream>

#include "core/model/fact_schema.h"

namespace helhet::truth {
namespace {

constexpr char kUnknown[] = "-";

std::string Text(const std::string& text) { return text.empty() ? kUnknown : text; }
std::string Text(const std::optional<int64_t>& number) { return number ? std::to_string(*number) : kUnknown; }
std::string EnumName(const google::protobuf::EnumDescriptor* type, int value) { return model::EnumText(*type->FindValueByNumber(value)); }

template <typename Enum>
std::string Name(Enum value) {
  return EnumName(google::protobuf::GetEnumDescriptor<Enum>(), value);
}

std::string LineName(const std::string& document, size_t line) { return document + " line " + std::to_string(line + 1); }

Columns ColumnsOf(const InvoiceTruth& truth) {
  return {{"population", Name(truth.population)},
          {"order_reference_status", Name(truth.order_reference_status)},
          {"agreement_status", Name(truth.agreement_status)},
          {"agreement_number", Text(truth.agreement_number)},
          {"agreement_has_catalogue", truth.agreement_has_catalogue ? "1" : "0"},
          {"platform_reach", Name(truth.platform_reach)},
          {"order_match", Name(truth.order_match)},
          {"receipt_status", Name(truth.receipt_status)},
          {"price_deviation_amount_minor", std::to_string(truth.price_deviation_amount_minor)},
          {"posting_date", Text(truth.posting_date)},
          {"posting_days", Text(truth.posting_days)}};
}

Columns ColumnsOf(const InvoiceLineTruth& truth) {
  return {{"order_match", Name(truth.order_match)},
          {"price_deviation_amount_minor", std::to_string(truth.price_deviation_amount_minor)},
          {"agreed_price_micros", Text(truth.agreed_price_micros)},
          {"agreed_price_deviation_amount_minor", std::to_string(truth.agreed_price_deviation_amount_minor)}};
}

// A table of facts and the columns of it that matching sets.
struct MatchedTable {
  std::string table;
  std::string kind_table;  // the same, or that of the facts that the lines belong to
  std::vector<std::string> columns;
};

const std::vector<MatchedTable>& MatchedTables() {
  static const std::vector<MatchedTable> tables = {
      {"fact_invoice", "fact_invoice",
       {"population", "order_reference_status", "agreement_status", "agreement_number", "agreement_has_catalogue", "platform_reach",
        "order_match", "receipt_status", "price_deviation_amount_minor", "posting_date", "posting_days"}},
      {"fact_invoice_line", "fact_invoice",
       {"order_match", "price_deviation_amount_minor", "agreed_price_micros", "agreed_price_deviation_amount_minor"}},
      {"fact_order", "fact_order", {"current_status"}},
      {"fact_ledger_entry", "fact_ledger_entry", {"invoice_status", "purchase_amount_minor"}},
      {"fact_ledger_entry_line", "fact_ledger_entry", {"is_purchase"}}};
  return tables;
}

std::string SelectSql(const MatchedTable& table) {
  const bool is_line = table.table != table.kind_table;
  std::string sql = std::string("SELECT f.locator, ") + (is_line ? "t.line_no" : "-1");
  for (const std::string& column : table.columns) sql += ", t." + column;
  return sql + " FROM " + table.table + " t JOIN " + table.kind_table + " k ON k.municipality_id = t.municipality_id AND k.fact_id = t.fact_id "
         "JOIN fact f ON f.municipality_id = t.municipality_id AND f.fact_id = t.fact_id WHERE t.municipality_id = $1 AND k.counted = 1";
}

std::string Stored(const store::Value& value) {
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return Text(*text);
  return kUnknown;
}

// `| a | b |` as `a`, `b`.
std::vector<std::string> CellsOf(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream text(line.substr(line.find('|') + 1));
  for (std::string cell; std::getline(text, cell, '|');) {
    const size_t first = cell.find_first_not_of(' ');
    cells.push_back(first == std::string::npos ? "" : cell.substr(first, cell.find_last_not_of(' ') - first + 1));
  }
  return cells;
}

}  // namespace

Statement StatementOf(const Truth& truth) {
  Statement statement;
  for (const InvoiceTruth& one : truth.invoices) {
    statement[one.document->name] = ColumnsOf(one);
    for (size_t i = 0; i < one.lines.size(); ++i) statement[LineName(one.document->name, i)] = ColumnsOf(one.lines[i]);
  }
  for (const OrderTruth& one : truth.orders) statement[one.document->name] = {{"current_status", Name(one.status)}};
  for (const LedgerTruth& one : truth.ledger) {
    statement[one.document->name] = {{"invoice_status", Name(one.invoice_status)},
                                     {"purchase_amount_minor", std::to_string(one.purchase_amount_minor)}};
    for (size_t i = 0; i < one.is_purchase.size(); ++i) statement[LineName(one.document->name, i)] = {{"is_purchase", one.is_purchase[i] ? "1" : "0"}};
  }
  return statement;
}

Result<Statement> StoredStatement(store::TenantStore& store) {
  Statement statement;
  for (const MatchedTable& table : MatchedTables()) {
    HELHET_RETURN_IF_ERROR(store.Query(SelectSql(table), {}, [&](const store::Row& row) {
      const int64_t line = store::AsInteger(row[1]);
      const std::string document = store::AsText(row[0]);
      Columns& columns = statement[line < 0 ? document : LineName(document, static_cast<size_t>(line))];
      for (size_t i = 0; i < table.columns.size(); ++i) columns[table.columns[i]] = Stored(row[i + 2]);
      return OkStatus();
    }));
  }
  return statement;
}

Statement StatementFromTable(const std::string& text) {
  Statement statement;
  std::vector<std::string> head;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) head.clear();
    if (!line.starts_with("|") || line.starts_with("| ---")) continue;
    const auto cells = CellsOf(line);
    if (head.empty()) {
      head = cells;
      continue;
    }
    for (size_t i = 1; i < cells.size() && i < head.size(); ++i) statement[cells[0]][head[i]] = cells[i];
  }
  return statement;
}

std::vector<Difference> Differences(const Statement& found, const Statement& expected) {
  std::vector<Difference> differences;
  for (const auto& [name, columns] : expected) {
    const auto there = found.find(name);
    if (there == found.end()) {
      differences.push_back({name, name + ": not there"});
      continue;
    }
    for (const auto& [column, value] : columns) {
      const auto own = there->second.find(column);
      const std::string said = own == there->second.end() ? "nothing" : own->second;
      if (said != value) differences.push_back({name, name + " " + column + ": " + said + ", not " + value});
    }
  }
  return differences;
}

}  // namespace helhet::truth
