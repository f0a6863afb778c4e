#include "core/match/marks.h"

#include <map>

#include "core/match/fact_reader.h"
#include "core/match/item_groups.h"
#include "core/match/reach.h"

namespace helhet::match {
namespace {

using store::AsInteger;
using store::Row;
using store::TenantStore;
using store::Value;

// Agreements, catalogues and item groups that are looked up one by one. A batch with more is a register or a large
// catalogue as a whole: then one pass over all invoices is less work.
constexpr size_t kLookedUpFacts = 50;
constexpr size_t kLookedUpGroups = 200;

// Marks what a query gives: facts of `kind`, by `f.fact_id` of the table it begins with.
class Marker {
 public:
  Marker(TenantStore& store, int64_t sequence) : store_(store), sequence_(sequence) {}

  // `rest` begins with a table as `f` and confines it.
  Status Mark(const std::string& kind, const std::string& found, const std::string& rest, std::vector<Value> parameters) {
    // A parameter, so that the statement is prepared once: $1 is the municipality, and the sequence comes last.
    parameters.emplace_back(sequence_);
    const std::string sequence = "CAST($" + std::to_string(parameters.size() + 1) + " AS BIGINT)";
    return store_.Execute("INSERT INTO unmatched (municipality_id, kind, fact_id, sequence) SELECT DISTINCT f.municipality_id, '" + kind + "', " + found +
                              ", " + sequence + " FROM " + rest +
                              " ON CONFLICT (municipality_id, kind, fact_id) DO UPDATE SET sequence = excluded.sequence",
                          std::move(parameters)).status();
  }
  // Facts themselves.
  Status MarkThese(const std::string& kind, const std::set<int64_t>& fact_ids) {
    return ForEach(kind, "f.fact_id", kind, "", "", fact_ids);
  }
  // Facts of `kind` whose key in one column is that of the facts in another.
  Status MarkByKey(const std::string& from, const std::string& column, const std::string& kind, const std::string& kind_column,
                   const std::set<int64_t>& fact_ids, const std::string& more = "") {
    // CROSS JOIN: SQLite, which keeps no statistics here, would else go through all facts of `kind` for each list.
    return ForEach(kind, "o.fact_id", from, " CROSS JOIN fact_" + kind + " o",
                   " AND o.municipality_id = f.municipality_id AND o." + kind_column + " = f." + column + " AND o." + kind_column + " <> ''" + more,
                   fact_ids);
  }

 private:
  Status ForEach(const std::string& kind, const std::string& found, const std::string& from, const std::string& join, const std::string& more,
                 const std::set<int64_t>& fact_ids) {
    return store::InLists(fact_ids, {}, [&](const std::vector<Value>& parameters) {
      return Mark(kind, found, "fact_" + from + " f" + join + " WHERE f.municipality_id = $1 AND f.fact_id IN (" + store::Places(2) + ")" + more, parameters);
    });
  }

