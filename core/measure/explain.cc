#include "core/measure/explain.h"

#include <charconv>

#include "core/measure/day_sql.h"
#include "core/measure/limits.h"
#include "core/measure/term_sql.h"

namespace helhet::measure {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;
using store::TenantStore;

constexpr int kDefaultPageFacts = 100;

// The last fact of the page before.
struct Cursor {
  int64_t fact_id = -1;
  int64_t line_no = -1;
};

Result<Cursor> ReadToken(const std::string& token) {
  Cursor cursor;
  if (token.empty()) return cursor;
  const char* const end = token.data() + token.size();
  const auto fact = std::from_chars(token.data(), end, cursor.fact_id);
  if (fact.ec == std::errc() && fact.ptr != end && *fact.ptr == '.') {
    const auto line = std::from_chars(fact.ptr + 1, end, cursor.line_no);
    if (line.ec == std::errc() && line.ptr == end) return cursor;
  }
  return InvalidArgument("page token: '" + token + "' is none that the hub gave").WithReason("page_token_invalid");
}

std::string TokenAfter(const FactBehind& fact) { return std::to_string(fact.fact_id) + "." + std::to_string(fact.line_no); }

std::string Hex(const std::string& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char byte : bytes) {
    hex += kDigits[static_cast<unsigned char>(byte) >> 4];
    hex += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  return hex;
}

std::string ValueText(const store::Value& value) {
  if (const int64_t* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  return AsText(value);
}

// A term's facts in some units and a period.
class TermFacts {
 public:
  TermFacts(TenantStore& store, const Definition& definition, const Term& term, const std::vector<std::string>& unit_ids,
            const CalendarPeriod& period, const std::string& today)
      : store_(store), term_(term) {
    if (term.standing) day_ = parameters_.Add(DayOf(period, today));
    source_ = " FROM " + TablesSql(*term.table);
    where_ = " WHERE " + CountedSql(*term.table) + " AND " + PlaceSql(definition, unit_ids, period, parameters_) + " AND " +
             TermConditionSql(definition, term, day_, store.dialect(), parameters_);
  }

  std::string StatementForPeople() const {
    const std::string field = term_.field == nullptr ? "*" : Field();
    std::string aggregate = Aggregate_Name(term_.aggregate).substr(std::string("AGGREGATE_").size());
    if (IsAge()) aggregate = "SUM";
    aggregate = aggregate == "DISTINCT" ? "COUNT(DISTINCT " + field + ")" : aggregate + "(" + field + ")";
    return WithValues("SELECT " + aggregate + source_ + where_);
  }

  Result<int64_t> Count() const {
    int64_t count = 0;
    HELHET_RETURN_IF_ERROR(store_.Query("SELECT COUNT(*)" + source_ + where_, parameters_.values(), [&](const Row& row) {
      count = AsInteger(row[0]);
      return OkStatus();
    }));
    return count;
  }

  Result<std::vector<FactBehind>> Page(const Cursor& after, int count) const {
    const bool lines = term_.table->is_line();
    const std::string line_no = lines ? "l.line_no" : "-1";
    const std::string sql = "SELECT f.fact_id, " + line_no + ", f.unit_id, f.month, p.business_key, " +
                            (term_.field == nullptr ? "''" : Field()) +
                            ", p.connector_id, p.stream, p.natural_key, p.locator, p.run_id, p.raw_sha256, p.flags, " + Evidence() + source_ +
                            " JOIN fact p ON p.municipality_id = f.municipality_id AND p.fact_id = f.fact_id" + where_ + " AND " +
                            After(after, lines) + " ORDER BY f.fact_id" + (lines ? ", l.line_no" : "") + " LIMIT " + std::to_string(count);
    std::vector<FactBehind> facts;
    HELHET_RETURN_IF_ERROR(store_.Query(sql, parameters_.values(), [&](const Row& row) {
      facts.push_back({AsInteger(row[0]), AsInteger(row[1]), AsText(row[2]), AsText(row[3]), AsText(row[4]), ValueText(row[5]),
                       AsText(row[6]), AsText(row[7]), AsText(row[8]), AsText(row[9]), AsText(row[10]), Hex(AsText(row[11])), AsText(row[12]), AsText(row[13])});
      return OkStatus();
    }));
    return facts;
  }

 private:
  bool IsAge() const { return term_.aggregate == model::v1::AGGREGATE_SUM_OF_AGE_DAYS; }

  std::string Field() const {
    const std::string column = ColumnSql(*term_.field, term_.table->is_line());
    return IsAge() ? AgeDaysSql(column, day_, store_.dialect()) : column;
  }

  std::string Evidence() const {
    const model::FactTable& kind = term_.table->is_line() ? *model::FindFactTable(term_.table->parent) : *term_.table;
    return kind.Find("match_evidence") == nullptr ? "''" : "f.match_evidence";
  }

  static std::string After(const Cursor& cursor, bool lines) {
    const std::string fact_id = std::to_string(cursor.fact_id);
    if (!lines) return "f.fact_id > " + fact_id;
    return "(l.fact_id, l.line_no) > (" + fact_id + ", " + std::to_string(cursor.line_no) + ")";
  }

  // The statement with each placeholder replaced by its value as SQL writes it.
  std::string WithValues(const std::string& sql) const {
    std::string written;
    for (size_t i = 0; i < sql.size(); ++i) {
      if (sql[i] != '$') {
        written += sql[i];
        continue;
      }
      size_t number = 0;
      while (i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9') number = number * 10 + static_cast<size_t>(sql[++i] - '0');
      written += '\'';
      for (const char c : number == 1 ? store_.municipality_id() : AsText(parameters_.values()[number - 2])) {
        written += c;
        if (c == '\'') written += c;
      }
      written += '\'';
    }
    return written;
  }

  TenantStore& store_;
  const Term& term_;
  Parameters parameters_;
  std::string day_;  // the SQL of the day on which facts that stand are looked at
  std::string source_;
  std::string where_;
};

const Term* FindTerm(const Definition& definition, const std::string& name) {
  for (const Term& term : definition.terms()) {
    if (term.name == name) return &term;
  }
  return nullptr;
}

}  // namespace

Result<Explanation> Explain(TenantStore& store, const model::UnitTree& tree, const ExplainQuery& query) {
  HELHET_ASSIGN_OR_RETURN(const Cursor after, ReadToken(query.by_supplier ? "" : query.page_token));
  HELHET_ASSIGN_OR_RETURN(Series series, ReadSeries(store, tree, {query.measure_id, {query.unit_id}, {query.period}, query.organisation}));
  HELHET_ASSIGN_OR_RETURN(const Definition definition, Definition::Compile(series.measure));
  Explanation explanation{series.measure, std::move(series.figures[0]), {}, {}, 0, {}, ""};
  const Figure& figure = explanation.figure;
  const Term* listed = FindTerm(definition, query.term);
  if (listed == nullptr && !query.term.empty()) {
    return InvalidArgument("measure '" + query.measure_id + "': it has no term '" + query.term + "'").WithReason("term_not_found");
  }
  HELHET_ASSIGN_OR_RETURN(const CalendarPeriod read_at, CalendarPeriod::Parse(figure.read_at.empty() ? query.period : figure.read_at));
  std::vector<std::string> unit_ids = tree.Within(query.unit_id, query.organisation);
  if (unit_ids.empty()) unit_ids = {query.unit_id};  // its figures have moved: it has no facts, and the statement shows that
  for (size_t i = 0; i < definition.terms().size(); ++i) {
    const TermFacts facts(store, definition, definition.terms()[i], unit_ids, read_at, series.today);
    TermExplanation term{series.measure.terms(static_cast<int>(i)), facts.StatementForPeople(), {}};
    if (figure.observation.terms_size() > static_cast<int>(i)) term.value = figure.observation.terms(static_cast<int>(i));
    explanation.terms.push_back(std::move(term));
  }
  if (listed == nullptr || figure.read_at.empty() || figure.is_past_as_seen) return explanation;

  const int page = query.page_size <= 0 ? kDefaultPageFacts : std::min(query.page_size, limits::kPageFacts);
  const TermFacts behind(store, definition, *listed, unit_ids, read_at, series.today);
  HELHET_ASSIGN_OR_RETURN(explanation.total_facts, behind.Count());
  if (query.by_supplier) {
    const auto index = static_cast<size_t>(listed - definition.terms().data());
    HELHET_ASSIGN_OR_RETURN(explanation.by_supplier, GroupBySupplier(store, definition, index, unit_ids, read_at, series.today, page, query.page_token));
    explanation.next_page_token = explanation.by_supplier.next_page_token;
    return explanation;
  }
  // One more than the page, to know whether there is another.
  HELHET_ASSIGN_OR_RETURN(explanation.facts, behind.Page(after, page + 1));
  if (explanation.facts.size() > static_cast<size_t>(page)) {
    explanation.facts.pop_back();
    explanation.next_page_token = TokenAfter(explanation.facts.back());
  }
  return explanation;
}

}  // namespace helhet::measure
