// The ledger of a municipality: a posting for most documents, and what no document shows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document.h"

namespace helhet::model_case {

struct PostingLine {
  std::string_view account;
  std::string_view responsibility;  // empty on accounts of the balance
  int64_t amount_minor;             // debit positive, credit negative
};

struct Posting {
  std::string number;
  std::string_view journal;  // one of kJournals
  Date transaction_date;
  Date posting_date;
  std::string text;
  const Supplier* supplier = nullptr;  // null where nobody is owed
  std::string invoice_number;
  std::vector<PostingLine> lines;
};

struct Journal {
  std::string_view id;
  std::string_view title;
  std::string_view type;
};
inline constexpr Journal kJournals[] = {
    {"LF", "Leverandørfaktura", "AP"}, {"UB", "Kort og utlegg", "GL"}, {"LN", "Lønn", "GL"}};

// The postings of `year` by journal and posting date: of `documents`, of the years before too, those that reached the
// ledger by its end. A document of a department that is no more is posted on what came after it.
std::vector<Posting> DrawLedger(const Municipality& municipality, const std::vector<Document>& documents, int year);

}  // namespace helhet::model_case