  TenantStore& store_;
  const int64_t sequence_;
};

// Invoices of a supplier on days from first to last; an empty last day is without end.
Status MarkSuppliersInvoices(Marker& marker, const std::string& supplier, const std::string& first_day, const std::string& last_day) {
  if (supplier.empty()) return OkStatus();
  const std::string last = last_day.empty() ? "9999-12-31" : last_day;
  // The index has the months: a fact's is that of its date.
  return marker.Mark("invoice", "f.fact_id",
                     "fact_invoice f WHERE f.municipality_id = $1 AND f.supplier_organisation_number = $2 AND f.supplier_organisation_number <> '' "
                     "AND f.month >= $3 AND f.month <= $4 AND f.issue_date >= $5 AND f.issue_date <= $6",
                     {supplier, first_day.substr(0, 7), last.substr(0, 7), first_day, last});
}

// Invoices with an item group that begins with the prefix.
Status MarkByItemGroup(Marker& marker, const std::string& column, const std::string& prefix, const std::string& first_day, const std::string& last_day) {
  if (prefix.empty()) return OkStatus();
  std::string beyond = prefix;
  ++beyond.back();
  return marker.Mark("invoice", "f.fact_id",
                     "fact_invoice_line f JOIN fact_invoice i ON i.municipality_id = f.municipality_id AND i.fact_id = f.fact_id "
                     "WHERE f.municipality_id = $1 AND f." + column + " >= $2 AND f." + column + " < $3 AND f." + column + " <> '' "
                     "AND i.issue_date >= $4 AND i.issue_date <= $5",
                     {prefix, beyond, first_day, last_day.empty() ? std::string("9999-12-31") : last_day});
}

// What is held in memory while matching is another from now on.
Status StateBooksChanged(TenantStore& store, int64_t sequence) {
  return store.Execute("INSERT INTO match_state (municipality_id, rules_hash, books_sequence) VALUES ($1, '', $2) "
                       "ON CONFLICT (municipality_id) DO UPDATE SET books_sequence = excluded.books_sequence", {sequence}).status();
}

Status MarkForInvoices(Marker& marker, const std::set<int64_t>& fact_ids, Change change) {
  if (change == Change::kCome) HELHET_RETURN_IF_ERROR(marker.MarkThese("invoice", fact_ids));
  // What is invoiced on an order adds up. Where there is no such order, nothing does.
  HELHET_RETURN_IF_ERROR(marker.MarkByKey("invoice", "order_key", "invoice", "order_key", fact_ids,
                                          " AND o.supplier_organisation_number = f.supplier_organisation_number AND EXISTS (SELECT 1 FROM fact_order p "
                                          "WHERE p.municipality_id = f.municipality_id AND p.order_key = f.order_key AND p.order_key <> '')"));
  HELHET_RETURN_IF_ERROR(marker.MarkByKey("invoice", "invoice_key", "invoice", "preceding_key", fact_ids));
  return marker.MarkByKey("invoice", "invoice_key", "ledger_entry", "invoice_key", fact_ids);
}

// Orders to one supplier that have come, or are about to go, and the days that some of them bring into reach or take out
// of it: those that no other order reaches.
class SuppliersOrders {
 public:
  void Add(int64_t fact_id, const std::string& day) {
    days_.insert(day);
    fact_ids_.push_back(fact_id);
  }

  Status Mark(TenantStore& store, Marker& marker, const std::string& supplier) const {
    std::string looked_at;
    for (const std::string& day : days_) {
      HELHET_ASSIGN_OR_RETURN(std::string before, Nearest(store, supplier, FirstDayOfReach(day), day, "DESC"));
      HELHET_ASSIGN_OR_RETURN(const std::string after, Nearest(store, supplier, day, LastDayInReach(day), "ASC"));
      // Days come in order: the last that was looked at is the nearest of them.
      before = std::max(before, looked_at);
      looked_at = day;
      const auto [first, last] = DaysReachedByThisAlone(day, before, after);
      if (first <= last) HELHET_RETURN_IF_ERROR(MarkSuppliersInvoices(marker, supplier, first, last));
    }
    return OkStatus();
  }

 private:
  // The first day from one end of a range with an order beside these; empty when there is none.
  Result<std::string> Nearest(TenantStore& store, const std::string& supplier, const std::string& first, const std::string& last,
                              const std::string& sequence) const {
    // Beside these: padded to whole lists, so that there are few texts to prepare.
    std::vector<Value> parameters = {supplier, first, last};
    std::string without;
    for (size_t i = 0; i < fact_ids_.size() || i % store::kKeysPerQuery != 0; ++i) {
      parameters.emplace_back(fact_ids_[std::min(i, fact_ids_.size() - 1)]);
      without += (i == 0 ? "$" : ", $") + std::to_string(parameters.size() + 1);
    }
    HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(
        "SELECT issue_date FROM fact_order WHERE municipality_id = $1 AND supplier_organisation_number = $2 AND supplier_organisation_number <> '' "
        "AND issue_date >= $3 AND issue_date <= $4 AND counted = 1 AND fact_id NOT IN (" + without + ") ORDER BY issue_date " + sequence + " LIMIT 1",
        std::move(parameters)));
    return row.empty() ? std::string() : store::AsText(row[0]);
  }

