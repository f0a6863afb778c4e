// Reads a generated inbox as a stranger would: opens the archives, takes from each document what the standard
// says, and knows nothing of how it was made. For tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace helhet::model_case {

struct ReadLine {
  int64_t quantity_hundredths;
  int64_t price_minor;
  int64_t net_minor;
  std::string order_line;
  std::string item_number;
};

struct ReadDocument {
  std::string file;
  std::string root;
  std::string customization;
  std::string number;
  std::string issue_date;
  std::string order_reference;
  std::string buyer_reference;  // BT-10, or the contact's identifier in EHF 2
  std::string buyer_endpoint;
  std::string supplier_number;
  std::string preceding_invoice;
  int64_t lines_minor = 0;
  int64_t charges_minor = 0;
  int64_t tax_exclusive_minor = 0;
  int64_t tax_minor = 0;
  int64_t tax_inclusive_minor = 0;
  std::vector<ReadLine> lines;

  bool IsPaymentRequest() const { return customization.find("payment-request") != std::string::npos; }
  bool IsCreditNote() const { return root == "CreditNote"; }
  bool ClaimsOrder() const { return !order_reference.empty() && order_reference != "NA"; }
};

// `123.45` as 12345, `7` as 700.
int64_t ReadHundredths(const std::string& text);

// Calls `visit` for every document in the folder's archives and loose files whose issue date begins with
// `period` (`2023`), refused ones left out. Returns what could not be read as an invoice or credit note.
std::vector<std::string> ReadInbox(const std::filesystem::path& inbox, const std::string& period,
                                   const std::function<void(const ReadDocument&)>& visit);

}  // namespace helhet::model_case
