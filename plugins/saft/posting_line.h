// One line of a posting.
#pragma once

#include <string>

#include "audit_file.h"
#include "dimensions.h"
#include "helhet/model/v1/fact.pb.h"
#include "helhet/status.h"
#include "helhet/values/flags.h"
#include "line_amount.h"
#include "master_files.h"

namespace helhet::saft {

// Reads the lines of one posting, and gives the fact the unit codes that they carry, each once.
class LineReader {
 public:
  // All outlive the reader. `decimals` are those of the currency.
  LineReader(const Dimensions& dimensions, const MasterFiles& master_files, int decimals, sdk::Flags& flags, model::v1::Fact& fact)
      : dimensions_(dimensions), master_files_(master_files), decimals_(decimals), flags_(flags), fact_(fact) {}

  // Refuses as AmountMinor.
  Result<LineAmount> Read(const Line& line, const LinePlace& place, model::v1::LedgerEntryLine& into);

 private:
  void ReadDimension(const LineDimension& dimension, const LinePlace& place, model::v1::LedgerEntryLine& into);
  void AddUnitCode(std::string_view scheme, const std::string& code);

  const Dimensions& dimensions_;
  const MasterFiles& master_files_;
  const int decimals_;
  sdk::Flags& flags_;
  model::v1::Fact& fact_;
};

}  // namespace helhet::saft