  std::set<std::string> days_;
  std::vector<int64_t> fact_ids_;
};

Status MarkForOrders(TenantStore& store, Marker& marker, const std::set<int64_t>& fact_ids, Change change) {
  if (change == Change::kCome) HELHET_RETURN_IF_ERROR(marker.MarkThese("order", fact_ids));
  HELHET_RETURN_IF_ERROR(marker.MarkByKey("order", "order_key", "invoice", "order_key", fact_ids));
  FactReader reader(store, "order", {"supplier_organisation_number", "issue_date"});
  HELHET_ASSIGN_OR_RETURN(const auto orders, reader.ById({fact_ids.begin(), fact_ids.end()}));
  std::map<std::string, SuppliersOrders> by_supplier;
  for (const StoredFact& stored : orders) {
    const auto& order = stored.fact.order();
    if (!order.supplier_organisation_number().empty()) by_supplier[order.supplier_organisation_number()].Add(stored.fact_id, order.issue_date());
  }
  for (const auto& [supplier, own] : by_supplier) HELHET_RETURN_IF_ERROR(own.Mark(store, marker, supplier));
  return OkStatus();
}

Status MarkForAgreements(TenantStore& store, Marker& marker, const std::set<int64_t>& fact_ids, int64_t sequence) {
  HELHET_RETURN_IF_ERROR(StateBooksChanged(store, sequence));
  if (fact_ids.size() > kLookedUpFacts) return MarkEverything(store, sequence);
  FactReader reader(store, "agreement", {"supplier_organisation_number", "valid_from", "valid_to", "unspsc_codes", "cpv_codes"});
  HELHET_ASSIGN_OR_RETURN(const auto agreements, reader.ById({fact_ids.begin(), fact_ids.end()}));
  for (const StoredFact& stored : agreements) {
    const auto& agreement = stored.fact.agreement();
    HELHET_RETURN_IF_ERROR(MarkSuppliersInvoices(marker, agreement.supplier_organisation_number(), agreement.valid_from(), agreement.valid_to()));
    for (const std::string& code : agreement.unspsc_codes()) {
      HELHET_RETURN_IF_ERROR(MarkByItemGroup(marker, "unspsc_code", UnspscPrefix(code), agreement.valid_from(), agreement.valid_to()));
    }
    for (const std::string& code : agreement.cpv_codes()) {
      HELHET_RETURN_IF_ERROR(MarkByItemGroup(marker, "cpv_code", CpvPrefix(code), agreement.valid_from(), agreement.valid_to()));
    }
  }
  return OkStatus();
}

// The item groups of a catalogue, as prefixes of what may be bought.
Result<std::vector<std::pair<std::string, std::string>>> GroupsOf(TenantStore& store, int64_t fact_id) {
  std::vector<std::pair<std::string, std::string>> groups;
  for (const auto& [column, digits] : {std::pair("unspsc_code", kUnspscDigits), std::pair("cpv_code", kCpvDigits)}) {
    const std::string group = "substr(" + std::string(column) + ", 1, " + std::to_string(digits) + ")";
    HELHET_RETURN_IF_ERROR(store.Query("SELECT DISTINCT " + group + " FROM fact_catalogue_line WHERE municipality_id = $1 AND fact_id = $2 AND " +
                                           std::string(column) + " <> '' LIMIT " + std::to_string(kLookedUpGroups + 1),
                                       {fact_id}, [&, column = column](const Row& row) {
                                         groups.emplace_back(column, store::AsText(row[0]));
                                         return OkStatus();
                                       }));
  }
  return groups;
}

Status MarkForCatalogues(TenantStore& store, Marker& marker, const std::set<int64_t>& fact_ids, int64_t sequence) {
  HELHET_RETURN_IF_ERROR(StateBooksChanged(store, sequence));
  if (fact_ids.size() > kLookedUpFacts) return MarkEverything(store, sequence);
  FactReader reader(store, "catalogue", {"kind", "supplier_organisation_number", "issue_date", "valid_from", "valid_to"});
  HELHET_ASSIGN_OR_RETURN(const auto catalogues, reader.ById({fact_ids.begin(), fact_ids.end()}));
  for (const StoredFact& stored : catalogues) {
    const auto& catalogue = stored.fact.catalogue();
    if (catalogue.kind() == model::v1::CATALOGUE_KIND_PUNCH_OUT_CART) continue;
    HELHET_ASSIGN_OR_RETURN(const auto groups, GroupsOf(store, stored.fact_id));
    if (groups.size() > kLookedUpGroups) return MarkEverything(store, sequence);
    const std::string& first_day = catalogue.valid_from().empty() ? catalogue.issue_date() : catalogue.valid_from();
    HELHET_RETURN_IF_ERROR(MarkSuppliersInvoices(marker, catalogue.supplier_organisation_number(), first_day, catalogue.valid_to()));
    for (const auto& [column, prefix] : groups) {
      HELHET_RETURN_IF_ERROR(MarkByItemGroup(marker, column, prefix, first_day, catalogue.valid_to()));
    }
  }
  return OkStatus();
}

}  // namespace

