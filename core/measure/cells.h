// Cells as they are stored: the newest terms of a measure in a unit and period, and the observations that
// keep every revision of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/measure/definition.h"
#include "core/measure/term_sql.h"
#include "core/store/tenant_store.h"

namespace helhet::measure {

// When observations are made, and by which run; empty when it was none.
struct Stamp {
  int64_t now_us = 0;
  std::string run_id;
};

// What a recomputation did.
struct Recomputed {
  int64_t marks = 0;     // dirty marks taken
  int64_t examined = 0;  // cells computed
  int64_t written = 0;   // observations made: cells whose terms were other than before
  // What kept a figure from being computed, named by measure and cell: a sum beyond 64 bits, a stored
  // definition that the hub can no longer read. At most kProblems; the rest of the work goes on.
  std::vector<Status> problems;
  static constexpr size_t kProblems = 100;

  void AddProblem(Status problem) {
    if (problems.size() < kProblems) problems.push_back(std::move(problem));
  }
};

// A measure's cells under one version of its definition.
struct Generation {
  std::shared_ptr<const Definition> definition;
  int64_t number = 0;
};

// Cells of one generation to compute again.
struct CellWork {
  Generation generation;
  std::vector<CellKey> cells;  // sorted, each once
};

// Computes the cells and, in the caller's transaction, writes those whose terms changed: an observation
// with the next revision, and the cell. A cell that has lost all its facts gets an empty list of terms,
// and one that never had any is not made; so a figure does not depend on the way it came about.
// `today` is the day on which facts that stand are looked at in the period that runs.
Status UpdateCells(store::TenantStore& store, const std::vector<CellWork>& work, const std::string& today, const Stamp& stamp,
                   Recomputed& recomputed);

// Removes the cells of a generation that no longer shows. Its observations stay.
Status DeleteCells(store::TenantStore& store, const std::string& measure_id, int64_t generation);

// Terms as the column `terms` holds them: `[3596,null]`, `[]` when there are no facts.
std::string TermsText(const CellTerms& terms);
// INTERNAL when the text is no such list.
Result<TermValues> ReadTermsText(const std::string& text);

}  // namespace helhet::measure
