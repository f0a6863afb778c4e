// Which facts must be matched again: whoever stores, changes or removes a fact marks those whose match may rest on it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/store/tenant_store.h"

namespace helhet::match {

// Whether facts have come, or are about to go.
enum class Change { kCome, kGo };

// Marks the facts of one kind and those whose match may rest on them, in the caller's transaction: after facts have
// come, before they go. A fact that changes does both. `sequence` must be one that no other transaction has used
// (store::NextSequence).
Status MarkAffected(store::TenantStore& store, const std::string& kind, const std::set<int64_t>& fact_ids, Change change, int64_t sequence);

// Marks the credit notes that name the invoices.
Status MarkCreditNotesOf(store::TenantStore& store, const std::set<int64_t>& invoices, int64_t sequence);

// Marks every fact: for rules that have changed.
Status MarkEverything(store::TenantStore& store, int64_t sequence);

// When agreements, catalogues or rules last changed, as a sequence; 0 when never. Read after the marks, it is that of
// every change behind them.
Result<int64_t> BooksSequence(store::TenantStore& store);

// A fact to match again.
struct UnmatchedFact {
  int64_t fact_id = 0;
  int64_t sequence = 0;
};

// The first marks of a kind: `invoice`, `order`, `ledger_entry`, `everything`.
Result<std::vector<UnmatchedFact>> ReadUnmatched(store::TenantStore& store, const std::string& kind, int64_t limit);
// Deletes the marks of single facts that were there when everything was marked, with a sequence: whoever has another
// holds the counter until it has committed.
Status DeleteMarksUpTo(store::TenantStore& store, int64_t sequence);
// Deletes those marks that are still as they were read.
Status DeleteUnmatched(store::TenantStore& store, const std::string& kind, const std::vector<UnmatchedFact>& facts);

}  // namespace helhet::match
