// From a figure down to the facts it was computed from, and to the records they were read from.
#pragma once

#include <string>
#include <vector>

#include "core/measure/by_supplier.h"
#include "core/measure/series.h"

namespace helhet::measure {

struct ExplainQuery {
  std::string measure_id;
  std::string unit_id;
  std::string period;
  model::Organisation organisation = model::Organisation::kAsItWas;
  // The term whose facts are listed. Empty lists none.
  std::string term;
  // Facts, or suppliers, on a page; 0 is 100, and limits::kPageFacts the most.
  int page_size = 0;
  // From the page before. Empty for the first.
  std::string page_token;
  // Tell how the term falls on suppliers, instead of listing its facts.
  bool by_supplier = false;
};

// How a term is computed.
struct TermExplanation {
  model::v1::MeasureTerm stated;
  // What the database was asked, with its values written in, for a person to read and try.
  std::string sql;
  model::v1::TermValue value;  // unset when unknown, or when nothing was measured
};

// A fact, or a line of one, that a term takes.
struct FactBehind {
  int64_t fact_id = 0;
  int64_t line_no = -1;  // from 0; -1 when the term takes facts and not lines
  std::string unit_id;
  std::string month;
  std::string business_key;  // what the fact is: type, supplier, number, date of an invoice
  std::string value;         // of the term's field as stored, or its age in days; empty for a count, and when unknown
  std::string connector_id;
  std::string stream;
  std::string natural_key;  // of the source record
  std::string locator;      // where in the source it stood
  std::string run_id;       // the run that last stored it
  std::string raw_sha256;   // of the source bytes, in hexadecimal; empty when none are kept
  std::string flags;        // rules that the record breaks, one a line
  std::string evidence;     // what it was matched with, each sentence between bars; empty for kinds that are not matched
};

struct Explanation {
  model::v1::Measure measure;
  Figure figure;
  std::vector<TermExplanation> terms;
  std::vector<FactBehind> facts;
  int64_t total_facts = 0;  // on all pages
  SuppliersPage by_supplier;
  std::string next_page_token;  // of facts or of suppliers; empty on the last page
};

// Facts as they are now: where a mark is not yet drained they may be newer than the figure. Of a figure that stands as it
// was seen in a period that has passed, none are listed. Errors as
// ReadSeries; INVALID_ARGUMENT also for a term that the measure has not, and for a page token that is none; by supplier
// as GroupBySupplier.
Result<Explanation> Explain(store::TenantStore& store, const model::UnitTree& tree, const ExplainQuery& query);

}  // namespace helhet::measure
