// A transaction of SAF-T as a posting of the hub's model.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit_file.h"
#include "dimensions.h"
#include "helhet/model/v1/fact.pb.h"
#include "helhet/status.h"
#include "invoice_number.h"
#include "master_files.h"

namespace helhet::saft {

// What an installation states of its own.
struct PostingSettings {
  Dimensions dimensions;
  std::vector<InvoiceNumberSource> invoice_number_from;
};

struct Posting {
  model::v1::Fact fact;
  // `ledger/<company>/<journal>/<transaction>/<period year>`: a transaction's number counts within its journal.
  std::string key;
  // Sums of the lines, in minor units.
  int64_t debit_minor = 0;
  int64_t credit_minor = 0;
};

// The posting that a transaction is; what breaks a rule is flagged. Refuses what cannot be told from others or cannot
// be summed: transaction_id_missing, identity_too_long, date_missing, amount_unreadable, amount_out_of_range,
// transaction_too_large.
//
// Fields, where they are not the element of the same name: the posting date is GLPostingDate, else TransactionDate;
// the supplier is the one of the transaction, else of its lines, and none where lines name several; a line's art is
// its dimension, else the grouping code of its account.
Result<Posting> ReadPosting(const Transaction& transaction, const Header& header, const MasterFiles& master_files,
                            const PostingSettings& settings);

}  // namespace helhet::saft
