#include "document_kind.h"

#include <algorithm>
#include <array>

#include "helhet/ubl/document_name.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::ehf {
namespace {

using model::v1::InvoiceStandard;
using model::v1::InvoiceType;

bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

InvoiceStandard StandardOf(std::string_view id) {
  if (Has(id, "urn:www.cenbii.eu") || Has(id, "difi.no:ehf:")) {
    const bool is_first = Has(id, "biicoretrdm") || Has(id, "ehf:faktura:ver1") || Has(id, "ehf:kreditnota:ver1");
    return is_first ? model::v1::INVOICE_STANDARD_EHF_1 : model::v1::INVOICE_STANDARD_EHF_2;
  }
  if (Has(id, "urn:fdc:anskaffelser.no:2019:ehf:")) return model::v1::INVOICE_STANDARD_EHF_3_OTHER;
  if (Has(id, "urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0")) return model::v1::INVOICE_STANDARD_EHF_3_OTHER;
  if (Has(id, "urn:fdc:peppol.eu:2017:poacc:billing:3.0")) return model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3;
  // What names no standard is at least UBL, the syntax of EN 16931; the flag says that it is a guess.
  return model::v1::INVOICE_STANDARD_EN_16931;
}

// The type from the customisation, which is stricter than the code, then from the code (UNCL1001).
InvoiceType TypeOf(bool is_credit_note, std::string_view id, std::string_view code) {
  const bool is_self_billed = Has(id, "selfbilling") || code == "389" || code == "527" || code == "261";
  if (is_credit_note) {
    return is_self_billed ? model::v1::INVOICE_TYPE_SELF_BILLED_CREDIT_NOTE : model::v1::INVOICE_TYPE_CREDIT_NOTE;
  }
  if (Has(id, "payment-request") || code == "71") return model::v1::INVOICE_TYPE_PAYMENT_REQUEST;
  if (Has(id, "ehf:reminder")) return model::v1::INVOICE_TYPE_REMINDER;
  if (is_self_billed) return model::v1::INVOICE_TYPE_SELF_BILLED_INVOICE;
  if (code == "384") return model::v1::INVOICE_TYPE_CORRECTED_INVOICE;
  if (code == "386") return model::v1::INVOICE_TYPE_PREPAYMENT_INVOICE;
  return model::v1::INVOICE_TYPE_INVOICE;
}

// UNCL1001 codes of credit notes, as EN 16931's code list for the CreditNote syntax has them.
bool IsCreditNoteCode(std::string_view code) {
  constexpr std::array<std::string_view, 11> kCodes = {"81",  "83",  "261", "262", "296", "308",
                                                       "381", "396", "420", "458", "532"};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

}  // namespace

Result<DocumentKind> IdentifyDocument(const sdk::XmlDocument& document, sdk::Flags& flags) {
  DocumentKind kind;
  kind.root = sdk::WithoutEnvelope(document.root());
  kind.customization_id = kind.root.Child("cbc:CustomizationID").Text();
  kind.is_credit_note = sdk::IsUbl(kind.root, "CreditNote");
  const bool is_invoice = sdk::IsUbl(kind.root, "Invoice");
  if (!is_invoice && !kind.is_credit_note) {
    return sdk::Refused("not_an_invoice", sdk::DocumentName(kind.root) + ", not an invoice",
                        "move it to the folder of a connector that reads such documents, or take it away");
  }

  kind.line_name = is_invoice ? "cac:InvoiceLine" : "cac:CreditNoteLine";
  kind.quantity_name = is_invoice ? "cbc:InvoicedQuantity" : "cbc:CreditedQuantity";
  const char* code_name = is_invoice ? "cbc:InvoiceTypeCode" : "cbc:CreditNoteTypeCode";
  kind.type_code = kind.root.Child(code_name).Text();
  kind.standard = StandardOf(kind.customization_id);
  kind.type = TypeOf(kind.is_credit_note, kind.customization_id, kind.type_code);
  if (kind.standard == model::v1::INVOICE_STANDARD_EN_16931 && !kind.customization_id.starts_with("urn:cen.eu:en16931:2017")) {
    flags.Add("customization_unknown", "cbc:CustomizationID", sdk::Quoted(kind.customization_id) + " names no known standard");
  }
  if (!kind.type_code.empty() && IsCreditNoteCode(kind.type_code) != kind.is_credit_note) {
    // The root decides, as the amounts' sign follows from the syntax.
    flags.Add("type_code_contradicts_root", code_name,
              sdk::Quoted(kind.type_code) + (is_invoice ? " is a credit note's, but the document is an invoice"
                                                   : " is an invoice's, but the document is a credit note"));
  }
  return kind;
}

}  // namespace helhet::ehf
