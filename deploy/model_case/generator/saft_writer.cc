#include "saft_writer.h"

#include <map>
#include <set>

#include "accounts.h"
#include "xml_text.h"

namespace helhet::model_case {
namespace {

constexpr std::string_view kResponsibility = "A";

class SaftWriter {
 public:
  SaftWriter(const Municipality& municipality, int year, const std::vector<Posting>& postings)
      : municipality_(municipality), year_(year), postings_(postings), xml_("AuditFile", "xmlns=\"urn:StandardAuditFile-Taxation-Financial:NO\"") {}

  std::string Write() {
    Header();
    xml_.Open("MasterFiles");
    ChartOfAccounts();
    SuppliersOfPostings();
    Dimensions();
    xml_.Close();
    Entries();
    return xml_.Finish();
  }

 private:
  void Header() {
    xml_.Open("Header");
    xml_.Leaf("AuditFileVersion", "1.30");
    xml_.Leaf("AuditFileCountry", "NO");
    xml_.Leaf("AuditFileDateCreated", IsoDate(MakeDate(year_ + 1, 1, 31)));
    xml_.Leaf("SoftwareCompanyName", "Eksempel");
    xml_.Leaf("SoftwareID", "Modellcase");
    xml_.Leaf("SoftwareVersion", "1");
    xml_.Open("Company");
    xml_.Leaf("RegistrationNumber", municipality_.organisation_number);
    xml_.Leaf("Name", std::string(municipality_.name) + " kommune (eksempel)");
    xml_.Close();
    xml_.Leaf("DefaultCurrencyCode", "NOK");
    xml_.Open("SelectionCriteria");
    xml_.Leaf("SelectionStartDate", IsoDate(MakeDate(year_, 1, 1)));
    xml_.Leaf("SelectionEndDate", IsoDate(MakeDate(year_, 12, 31)));
    xml_.Close();
    xml_.Leaf("TaxAccountingBasis", "A");
    xml_.Close();
  }

  void ChartOfAccounts() {
    xml_.Open("GeneralLedgerAccounts");
    for (const Account& account : Accounts()) {
      const bool is_balance = account.art.empty();
      xml_.Open("Account");
      xml_.Leaf("AccountID", account.number);
      xml_.Leaf("AccountDescription", account.title);
      xml_.Leaf("GroupingCategory", is_balance ? "BA_K" : "KA_K");
      xml_.Leaf("GroupingCode", is_balance ? account.balance_sector : account.art);
      xml_.Leaf("AccountType", "GL");
      xml_.Close();
    }
    xml_.Close();
  }

  // The ledger has numbers of its own for suppliers, in the order in which they were first posted.
  void SuppliersOfPostings() {
    xml_.Open("Suppliers");
    for (const Posting& posting : postings_) {
      if (posting.supplier == nullptr) continue;
      const auto [known, is_new] = supplier_ids_.emplace(posting.supplier, std::to_string(50001 + supplier_ids_.size()));
      if (!is_new) continue;
      xml_.Open("Supplier");
      xml_.Leaf("RegistrationNumber", posting.supplier->organisation_number);
      xml_.Leaf("Name", posting.supplier->name);
      xml_.Leaf("SupplierID", known->second);
      xml_.Close();
    }
    xml_.Close();
  }

  void Dimensions() {
    std::set<std::string_view> responsibilities;
    for (const Posting& posting : postings_) {
      for (const PostingLine& line : posting.lines) responsibilities.insert(line.responsibility);
    }
    responsibilities.erase(std::string_view());
    xml_.Open("AnalysisTypeTable");
    for (const std::string_view responsibility : responsibilities) {
      xml_.Open("AnalysisTypeTableEntry");
      xml_.Leaf("AnalysisType", kResponsibility);
      xml_.Leaf("AnalysisTypeDescription", "Ansvar");
      xml_.Leaf("AnalysisID", responsibility);
      xml_.Leaf("AnalysisIDDescription", "Ansvar " + std::string(responsibility));
      xml_.Close();
    }
    xml_.Close();
  }

  void Entries() {
    int64_t debit_minor = 0;
    int64_t credit_minor = 0;
    for (const Posting& posting : postings_) {
      for (const PostingLine& line : posting.lines) (line.amount_minor > 0 ? debit_minor : credit_minor) += line.amount_minor;
    }
    xml_.Open("GeneralLedgerEntries");
    xml_.Leaf("NumberOfEntries", std::to_string(postings_.size()));
    xml_.Leaf("TotalDebit", Hundredths(debit_minor));
    xml_.Leaf("TotalCredit", Hundredths(-credit_minor));
    for (const Journal& journal : kJournals) {
      xml_.Open("Journal");
      xml_.Leaf("JournalID", journal.id);
      xml_.Leaf("Description", journal.title);
      xml_.Leaf("Type", journal.type);
      for (const Posting& posting : postings_) {
        if (posting.journal == journal.id) Transaction(posting);
      }
      xml_.Close();
    }
    xml_.Close();
  }

  void Transaction(const Posting& posting) {
    xml_.Open("Transaction");
    xml_.Leaf("TransactionID", posting.number);
    xml_.Leaf("Period", std::to_string(MonthNumberOf(posting.posting_date)));
    xml_.Leaf("PeriodYear", std::to_string(YearOf(posting.posting_date)));
    xml_.Leaf("TransactionDate", IsoDate(posting.transaction_date));
    xml_.Leaf("Description", posting.text);
    xml_.Leaf("SystemEntryDate", IsoDate(posting.posting_date));
    xml_.Leaf("GLPostingDate", IsoDate(posting.posting_date));
    int record = 0;
    for (const PostingLine& line : posting.lines) WriteLine(posting, line, ++record);
    xml_.Close();
  }

  // The supplier and the number of the invoice stand where the debt does.
  void WriteLine(const Posting& posting, const PostingLine& line, int record) {
    xml_.Open("Line");
    xml_.Leaf("RecordID", std::to_string(record));
    xml_.Leaf("AccountID", line.account);
    if (!line.responsibility.empty()) {
      xml_.Open("Analysis");
      xml_.Leaf("AnalysisType", kResponsibility);
      xml_.Leaf("AnalysisID", line.responsibility);
      xml_.Close();
    }
    const bool is_debt = posting.supplier != nullptr && line.account == kPayables;
    if (is_debt) xml_.Leaf("SupplierID", supplier_ids_.at(posting.supplier));
    xml_.Leaf("Description", posting.text);
    const bool is_debit = line.amount_minor >= 0;
    xml_.Open(is_debit ? "DebitAmount" : "CreditAmount");
    xml_.Leaf("Amount", Hundredths(is_debit ? line.amount_minor : -line.amount_minor));
    xml_.Close();
    if (is_debt) xml_.Leaf("ReferenceNumber", posting.invoice_number);
    xml_.Close();
  }

  const Municipality& municipality_;
  int year_;
  const std::vector<Posting>& postings_;
  XmlText xml_;
  std::map<const Supplier*, std::string> supplier_ids_;
};

}  // namespace

std::string WriteSaft(const Municipality& municipality, int year, const std::vector<Posting>& postings) {
  return SaftWriter(municipality, year, postings).Write();
}

}  // namespace helhet::model_case
