#include "invoice_number.h"

#include <algorithm>

namespace helhet::saft {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80) != 0; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// What a source says on one line, or on the transaction when `line` is null.
std::string NumberAt(InvoiceNumberSource source, const Transaction& transaction, const Line* line) {
  switch (source) {
    case InvoiceNumberSource::kReferenceNumber: return line == nullptr ? "" : line->reference_number;
    case InvoiceNumberSource::kSourceDocumentId: return line == nullptr ? "" : line->source_document_id;
    case InvoiceNumberSource::kDescription: return InvoiceNumberIn(line == nullptr ? transaction.description : line->description);
  }
  return {};
}

}  // namespace

std::optional<InvoiceNumberSource> InvoiceNumberSourceOf(std::string_view name) {
  if (name == "reference_number") return InvoiceNumberSource::kReferenceNumber;
  if (name == "source_document_id") return InvoiceNumberSource::kSourceDocumentId;
  if (name == "description") return InvoiceNumberSource::kDescription;
  return std::nullopt;
}

std::string InvoiceNumberIn(std::string_view text) {
  constexpr std::string_view kWord = "faktura";
  const auto found = std::search(text.begin(), text.end(), kWord.begin(), kWord.end(), [](char a, char b) { return Lower(a) == b; });
  if (found == text.end() || (found != text.begin() && IsLetter(*(found - 1)))) return {};
  std::string_view rest = text.substr(static_cast<size_t>(found - text.begin()) + kWord.size());
  for (const std::string_view word : {"nummer", "nr"}) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const bool is_next = rest.size() >= word.size() && std::equal(word.begin(), word.end(), rest.begin(), [](char a, char b) { return a == Lower(b); });
    if (is_next) rest.remove_prefix(word.size());
  }
  rest.remove_prefix(std::min(rest.find_first_not_of(" .:#"), rest.size()));
  const std::string_view number = rest.substr(0, rest.find_first_of(" ,;:()"));
  return std::any_of(number.begin(), number.end(), IsDigit) ? std::string(number) : std::string();
}

std::string InvoiceNumberOf(const Transaction& transaction, const std::vector<InvoiceNumberSource>& sources) {
  for (const InvoiceNumberSource source : sources) {
    for (const bool of_supplier : {true, false}) {
      for (const Line& line : transaction.lines) {
        if (line.supplier_id.empty() == of_supplier) continue;
        if (std::string number = NumberAt(source, transaction, &line); !number.empty()) return number;
      }
    }
    if (std::string number = NumberAt(source, transaction, nullptr); !number.empty()) return number;
  }
  return {};
}

}  // namespace helhet::saft
