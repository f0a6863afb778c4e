#include "posting.h"

#include "helhet/limits.h"
#include "helhet/values/currency.h"
#include "helhet/values/date.h"
#include "helhet/values/flags.h"
#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "line_amount.h"
#include "posting_line.h"
#include "saft_limits.h"

namespace helhet::saft {
namespace {

constexpr const char* kCorrect = "correct it in the ledger, and export again";

class PostingReader {
 public:
  PostingReader(const Transaction& transaction, const Header& header, const MasterFiles& master_files, const PostingSettings& settings)
      : transaction_(transaction), header_(header), master_files_(master_files), settings_(settings),
        entry_(*posting_.fact.mutable_ledger_entry()), flags_(posting_.fact) {}

  Result<Posting> Read() {
    if (transaction_.is_too_large) {
      return sdk::Refused("transaction_too_large", NameOf(transaction_) + ": more than " + std::to_string(kTransactionLines) + " lines or " +
                              std::to_string(kTransactionBytes) + " bytes", "divide the transaction in the ledger, and export again");
    }
    HELHET_RETURN_IF_ERROR(ReadIdentity());
    ReadSupplier();
    entry_.set_description(transaction_.description);
    HELHET_RETURN_IF_ERROR(ReadLines());
    if (posting_.debit_minor != posting_.credit_minor) {
      flags_.Add("transaction_unbalanced", NameOf(transaction_),
                 "debit is " + Kroner(posting_.debit_minor) + ", credit " + Kroner(posting_.credit_minor));
    }
    if (transaction_.is_cut) flags_.Add("text_too_long", NameOf(transaction_), "a text or a list of dimensions was cut at its limit");
    return std::move(posting_);
  }

 private:
  Status ReadIdentity();
  void ReadSupplier();
  Status ReadLines();
  std::string SupplierId();
  std::string Day(const std::string& text, const char* element);
  std::string CurrencyCode();

  const Transaction& transaction_;
  const Header& header_;
  const MasterFiles& master_files_;
  const PostingSettings& settings_;
  Posting posting_;
  model::v1::LedgerEntry& entry_;
  sdk::Flags flags_;
};

Status PostingReader::ReadIdentity() {
  if (transaction_.id.empty()) {
    return sdk::Refused("transaction_id_missing", NameOf(transaction_) + ": TransactionID is missing, so it cannot be told from others", kCorrect);
  }
  entry_.set_voucher_number(transaction_.id);
  entry_.set_journal_id(transaction_.journal_id);
  entry_.set_transaction_date(Day(transaction_.transaction_date, "TransactionDate"));
  entry_.set_system_entry_date(Day(transaction_.system_entry_date, "SystemEntryDate"));
  entry_.set_posting_date(Day(transaction_.posting_date, "GLPostingDate"));
  if (entry_.posting_date().empty()) {
    if (entry_.transaction_date().empty()) {
      return sdk::Refused("date_missing", NameOf(transaction_) + ": neither GLPostingDate nor TransactionDate is a day", kCorrect);
    }
    entry_.set_posting_date(entry_.transaction_date());
    flags_.Add("posting_date_missing", "GLPostingDate", "missing; TransactionDate is taken");
  }
  const std::string digits = sdk::OrganisationDigits(header_.company);
  const std::string year = transaction_.period_year.empty() ? entry_.posting_date().substr(0, 4) : transaction_.period_year;
  posting_.key = "ledger/" + (digits.size() == 9 ? digits : header_.company) + "/" + transaction_.journal_id + "/" + transaction_.id + "/" + year;
  if (posting_.key.size() > limits::kKeyBytes) {
    return sdk::Refused("identity_too_long", NameOf(transaction_) + ": company, journal and number are more than " +
                            std::to_string(limits::kKeyBytes) + " bytes together", kCorrect);
  }
  return OkStatus();
}

std::string PostingReader::Day(const std::string& text, const char* element) {
  std::string day = sdk::CalendarDay(text);
  if (day.empty() && !text.empty()) flags_.Add("date_invalid", element, sdk::Quoted(text) + " is no day");
  return day;
}

// The supplier that the transaction is with. A payment run has several: it is with none of them.
std::string PostingReader::SupplierId() {
  std::string id = transaction_.supplier_id;
  for (const Line& line : transaction_.lines) {
    if (line.supplier_id.empty() || line.supplier_id == id) continue;
    if (!id.empty()) {
      flags_.Add("several_suppliers", NameOf(transaction_), "lines name several suppliers, as " + sdk::Quoted(id) + " and " +
                     sdk::Quoted(line.supplier_id) + ", so it counts as none of them");
      return {};
    }
    id = line.supplier_id;
  }
  return id;
}

void PostingReader::ReadSupplier() {
  const std::string id = SupplierId();
  if (id.empty()) return;
  entry_.set_supplier_id(id);
  entry_.set_invoice_number(InvoiceNumberOf(transaction_, settings_.invoice_number_from));
  const MasterFiles::KnownSupplier* supplier = master_files_.FindSupplier(id);
  if (supplier == nullptr) {
    flags_.Add("supplier_unknown", "SupplierID", "supplier " + sdk::Quoted(id) + " is not in the master files");
    return;
  }
  entry_.set_supplier_organisation_number(supplier->organisation_number);
  if (!supplier->invalid_number.empty() && supplier->organisation_number.empty()) {
    flags_.Add("organisation_number_invalid", "Supplier/RegistrationNumber", sdk::Quoted(supplier->invalid_number) + " is no organisation number");
  }
}

Status PostingReader::ReadLines() {
  const std::string currency_code = CurrencyCode();
  entry_.set_currency_code(currency_code);
  LineReader reader(settings_.dimensions, master_files_, sdk::MinorUnitDecimals(currency_code), flags_, posting_.fact);
  for (const Line& line : transaction_.lines) {
    const LinePlace place{transaction_, static_cast<size_t>(entry_.lines_size()) + 1};
    HELHET_ASSIGN_OR_RETURN(const LineAmount amount, reader.Read(line, place, *entry_.add_lines()));
    if (__builtin_add_overflow(posting_.debit_minor, amount.debit_minor, &posting_.debit_minor) ||
        __builtin_add_overflow(posting_.credit_minor, amount.credit_minor, &posting_.credit_minor)) {
      return sdk::Refused("amount_out_of_range", NameOf(transaction_) + ": its lines add up to more than any ledger holds", kCorrect);
    }
  }
  return OkStatus();
}

std::string PostingReader::CurrencyCode() {
  const std::string& code = header_.currency_code;
  const bool is_code = code.size() == 3 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (is_code) return code;
  flags_.Add("currency_missing", "Header/DefaultCurrencyCode", sdk::Quoted(code) + " is no currency; NOK is taken");
  return "NOK";
}

}  // namespace

Result<Posting> ReadPosting(const Transaction& transaction, const Header& header, const MasterFiles& master_files,
                            const PostingSettings& settings) {
  return PostingReader(transaction, header, master_files, settings).Read();
}

}  // namespace helhet::saft
