#include "core/run/remap.h"

#include <map>

#include "core/configuration/documents.h"
#include "core/model/fact_schema.h"
#include "core/run/aftermath.h"
#include "core/run/mapping.h"
#include "core/run/settle.h"
#include "core/store/fact_tables.h"
#include "core/store/raw_payload.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

// Facts in one transaction: bounded memory, and writers of new batches get their turn in between.
constexpr int64_t kFactsPerChunk = 5000;

// A fact as remapping sees it.
struct Placed {
  int64_t fact_id;
  std::string connector_id;
  std::string unit_codes;  // scheme=code, one a line
  std::string unit_id;
  std::string month;
  std::string date;
};

std::vector<model::v1::UnitCode> SplitCodes(const std::string& joined) {
  std::vector<model::v1::UnitCode> codes;
  for (size_t begin = 0; begin < joined.size();) {
    const size_t end = std::min(joined.find('\n', begin), joined.size());
    const size_t equals = joined.find('=', begin);
    if (equals < end) {
      codes.emplace_back();
      codes.back().set_scheme(joined.substr(begin, equals - begin));
      codes.back().set_code(joined.substr(equals + 1, end - equals - 1));
    }
    begin = end + 1;
  }
  return codes;
}

// The next facts of a kind after `after`: those that wait, or all.
Result<std::vector<Placed>> NextFacts(store::TenantStore& store, const model::FactTable& kind, int64_t after, bool all) {
  std::vector<Placed> facts;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT f.fact_id, f.connector_id, f.unit_codes, k.unit_id, k.month, " + store::UnitDateSql(kind, "k") + " FROM " + kind.table + " k JOIN fact f "
      "ON f.municipality_id = k.municipality_id AND f.fact_id = k.fact_id WHERE k.municipality_id = $1 AND k.fact_id > $2 " +
      (all ? "" : "AND k.unit_id = '' ") + "ORDER BY k.fact_id LIMIT $3", {after, kFactsPerChunk}, [&](const Row& row) {
        facts.push_back({AsInteger(row[0]), AsText(row[1]), AsText(row[2]), AsText(row[3]), AsText(row[4]), AsText(row[5])});
        return OkStatus();
      }));
  return facts;
}

Status MoveFact(store::TenantStore& store, const model::FactTable& kind, const Placed& fact, const std::string& unit_id) {
  HELHET_RETURN_IF_ERROR(store.Execute("UPDATE " + kind.table + " SET unit_id = $3 WHERE municipality_id = $1 AND fact_id = $2",
                                       {fact.fact_id, unit_id}).status());
  if (!unit_id.empty()) {
    return store.Execute("DELETE FROM waiting_code WHERE municipality_id = $1 AND fact_id = $2", {fact.fact_id}).status();
  }
  std::vector<Row> rows;
  AddWaitingRows(SplitCodes(fact.unit_codes), fact.fact_id, rows);
  return InsertWaitingCodes(store, std::move(rows));
}

}  // namespace

Result<api::v1::ListUnmappedCodesResponse> ListUnmappedCodes(store::TenantStore& store, int page_size, int64_t offset) {
  api::v1::ListUnmappedCodesResponse response;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT w.scheme, w.code, count(*), min(f.locator) FROM waiting_code w JOIN fact f "
      "ON f.municipality_id = w.municipality_id AND f.fact_id = w.fact_id WHERE w.municipality_id = $1 "
      "GROUP BY w.scheme, w.code ORDER BY count(*) DESC, w.scheme, w.code LIMIT $2 OFFSET $3",
      {int64_t{page_size} + 1, offset}, [&](const Row& row) {
        if (response.codes_size() == page_size) {
          response.set_next_page_token(std::to_string(offset + page_size));
          return OkStatus();
        }
        auto* code = response.add_codes();
        code->set_scheme(AsText(row[0]));
        code->set_code(AsText(row[1]));
        code->set_facts(AsInteger(row[2]));
        code->set_example_locator(AsText(row[3]));
        return OkStatus();
      }));
  HELHET_ASSIGN_OR_RETURN(const Row waiting, store.QueryOne("SELECT count(DISTINCT fact_id) FROM waiting_code WHERE municipality_id = $1"));
  response.set_waiting_facts(AsInteger(waiting[0]));
  return response;
}

