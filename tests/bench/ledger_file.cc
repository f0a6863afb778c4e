#include "tests/bench/ledger_file.h"

#include <cstdio>
#include <fstream>
#include <string>

namespace helhet::bench {
namespace {

constexpr int kSuppliers = 20'000;
constexpr int kAccounts = 500;

// Nine digits that end in the right check digit (modulus 11); the next such number from `start` on.
std::string OrganisationNumber(int start) {
  constexpr int kWeights[] = {3, 2, 7, 6, 5, 4, 3, 2};
  for (int number = 90'000'000 + start * 2;; ++number) {
    const std::string digits = std::to_string(number);
    int sum = 0;
    for (size_t i = 0; i < 8; ++i) sum += kWeights[i] * (digits[i] - '0');
    if (const int check = (11 - sum % 11) % 11; check < 10) return digits + std::to_string(check);
  }
}

std::string Header() {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<n1:AuditFile xmlns:n1=\"urn:StandardAuditFile-Taxation-Financial:NO\">\n\t<n1:Header>\n"
                     "\t\t<n1:AuditFileVersion>1.30</n1:AuditFileVersion>\n\t\t<n1:Company>\n\t\t\t<n1:RegistrationNumber>938587051</n1:RegistrationNumber>\n"
                     "\t\t\t<n1:Name>Levanger kommune</n1:Name>\n\t\t</n1:Company>\n\t\t<n1:DefaultCurrencyCode>NOK</n1:DefaultCurrencyCode>\n\t</n1:Header>\n"
                     "\t<n1:MasterFiles>\n\t\t<n1:GeneralLedgerAccounts>\n";
  for (int i = 0; i < kAccounts; ++i) {
    text += "\t\t\t<n1:Account>\n\t\t\t\t<n1:AccountID>" + std::to_string(10000 + i) + "</n1:AccountID>\n\t\t\t\t<n1:AccountDescription>Konto</n1:AccountDescription>\n"
            "\t\t\t\t<n1:GroupingCategory>KA_K</n1:GroupingCategory>\n\t\t\t\t<n1:GroupingCode>" + std::to_string(100 + i % 400) + "</n1:GroupingCode>\n\t\t\t</n1:Account>\n";
  }
  text += "\t\t</n1:GeneralLedgerAccounts>\n\t\t<n1:Suppliers>\n";
  for (int i = 0; i < kSuppliers; ++i) {
    text += "\t\t\t<n1:Supplier>\n\t\t\t\t<n1:RegistrationNumber>" + OrganisationNumber(i) + "</n1:RegistrationNumber>\n\t\t\t\t<n1:Name>Leverandør " + std::to_string(i) +
            " AS</n1:Name>\n\t\t\t\t<n1:SupplierID>" + std::to_string(50000 + i) + "</n1:SupplierID>\n\t\t\t</n1:Supplier>\n";
  }
  text += "\t\t</n1:Suppliers>\n\t\t<n1:AnalysisTypeTable>\n";
  for (const auto& [type, description] : {std::pair("A", "Ansvar"), std::pair("F", "Funksjon"), std::pair("P", "Prosjekt")}) {
    text += std::string("\t\t\t<n1:AnalysisTypeTableEntry>\n\t\t\t\t<n1:AnalysisType>") + type + "</n1:AnalysisType>\n\t\t\t\t<n1:AnalysisTypeDescription>" + description +
            "</n1:AnalysisTypeDescription>\n\t\t\t\t<n1:AnalysisID>1</n1:AnalysisID>\n\t\t\t\t<n1:AnalysisIDDescription>En</n1:AnalysisIDDescription>\n"
            "\t\t\t</n1:AnalysisTypeTableEntry>\n";
  }
  return text + "\t\t</n1:AnalysisTypeTable>\n\t</n1:MasterFiles>\n\t<n1:GeneralLedgerEntries>\n";
}

std::string Analysis(const char* type, int64_t id) {
  return std::string("\t\t\t\t\t<n1:Analysis>\n\t\t\t\t\t\t<n1:AnalysisType>") + type + "</n1:AnalysisType>\n\t\t\t\t\t\t<n1:AnalysisID>" + std::to_string(id) +
         "</n1:AnalysisID>\n\t\t\t\t\t</n1:Analysis>\n";
}

std::string Line(int record, const std::string& account, const std::string& middle, const char* side, const char* amount, const std::string& number) {
  return "\t\t\t\t<n1:Line>\n\t\t\t\t\t<n1:RecordID>" + std::to_string(record) + "</n1:RecordID>\n\t\t\t\t\t<n1:AccountID>" + account + "</n1:AccountID>\n" + middle +
         "\t\t\t\t\t<n1:Description>Faktura " + number + "</n1:Description>\n\t\t\t\t\t<n1:" + side + ">\n\t\t\t\t\t\t<n1:Amount>" + amount +
         "</n1:Amount>\n\t\t\t\t\t</n1:" + side + ">\n\t\t\t\t\t<n1:ReferenceNumber>" + number + "</n1:ReferenceNumber>\n\t\t\t\t</n1:Line>\n";
}

// A purchase of 1,250 kroner, of which 250 are VAT.
std::string Transaction(int64_t number) {
  char date[16];
  std::snprintf(date, sizeof(date), "2025-%02d-%02d", static_cast<int>(number / 1000 % 12) + 1, static_cast<int>(number % 28) + 1);
  const std::string id = std::to_string(number), invoice = std::to_string(100000 + number * 7 % 900000);
  const std::string document = "\t\t\t\t\t<n1:ValueDate>" + std::string(date) + "</n1:ValueDate>\n\t\t\t\t\t<n1:SourceDocumentID>B-" + id + "</n1:SourceDocumentID>\n";
  const std::string dimensions = Analysis("A", 2000 + number % 300) + Analysis("F", 100 + number % 300) + Analysis("P", number % 50);
  return "\t\t\t<n1:Transaction>\n\t\t\t\t<n1:TransactionID>" + id + "</n1:TransactionID>\n\t\t\t\t<n1:Period>1</n1:Period>\n\t\t\t\t<n1:PeriodYear>2025</n1:PeriodYear>\n"
         "\t\t\t\t<n1:TransactionDate>" + date + "</n1:TransactionDate>\n\t\t\t\t<n1:Description>Faktura " + invoice + "</n1:Description>\n\t\t\t\t<n1:SystemEntryDate>" + date +
         "</n1:SystemEntryDate>\n\t\t\t\t<n1:GLPostingDate>" + date + "</n1:GLPostingDate>\n" +
         Line(1, std::to_string(10000 + number % kAccounts), dimensions + document, "DebitAmount", "1000.00", invoice) +
         Line(2, "14290", dimensions + document, "DebitAmount", "250.00", invoice) +
         Line(3, "232001", document + "\t\t\t\t\t<n1:SupplierID>" + std::to_string(50000 + number % kSuppliers) + "</n1:SupplierID>\n", "CreditAmount", "1250.00", invoice) +
         "\t\t\t</n1:Transaction>\n";
}

}  // namespace

int64_t WriteLedgerFile(const std::filesystem::path& path, uint64_t bytes) {
  const std::string header = Header();
  // Numbers of equal length make transactions of nearly equal length.
  constexpr int64_t kFirst = 1'000'000;
  const auto transactions = static_cast<int64_t>(bytes / Transaction(kFirst).size()) + 1;
  const std::string sum = std::to_string(transactions * 1250);
  std::ofstream file(path, std::ios::binary);
  file << header << "\t\t<n1:NumberOfEntries>" << transactions << "</n1:NumberOfEntries>\n\t\t<n1:TotalDebit>" << sum << "</n1:TotalDebit>\n\t\t<n1:TotalCredit>" << sum
       << "</n1:TotalCredit>\n\t\t<n1:Journal>\n\t\t\t<n1:JournalID>LF</n1:JournalID>\n";
  for (int64_t i = 0; i < transactions; ++i) file << Transaction(kFirst + i);
  file << "\t\t</n1:Journal>\n\t</n1:GeneralLedgerEntries>\n</n1:AuditFile>\n";
  return transactions;
}

}  // namespace helhet::bench
