#include "core/run/settle.h"

#include <tuple>
#include <vector>

#include "core/configuration/documents.h"
#include "core/match/marks.h"
#include "core/store/key_lists.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;
using store::Value;

// Business keys in one transaction: bounded memory, and writers of new batches get their turn in between.
constexpr int64_t kKeysPerChunk = 1000;

constexpr std::string_view kDisagrees = "business_document_disagrees";

// A fact as settling sees it.
struct Rival {
  int64_t fact_id;
  std::string connector_id;
  std::string kind;
  std::string content_hash;
  std::string flags;  // one a line
};

// The flags as they were but for disagreement, which is as it is now: that of another winner, or none.
std::string FlagsNow(const std::string& flags, const std::string& disagreement) {
  std::string now;
  const auto add = [&](std::string_view flag) { (now += now.empty() ? "" : "\n") += flag; };
  for (size_t begin = 0; begin < flags.size();) {
    const size_t end = std::min(flags.find('\n', begin), flags.size());
    const auto flag = std::string_view(flags).substr(begin, end - begin);
    if (!flag.starts_with(kDisagrees)) add(flag);
    begin = end + 1;
  }
  if (!disagreement.empty()) add(disagreement);
  return now;
}

Status StateCounted(store::TenantStore& store, const Rival& rival, bool counted, DirtyCells& cells, FactIds& turned) {
  return store.Query(
      "UPDATE fact_" + rival.kind + " SET counted = $3 WHERE municipality_id = $1 AND fact_id = $2 AND counted <> $3 RETURNING unit_id, month",
      {rival.fact_id, int64_t{counted}}, [&](const Row& cell) {
        turned[rival.kind].insert(rival.fact_id);
        if (!AsText(cell[0]).empty()) cells.insert({rival.kind, AsText(cell[0]), AsText(cell[1])});
        return OkStatus();
      });
}

Status SettleGroup(store::TenantStore& store, const std::vector<Rival>& group, const Precedence& precedence, DirtyCells& cells, FactIds& turned) {
  const auto rank = [&](const Rival& rival) {
    const auto found = precedence.find(rival.connector_id);
    return std::tuple(found == precedence.end() ? 0 : found->second, rival.connector_id, -rival.fact_id);
  };
  const Rival* winner = &group.front();
  for (const Rival& rival : group) {
    if (rank(rival) < rank(*winner)) winner = &rival;
  }
  for (const Rival& rival : group) {
    HELHET_RETURN_IF_ERROR(StateCounted(store, rival, &rival == winner, cells, turned));
    const bool agrees = rival.content_hash == winner->content_hash;
    const std::string flags = FlagsNow(rival.flags, agrees ? "" : std::string(kDisagrees) + " fact: connector " + winner->connector_id +
                                                                      " says otherwise of the same document");
    if (flags == rival.flags) continue;
    HELHET_RETURN_IF_ERROR(
        store.Execute("UPDATE fact SET flags = $3 WHERE municipality_id = $1 AND fact_id = $2", {rival.fact_id, flags}).status());
  }
  return OkStatus();
}

}  // namespace

Result<Precedence> LoadPrecedence(store::TenantStore& store) {
  Precedence precedence;
  HELHET_ASSIGN_OR_RETURN(const auto connectors, configuration::LoadAll<model::v1::Connector>(store));
  for (const auto& connector : connectors) precedence[connector.connector_id()] = connector.precedence();
  return precedence;
}

Status SettleBusinessKeys(store::TenantStore& store, const std::set<std::string>& keys, const Precedence& precedence, bool lone, DirtyCells& cells, FactIds& turned) {
  static const std::string sql =
      "SELECT business_key, fact_id, connector_id, kind, content_hash, flags FROM fact WHERE municipality_id = $1 AND business_key <> '' "
      "AND business_key IN (" + store::Places(2) + ") ORDER BY business_key, fact_id";
  std::map<std::string, std::vector<Rival>> groups;
  HELHET_RETURN_IF_ERROR(store::InLists(keys, {}, [&](const std::vector<Value>& parameters) {
    return store.Query(sql, parameters, [&](const Row& row) {
      groups[AsText(row[0])].push_back({AsInteger(row[1]), AsText(row[2]), AsText(row[3]), AsText(row[4]), AsText(row[5])});
      return OkStatus();
    });
  }));
  for (const auto& [key, group] : groups) {
    if (group.size() > 1 || lone) HELHET_RETURN_IF_ERROR(SettleGroup(store, group, precedence, cells, turned));
  }
  return OkStatus();
}

Status MarkTurned(store::TenantStore& store, const FactIds& turned, int64_t sequence) {
  for (const auto& [kind, fact_ids] : turned) {
    // To those around it, a fact that counts from now on has come, and one that no longer does has gone.
    HELHET_RETURN_IF_ERROR(match::MarkAffected(store, kind, fact_ids, match::Change::kCome, sequence));
    HELHET_RETURN_IF_ERROR(match::MarkAffected(store, kind, fact_ids, match::Change::kGo, sequence));
  }
  return OkStatus();
}

Status SettleAll(store::TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const Precedence precedence, LoadPrecedence(store));
  std::string after;
  bool more = true;
  while (more) {
    HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
      std::set<std::string> keys;
      HELHET_RETURN_IF_ERROR(store.Query(
          "SELECT business_key FROM fact WHERE municipality_id = $1 AND business_key > $2 GROUP BY business_key HAVING count(*) > 1 "
          "ORDER BY business_key LIMIT $3", {after, kKeysPerChunk}, [&](const Row& row) {
            keys.insert(AsText(row[0]));
            return OkStatus();
          }));
      more = static_cast<int64_t>(keys.size()) == kKeysPerChunk;
      if (keys.empty()) return OkStatus();
      after = *keys.rbegin();
      DirtyCells cells;
      FactIds turned;
      HELHET_RETURN_IF_ERROR(SettleBusinessKeys(store, keys, precedence, /*lone=*/false, cells, turned));
      HELHET_ASSIGN_OR_RETURN(const int64_t sequence, store::NextSequence(store));
      HELHET_RETURN_IF_ERROR(MarkTurned(store, turned, sequence));
      return MarkDirty(store, cells, sequence);
    }));
  }
  return OkStatus();
}

}  // namespace helhet::run
