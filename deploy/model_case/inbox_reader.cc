#include "inbox_reader.h"

#include <pugixml.hpp>

#include "archive_reader.h"

namespace helhet::model_case {
namespace {

std::string Text(const pugi::xml_node& node, const char* path) { return node.first_element_by_path(path).text().get(); }
int64_t Money(const pugi::xml_node& node, const char* path) { return ReadHundredths(Text(node, path)); }

// False when the content is no invoice or credit note.
bool ReadOne(const std::string& name, const std::string& content, ReadDocument& document) {
  pugi::xml_document xml;
  if (!xml.load_buffer(content.data(), content.size())) return false;
  const pugi::xml_node root = xml.document_element();
  document.root = root.name();
  if (document.root != "Invoice" && document.root != "CreditNote") return false;
  document.file = name;
  document.customization = Text(root, "cbc:CustomizationID");
  document.number = Text(root, "cbc:ID");
  document.issue_date = Text(root, "cbc:IssueDate");
  document.order_reference = Text(root, "cac:OrderReference/cbc:ID");
  document.preceding_invoice = Text(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID");
  const pugi::xml_node buyer = root.first_element_by_path("cac:AccountingCustomerParty/cac:Party");
  document.buyer_reference = Text(root, "cbc:BuyerReference") + Text(buyer, "cac:Contact/cbc:ID");
  document.buyer_endpoint = Text(buyer, "cbc:EndpointID");
  document.supplier_number = Text(root, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID");
  document.lines_minor = Money(root, "cac:LegalMonetaryTotal/cbc:LineExtensionAmount");
  document.charges_minor = Money(root, "cac:LegalMonetaryTotal/cbc:ChargeTotalAmount");
  document.tax_exclusive_minor = Money(root, "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount");
  document.tax_minor = Money(root, "cac:TaxTotal/cbc:TaxAmount");
  document.tax_inclusive_minor = Money(root, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount");
  const bool credit = document.IsCreditNote();
  for (const pugi::xml_node& line : root.children(credit ? "cac:CreditNoteLine" : "cac:InvoiceLine")) {
    document.lines.push_back({Money(line, credit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity"),
                              Money(line, "cac:Price/cbc:PriceAmount"), Money(line, "cbc:LineExtensionAmount"),
                              Text(line, "cac:OrderLineReference/cbc:LineID"), Text(line, "cac:Item/cac:SellersItemIdentification/cbc:ID")});
  }
  return true;
}

}  // namespace

int64_t ReadHundredths(const std::string& text) {
  const size_t point = text.find('.');
  if (point == std::string::npos) return text.empty() ? 0 : std::stoll(text) * 100;
  return std::stoll(text.substr(0, point)) * 100 + std::stoll((text.substr(point + 1) + "00").substr(0, 2));
}

std::vector<std::string> ReadInbox(const std::filesystem::path& inbox, const std::string& period,
                                   const std::function<void(const ReadDocument&)>& visit) {
  std::vector<std::string> refused;
  ReadFolder(inbox, [&](const std::string& name, const std::string& content) {
    ReadDocument document;
    if (!ReadOne(name, content, document)) refused.push_back(name);
    else if (document.issue_date.starts_with(period)) visit(document);
  });
  return refused;
}

}  // namespace helhet::model_case
