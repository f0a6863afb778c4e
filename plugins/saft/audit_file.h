// What a SAF-T Financial file says, in its own words and order: texts as written, without surrounding blanks.
// Versions 1.10, 1.20 and 1.30 of the Norwegian schema (Skatteetaten) are read alike: what they name differently is
// nothing that a posting needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace helhet::saft {

struct Header {
  std::string version;          // AuditFileVersion
  std::string company;          // Company/RegistrationNumber
  std::string company_name;
  std::string currency_code;    // DefaultCurrencyCode: the currency of all amounts
};

struct Account {
  std::string id;
  std::string grouping_category;  // KA_K and others that begin with KA_ are KOSTRA's arts
  std::string grouping_code;
};

struct Supplier {
  std::string id;
  std::string registration_number;
  std::string tax_registration_number;
};

// One value of a dimension; its type has a description of its own.
struct DimensionValue {
  std::string type;
  std::string type_description;
};

struct LineDimension {
  std::string type;
  std::string id;
};

struct Line {
  std::string record_id;
  std::string account_id;
  std::string source_document_id;
  std::string supplier_id;
  std::string description;
  std::string reference_number;
  std::string debit;   // one of the two is empty
  std::string credit;
  std::vector<LineDimension> dimensions;

  // Empties every field and keeps their room for the next line.
  void Clear();
};

struct Transaction {
  std::string journal_id;
  std::string id;
  std::string period_year;
  std::string transaction_date;
  std::string system_entry_date;
  std::string posting_date;   // GLPostingDate
  std::string supplier_id;    // 1.30; else on the lines
  std::string description;
  std::span<const Line> lines;
  // Where it stands in the file: its first byte, and the first behind it.
  uint64_t begin = 0;
  uint64_t end = 0;
  // A text that was cut at its limit, and lines or dimensions that were left out at theirs.
  bool is_cut = false;
  bool is_too_large = false;
};

// `transaction 1001`, or by its place in the file where it has no number.
std::string NameOf(const Transaction& transaction);

// A line of a transaction, for messages; its name is only made when it is asked for.
struct LinePlace {
  const Transaction& transaction;
  size_t line_number;  // from 1

  // `transaction 1001, line 3`
  std::string Name() const;
};

// What GeneralLedgerEntries states about itself; empty where it does not.
struct StatedTotals {
  std::string entries;
  std::string debit;
  std::string credit;
};

}  // namespace helhet::saft
