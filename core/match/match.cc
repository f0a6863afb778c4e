#include "core/match/match.h"

#include <limits>
#include <memory>
#include <set>

#include "core/fault/fault.h"
#include "core/match/invoice_matcher.h"
#include "core/match/marks.h"
#include "core/match/order_updates.h"

namespace helhet::match {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

// Facts in one transaction: bounded memory, and writers of new batches get their turn in between.
constexpr int64_t kFactsPerPortion = 1000;

constexpr const char* kEverything = "everything";

class Matcher {
 public:
  explicit Matcher(store::TenantStore& store) : store_(store) {}

  Result<MatchCounts> Match() {
    HELHET_RETURN_IF_ERROR(MarkIfRulesChanged());
    bool found = true;
    while (found) {
      HELHET_ASSIGN_OR_RETURN(found, MatchEverything());
      // Orders stand by themselves; credit notes are marked anew by the invoices that they rest on.
      for (const char* kind : {"order", "ledger_entry", "invoice"}) {
        HELHET_ASSIGN_OR_RETURN(const bool any, MatchMarked(kind));
        found = found || any;
      }
    }
    fault::Pass("facts_matched");
    return counts_;
  }

 private:
  Status MarkIfRulesChanged() {
    return store_.InTransaction([&]() -> Status {
      HELHET_ASSIGN_OR_RETURN(const Rules rules, Rules::Load(store_));
      HELHET_ASSIGN_OR_RETURN(const Row last, store_.QueryOne("SELECT rules_hash FROM match_state WHERE municipality_id = $1"));
      const std::string hash = rules.Hash();
      if (!last.empty() && AsText(last[0]) == hash) return OkStatus();
      HELHET_ASSIGN_OR_RETURN(const int64_t sequence, store::NextSequence(store_));
      HELHET_RETURN_IF_ERROR(MarkEverything(store_, sequence));
      return store_.Execute("UPDATE match_state SET rules_hash = $2 WHERE municipality_id = $1", {hash}).status();
    });
  }

  Result<bool> MatchEverything() {
    HELHET_ASSIGN_OR_RETURN(const auto marks, ReadUnmatched(store_, kEverything, 1));
    if (marks.empty()) return false;
    for (const char* kind : {"order", "ledger_entry", "invoice"}) {
      bool more = true;
      for (int64_t after = 0; more;) {
        HELHET_RETURN_IF_ERROR(store_.InTransaction([&]() -> Status {
          HELHET_ASSIGN_OR_RETURN(const auto fact_ids, NextFacts(kind, after));
          more = !fact_ids.empty();
          if (more) after = fact_ids.back();
          return MatchPortion(kind, fact_ids);
        }));
      }
    }
    HELHET_RETURN_IF_ERROR(store_.InTransaction([&]() -> Status {
      HELHET_RETURN_IF_ERROR(DeleteMarksUpTo(store_, marks.front().sequence));
      return DeleteUnmatched(store_, kEverything, marks);
    }));
    return true;
  }

  Result<bool> MatchMarked(const std::string& kind) {
    bool any = false;
    bool more = true;
    while (more) {
      HELHET_RETURN_IF_ERROR(store_.InTransaction([&]() -> Status {
        HELHET_ASSIGN_OR_RETURN(const auto marks, ReadUnmatched(store_, kind, kFactsPerPortion));
        more = !marks.empty();
        any = any || more;
        std::vector<int64_t> fact_ids;
        for (const UnmatchedFact& mark : marks) fact_ids.push_back(mark.fact_id);
        HELHET_RETURN_IF_ERROR(MatchPortion(kind, fact_ids));
        fault::Pass("match_written");
        return DeleteUnmatched(store_, kind, marks);
      }));
    }
    return any;
  }

  Result<std::vector<int64_t>> NextFacts(const std::string& kind, int64_t after) {
    std::vector<int64_t> fact_ids;
    HELHET_RETURN_IF_ERROR(store_.Query("SELECT fact_id FROM fact_" + kind + " WHERE municipality_id = $1 AND fact_id > $2 ORDER BY fact_id LIMIT $3",
                                        {after, kFactsPerPortion}, [&](const Row& row) {
                                          fact_ids.push_back(AsInteger(row[0]));
                                          return OkStatus();
                                        }));
    return fact_ids;
  }

