// The documents that a person needs to see when something is said wrongly of one of them.
#pragma once

#include <string>
#include <vector>

#include "tests/ground_truth/documents.h"

namespace helhet::truth {

// The document that `name` speaks of (`I12`, `I12 line 2`), and those that share a number of it with the same supplier:
// orders, what became of them, receipts, other invoices, postings, and the supplier's agreements and catalogues. One line
// each; nothing when it speaks of no document.
std::string DocumentsTouching(const std::string& name, const std::vector<Document>& documents);

}  // namespace helhet::truth
