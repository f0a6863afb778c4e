#include "helhet/ubl/document_name.h"

#include "helhet/values/quoted.h"

namespace helhet::sdk {
namespace {

constexpr std::string_view kEnvelope = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";

// Part of a CustomizationID, and what a document with it is called. The first that fits counts.
struct NamedPart {
  std::string_view part;
  const char* name;
};
constexpr NamedPart kByCustomization[] = {
    {"trns:order_agreement:", "an order agreement"},
    {"biitrns110:", "an order agreement"},
    {"trns:punch_out:", "a punch-out cart"},
    {"biitrns077:", "a punch-out cart"},
    {"trns:invoice_response:", "an invoice response"},
    {"trns:catalogue_response:", "a catalogue response"},
    {"biitrns058:", "a catalogue response"},
    {"trns:mlr:", "a message level response"},
    {"biitrns071:", "a message level response"},
    {"payment-request:", "a payment request"},
    {"ehf:reminder:", "a reminder"},
};

struct NamedRoot {
  std::string_view root;
  const char* name;
};
constexpr NamedRoot kByRoot[] = {
    {"ApplicationResponse", "an application response"},
    {"Catalogue", "a catalogue"},
    {"ContractAwardNotice", "a contract award notice"},
    {"ContractNotice", "a contract notice"},
    {"CreditNote", "a credit note"},
    {"DespatchAdvice", "a despatch advice"},
    {"Invoice", "an invoice"},
    {"Order", "an order"},
    {"OrderCancellation", "an order cancellation"},
    {"OrderChange", "an order change"},
    {"OrderResponse", "an order response"},
    {"OrderResponseSimple", "an order response"},
    {"PriorInformationNotice", "a prior information notice"},
    {"ReceiptAdvice", "a receipt advice"},
    {"Reminder", "a reminder"},
    {"Statement", "an account statement"},
    {"TransportExecutionPlan", "a transport execution plan"},
    {"TransportExecutionPlanRequest", "a transport execution plan request"},
    {"TransportationStatus", "a transportation status"},
    {"TransportationStatusRequest", "a transportation status request"},
    {"Waybill", "a waybill"},
    {"WeightStatement", "a weight statement"},
};

}  // namespace

bool IsUbl(const Element& root, std::string_view name) {
  return root.LocalName() == name && root.Namespace() == std::string(kUblDocuments) + std::string(name) + "-2";
}

Element WithoutEnvelope(Element root) {
  if (root.LocalName() != "StandardBusinessDocument" || root.Namespace() != kEnvelope) return root;
  for (Element child = root.FirstChild(); child; child = child.NextSibling()) {
    if (child.LocalName() != "StandardBusinessDocumentHeader") return child;
  }
  return root;
}

std::string DocumentName(const Element& root) {
  const std::string customization_id = root.Child("cbc:CustomizationID").Text();
  std::string name;
  for (const NamedPart& known : kByCustomization) {
    if (name.empty() && customization_id.find(known.part) != std::string::npos) name = known.name;
  }
  for (const NamedRoot& known : kByRoot) {
    if (name.empty() && root.Namespace().starts_with(kUblDocuments) && root.LocalName() == known.root) name = known.name;
  }
  if (name.empty()) name = "a document of another kind, " + Quoted(root.LocalName());
  const std::string_view id = customization_id.empty() ? root.Namespace() : std::string_view(customization_id);
  std::string shown = Quoted(id);
  if (id.size() <= 200) shown = id;
  return name + " (" + (id.empty() ? "no namespace" : shown) + ")";
}

}  // namespace helhet::sdk