  Status MatchPortion(const std::string& kind, const std::vector<int64_t>& fact_ids) {
    if (fact_ids.empty()) return OkStatus();
    HELHET_ASSIGN_OR_RETURN(const int64_t sequence, store::NextSequence(store_));
    counts_.matched += static_cast<int64_t>(fact_ids.size());
    if (kind == "order") return MatchOrders(fact_ids, sequence);
    HELHET_ASSIGN_OR_RETURN(const int64_t books_sequence, BooksSequence(store_));
    if (books_ == nullptr || books_sequence_ != books_sequence) {
      HELHET_ASSIGN_OR_RETURN(books_, Books::Load(store_));
      books_sequence_ = books_sequence;
    }
    if (kind == "ledger_entry") return MatchLedgerEntries(fact_ids, sequence);
    HELHET_ASSIGN_OR_RETURN(const int64_t changed, InvoiceMatcher(store_, *books_).Match(fact_ids, sequence));
    counts_.changed += changed;
    return OkStatus();
  }

  Status MatchOrders(const std::vector<int64_t>& fact_ids, int64_t sequence) {
    MatchWriter writer(store_, "order");
    std::vector<std::string> fields = writer.fields();
    fields.insert(fields.end(), {"number", "status", "supplier_organisation_number"});
    HELHET_ASSIGN_OR_RETURN(const auto orders, FactReader(store_, "order", fields).ById(fact_ids));
    std::vector<std::string> keys;
    for (const StoredFact& order : orders) keys.push_back(order.order_key);
    HELHET_ASSIGN_OR_RETURN(const OrderUpdates updates, OrderUpdates::Read(store_, keys));
    for (const StoredFact& order : orders) {
      const auto updates_of = updates.Of(order);
      HELHET_ASSIGN_OR_RETURN(const bool differs, writer.Write(order, OrderAsItStands(order.fact.order(), updates_of)));
      counts_.changed += differs ? 1 : 0;
    }
    return store::MarkDirty(store_, writer.dirty(), sequence);
  }

  Status MatchLedgerEntries(const std::vector<int64_t>& fact_ids, int64_t sequence) {
    MatchWriter writer(store_, "ledger_entry");
    std::vector<std::string> line_fields = writer.line_fields();
    line_fields.insert(line_fields.end(), {"account", "art", "amount_minor"});
    HELHET_ASSIGN_OR_RETURN(const auto entries, FactReader(store_, "ledger_entry", writer.fields(), line_fields).ById(fact_ids));
    HELHET_ASSIGN_OR_RETURN(const auto invoices, KnownInvoices(entries));
    for (const StoredFact& entry : entries) {
      model::v1::LedgerEntry now = entry.fact.ledger_entry();
      SetPurchase(invoices.contains(entry.invoice_key), now);
      HELHET_ASSIGN_OR_RETURN(const bool differs, writer.Write(entry, now));
      counts_.changed += differs ? 1 : 0;
    }
    return store::MarkDirty(store_, writer.dirty(), sequence);
  }

  Result<std::set<std::string>> KnownInvoices(const std::vector<StoredFact>& entries) {
    static const std::string sql = "SELECT DISTINCT invoice_key FROM fact_invoice WHERE municipality_id = $1 AND counted = 1 AND invoice_key <> '' "
                                   "AND type <> 'payment_request' AND type <> 'reminder' AND invoice_key IN (" + store::Places(2) + ")";
    std::set<std::string> keys, known;
    for (const StoredFact& entry : entries) keys.insert(entry.invoice_key);
    keys.erase("");
    HELHET_RETURN_IF_ERROR(store::InLists(keys, {}, [&](const std::vector<store::Value>& parameters) {
      return store_.Query(sql, parameters, [&](const Row& row) {
        known.insert(AsText(row[0]));
        return OkStatus();
      });
    }));
    return known;
  }

  // Section 7 of README.md.
  void SetPurchase(bool has_invoice, model::v1::LedgerEntry& entry) const {
    bool any = false;
    int64_t amount_minor = 0;
    for (auto& line : *entry.mutable_lines()) {
      line.set_is_purchase(books_->rules().IsPurchase(line));
      if (!line.is_purchase()) continue;
      any = true;
      // A sum beyond 64 bits stays at the bound; a ledger with such amounts shows in its own totals.
      if (__builtin_add_overflow(amount_minor, line.amount_minor(), &amount_minor)) {
        amount_minor = line.amount_minor() > 0 ? std::numeric_limits<int64_t>::max() : std::numeric_limits<int64_t>::min();
      }
    }
    entry.set_purchase_amount_minor(amount_minor);
    entry.set_invoice_status(!any ? model::v1::LEDGER_INVOICE_STATUS_NO_PURCHASE
                                  : has_invoice ? model::v1::LEDGER_INVOICE_STATUS_INVOICE : model::v1::LEDGER_INVOICE_STATUS_NO_INVOICE);
  }

  store::TenantStore& store_;
  std::unique_ptr<Books> books_;
  int64_t books_sequence_ = 0;
  MatchCounts counts_;
};

}  // namespace

Result<MatchCounts> MatchFacts(store::TenantStore& store) { return Matcher(store).Match(); }

}  // namespace helhet::match
