#include "audit_file_reader.h"

#include <array>

#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "saft_limits.h"

namespace helhet::saft {

enum class AuditFileReader::Node : unsigned char {
  kDocument, kAuditFile,
  kHeader, kVersion, kCurrency, kCompany, kCompanyNumber, kCompanyName,
  kMasterFiles, kAccounts, kAccount, kMasterAccountId, kGroupingCategory, kGroupingCode,
  kSuppliers, kSupplier, kRegistrationNumber, kMasterSupplierId, kTaxRegistration, kTaxRegistrationNumber,
  kAnalysisTypes, kAnalysisTypeEntry, kEntryType, kEntryTypeDescription,
  kEntries, kNumberOfEntries, kTotalDebit, kTotalCredit, kJournal, kJournalId,
  kTransaction, kTransactionId, kPeriodYear, kTransactionDate, kSystemEntryDate, kPostingDate, kVoucherSupplierId, kVoucherDescription,
  kLine, kRecordId, kAccountId, kSourceDocumentId, kSupplierId, kLineDescription, kReferenceNumber,
  kAnalysis, kAnalysisType, kAnalysisId, kDebitAmount, kDebit, kCreditAmount, kCredit,
  kNone,
};

namespace {

using Node = AuditFileReader::Node;

struct Rule {
  Node parent;
  std::string_view name;
  Node node;
};

// The part of the schema that is read: which element, in which one, is what. Those of one parent stand together.
constexpr Rule kRules[] = {
    {Node::kDocument, "AuditFile", Node::kAuditFile},
    {Node::kAuditFile, "Header", Node::kHeader},
    {Node::kAuditFile, "MasterFiles", Node::kMasterFiles},
    {Node::kAuditFile, "GeneralLedgerEntries", Node::kEntries},
    {Node::kHeader, "AuditFileVersion", Node::kVersion},
    {Node::kHeader, "Company", Node::kCompany},
    {Node::kHeader, "DefaultCurrencyCode", Node::kCurrency},
    {Node::kCompany, "RegistrationNumber", Node::kCompanyNumber},
    {Node::kCompany, "Name", Node::kCompanyName},
    {Node::kMasterFiles, "GeneralLedgerAccounts", Node::kAccounts},
    {Node::kMasterFiles, "Suppliers", Node::kSuppliers},
    {Node::kMasterFiles, "AnalysisTypeTable", Node::kAnalysisTypes},
    {Node::kAccounts, "Account", Node::kAccount},
    {Node::kAccount, "AccountID", Node::kMasterAccountId},
    {Node::kAccount, "GroupingCategory", Node::kGroupingCategory},
    {Node::kAccount, "GroupingCode", Node::kGroupingCode},
    {Node::kSuppliers, "Supplier", Node::kSupplier},
    {Node::kSupplier, "RegistrationNumber", Node::kRegistrationNumber},
    {Node::kSupplier, "SupplierID", Node::kMasterSupplierId},
    {Node::kSupplier, "TaxRegistration", Node::kTaxRegistration},
    {Node::kTaxRegistration, "TaxRegistrationNumber", Node::kTaxRegistrationNumber},
    {Node::kAnalysisTypes, "AnalysisTypeTableEntry", Node::kAnalysisTypeEntry},
    {Node::kAnalysisTypeEntry, "AnalysisType", Node::kEntryType},
    {Node::kAnalysisTypeEntry, "AnalysisTypeDescription", Node::kEntryTypeDescription},
    {Node::kEntries, "Journal", Node::kJournal},
    {Node::kEntries, "NumberOfEntries", Node::kNumberOfEntries},
    {Node::kEntries, "TotalDebit", Node::kTotalDebit},
    {Node::kEntries, "TotalCredit", Node::kTotalCredit},
    {Node::kJournal, "Transaction", Node::kTransaction},
    {Node::kJournal, "JournalID", Node::kJournalId},
    {Node::kTransaction, "Line", Node::kLine},
    {Node::kTransaction, "TransactionID", Node::kTransactionId},
    {Node::kTransaction, "PeriodYear", Node::kPeriodYear},
    {Node::kTransaction, "TransactionDate", Node::kTransactionDate},
    {Node::kTransaction, "SystemEntryDate", Node::kSystemEntryDate},
    {Node::kTransaction, "GLPostingDate", Node::kPostingDate},
    {Node::kTransaction, "SupplierID", Node::kVoucherSupplierId},
    {Node::kTransaction, "Description", Node::kVoucherDescription},
    {Node::kLine, "RecordID", Node::kRecordId},
    {Node::kLine, "AccountID", Node::kAccountId},
    {Node::kLine, "Analysis", Node::kAnalysis},
    {Node::kLine, "SourceDocumentID", Node::kSourceDocumentId},
    {Node::kLine, "SupplierID", Node::kSupplierId},
    {Node::kLine, "Description", Node::kLineDescription},
    {Node::kLine, "DebitAmount", Node::kDebitAmount},
    {Node::kLine, "CreditAmount", Node::kCreditAmount},
    {Node::kLine, "ReferenceNumber", Node::kReferenceNumber},
    {Node::kAnalysis, "AnalysisType", Node::kAnalysisType},
    {Node::kAnalysis, "AnalysisID", Node::kAnalysisId},
    {Node::kDebitAmount, "Amount", Node::kDebit},
    {Node::kCreditAmount, "Amount", Node::kCredit},
};

// Rules of one parent: from its entry to the next one's.
constexpr auto kFirstRule = [] {
  std::array<unsigned char, static_cast<size_t>(Node::kNone) + 2> first{};
  size_t rule = 0;
  for (size_t parent = 0; parent <= static_cast<size_t>(Node::kNone); ++parent) {
    first[parent] = static_cast<unsigned char>(rule);
    while (rule < std::size(kRules) && static_cast<size_t>(kRules[rule].parent) == parent) ++rule;
  }
  first[static_cast<size_t>(Node::kNone) + 1] = static_cast<unsigned char>(rule);
  return first;
}();
static_assert(kFirstRule.back() == std::size(kRules), "rules must stand in the order of their parents");

Node Child(Node parent, std::string_view name) {
  const auto at = static_cast<size_t>(parent);
  for (size_t rule = kFirstRule[at]; rule < kFirstRule[at + 1]; ++rule) {
    if (kRules[rule].name == name) return kRules[rule].node;
  }
  return Node::kNone;
}

// Refuses another document by its name: SAF-T has relatives, and other countries.
Status NotSaft(std::string_view name, std::string_view space) {
  std::string what = "<" + std::string(name.substr(0, 100)) + ">";
  if (name == "auditfile" && space.find("CashRegister") != std::string_view::npos) what = "a SAF-T cash register file";
  if (!space.empty()) what += " (" + std::string(space.substr(0, 200)) + ")";
  return sdk::Refused("not_saft", what + ", not a Norwegian SAF-T Financial file", "take it out of the folder");
}

// The root is known by its name, and by its namespace where it has one: published files have none.
Status CheckRoot(std::string_view name, const char* const* attributes) {
  std::string_view space;
  for (; attributes[0] != nullptr; attributes += 2) {
    const std::string_view attribute = attributes[0], value = attributes[1];
    if (!attribute.starts_with("xmlns") || value == "http://www.w3.org/2001/XMLSchema-instance") continue;
    if (attribute == "xmlns" || space.empty() || value.starts_with("urn:StandardAuditFile")) space = value;
  }
  const bool is_ours = space.empty() || space == "urn:StandardAuditFile-Taxation-Financial:NO";
  return name == "AuditFile" && is_ours ? OkStatus() : NotSaft(name, space);
}

void Trim(std::string& text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  text.erase(text.find_last_not_of(kBlanks) + 1);  // npos + 1 is 0
  text.erase(0, text.find_first_not_of(kBlanks));
}

}  // namespace

Status AuditFileReader::Start(std::string_view name, const char* const* attributes) {
  if (depth_ == 0) HELHET_RETURN_IF_ERROR(CheckRoot(name, attributes));
  const Node node = passed_over_ > 0 ? Node::kNone : Child(stack_[depth_], name);
  if (node == Node::kNone) {
    ++passed_over_;
    return OkStatus();
  }
  stack_[++depth_] = node;
  Enter(node);
  return OkStatus();
}

Status AuditFileReader::End() {
  if (passed_over_ > 0) {
    --passed_over_;
    return OkStatus();
  }
  if (text_ != nullptr) CloseText();
  return Leave(stack_[depth_--]);
}

void AuditFileReader::Text(std::string_view piece) {
  if (text_ == nullptr || passed_over_ > 0) return;
  if (text_->size() + piece.size() > kTextBytes) {
    piece = piece.substr(0, kTextBytes - text_->size());
    // Up to an ASCII character: a cut inside another would leave no text.
    while (!piece.empty() && (static_cast<unsigned char>(piece.back()) & 0x80) != 0) piece.remove_suffix(1);
    transaction_.is_cut = true;
  }
  text_->append(piece);
}

// What holds others begins anew; what holds text is told where to put it.
void AuditFileReader::Enter(Node node) {
  switch (node) {
    case Node::kAccount: account_ = {}; break;
    case Node::kSupplier: supplier_ = {}; break;
    case Node::kAnalysisTypeEntry: dimension_value_ = {}; break;
    case Node::kEntries: totals_ = {}; break;
    case Node::kJournal: transaction_.journal_id.clear(); break;
    case Node::kTransaction: {
      std::string journal_id = std::move(transaction_.journal_id);
      transaction_ = {};
      transaction_.journal_id = std::move(journal_id);
      transaction_.begin = xml_.begin();
      transaction_bytes_ = line_count_ = 0;
      break;
    }
    case Node::kLine: OpenLine(); break;
    case Node::kAnalysis: OpenDimension(); break;
    default:
      text_ = Target(node);
      if (text_ != nullptr) text_->clear();
  }
}

void AuditFileReader::OpenLine() {
  if (line_count_ >= kTransactionLines || transaction_bytes_ > kTransactionBytes) {
    // The last line takes what comes: amounts are lost, so the transaction will be refused.
    transaction_.is_too_large = true;
  } else if (++line_count_ > lines_.size()) {
    lines_.emplace_back();
  }
  lines_[line_count_ - 1].Clear();
}

void AuditFileReader::OpenDimension() {
  auto& dimensions = lines_[line_count_ - 1].dimensions;
  if (dimensions.size() < kLineDimensions) {
    dimension_ = &dimensions.emplace_back();
  } else {
    transaction_.is_cut = true;
    dimension_ = &left_out_;
  }
}

void AuditFileReader::CloseText() {
  Trim(*text_);
  transaction_bytes_ += text_->size();
  text_ = nullptr;
}

Status AuditFileReader::Leave(Node node) {
  switch (node) {
    case Node::kHeader: visitor_.Visit(header_); break;
    case Node::kAccount: visitor_.Visit(account_); break;
    case Node::kSupplier: visitor_.Visit(supplier_); break;
    case Node::kAnalysisTypeEntry: visitor_.Visit(dimension_value_); break;
    case Node::kEntries: visitor_.Visit(totals_); break;
    case Node::kTransaction:
      transaction_.end = xml_.end();
      transaction_.lines = {lines_.data(), line_count_};
      return visitor_.Visit(transaction_);
    default: break;
  }
  return OkStatus();
}

std::string* AuditFileReader::Target(Node node) {
  switch (node) {
    case Node::kVersion: return &header_.version;
    case Node::kCurrency: return &header_.currency_code;
    case Node::kCompanyNumber: return &header_.company;
    case Node::kCompanyName: return &header_.company_name;
    case Node::kMasterAccountId: return &account_.id;
    case Node::kGroupingCategory: return &account_.grouping_category;
    case Node::kGroupingCode: return &account_.grouping_code;
    case Node::kRegistrationNumber: return &supplier_.registration_number;
    case Node::kMasterSupplierId: return &supplier_.id;
    case Node::kTaxRegistrationNumber: return &supplier_.tax_registration_number;
    case Node::kEntryType: return &dimension_value_.type;
    case Node::kEntryTypeDescription: return &dimension_value_.type_description;
    case Node::kNumberOfEntries: return &totals_.entries;
    case Node::kTotalDebit: return &totals_.debit;
    case Node::kTotalCredit: return &totals_.credit;
    case Node::kJournalId: return &transaction_.journal_id;
    case Node::kTransactionId: return &transaction_.id;
    case Node::kPeriodYear: return &transaction_.period_year;
    case Node::kTransactionDate: return &transaction_.transaction_date;
    case Node::kSystemEntryDate: return &transaction_.system_entry_date;
    case Node::kPostingDate: return &transaction_.posting_date;
    case Node::kVoucherSupplierId: return &transaction_.supplier_id;
    case Node::kVoucherDescription: return &transaction_.description;
    default: return LineTarget(node);
  }
}

std::string* AuditFileReader::LineTarget(Node node) {
  if (node < Node::kRecordId) return nullptr;
  Line& line = lines_[line_count_ - 1];
  switch (node) {
    case Node::kRecordId: return &line.record_id;
    case Node::kAccountId: return &line.account_id;
    case Node::kSourceDocumentId: return &line.source_document_id;
    case Node::kSupplierId: return &line.supplier_id;
    case Node::kLineDescription: return &line.description;
    case Node::kReferenceNumber: return &line.reference_number;
    case Node::kAnalysisType: return &dimension_->type;
    case Node::kAnalysisId: return &dimension_->id;
    case Node::kDebit: return &line.debit;
    case Node::kCredit: return &line.credit;
    default: return nullptr;
  }
}

}  // namespace helhet::saft