Result<int64_t> RemapFacts(store::TenantStore& store, const model::UnitTree& units, bool all) {
  HELHET_ASSIGN_OR_RETURN(const auto connectors, configuration::LoadAll<model::v1::Connector>(store));
  std::map<std::string, std::vector<std::string>> schemes;
  for (const auto& connector : connectors) {
    schemes[connector.connector_id()] = {connector.unit_code_schemes().begin(), connector.unit_code_schemes().end()};
  }
  int64_t moved = 0;
  for (const model::FactTable& kind : model::FactTables()) {
    if (kind.is_line()) continue;
    int64_t after = 0;
    bool more = true;
    while (more) {
      HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
        HELHET_ASSIGN_OR_RETURN(const auto facts, NextFacts(store, kind, after, all));
        more = static_cast<int64_t>(facts.size()) == kFactsPerChunk;
        DirtyCells cells;
        for (const Placed& fact : facts) {
          after = fact.fact_id;
          const std::string unit_id = ResolveUnit(kind.name, SplitCodes(fact.unit_codes), fact.date, {&units, schemes[fact.connector_id]});
          if (unit_id == fact.unit_id) continue;
          HELHET_RETURN_IF_ERROR(MoveFact(store, kind, fact, unit_id));
          for (const std::string& unit : {fact.unit_id, unit_id}) {
            if (!unit.empty()) cells.insert({kind.name, unit, fact.month});
          }
          ++moved;
        }
        return MarkDirty(store, cells);
      }));
    }
  }
  return moved;
}

Result<std::string> CodesHash(store::TenantStore& store) {
  // Raised when the rule changes by which a fact finds its unit: what is stored then finds it anew.
  std::string codes = "placing 2\n";
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::ListDocuments(store, "unit"));
  for (const auto& unit : units) codes += unit.document_id + "=" + unit.etag + "\n";
  HELHET_ASSIGN_OR_RETURN(const auto connectors, configuration::LoadAll<model::v1::Connector>(store));
  for (const auto& connector : connectors) {
    codes += connector.connector_id() + ":";
    for (const std::string& scheme : connector.unit_code_schemes()) codes += scheme + ",";
    codes += std::to_string(connector.precedence()) + "\n";
  }
  return store::Hex(store::Sha256(codes));
}

Result<int64_t> RemapIfCodesChanged(store::TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const std::string codes, CodesHash(store));
  HELHET_ASSIGN_OR_RETURN(const Row done, store.QueryOne("SELECT codes_hash FROM remap_state WHERE municipality_id = $1"));
  if (!done.empty() && AsText(done[0]) == codes) return 0;
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  HELHET_ASSIGN_OR_RETURN(const int64_t moved, RemapFacts(store, units, /*all=*/true));
  HELHET_RETURN_IF_ERROR(SettleAll(store));
  // Last: a crash before it repeats the remapping, which then finds less to do.
  HELHET_RETURN_IF_ERROR(store.Execute(
      "INSERT INTO remap_state (municipality_id, codes_hash) VALUES ($1, $2) "
      "ON CONFLICT (municipality_id) DO UPDATE SET codes_hash = excluded.codes_hash", {codes}).status());
  return moved;
}

Status ForgetRemap(store::TenantStore& store, const std::string& but_for) {
  return store.Execute("DELETE FROM remap_state WHERE municipality_id = $1 AND codes_hash <> $2", {but_for}).status();
}

Result<int64_t> MapCode(store::TenantStore& store, const api::v1::MapCodeRequest& request, int64_t now_us) {
  if (request.scheme().empty() || request.code().empty()) return InvalidArgument("map: scheme and code are both needed");
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(const auto document, configuration::LoadDocument(store, "unit", request.unit_id()));
    model::v1::Unit unit;
    HELHET_RETURN_IF_ERROR(configuration::FromJson(document.body, unit));
    auto* code = unit.add_codes();
    code->set_scheme(request.scheme());
    code->set_code(request.code());
    code->set_valid_from(request.valid_from());
    code->set_valid_to(request.valid_to());
    HELHET_RETURN_IF_ERROR(configuration::SaveDocument(store, "unit", unit.unit_id(), configuration::ToJson(unit), document.etag, now_us).status());
    // Reading the tree back checks the whole of it: a code that means two units at once is refused.
    return configuration::LoadUnitTree(store).status();
  }));
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  return RemapFacts(store, units, /*all=*/false);
}

}  // namespace helhet::run