Status MarkAffected(TenantStore& store, const std::string& kind, const std::set<int64_t>& fact_ids, Change change, int64_t sequence) {
  if (fact_ids.empty()) return OkStatus();
  Marker marker(store, sequence);
  if (kind == "invoice") return MarkForInvoices(marker, fact_ids, change);
  if (kind == "order") return MarkForOrders(store, marker, fact_ids, change);
  if (kind == "agreement") return MarkForAgreements(store, marker, fact_ids, sequence);
  if (kind == "catalogue") return MarkForCatalogues(store, marker, fact_ids, sequence);
  if (kind == "order_update") HELHET_RETURN_IF_ERROR(marker.MarkByKey(kind, "order_key", "order", "order_key", fact_ids));
  if (kind == "order_update" || kind == "goods_receipt") return marker.MarkByKey(kind, "order_key", "invoice", "order_key", fact_ids);
  if (kind == "ledger_entry") {
    if (change == Change::kCome) HELHET_RETURN_IF_ERROR(marker.MarkThese(kind, fact_ids));
    return marker.MarkByKey(kind, "invoice_key", "invoice", "invoice_key", fact_ids);
  }
  return OkStatus();
}

Status MarkCreditNotesOf(TenantStore& store, const std::set<int64_t>& invoices, int64_t sequence) {
  return Marker(store, sequence).MarkByKey("invoice", "invoice_key", "invoice", "preceding_key", invoices);
}

Result<int64_t> BooksSequence(TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne("SELECT books_sequence FROM match_state WHERE municipality_id = $1"));
  return row.empty() ? 0 : AsInteger(row[0]);
}

Status MarkEverything(TenantStore& store, int64_t sequence) {
  HELHET_RETURN_IF_ERROR(StateBooksChanged(store, sequence));
  return store.Execute("INSERT INTO unmatched (municipality_id, kind, fact_id, sequence) VALUES ($1, 'everything', 0, $2) "
                       "ON CONFLICT (municipality_id, kind, fact_id) DO UPDATE SET sequence = excluded.sequence", {sequence}).status();
}

Result<std::vector<UnmatchedFact>> ReadUnmatched(TenantStore& store, const std::string& kind, int64_t limit) {
  std::vector<UnmatchedFact> facts;
  HELHET_RETURN_IF_ERROR(store.Query("SELECT fact_id, sequence FROM unmatched WHERE municipality_id = $1 AND kind = $2 ORDER BY fact_id LIMIT $3",
                                     {kind, limit}, [&](const Row& row) {
                                       facts.push_back({AsInteger(row[0]), AsInteger(row[1])});
                                       return OkStatus();
                                     }));
  return facts;
}

Status DeleteMarksUpTo(TenantStore& store, int64_t sequence) {
  return store.Execute("DELETE FROM unmatched WHERE municipality_id = $1 AND kind <> 'everything' AND sequence <= $2", {sequence}).status();
}

Status DeleteUnmatched(TenantStore& store, const std::string& kind, const std::vector<UnmatchedFact>& facts) {
  for (const UnmatchedFact& fact : facts) {
    HELHET_RETURN_IF_ERROR(store.Execute("DELETE FROM unmatched WHERE municipality_id = $1 AND kind = $2 AND fact_id = $3 AND sequence = $4",
                                         {kind, fact.fact_id, fact.sequence}).status());
  }
  return OkStatus();
}

}  // namespace helhet::match
